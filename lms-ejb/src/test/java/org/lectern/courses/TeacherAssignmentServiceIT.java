package org.lectern.courses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lectern.testing.Office.assertProblem;
import static org.lectern.testing.Office.problem;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.ProblemType;
import org.lectern.testing.Office;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class TeacherAssignmentServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private final Office office = new Office(database);

    @BeforeEach
    void signedInAsAdministrator() {
        services.callAs(office.administrator());
    }

    @Test
    void assignmentIsReadBackWithNames() {
        long section = office.section("BIO-1");
        long teacher = office.person("Calder", "TEACHER");

        var made = create(new TeacherAssignmentFacts(
                section, teacher, TeachingRole.SUBSTITUTE, LocalDate.of(2026, 11, 2), LocalDate.of(2026, 12, 18)));

        assertEquals("Test Calder", made.teacher());
        assertEquals(new SectionName(section, "BIO-1", "Section BIO-1"), made.section());
        assertEquals(made, get(made.id()));
        assertEquals("teacher assigned by h.marsh", office.lastAudit("teacher assignment", made.id()));
    }

    @Test
    void onlyTeachersAreAssignedAndOnlyInOrder() {
        long section = office.section("BIO-2");
        long student = office.person("Noor", "STUDENT");
        long teacher = office.person("Calder", "TEACHER");

        assertEquals(
                "VALIDATION teacherId: Nobody with the id " + student + " teaches here.",
                problem(() -> create(new TeacherAssignmentFacts(section, student, TeachingRole.LEAD, null, null))));
        assertEquals(
                "VALIDATION sectionId: There is no section 999999.",
                problem(() -> create(new TeacherAssignmentFacts(999999L, teacher, TeachingRole.LEAD, null, null))));
        assertEquals(
                "VALIDATION toDate: It ends before it begins.",
                problem(() -> create(new TeacherAssignmentFacts(
                        section, teacher, TeachingRole.LEAD, LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 1)))));
    }

    @Test
    void teacherIsAssignedOnceAtATime() {
        long section = office.section("BIO-3");
        long teacher = office.person("Calder", "TEACHER");
        create(new TeacherAssignmentFacts(section, teacher, TeachingRole.LEAD, null, LocalDate.of(2026, 10, 31)));

        assertEquals(
                "CONFLICT teacherId: This teacher is assigned to the section in these days already.",
                problem(() -> create(new TeacherAssignmentFacts(
                        section, teacher, TeachingRole.ASSISTANT, LocalDate.of(2026, 10, 31), null))));
        create(new TeacherAssignmentFacts(section, teacher, TeachingRole.ASSISTANT, LocalDate.of(2026, 11, 1), null));
    }

    @Test
    void assignmentEndsButKeepsItsTeacher() {
        long section = office.section("BIO-4");
        long teacher = office.person("Calder", "TEACHER");
        var made = create(new TeacherAssignmentFacts(section, teacher, TeachingRole.LEAD, null, null));
        var ended = new TeacherAssignmentFacts(section, teacher, TeachingRole.LEAD, null, LocalDate.of(2026, 11, 30));

        var changed = update(made, ended);

        assertEquals(LocalDate.of(2026, 11, 30), changed.toDate());
        assertEquals("teacher assignment changed by h.marsh", office.lastAudit("teacher assignment", made.id()));
        assertProblem(ProblemType.STALE_VERSION, () -> update(made, ended));
        assertEquals(
                "VALIDATION teacherId: An assignment keeps its section and teacher. End it and add another one.",
                problem(() -> update(
                        changed,
                        new TeacherAssignmentFacts(
                                section, office.person("Lind", "TEACHER"), TeachingRole.LEAD, null, null))));
    }

    @Test
    void assignmentOfWhoTookRegistersIsKept() {
        long section = office.section("BIO-5");
        long teacher = office.person("Calder", "TEACHER");
        var made = create(new TeacherAssignmentFacts(section, teacher, TeachingRole.LEAD, null, null));
        database.execute(
                "insert into lesson (section_id, starts_at, ends_at, register_taken_at, register_taken_by)"
                        + " values (?, timestamptz '2026-11-24 9:00Z', timestamptz '2026-11-24 10:00Z', now(), ?)",
                section,
                teacher);

        assertEquals("STILL_IN_USE registers: 1 register", problem(() -> delete(made.id())));
        var mistake =
                create(new TeacherAssignmentFacts(office.section("BIO-6"), teacher, TeachingRole.LEAD, null, null));
        delete(mistake.id());
        assertProblem(ProblemType.NOT_FOUND, () -> get(mistake.id()));
    }

    @Test
    void listIsFilteredByTeacherAndDayInOneStatement() {
        long teacher = office.person("Reyes", "TEACHER");
        var past = create(new TeacherAssignmentFacts(
                office.section("LIST-1"), teacher, TeachingRole.LEAD, null, LocalDate.of(2026, 9, 30)));
        var now = create(new TeacherAssignmentFacts(
                office.section("LIST-2"), teacher, TeachingRole.LEAD, LocalDate.of(2026, 10, 1), null));
        services.prepared();

        var first = services.call(
                TeacherAssignmentService.class,
                assignments -> assignments.list("reyes", null, teacher, null, null, 1, null));
        assertEquals(1, services.prepared());

        var second = services.call(
                TeacherAssignmentService.class,
                assignments -> assignments.list("reyes", null, teacher, null, null, 1, first.next()));
        var today = services.call(
                TeacherAssignmentService.class,
                assignments -> assignments.list(null, null, teacher, null, LocalDate.of(2026, 11, 24), null, null));
        assertEquals(List.of(past), first.items());
        assertEquals(List.of(now), second.items());
        assertEquals(List.of(now), today.items());
    }

    private static TeacherAssignmentService.View create(TeacherAssignmentFacts facts) {
        return services.call(TeacherAssignmentService.class, service -> service.create(facts, null));
    }

    private static TeacherAssignmentService.View get(long id) {
        return services.call(TeacherAssignmentService.class, service -> service.get(id));
    }

    private static TeacherAssignmentService.View update(
            TeacherAssignmentService.View seen, TeacherAssignmentFacts facts) {
        return services.call(
                TeacherAssignmentService.class,
                service -> service.update(seen.id(), new ExpectedVersion(seen.version()), facts));
    }

    private static void delete(long id) {
        services.run(TeacherAssignmentService.class, service -> service.delete(id));
    }
}

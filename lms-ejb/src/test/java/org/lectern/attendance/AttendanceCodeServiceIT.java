package org.lectern.attendance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lectern.testing.Office.assertProblem;
import static org.lectern.testing.Office.problem;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.ProblemType;
import org.lectern.testing.Office;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class AttendanceCodeServiceIT {

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
    void codeIsReadBackAndTeachersMayUseIt() {
        var made = create(new AttendanceCodeFacts(" M ", "Medical", AttendanceKind.EXCUSED, 5, null));

        assertEquals(
                new AttendanceCodeService.View(
                        made.id(), "M", "Medical", AttendanceKind.EXCUSED, 5, LifeStatus.ACTIVE, 0),
                get(made.id()));
        assertEquals("attendance code created by h.marsh", office.lastAudit("attendance code", made.id()));
        assertEquals(
                "Medical",
                services.call(AttendanceCodes.class, AttendanceCodes::active)
                        .get("M")
                        .name());
    }

    @Test
    void codeOfAnotherIsRefused() {
        assertEquals(
                "CONFLICT code: There is an attendance code like this already.",
                problem(() -> create(new AttendanceCodeFacts("P", "Perfect", AttendanceKind.PRESENT, 9, null))));
    }

    @Test
    void codeThatMarksHaveKeepsItsKindAndIsEndedInsteadOfDeleted() {
        var made = create(new AttendanceCodeFacts("T", "Trip", AttendanceKind.EXCUSED, 6, null));
        long lesson = office.insert(
                "lesson (section_id, starts_at, ends_at)"
                        + " values (?, timestamptz '2026-11-24 9:00Z', timestamptz '2026-11-24 10:00Z')",
                office.section("TRIPS"));
        for (long student : office.students(2)) {
            database.execute(
                    "insert into attendance_mark (lesson_id, student_id, code_id) values (?, ?, ?)",
                    lesson,
                    student,
                    made.id());
        }

        assertEquals("STILL_IN_USE marks: 2 marks", problem(() -> delete(made.id())));
        assertEquals(
                "STILL_IN_USE kind: Marks have this code, and would count differently. End it and add another one.",
                problem(() -> update(
                        made, new AttendanceCodeFacts("T", "Trip", AttendanceKind.PRESENT, 6, LifeStatus.ACTIVE))));
        var ended = update(made, new AttendanceCodeFacts("T", "Trip", AttendanceKind.EXCUSED, 6, LifeStatus.ENDED));
        assertEquals(LifeStatus.ENDED, ended.status());
        assertProblem(ProblemType.STALE_VERSION, () -> update(made, ended(ended)));
    }

    private static AttendanceCodeFacts ended(AttendanceCodeService.View code) {
        return new AttendanceCodeFacts(code.code(), code.name(), code.kind(), code.position(), code.status());
    }

    @Test
    void presentAndAbsentAreAlwaysLeft() {
        var absent = get(Long.parseLong(database.value("select id from attendance_code where code = 'A'")));

        assertEquals(
                "VALIDATION status: At least one code for present and one for absent must be left.",
                problem(() -> update(
                        absent, new AttendanceCodeFacts("A", "Absent", AttendanceKind.ABSENT, 2, LifeStatus.ENDED))));
        assertEquals(
                "STILL_IN_USE kind: At least one code for present and one for absent must be left.",
                problem(() -> delete(absent.id())));
    }

    @Test
    void codeThatNoMarkHasIsDeleted() {
        var made = create(new AttendanceCodeFacts("Z", "Mistake", AttendanceKind.LATE, 7, null));

        delete(made.id());

        assertProblem(ProblemType.NOT_FOUND, () -> get(made.id()));
        assertEquals("attendance code deleted by h.marsh", office.lastAudit("attendance code", made.id()));
    }

    @Test
    void listIsInTheSchoolsOrderInOneStatement() {
        create(new AttendanceCodeFacts("L1", "Little late", AttendanceKind.LATE, 30, null));
        create(new AttendanceCodeFacts("L2", "Very late", AttendanceKind.LATE, 30, null));
        services.prepared();

        var first = services.call(
                AttendanceCodeService.class, codes -> codes.list("late", AttendanceKind.LATE, null, 2, null));
        assertEquals(1, services.prepared());

        var second = services.call(
                AttendanceCodeService.class, codes -> codes.list("late", AttendanceKind.LATE, null, 2, first.next()));
        assertEquals(
                List.of("L", "L1"),
                first.items().stream().map(AttendanceCodeService.View::code).toList());
        assertEquals(
                List.of("L2"),
                second.items().stream().map(AttendanceCodeService.View::code).toList());
    }

    private static AttendanceCodeService.View create(AttendanceCodeFacts facts) {
        return services.call(AttendanceCodeService.class, service -> service.create(facts, null));
    }

    private static AttendanceCodeService.View get(long id) {
        return services.call(AttendanceCodeService.class, service -> service.get(id));
    }

    private static AttendanceCodeService.View update(AttendanceCodeService.View seen, AttendanceCodeFacts facts) {
        return services.call(
                AttendanceCodeService.class,
                service -> service.update(seen.id(), new ExpectedVersion(seen.version()), facts));
    }

    private static void delete(long id) {
        services.run(AttendanceCodeService.class, service -> service.delete(id));
    }
}

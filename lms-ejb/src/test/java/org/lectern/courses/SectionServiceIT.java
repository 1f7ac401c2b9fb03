package org.lectern.courses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lectern.testing.Office.assertProblem;
import static org.lectern.testing.Office.problem;

import java.time.OffsetDateTime;
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

class SectionServiceIT {

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
    void sectionIsReadBackInTheSchoolsZone() {
        database.execute(
                "insert into setting (name, value) values ('school.time-zone', 'Europe/London') on conflict do nothing");

        var made = create(new SectionFacts(
                office.course(),
                office.term(),
                null,
                "CLUB",
                " Chess club ",
                16,
                EnrollmentPolicy.BY_KEY,
                "rook",
                OffsetDateTime.parse("2026-09-07T07:00:00Z"),
                null,
                true,
                null,
                null));

        assertEquals("Chess club", made.title());
        assertEquals("2026-09-07T08:00+01:00", made.enrollFrom().toString());
        assertEquals(0, made.seatsTaken());
        assertEquals(LifeStatus.ACTIVE, made.status());
        assertEquals(made, get(made.id()));
        assertEquals("section created by h.marsh", office.lastAudit("section", made.id()));
        assertEquals(List.of(), followed());
    }

    @Test
    void everyFieldThatMakesNoSenseIsNamed() {
        assertEquals(
                "VALIDATION enrollmentKey: Say what students have to know. enrollUntil: It ends before it begins.",
                problem(() -> create(new SectionFacts(
                        office.course(),
                        office.term(),
                        null,
                        "ODD",
                        "Odd",
                        null,
                        EnrollmentPolicy.BY_KEY,
                        " ",
                        OffsetDateTime.parse("2026-09-07T07:00:00Z"),
                        OffsetDateTime.parse("2026-09-06T07:00:00Z"),
                        true,
                        null,
                        null))));
        assertEquals(
                "VALIDATION groupId: Say which group it follows.",
                problem(() -> create(section("ODD", null, EnrollmentPolicy.BY_GROUP, null))));
        assertEquals(
                "VALIDATION groupId: There is no group 999999.",
                problem(() -> create(section("ODD", 999999L, EnrollmentPolicy.BY_GROUP, null))));
    }

    @Test
    void codeOfAnotherSectionInTheTermIsRefused() {
        create(section("TWICE", null, EnrollmentPolicy.OPEN, null));

        assertEquals(
                "CONFLICT code: There is a section with this code in the term already.",
                problem(() -> create(section("TWICE", null, EnrollmentPolicy.OPEN, null))));
    }

    @Test
    void whoeverFollowsAnotherGroupIsTold() {
        long first = office.insert("student_group (code, title) values ('S-1', 'First')");
        long second = office.insert("student_group (code, title) values ('S-2', 'Second')");
        var made = create(section("FOLLOW", first, EnrollmentPolicy.BY_GROUP, null));
        assertEquals(List.of(new SectionGroupChanged(made.id(), null)), followed());

        var moved = update(made, section("FOLLOW", second, EnrollmentPolicy.BY_GROUP, null));
        assertEquals(List.of(new SectionGroupChanged(made.id(), first)), followed());

        var larger = update(moved, section("FOLLOW", second, EnrollmentPolicy.BY_GROUP, 40));
        assertEquals(List.of(), followed());

        update(larger, section("FOLLOW", second, EnrollmentPolicy.CLOSED, 40));
        assertEquals(List.of(new SectionGroupChanged(made.id(), second)), followed());
    }

    @Test
    void capacityIsNotLessThanTheSeatsTaken() {
        var made = create(section("FULL", null, EnrollmentPolicy.OPEN, 3));
        database.execute("update section set seats_taken = 3 where id = ?", made.id());

        assertEquals(
                "VALIDATION capacity: 3 seats are taken already.",
                problem(() -> update(made, section("FULL", null, EnrollmentPolicy.OPEN, 2))));
    }

    @Test
    void overbookedSectionKeepsItsCapacityThroughOtherEdits() {
        var made = create(section("OVER", null, EnrollmentPolicy.OPEN, 3));
        database.execute("update section set seats_taken = 4 where id = ?", made.id());

        var changed = update(made, section("OVER-2", null, EnrollmentPolicy.OPEN, 3));

        assertEquals("OVER-2", changed.code());
        assertEquals(3, changed.capacity());
        assertEquals(4, changed.seatsTaken());
    }

    @Test
    void sectionWithHistoryKeepsItsCourseAndIsKept() {
        var made = create(section("HISTORY", null, EnrollmentPolicy.OPEN, null));
        for (long student : office.students(2)) {
            database.execute("insert into enrollment (section_id, student_id) values (?, ?)", made.id(), student);
        }
        var facts = section("HISTORY", null, EnrollmentPolicy.OPEN, null);

        assertEquals("STILL_IN_USE enrollments: 2 enrollments", problem(() -> delete(made.id())));
        assertEquals(
                "STILL_IN_USE courseId: The section has students, teachers or lessons already. End it and add another one.",
                problem(() -> update(
                        made,
                        new SectionFacts(
                                office.insert("course (code, title) values ('OTHER', 'Other')"),
                                facts.termId(),
                                null,
                                facts.code(),
                                facts.title(),
                                null,
                                facts.policy(),
                                null,
                                null,
                                null,
                                true,
                                null,
                                LifeStatus.ACTIVE))));
        assertProblem(
                ProblemType.PRECONDITION_REQUIRED,
                () -> services.call(SectionService.class, service -> service.update(made.id(), null, facts)));
        var spare = create(section("SPARE", null, EnrollmentPolicy.OPEN, null));
        delete(spare.id());
        assertProblem(ProblemType.NOT_FOUND, () -> get(spare.id()));
    }

    @Test
    void whateverRefersToASectionIsAmongWhatKeepsItFromBeingDeleted() {
        var counted = SectionService.USERS.stream()
                .map(kind -> kind.from().replaceAll(" where .*", ""))
                .sorted()
                .collect(java.util.stream.Collectors.joining(" "));

        // its further terms go with it
        assertEquals(database.value("""
                        select string_agg(name, ' ' order by name collate "C") from (
                            select distinct conrelid::regclass::text as name from pg_constraint
                            where contype = 'f' and confrelid = 'section'::regclass and confdeltype <> 'c') tables"""), counted);
    }

    @Test
    void listTellsTeachersAndSeatsInOneStatement() {
        var made = create(section("LISTED-1", null, EnrollmentPolicy.OPEN, 5));
        create(section("LISTED-2", null, EnrollmentPolicy.CLOSED, 5));
        database.execute(
                "insert into teacher_assignment (section_id, teacher_id) values (?, ?)",
                made.id(),
                office.person("Calder", "TEACHER"));
        services.call(SectionService.class, service -> service.get(made.id()));
        services.prepared();

        var open = services.call(
                SectionService.class,
                service -> service.list("listed", null, null, null, EnrollmentPolicy.OPEN, null, 1, null));

        // the settings are asked once, for today
        assertEquals(2, services.prepared());
        assertEquals(List.of("Test Calder"), open.items().get(0).teachers());
        assertEquals(null, open.next());
        var first = services.call(
                SectionService.class,
                service -> service.list("listed", null, office.term(), null, null, null, 1, null));
        var second = services.call(
                SectionService.class,
                service -> service.list("listed", null, office.term(), null, null, null, 1, first.next()));
        assertEquals("LISTED-1", first.items().get(0).code());
        assertEquals("LISTED-2", second.items().get(0).code());
    }

    private static List<Object> followed() {
        return services.events().stream()
                .filter(SectionGroupChanged.class::isInstance)
                .toList();
    }

    private SectionFacts section(String code, Long group, EnrollmentPolicy policy, Integer capacity) {
        return new SectionFacts(
                office.course(),
                office.term(),
                group,
                code,
                "Section " + code,
                capacity,
                policy,
                null,
                null,
                null,
                true,
                null,
                LifeStatus.ACTIVE);
    }

    private static SectionService.View create(SectionFacts facts) {
        return services.call(SectionService.class, service -> service.create(facts, null));
    }

    private static SectionService.View get(long id) {
        return services.call(SectionService.class, service -> service.get(id));
    }

    private static SectionService.View update(SectionService.View seen, SectionFacts facts) {
        return services.call(
                SectionService.class, service -> service.update(seen.id(), new ExpectedVersion(seen.version()), facts));
    }

    private static void delete(long id) {
        services.run(SectionService.class, service -> service.delete(id));
    }
}

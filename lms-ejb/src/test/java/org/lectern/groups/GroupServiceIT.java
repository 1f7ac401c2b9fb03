package org.lectern.groups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lectern.testing.Office.assertProblem;
import static org.lectern.testing.Office.problem;

import java.time.LocalDate;
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

class GroupServiceIT {

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
    void groupIsReadBackWithHowManyAreInItToday() {
        var made = create(new StudentGroupFacts(" 10-A ", "Form 10-A", GroupKind.FORM, 10, null, null));
        var students = office.students(3);
        member(made.id(), students.get(0), LocalDate.of(2020, 9, 1), null);
        member(made.id(), students.get(1), LocalDate.of(2020, 9, 1), LocalDate.of(2021, 7, 1));
        member(made.id(), students.get(2), LocalDate.of(2120, 9, 1), null);

        assertEquals(
                new GroupService.View(
                        made.id(), "10-A", "Form 10-A", GroupKind.FORM, 10, null, null, LifeStatus.ACTIVE, 1, 0),
                get(made.id()));
        assertEquals("group created by h.marsh", office.lastAudit("group", made.id()));
    }

    @Test
    void whoeverSawAnOlderVersionIsTold() {
        var made = create(new StudentGroupFacts("10-B", "Form 10-B", GroupKind.FORM, 10, null, null));
        var changed =
                update(made, new StudentGroupFacts("10-B", "Class 10-B", GroupKind.FORM, 10, null, LifeStatus.ACTIVE));

        assertEquals(1, changed.version());
        assertEquals("group changed by h.marsh", office.lastAudit("group", made.id()));
        assertProblem(ProblemType.STALE_VERSION, () -> update(made, made.facts()));
        assertEquals(
                "VALIDATION status: The status is ACTIVE or ENDED.",
                problem(() -> update(changed, new StudentGroupFacts("10-B", "B", GroupKind.FORM, 10, null, null))));
    }

    @Test
    void codeOfAnotherGroupIsRefused() {
        create(new StudentGroupFacts("10-C", "Form 10-C", GroupKind.FORM, 10, null, null));

        assertEquals(
                "CONFLICT code: There is a group with this code already.",
                problem(() -> create(new StudentGroupFacts("10-C", "Choir", GroupKind.OTHER, null, null, null))));
    }

    @Test
    void groupThatHadMembersOrHasSectionsIsKept() {
        var made = create(new StudentGroupFacts("10-D", "Form 10-D", GroupKind.FORM, 10, null, null));
        member(made.id(), office.students(1).get(0), LocalDate.of(2020, 9, 1), LocalDate.of(2021, 7, 1));
        database.execute("update section set student_group_id = ? where id = ?", made.id(), office.section("D-MATH"));

        assertEquals("STILL_IN_USE members: 1 membership sections: 1 section", problem(() -> delete(made.id())));
        var spare = create(new StudentGroupFacts("10-E", "Form 10-E", GroupKind.FORM, 10, null, null));
        delete(spare.id());
        assertProblem(ProblemType.NOT_FOUND, () -> get(spare.id()));
    }

    @Test
    void groupIsAPartOfOneThatExistsAndNotOfItself() {
        var year = create(new StudentGroupFacts("11", "Year 11", GroupKind.YEAR, 11, null, null));
        var form = create(new StudentGroupFacts("11-A", "Form 11-A", GroupKind.FORM, 11, year.id(), null));
        assertEquals("11", form.parent());
        services.events();

        var set = create(new StudentGroupFacts("11-A-1", "Set 1", GroupKind.OTHER, 11, null, null));
        update(set, new StudentGroupFacts("11-A-1", "Set 1", GroupKind.OTHER, 11, form.id(), LifeStatus.ACTIVE));

        assertEquals(java.util.List.of(new GroupPartsChanged(form.id())), services.events());
        assertEquals(
                "VALIDATION parentId: A group cannot be a part of itself.",
                problem(() -> update(
                        year,
                        new StudentGroupFacts("11", "Year 11", GroupKind.YEAR, 11, set.id(), LifeStatus.ACTIVE))));
        assertEquals(
                "VALIDATION parentId: There is no group 999999.",
                problem(() -> create(new StudentGroupFacts("X", "X", GroupKind.OTHER, null, 999999L, null))));
        assertEquals(
                "STILL_IN_USE parts: 1 part",
                problem(() -> services.run(GroupService.class, it -> it.delete(form.id()))));
    }

    @Test
    void listIsFilteredByKindAndYearInOneStatement() {
        for (var code : List.of("7-C", "7-A", "7-B")) {
            create(new StudentGroupFacts(code, "Form " + code, GroupKind.FORM, 7, null, null));
        }
        create(new StudentGroupFacts("7", "Year 7", GroupKind.YEAR, 7, null, null));
        services.prepared();

        var first = services.call(GroupService.class, groups -> groups.list(null, GroupKind.FORM, 7, null, 2, null));
        // the settings are asked once, for today
        assertEquals(2, services.prepared());

        var second = services.call(
                GroupService.class, groups -> groups.list(null, GroupKind.FORM, 7, null, 2, first.next()));
        assertEquals(
                List.of("7-A", "7-B"),
                first.items().stream().map(GroupService.View::code).toList());
        assertEquals(
                List.of("7-C"),
                second.items().stream().map(GroupService.View::code).toList());
    }

    private static void member(long group, long student, LocalDate from, LocalDate to) {
        database.execute(
                "insert into student_group_member (student_group_id, student_id, from_date, to_date) values (?, ?, ?, ?)",
                group,
                student,
                from,
                to);
    }

    private static GroupService.View create(StudentGroupFacts facts) {
        return services.call(GroupService.class, service -> service.create(facts, null));
    }

    private static GroupService.View get(long id) {
        return services.call(GroupService.class, service -> service.get(id));
    }

    private static GroupService.View update(GroupService.View seen, StudentGroupFacts facts) {
        return services.call(
                GroupService.class, service -> service.update(seen.id(), new ExpectedVersion(seen.version()), facts));
    }

    private static void delete(long id) {
        services.run(GroupService.class, service -> service.delete(id));
    }
}

package org.lectern.enrollment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.lectern.testing.Office.assertProblem;
import static org.lectern.testing.Office.problem;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.courses.SectionGroupChanged;
import org.lectern.enrollment.MembershipService.GroupEnrolled;
import org.lectern.enrollment.MembershipService.GroupPromoted;
import org.lectern.enrollment.MembershipService.MembershipChange;
import org.lectern.shared.ProblemType;
import org.lectern.testing.Office;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class MembershipServiceIT {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static int count;

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private final Office office = new Office(database);
    private long group;
    private long maths;
    private long over;

    @BeforeEach
    void groupThatASectionFollowsNowAndOneFollowedLastYear() {
        services.callAs(office.administrator());
        group = office.insert("student_group (code, title, grade_level) values ('G-' || ?, 'Form', 10)", ++count);
        maths = section("MATHS", group, TODAY.plusDays(100));
        over = section("OVER", group, TODAY.minusDays(100));
    }

    private long section(String code, Long ofGroup, LocalDate end) {
        long term = office.insert(
                "academic_session (title, type, start_date, end_date) values ('Term', 'TERM', ?, ?)",
                end.minusDays(200),
                end);
        return office.insert(
                "section (course_id, academic_session_id, student_group_id, code, title, capacity, policy)"
                        + " values (?, ?, ?, ?, ?, 2, ?)",
                office.course(),
                term,
                ofGroup,
                code + "-" + count,
                code,
                ofGroup == null ? "CLOSED" : "BY_GROUP");
    }

    @Test
    void linesOfAListAreRecognisedAndWhatIsUnknownOrUnclearIsSaid() {
        long one = office.insert(
                "person (given_name, family_name, identifier) values ('Chidi', 'Okonjo-' || ?, 'N-' || ?)",
                count,
                count);
        long two = office.insert("person (given_name, family_name) values ('Ada', 'Twice-' || ?)", count);
        long three = office.insert("person (given_name, family_name) values ('Ada', 'Twice-' || ?)", count);
        List.of(one, two, three)
                .forEach(id -> database.execute("insert into person_role (person_id, role) values (?, 'STUDENT')", id));

        var lines =
                List.of("okonjo-" + count + ",  CHIDI", "n-" + count, "" + one, "Ada\tTwice-" + count, "Nobody Here");
        var recognised = services.call(MembershipService.class, members -> members.recognise(lines));

        assertEquals(
                List.of(List.of(one), List.of(one), List.of(one), List.of(two, three), List.of()),
                recognised.stream()
                        .map(each -> each.students().stream()
                                .map(MembershipService.Student::studentId)
                                .toList())
                        .toList());
        assertEquals("Nobody Here", recognised.get(4).line());
    }

    @Test
    void whoIsNotKnownYetIsReadFromTheListAndJoinsTheGroupWithTheOthers() {
        var known = office.students(1);
        var lines = List.of(
                "Nora Newcomer",
                "van Beek, Lotte",
                "N-7" + count + "; Ort; Eli; eli" + count + "@marlowe.example",
                "Singleword");
        var recognised = services.call(MembershipService.class, members -> members.recognise(lines));
        var newcomers = recognised.stream()
                .map(MembershipService.Recognised::newcomer)
                .filter(each -> each != null)
                .toList();
        assertEquals(
                List.of("Nora Newcomer", "Lotte van Beek", "Eli Ort"),
                newcomers.stream()
                        .map(each -> each.givenName() + " " + each.familyName())
                        .toList());

        var change = services.call(
                MembershipService.class,
                members -> members.admit(group, new NewMembers(newcomers, known, null, null), null));

        assertEquals(new MembershipChange(4, 0, 4, 0, 4), change);
        assertEquals(
                "4 students, 3 created",
                database.value(
                        "select (select count(*) from student_group_member m join person_role r on r.person_id = m.student_id"
                                + " and r.role = 'STUDENT' where m.student_group_id = ?) || ' students, '"
                                + " || (select count(*) from audit_entry a join student_group_member m"
                                + " on m.student_id = a.subject_id and m.student_group_id = ? where a.action = 'person created')"
                                + " || ' created'",
                        group,
                        group));
        // whoever pastes the list again meets those who were made of it
        var again = services.call(MembershipService.class, members -> members.recognise(lines));
        assertEquals(
                List.of(1, 1, 1, 0),
                again.stream().map(each -> each.students().size()).toList());
    }

    @Test
    void whoeverJoinsTheGroupIsEnrolledAlsoBeyondTheCapacity() {
        var students = office.students(3);

        var change = add(students, null, null);

        assertEquals(new MembershipChange(3, 0, 3, 0, 3), change);
        assertEquals("ACTIVE,ACTIVE,ACTIVE 3", roster(maths));
        assertEquals(" 0", roster(over));
        assertEquals(
                "joined the group by h.marsh",
                database.value(
                        "select action || ' by ' || actor from audit_entry where entity = 'group' and subject_id = ?",
                        students.get(0)));
    }

    @Test
    void whoeverLeavesTheGroupLeavesItsSections() {
        var students = office.students(2);
        add(students, TODAY.minusDays(10), null);

        var change = services.call(
                MembershipService.class,
                members -> members.end(group, new MembershipEnd(List.of(students.get(0)), TODAY.minusDays(1)), null));

        assertEquals(new MembershipChange(0, 1, 0, 1, 1), change);
        assertEquals("ACTIVE,DROPPED 1", roster(maths));
        assertEquals(
                TODAY.minusDays(1).toString(),
                database.value("select end_date from enrollment where section_id = ? and status = 'DROPPED'", maths));
        assertEquals(
                "VALIDATION studentIds[0]: Student %d is not in the group then.".formatted(students.get(0)),
                problem(() -> services.call(
                        MembershipService.class,
                        members -> members.end(group, new MembershipEnd(List.of(students.get(0)), null), null))));
    }

    @Test
    void everybodyWhoIsNoStudentIsNamedAndNobodyJoins() {
        var students = office.students(1);
        long teacher = office.person("Calder", "TEACHER");

        assertEquals(
                "VALIDATION studentIds[1]: There is no student %d. studentIds[2]: There is no student 999999."
                        .formatted(teacher),
                problem(() -> add(List.of(students.get(0), teacher, 999999L), null, null)));
        assertEquals(" 0", roster(maths));
    }

    @Test
    void nobodyIsInAGroupTwiceAtATime() {
        var students = office.students(1);
        add(students, TODAY, null);

        assertEquals(
                "CONFLICT studentIds: One of them is in the group in these days already.",
                problem(() -> add(students, TODAY.plusDays(1), null)));
    }

    @Test
    void groupIsEnrolledOnceOrKeptInStep() {
        long once = section("ONCE", null, TODAY.plusDays(100));
        long follows = section("FOLLOWS", null, TODAY.plusDays(100));
        add(office.students(2), null, null);

        assertEquals(new GroupEnrolled(1, 0, 2), enroll(List.of(once), false));
        assertEquals(new GroupEnrolled(1, 1, 2), enroll(List.of(follows), true));
        add(office.students(1), null, null);

        assertEquals("ACTIVE,ACTIVE 2", roster(once));
        assertEquals("ACTIVE,ACTIVE,ACTIVE 3", roster(follows));
        assertEquals("section follows a group by h.marsh", office.lastAudit("section", follows));
        long other = office.insert("student_group (code, title) values ('O-' || ?, 'Other')", count);
        assertEquals(
                "CONFLICT sectionIds[0]: MATHS-%d follows G-%d.".formatted(count, count),
                problem(() -> services.call(
                        MembershipService.class,
                        members -> members.enroll(other, new GroupSections(List.of(maths), true), null))));
    }

    @Test
    void sectionThatComesToFollowAnotherGroupExchangesTheirMembers() {
        add(office.students(2), null, null);
        long other = office.insert("student_group (code, title) values ('O-' || ?, 'Other')", count);
        database.execute(
                "insert into student_group_member (student_group_id, student_id, from_date) values (?, ?, ?)",
                other,
                office.students(1).get(0),
                TODAY.minusDays(5));
        database.execute("update section set student_group_id = ? where id = ?", other, maths);

        services.run(GroupRosters.class, rosters -> rosters.follow(new SectionGroupChanged(maths, group)));

        assertEquals("ACTIVE,DROPPED,DROPPED 1", roster(maths));
    }

    @Test
    void groupMovesUpAndItsFinishedSectionsStayFinished() {
        var students = office.students(4);
        add(students, TODAY.minusDays(50), null);
        database.execute(
                "insert into enrollment (section_id, student_id) select ?, unnest(?::bigint[])",
                over,
                "{" + students.get(0) + "}");
        var promotion = new GroupPromotion(
                null,
                "UP-" + count,
                "Form above",
                TODAY.minusDays(1),
                TODAY,
                List.of(students.get(2)),
                List.of(students.get(3)));
        var before = database.value("select count(*) || ' ' || max(id) from student_group_member");

        var told = promote(promotion, true);

        assertEquals(before, database.value("select count(*) || ' ' || max(id) from student_group_member"));
        assertNull(told.target().id());
        var done = promote(promotion, false);
        assertNotNull(done.target().id());
        assertEquals(11, done.target().gradeLevel());
        assertEquals(told.moved(), done.moved());
        assertEquals(
                students.subList(0, 2),
                done.moved().stream().map(MembershipService.Student::studentId).toList());
        assertEquals(students.get(2), done.stayed().get(0).studentId());
        assertEquals(students.get(3), done.left().get(0).studentId());
        assertEquals(3, done.dropped());
        assertEquals("ACTIVE,DROPPED,DROPPED,DROPPED 1", roster(maths));
        assertEquals(
                "ACTIVE", database.value("select string_agg(status, ',') from enrollment where section_id = ?", over));
        assertEquals("group moved up by h.marsh", office.lastAudit("group", group));
    }

    @Test
    void promotionThatMakesNoSenseIsNamed() {
        assertEquals(
                "VALIDATION firstDay: It is not after the last day in the old group."
                        + " newCode: Name a group to move to, or the code of a new one."
                        + " newTitle: Name a group to move to, or the title of a new one.",
                problem(() -> promote(new GroupPromotion(null, null, " ", TODAY, TODAY, null, null), true)));
        assertEquals(
                "VALIDATION targetGroupId: They are in this group already.",
                problem(() ->
                        promote(new GroupPromotion(group, null, null, TODAY, TODAY.plusDays(1), null, null), true)));
    }

    @Test
    void thirtyStudentsTakeAsManyStatementsAsOne() {
        add(office.students(1), null, null);
        services.prepared();
        add(office.students(1), null, null);
        int one = services.prepared();

        add(office.students(30), null, null);

        assertEquals(one, services.prepared());
    }

    @Test
    void membersAreListedByNameAndDay() {
        var students = office.students(3);
        add(students.subList(0, 2), TODAY.minusDays(5), TODAY.minusDays(2));
        add(students.subList(2, 3), TODAY, null);

        var all = services.call(MembershipService.class, members -> members.list(group, null, 2, null));
        var rest = services.call(MembershipService.class, members -> members.list(group, null, 2, all.next()));
        var today = services.call(MembershipService.class, members -> members.list(group, TODAY, null, null));

        assertEquals(
                students.subList(0, 2),
                all.items().stream().map(MembershipService.Member::studentId).toList());
        assertEquals(today.items(), rest.items());
        assertProblem(
                ProblemType.NOT_FOUND,
                () -> services.call(MembershipService.class, members -> members.list(999999L, null, null, null)));
    }

    private MembershipChange add(List<Long> students, LocalDate from, LocalDate to) {
        return services.call(
                MembershipService.class, members -> members.add(group, new MembershipEntry(students, from, to), null));
    }

    private GroupEnrolled enroll(List<Long> sections, boolean keepInStep) {
        return services.call(
                MembershipService.class,
                members -> members.enroll(group, new GroupSections(sections, keepInStep), null));
    }

    private GroupPromoted promote(GroupPromotion promotion, boolean preview) {
        return services.call(MembershipService.class, members -> members.promote(group, promotion, preview, null));
    }

    /** The states of a section's enrolments, and its count of seats. */
    private static String roster(long section) {
        return database.value(
                "select (select coalesce(string_agg(status, ',' order by status), '') from enrollment where section_id = s.id)"
                        + " || ' ' || seats_taken from section s where id = ?",
                section);
    }
}

package org.lectern.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.courses.SectionService;
import org.lectern.people.PeopleService;
import org.lectern.people.PeopleService.Lacking;
import org.lectern.people.Role;
import org.lectern.shared.LifeStatus;
import org.lectern.testing.Office;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

/** What the office sees first. */
class OverviewServiceIT {

    /** Those of the glance, and the settings. */
    private static final int STATEMENTS = 8;

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    @BeforeEach
    void nothingIsThereYet() {
        for (var table : List.of(
                "absence_notice",
                "enrollment",
                "teacher_assignment",
                "lesson",
                "section",
                "student_group",
                "academic_session",
                "course",
                "person_role",
                "person")) {
            database.execute("delete from " + table);
        }
    }

    @Test
    void emptySchoolIsBlankAndHasEverythingToSetUp() {
        var overview = now();

        assertTrue(overview.isBlank());
        assertEquals(List.of(), overview.gaps());
        assertFalse(overview.setup().year());
        assertFalse(overview.setup().timetable());
        assertEquals(100, overview.lessons().percentTaken());
    }

    @Test
    void whatNobodyArrangedIsNamedWithTheIdsToMendIt() {
        var school = school();
        var overview = now();

        assertEquals(
                List.of(
                        "SECTIONS_WITHOUT_TEACHER 1 [" + school.section + " Alone]",
                        "STUDENTS_WITHOUT_GROUP 2 [" + school.enrolled + " Test One, " + school.idle + " Test Two]",
                        "STUDENTS_IN_NO_SECTION 1 [" + school.idle + " Test Two]",
                        "ABSENCES_TO_DECIDE 1 [" + school.idle + " Test Two]"),
                overview.gaps().stream()
                        .map(gap -> gap.kind() + " " + gap.count() + " "
                                + gap.examples().stream()
                                        .map(each -> each.id() + " " + each.name())
                                        .toList())
                        .toList());
        assertTrue(overview.setup().sections());
        assertFalse(overview.setup().taught());
    }

    @Test
    void listsOfWhatIsMissingHaveTheSame() {
        var school = school();

        assertEquals(
                List.of(school.enrolled, school.idle),
                services.call(
                        PeopleService.class,
                        people ->
                                people
                                        .list(null, Role.STUDENT, LifeStatus.ACTIVE, Lacking.GROUP, null, null)
                                        .items()
                                        .stream()
                                        .map(PeopleService.PersonRow::id)
                                        .toList()));
        assertEquals(
                List.of(school.idle),
                services.call(
                        PeopleService.class,
                        people ->
                                people
                                        .list(null, Role.STUDENT, LifeStatus.ACTIVE, Lacking.SECTION, null, null)
                                        .items()
                                        .stream()
                                        .map(PeopleService.PersonRow::id)
                                        .toList()));
        assertEquals(
                List.of(school.section),
                services.call(
                        SectionService.class,
                        sections ->
                                sections
                                        .list(null, null, null, null, null, LifeStatus.ACTIVE, true, null, null)
                                        .items()
                                        .stream()
                                        .map(SectionService.Row::id)
                                        .toList()));
    }

    @Test
    void registerThatNobodyTookNamesItsTeacherAndTheTakenOnesAreCounted() {
        var school = school();
        var teacher = new Office(database).person("Calder", "TEACHER");
        database.execute(
                "insert into teacher_assignment (section_id, teacher_id) values (?, ?)", school.section, teacher);
        lesson(school.section, 2, null);
        lesson(school.section, 1, teacher);

        var overview = now();

        assertEquals(1, overview.openRegisters().count());
        var open = overview.openRegisters().latest().get(0);
        assertEquals("Test Calder", open.teacher());
        assertEquals(teacher, open.teacherId());
        assertEquals(school.section, open.sectionId());
        assertEquals(1, open.students());
    }

    @Test
    void glanceTakesEightStatementsHoweverMuchThereIs() {
        now();
        services.prepared();
        now();
        assertEquals(STATEMENTS, services.prepared());

        var school = school();
        for (int day = 1; day < 6; day++) {
            lesson(school.section, day, null);
        }
        services.prepared();
        now();
        assertEquals(STATEMENTS, services.prepared());
    }

    private void lesson(long section, int daysAgo, Long takenBy) {
        database.execute(
                "insert into lesson (section_id, starts_at, ends_at, register_taken_at, register_taken_by)"
                        + " select ?, b, b + interval '45 minutes', case when cast(? as bigint) is not null then b end, ?"
                        + " from (select now() - make_interval(days => ?) as b) x",
                section,
                takenBy,
                takenBy,
                daysAgo);
    }

    private record School(long section, long enrolled, long idle) {}

    private School school() {
        var office = new Office(database);
        var term = office.insert("academic_session (title, type, start_date, end_date)"
                + " values ('Now', 'TERM', current_date - 30, current_date + 30)");
        var section = office.insert(
                "section (course_id, academic_session_id, code, title) values (?, ?, 'X-1', 'Alone')",
                office.course(),
                term);
        office.insert("student_group (code, title) values ('10-A', 'Form')");
        var enrolled = office.person("One", "STUDENT");
        var idle = office.person("Two", "STUDENT");
        database.execute("insert into enrollment (section_id, student_id) values (?, ?)", section, enrolled);
        database.execute(
                "insert into absence_notice (student_id, from_date, to_date, reason)"
                        + " values (?, current_date, current_date, 'Dentist')",
                idle);
        return new School(section, enrolled, idle);
    }

    private Overview now() {
        return services.call(OverviewService.class, service -> service.now(5));
    }
}

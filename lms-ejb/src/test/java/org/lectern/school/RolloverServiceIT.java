package org.lectern.school;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.lectern.testing.Office.assertProblem;
import static org.lectern.testing.Office.problem;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.school.RolloverService.NewSection;
import org.lectern.school.RolloverService.RolledOver;
import org.lectern.shared.ProblemType;
import org.lectern.testing.Office;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class RolloverServiceIT {

    private static final String ROWS = """
            select (select count(*) from academic_session) || ' ' || (select count(*) from section) || ' '
                || (select count(*) from teacher_assignment) || ' ' || (select count(*) from audit_entry)""";

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private final Office office = new Office(database);
    private long year;
    private long autumn;

    /** Each year is 8 years after the one of the test before: none overlap, and leap years fall alike. */
    private static int next = 2032;

    private int starts;

    @BeforeEach
    void yearWithATermAndTwoSections() {
        services.callAs(office.administrator());
        starts = next;
        next += 8;
        year = office.insert(
                "academic_session (title, type, start_date, end_date, school_year) values ('Old', 'SCHOOL_YEAR', ?, ?, ?)",
                LocalDate.of(starts, 9, 2),
                LocalDate.of(starts + 1, 7, 18),
                starts + 1);
        autumn = office.insert(
                "academic_session (title, type, start_date, end_date, parent_id) values ('Autumn', 'TERM', ?, ?, ?)",
                LocalDate.of(starts, 9, 2),
                LocalDate.of(starts, 12, 20),
                year);
        database.execute(
                "insert into holiday (academic_session_id, title, start_date, end_date) values (?, 'Half-term', ?, ?)",
                autumn,
                LocalDate.of(starts, 10, 28),
                LocalDate.of(starts, 11, 1));
        long group = office.insert("student_group (code, title) values ('G-' || ?, 'Form')", starts);
        long maths = office.insert(
                "section (course_id, academic_session_id, student_group_id, code, title, capacity, seats_taken, policy)"
                        + " values (?, ?, ?, 'MATHS', 'Mathematics', 30, 28, 'BY_GROUP')",
                office.course(),
                autumn,
                group);
        office.insert(
                "section (course_id, academic_session_id, code, title, status) values (?, ?, 'LATIN', 'Latin', 'ENDED')",
                office.course(),
                autumn);
        database.execute(
                "insert into teacher_assignment (section_id, teacher_id, to_date) values (?, ?, ?), (?, ?, ?)",
                maths,
                office.person("Calder", "TEACHER"),
                null,
                maths,
                office.person("Gone", "TEACHER"),
                LocalDate.of(starts, 10, 1));
    }

    @Test
    void yearIsCopiedWithWhatGoesOn() {
        var made = rollOver(new Rollover("New", LocalDate.of(starts + 1, 9, 1), null, true, null), false);

        assertEquals(List.of(new NewSection("MATHS", "Mathematics", "Autumn", "G-" + starts)), made.sections());
        assertEquals(1, made.teacherAssignments());
        assertEquals(
                "New %d-09-01 %d-07-17, Autumn %d-09-01 %d-12-19"
                        .formatted(starts + 1, starts + 2, starts + 1, starts + 1),
                database.value(
                        "select string_agg(title || ' ' || start_date || ' ' || end_date, ', ' order by id)"
                                + " from academic_session where id = ? or parent_id = ?",
                        made.yearId(),
                        made.yearId()));
        assertEquals("%d-10-27 BY_GROUP 30 0 Calder".formatted(starts + 1), database.value("""
                        select h.start_date || ' ' || s.policy || ' ' || s.capacity || ' ' || s.seats_taken || ' '
                            || p.family_name
                        from academic_session t join holiday h on h.academic_session_id = t.id
                        join section s on s.academic_session_id = t.id join teacher_assignment a on a.section_id = s.id
                        join person p on p.id = a.teacher_id where t.parent_id = ?""", made.yearId()));
        assertEquals("school year rolled over by h.marsh", office.lastAudit("academic session", made.yearId()));
    }

    @Test
    void previewTellsTheSameAndChangesNothing() {
        var plan = new Rollover("New", LocalDate.of(starts + 1, 9, 1), null, true, null);
        var before = database.value(ROWS);

        var told = rollOver(plan, true);

        assertEquals(before, database.value(ROWS));
        assertNull(told.yearId());
        var made = rollOver(plan, false);
        assertNotNull(made.yearId());
        assertEquals(made.sections(), told.sections());
        assertEquals(made.sessions(), told.sessions());
        assertEquals(made.teacherAssignments(), told.teacherAssignments());
    }

    @Test
    void partsMayHaveDaysOfTheirOwn() {
        var made = rollOver(
                new Rollover(
                        "New",
                        LocalDate.of(starts + 1, 9, 1),
                        LocalDate.of(starts + 2, 7, 10),
                        false,
                        List.of(new Rollover.Part(
                                autumn, "Winter", LocalDate.of(starts + 1, 9, 8), LocalDate.of(starts + 2, 1, 30)))),
                true);

        assertEquals("Winter", made.sessions().get(1).title());
        assertEquals(LocalDate.of(starts + 2, 1, 30), made.sessions().get(1).endDate());
        assertEquals(LocalDate.of(starts + 2, 7, 10), made.sessions().get(0).endDate());
        assertEquals(0, made.teacherAssignments());
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        var first = LocalDate.of(starts + 1, 9, 1);
        assertEquals(
                "VALIDATION parts[0].copyOf: This is no part of Old.",
                problem(() -> rollOver(
                        new Rollover("New", first, null, false, List.of(new Rollover.Part(999999L, "X", first, first))),
                        true)));
        assertEquals(
                "VALIDATION startDate: It begins after Old, which began %d-09-02.".formatted(starts),
                problem(() -> rollOver(new Rollover("New", LocalDate.of(starts, 9, 2), null, false, null), true)));
        rollOver(new Rollover("New", first, null, false, null), false);
        assertEquals(
                "CONFLICT startDate: It overlaps with New, %d-09-01 to %d-07-17.".formatted(starts + 1, starts + 2),
                problem(() -> rollOver(new Rollover("New", first, null, false, null), false)));
        assertProblem(
                ProblemType.NOT_FOUND,
                () -> services.call(
                        RolloverService.class,
                        years -> years.rollOver(999999L, new Rollover("New", first, null, false, null), true, null)));
    }

    private RolledOver rollOver(Rollover plan, boolean preview) {
        return services.call(RolloverService.class, years -> years.rollOver(year, plan, preview, null));
    }
}

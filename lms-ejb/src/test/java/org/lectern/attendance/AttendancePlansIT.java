package org.lectern.attendance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lectern.attendance.SmallSchool.TODAY;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.grades.GradeEntryService;
import org.lectern.grades.GradeService;
import org.lectern.grades.GradebookService;
import org.lectern.grades.ReportService;
import org.lectern.shared.Caller;
import org.lectern.shared.Roles;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

/** How PostgreSQL finds what is listed, among a million marks of attendance and a million grades. */
class AttendancePlansIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    /** Of marks and grades. */
    private static final Pattern SCAN_OF_ALL = Pattern.compile("Seq Scan on (attendance_mark|grade|grade_change)\\b");

    private static final Caller TEACHER = new Caller(1, 2001, "teacher");
    private static final Caller STUDENT = new Caller(2, 17, "student");

    private static final OffsetDateTime FROM =
            TODAY.minusDays(27).atStartOfDay().atOffset(ZoneOffset.UTC);
    private static final OffsetDateTime UNTIL = TODAY.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC);

    /**
     * 2,000 students in 80 groups and 400 sections of 25; 40,000 lessons of half a year, each with its 25 marks;
     * 100 items in each section, with a grade of each student, of which every tenth was changed.
     */
    @BeforeAll
    static void aMillionMarks() throws SQLException {
        try (var connection = database.connection();
                var statement = connection.createStatement()) {
            // foreign keys are not what is tested, and checking them would take most of the time
            statement.execute("set session_replication_role = replica");
            for (var sql : List.of(
                    "insert into person (id, given_name, family_name) select n, 'Given ' || n, 'Family ' || n % 500"
                            + " from generate_series(1, 2000) n",
                    "insert into person_role (person_id, role) select n, 'STUDENT' from generate_series(1, 2000) n",
                    "insert into student_group (id, code, title) select n, 'G' || n, 'Group'"
                            + " from generate_series(1, 80) n",
                    "insert into student_group_member (student_group_id, student_id, from_date)"
                            + " select n % 80 + 1, n, current_date - 300 from generate_series(1, 2000) n",
                    "insert into academic_session (id, title, type, start_date, end_date)"
                            + " values (1, 'Year', 'TERM', current_date - 200, current_date + 100)",
                    "insert into course (id, code, title) values (1, 'C', 'Course')",
                    "insert into section (id, course_id, academic_session_id, code, title)"
                            + " select n, 1, 1, 'S' || n, 'Section' from generate_series(1, 400) n",
                    "insert into enrollment (section_id, student_id)"
                            + " select s, s % 80 + 80 * k + 1 from generate_series(1, 400) s, generate_series(0, 24) k",
                    "insert into lesson (id, section_id, starts_at, ends_at, register_taken_at, register_taken_by)"
                            + " select n, n % 400 + 1, b, b + interval '45 minutes', b, 1 from (select n,"
                            + " date_trunc('hour', now()) - interval '6 hours' * (n / 55) as b"
                            + " from generate_series(1, 40000) n) x",
                    "insert into attendance_mark (lesson_id, student_id, code_id) select l.id,"
                            + " l.section_id % 80 + 80 * k + 1, (select min(id) from attendance_code)"
                            + " from lesson l, generate_series(0, 24) k",
                    "insert into outbox_event (id, topic, section_id, payload) values (1, 'register', 7, '{}')",
                    "insert into person (id, given_name, family_name) values (2001, 'Ines', 'Calder')",
                    "insert into account (id, person_id, username) values (1, 2001, 'teacher'), (2, 17, 'student')",
                    "insert into teacher_assignment (section_id, teacher_id) values (57, 2001)",
                    "insert into grade_item (id, section_id, academic_session_id, title, maximum)"
                            + " select n, n % 400 + 1, 1, 'Test ' || n, 10 from generate_series(1, 40000) n",
                    "insert into grade (id, item_id, student_id, points)"
                            + " select i.id * 25 + k, i.id, i.section_id % 80 + 80 * k + 1, 7"
                            + " from grade_item i, generate_series(0, 24) k",
                    "insert into grade_change (item_id, student_id, actor, after)"
                            + " select item_id, student_id, 'teacher', g from grade,"
                            + " jsonb_build_object('status', 'GRADED', 'points', 7, 'daysLate', null, 'feedback', null) g where id % 10 = 0",
                    "analyze")) {
                statement.execute(sql);
            }
        }
        assertEquals("1000000", database.value("select count(*) from attendance_mark"));
        assertEquals("1000000", database.value("select count(*) from grade"));
    }

    @Test
    void noListReadsAllMarks() throws SQLException {
        Map<String, String> faults = new TreeMap<>();
        var zone = "UTC";
        check(faults, "own marks", OwnMarks.SQL, 17L, UNTIL, Long.MAX_VALUE, 21);
        check(faults, "students", byStudent("true", ""), 51, FROM, UNTIL);
        check(
                faults,
                "students of a group",
                byStudent(
                        "p.id in (select gm.student_id from student_group_member gm where gm.student_group_id = ?)",
                        ""),
                3L,
                51,
                FROM,
                UNTIL);
        check(faults, "students of a section", byStudent("true", "and l.section_id = ?"), 51, FROM, UNTIL, 7L);
        check(
                faults,
                "sections",
                AttendanceReportService.BY_SECTION.replace("<condition>", "true"),
                FROM,
                UNTIL,
                51,
                FROM,
                UNTIL,
                FROM,
                UNTIL);
        check(
                faults,
                "groups",
                AttendanceReportService.BY_GROUP.replace("<condition>", "true"),
                TODAY,
                TODAY,
                51,
                FROM,
                UNTIL,
                zone,
                zone);
        check(faults, "days", AttendanceReportService.BY_DAY, zone, zone, TODAY.minusDays(27), TODAY);
        check(faults, "not taken", AttendanceReportService.NOT_TAKEN, zone, zone, FROM, UNTIL, UNTIL, FROM, 0L, 51);
        check(
                faults,
                "warnings",
                AttendanceWarningService.RAISE,
                zone,
                0L,
                1L,
                zone,
                zone,
                10,
                java.math.BigDecimal.ONE,
                TODAY,
                TODAY);

        assertEquals(Map.of(), faults);
    }

    @Test
    void noPageOfGradesReadsAllGrades() throws SQLException {
        services.callAs(TEACHER, Roles.TEACHER);
        // what is prepared while everything starts is not looked at
        services.call(GradebookService.class, service -> service.setup(57));
        services.prepared();
        assertEquals(
                25,
                services.call(GradebookService.class, service -> service.gradebook(57, null))
                        .students()
                        .size());
        assertEquals(
                3,
                services.call(GradeEntryService.class, service -> service.history(56, null, 50, null))
                        .items()
                        .size());
        services.callAs(STUDENT, Roles.STUDENT);
        assertEquals(
                5,
                services.call(GradeService.class, GradeService::ownGrades)
                        .items()
                        .size());
        services.call(ReportService.class, ReportService::ownTranscript);

        Map<String, String> faults = new TreeMap<>();
        for (var sql : services.preparedTexts()) {
            checkForAllValues(faults, sql);
        }

        assertEquals(Map.of(), faults);
    }

    /** Looks at the plan that PostgreSQL makes without knowing the values. */
    private static void checkForAllValues(Map<String, String> faults, String sql) throws SQLException {
        var count = new AtomicInteger();
        var numbered = Pattern.compile("\\?").matcher(sql).replaceAll(any -> "\\$" + count.incrementAndGet());
        try (var connection = database.connection();
                var statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare listed as " + numbered);
            var values = String.join(", ", Collections.nCopies(count.get(), "null"));
            try (var rows =
                    statement.executeQuery("explain execute listed" + (values.isEmpty() ? "" : "(" + values + ")"))) {
                check(faults, sql, rows);
            }
        }
    }

    private static void check(Map<String, String> faults, String name, ResultSet rows) throws SQLException {
        List<String> plan = new ArrayList<>();
        while (rows.next()) {
            plan.add(rows.getString(1));
        }
        if (plan.stream().anyMatch(SCAN_OF_ALL.asPredicate())) {
            faults.put(name, String.join("\n", plan));
        }
    }

    private static String byStudent(String condition, String lessons) {
        return AttendanceReportService.BY_STUDENT
                .replace("<condition>", condition)
                .replace("<lessons>", lessons);
    }

    private static void check(Map<String, String> faults, String name, String sql, Object... values)
            throws SQLException {
        try (var connection = database.connection();
                var statement = connection.prepareStatement("explain " + sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                check(faults, name, rows);
            }
        }
    }
}

package org.lectern.attendance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lectern.attendance.SmallSchool.TODAY;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.testing.TestDatabase;

/** How PostgreSQL finds the marks of what is listed, among a million of them. */
class AttendancePlansIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final OffsetDateTime FROM =
            TODAY.minusDays(27).atStartOfDay().atOffset(ZoneOffset.UTC);
    private static final OffsetDateTime UNTIL = TODAY.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC);

    /** 2,000 students in 80 groups and 400 sections of 25; 40,000 lessons of half a year, each with its 25 marks. */
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
                    "analyze")) {
                statement.execute(sql);
            }
        }
        assertEquals("1000000", database.value("select count(*) from attendance_mark"));
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
        check(faults, "warnings", AttendanceWarningService.RAISE, 0L, 1L, 10, java.math.BigDecimal.ONE, TODAY, TODAY);

        assertEquals(Map.of(), faults);
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
            List<String> plan = new ArrayList<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
            }
            if (plan.stream().anyMatch(line -> line.contains("Seq Scan on attendance_mark"))) {
                faults.put(name, String.join("\n", plan));
            }
        }
    }
}

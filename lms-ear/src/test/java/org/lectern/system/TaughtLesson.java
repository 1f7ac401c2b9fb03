package org.lectern.system;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A lesson of a section that only one test knows. It began twenty minutes ago, on whatever day the test runs; the demo
 * teacher leads the section, a colleague assists, and the demo student is on the roster of six. Nobody has taken its
 * register.
 *
 * @param id the lesson
 * @param title what it is called on every screen
 * @param date the day it is on, in the school's zone
 * @param colleague username of the assistant, with the demo password
 */
record TaughtLesson(long id, String title, LocalDate date, String colleague) {

    /** Username of the demo teacher. */
    static final String TEACHER = "teacher";

    /** Username of the demo student. */
    static final String STUDENT = "student";

    private static final String PASSWORD = "lectern-demo";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final String SECTION = """
            insert into section (course_id, academic_session_id, code, title)
            select (select min(id) from course), (select min(id) from academic_session), ?, ? returning id""";

    private static final String TEACHER_ASSIGNMENT =
            "insert into teacher_assignment (section_id, teacher_id, role) values (?, ?, ?) returning id";

    /** The demo student, and the first five others by id. */
    private static final String ENROLLMENTS = """
            insert into enrollment (section_id, student_id)
            select ?, person_id from (
                select r.person_id from person_role r left join account a on a.person_id = r.person_id
                where r.role = 'STUDENT' order by a.username = 'student' desc nulls last, r.person_id limit 6) six""";

    private static final String LESSON = """
            insert into lesson (section_id, starts_at, ends_at)
            values (?, ?::timestamptz, ?::timestamptz) returning id""";

    static TaughtLesson begin(RunningLectern lectern) throws SQLException {
        int number = COUNT.incrementAndGet();
        String title = "Astronomy " + number;
        String colleague = "colleague" + number;
        Instant start = Instant.now().minus(Duration.ofMinutes(20));
        try (Connection connection = lectern.connect()) {
            long colleagueId = newTeacher(lectern.login("admin"), colleague);
            long teacherId =
                    number(connection, "select person_id from account where username = '%s'".formatted(TEACHER));
            long section = number(connection, SECTION, "ASTRO-" + number, title);
            number(connection, TEACHER_ASSIGNMENT, section, teacherId, "LEAD");
            number(connection, TEACHER_ASSIGNMENT, section, colleagueId, "ASSISTANT");
            try (PreparedStatement roster = connection.prepareStatement(ENROLLMENTS)) {
                roster.setLong(1, section);
                roster.executeUpdate();
            }
            String end = start.plus(Duration.ofMinutes(45)).toString();
            long lesson = number(connection, LESSON, section, start.toString(), end);
            return new TaughtLesson(lesson, title, LocalDate.ofInstant(start, ZoneId.of("Europe/London")), colleague);
        }
    }

    /** The register as the server holds it, read as its teacher. */
    Answer register(RunningLectern lectern) {
        return lectern.login(TEACHER).get("api/teacher/lessons/" + id + "/register");
    }

    /** The code of each student's mark by the student's name, in the order of the register; "-" without a mark. */
    Map<String, String> marks(RunningLectern lectern) {
        Map<String, String> marks = new LinkedHashMap<>();
        register(lectern)
                .json()
                .get("marks")
                .forEach(mark ->
                        marks.put(mark.get("name").asText(), mark.get("code").asText("-")));
        return marks;
    }

    private static long newTeacher(Client admin, String username) {
        Answer person = created(admin.post(
                "api/admin/people",
                "{\"givenName\":\"Caroline\",\"familyName\":\"Herschel\",\"roles\":[\"TEACHER\"]}"));
        long id = person.json().get("id").asLong();
        created(admin.post(
                "api/admin/people/" + id + "/account",
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, PASSWORD)));
        return id;
    }

    private static Answer created(Answer answer) {
        if (answer.status() != 201) {
            throw new AssertionError("Not created: " + answer);
        }
        return answer;
    }

    private static long number(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }
}

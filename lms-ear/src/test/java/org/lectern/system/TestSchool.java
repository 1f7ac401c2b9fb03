package org.lectern.system;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;

/**
 * People, sections and lessons that one test class puts into the database of the running Lectern, beside the demo
 * school. Nobody else knows them, so their numbers are the test's own.
 */
final class TestSchool {

    /** Of {@code lectern-demo}, in one round: what is tested is who gets in, and not how long guessing would take. */
    private static final String PASSWORD_HASH =
            "PBKDF2WithHmacSHA256:1:AAAAAAAAAAAAAAAAAAAAAA==:7Au52kwb6aKfjtqBx3mdpAjmDemfYX0okUHMOL8TH/4=";

    private final RunningLectern lectern;
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final long term;
    private final long course;
    private int count;

    TestSchool(RunningLectern lectern) {
        this.lectern = lectern;
        term = insert(
                "academic_session (title, type, start_date, end_date) values (?, 'TERM', ?, ?)",
                "Term " + suffix,
                LocalDate.now(ZoneOffset.UTC).minusDays(100),
                LocalDate.now(ZoneOffset.UTC).plusDays(100));
        course = insert("course (code, title) values (?, 'Chemistry')", "CHE-" + suffix);
    }

    /**
     * Someone with an account, whose password is that of the demo accounts.
     *
     * @param id of the person
     * @param username of the account
     */
    record Person(long id, String username) {}

    Person teacher() {
        return person("TEACHER", "Teacher");
    }

    Person student(String familyName) {
        return person("STUDENT", familyName);
    }

    private Person person(String role, String familyName) {
        String username = familyName.toLowerCase(java.util.Locale.ROOT) + "." + ++count + "." + suffix;
        long id = insert("person (given_name, family_name) values ('Test', ?)", familyName);
        execute("insert into person_role (person_id, role) values (?, ?)", id, role);
        execute(
                "insert into account (person_id, username, password_hash, state) values (?, ?, ?, 'ACTIVE')",
                id,
                username,
                PASSWORD_HASH);
        return new Person(id, username);
    }

    Client login(Person person) {
        return lectern.login(person.username());
    }

    /** A section that the teacher leads and the students attend, both without end. */
    long section(Person teacher, Person... students) {
        long section = insert(
                "section (course_id, academic_session_id, code, title) values (?, ?, ?, 'Chemistry')",
                course,
                term,
                "CHE-" + ++count + "-" + suffix);
        assign(section, teacher, "LEAD", null, null);
        Arrays.stream(students).forEach(student -> enroll(section, student.id()));
        return section;
    }

    void assign(long section, Person teacher, String role, LocalDate from, LocalDate to) {
        execute(
                "insert into teacher_assignment (section_id, teacher_id, role, from_date, to_date) values (?, ?, ?, ?, ?)",
                section,
                teacher.id(),
                role,
                from,
                to);
    }

    void enroll(long section, long studentId) {
        execute("insert into enrollment (section_id, student_id) values (?, ?)", section, studentId);
    }

    /** Students without accounts, on the roster of a section. */
    void enrollCrowd(long section, int size) {
        execute("""
                with crowd as (
                    insert into person (given_name, family_name)
                    select 'Test', 'Student ' || n from generate_series(1, ?) n returning id)
                insert into enrollment (section_id, student_id) select ?, id from crowd""", size, section);
    }

    /** A lesson that is on: it began half an hour ago and ends in half an hour. */
    long lesson(long section) {
        return lesson(section, Instant.now().minusSeconds(1800));
    }

    /** A lesson of an hour. */
    long lesson(long section, Instant begin) {
        return insert(
                "lesson (section_id, starts_at, ends_at) values (?, ?, ?)",
                section,
                at(begin),
                at(begin.plus(Duration.ofHours(1))));
    }

    static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private long insert(String intoAndValues, Object... parameters) {
        return Long.parseLong(value("insert into " + intoAndValues + " returning id", parameters));
    }

    /** Runs one statement, in a transaction of its own. */
    void execute(String sql, Object... parameters) {
        try (Connection connection = lectern.connect();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The first value that a statement returns, as text; null when it is null or there is none. */
    String value(String sql, Object... parameters) {
        try (Connection connection = lectern.connect();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}

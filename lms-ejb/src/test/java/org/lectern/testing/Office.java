package org.lectern.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.lectern.shared.Caller;
import org.lectern.shared.DatabaseFailure;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/** An administrator of a test database, and people for what is administered. */
public final class Office {

    private final TestDatabase database;
    private int people;

    /** @param database where it is */
    public Office(TestDatabase database) {
        this.database = database;
    }

    /** An administrator with an account, who may call services. */
    public Caller administrator() {
        long person = person("Marsh", "ADMIN");
        var account = database.value(
                "insert into account (person_id, username) values (?, 'h.marsh.' || ?) returning id", person, person);
        return new Caller(Long.parseLong(account), person, "h.marsh");
    }

    /** Somebody with a role. */
    public long person(String familyName, String role) {
        long id = insert("person (given_name, family_name) values ('Test', ?)", familyName);
        database.execute("insert into person_role (person_id, role) values (?, ?)", id, role);
        return id;
    }

    /** Some students whose family names are numbered. */
    public List<Long> students(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> person("Student %03d".formatted(++people), "STUDENT"))
                .toList();
    }

    /** A course, always the same. */
    public long course() {
        var course = database.value("select id from course where code = 'OFFICE'");
        return course == null ? insert("course (code, title) values ('OFFICE', 'Course')") : Long.parseLong(course);
    }

    /** A term, always the same, around the end of 2026. */
    public long term() {
        var term = database.value("select id from academic_session where title = 'Office term'");
        return term == null
                ? insert("academic_session (title, type, start_date, end_date)"
                        + " values ('Office term', 'TERM', date '2026-09-01', date '2026-12-18')")
                : Long.parseLong(term);
    }

    /** A section of {@link #course} in {@link #term}. */
    public long section(String code) {
        return section(code, course());
    }

    /** A section in {@link #term}. */
    public long section(String code, long course) {
        return insert(
                "section (course_id, academic_session_id, code, title) values (?, ?, ?, ?)",
                course,
                term(),
                code,
                "Section " + code);
    }

    /** Inserts a row and gives its id. */
    public long insert(String intoAndValues, Object... parameters) {
        return Long.parseLong(database.value("insert into " + intoAndValues + " returning id", parameters));
    }

    /** Action and actor of the last entry of the audit about a thing. */
    public String lastAudit(String entity, long id) {
        return database.value(
                "select action || ' by ' || actor from audit_entry where entity = ? and entity_id = ? order by id desc limit 1",
                entity,
                id);
    }

    /** The problem that something ends in, as callers are told: its type, and each field with its message. */
    public static String problem(Runnable work) {
        var failure = assertThrows(RuntimeException.class, work::run);
        var problem = failure instanceof Problem known
                ? known
                : DatabaseFailure.problem(failure).orElseThrow(() -> failure);
        return problem.type()
                + String.join(
                        "",
                        problem.errors().stream()
                                .map(error -> " " + error.field() + ": " + error.message())
                                .toList());
    }

    /** Requires the type of the problem that something ends in. */
    public static void assertProblem(ProblemType type, Runnable work) {
        var problem = assertThrows(Problem.class, work::run);
        assertEquals(type, problem.type());
    }
}

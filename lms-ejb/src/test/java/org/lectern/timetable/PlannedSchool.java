package org.lectern.timetable;

import java.time.LocalDate;
import java.util.UUID;
import org.lectern.shared.Caller;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

/** A school in London with an administrator, a year far in the future, and what a test adds to it. */
final class PlannedSchool {

    private final TestDatabase database;
    final long year;
    final long term;
    final long course;

    /** The school year 2040/41 from 3 September to 18 July; its autumn term ends on 21 December. */
    PlannedSchool(TestDatabase database, TestServices services) {
        this.database = database;
        database.execute("insert into setting (name, value) values ('school.time-zone', 'Europe/London')"
                + " on conflict (name) do nothing");
        var admin = insert("person (given_name, family_name) values ('Helen', 'Marsh')");
        var account = insert("account (person_id, username) values (?, 'h.marsh.' || ?)", admin, admin);
        services.callAs(new Caller(account, admin, "h.marsh"));
        year = session("SCHOOL_YEAR", "2040-09-03", "2041-07-18", null);
        term = session("TERM", "2040-09-03", "2040-12-21", year);
        course = insert("course (code, title) values ('MATH', 'Mathematics')");
    }

    long insert(String intoAndValues, Object... values) {
        return Long.parseLong(database.value("insert into " + intoAndValues + " returning id", values));
    }

    long session(String type, String from, String to, Long parent) {
        return insert(
                "academic_session (title, type, start_date, end_date, parent_id) values (?, ?, ?, ?, ?)",
                type,
                type,
                LocalDate.parse(from),
                LocalDate.parse(to),
                parent);
    }

    void holiday(long session, String from, String to) {
        insert(
                "holiday (academic_session_id, title, start_date, end_date) values (?, 'Holiday', ?, ?)",
                session,
                LocalDate.parse(from),
                LocalDate.parse(to));
    }

    /** A section of the term; its group is null when it has none. */
    long section(Long group) {
        return insert(
                "section (course_id, academic_session_id, student_group_id, code, title)"
                        + " values (?, ?, ?, ?, 'Mathematics')",
                course,
                term,
                group,
                "MATH-" + unique());
    }

    long group() {
        return insert("student_group (code, title) values (?, 'A form')", "G-" + unique());
    }

    long room() {
        return insert("room (code, capacity) values (?, 30)", "R-" + unique());
    }

    long teacher() {
        var id = insert("person (given_name, family_name) values ('Ines', ?)", "Calder-" + unique());
        database.execute("insert into person_role (person_id, role) values (?, 'TEACHER')", id);
        return id;
    }

    static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}

package org.lectern.testing;

import org.lectern.shared.Caller;

/** A term, a course and whoever a test needs around sections of it. */
public final class SmallSchool {

    private final TestDatabase database;
    private final long term;
    private final long course;
    private int count;

    /** @param database where it is put */
    public SmallSchool(TestDatabase database) {
        this.database = database;
        term = id("insert into academic_session (title, type, start_date, end_date)"
                + " values ('Autumn', 'TERM', current_date - 50, current_date + 50) returning id");
        course = id("insert into course (code, title) values ('CHE', 'Chemistry') returning id");
    }

    /** Somebody with an account and a role. */
    public Caller person(String givenName, String familyName, String role) {
        long person =
                id("insert into person (given_name, family_name) values (?, ?) returning id", givenName, familyName);
        database.execute("insert into person_role (person_id, role) values (?, ?)", person, role);
        var username = familyName.toLowerCase(java.util.Locale.ROOT) + "." + person;
        long account = id("insert into account (person_id, username) values (?, ?) returning id", person, username);
        return new Caller(account, person, username);
    }

    /** A section that a teacher leads without end. */
    public long section(Caller teacher) {
        long section = id(
                "insert into section (course_id, academic_session_id, code, title) values (?, ?, ?, 'Chemistry')"
                        + " returning id",
                course,
                term,
                "CHE-" + ++count + "-" + term);
        database.execute(
                "insert into teacher_assignment (section_id, teacher_id) values (?, ?)", section, teacher.personId());
        return section;
    }

    /** Puts a student on the roster of a section. */
    public void enroll(long section, Caller student) {
        database.execute("insert into enrollment (section_id, student_id) values (?, ?)", section, student.personId());
    }

    private long id(String sql, Object... values) {
        return Long.parseLong(database.value(sql, values));
    }
}

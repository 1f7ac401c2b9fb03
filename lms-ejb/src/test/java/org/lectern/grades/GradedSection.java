package org.lectern.grades;

import java.util.ArrayList;
import java.util.List;
import org.lectern.shared.Caller;
import org.lectern.testing.TestDatabase;

/** A section of a term with a teacher and students, made for a test. */
final class GradedSection {

    final long id;
    final long term;
    final Caller teacher;
    final List<Caller> students = new ArrayList<>();
    private final TestDatabase database;

    GradedSection(TestDatabase database, int size) {
        this.database = database;
        var year = number("insert into academic_session (title, type, start_date, end_date) "
                + "values ('Year', 'SCHOOL_YEAR', current_date - 200, current_date + 200) returning id");
        term = number(
                "insert into academic_session (title, type, start_date, end_date, parent_id) "
                        + "values ('Term', 'TERM', current_date - 100, current_date + 100, ?) returning id",
                year);
        var course = number("insert into course (code, title) values ('CHE', 'Chemistry') returning id");
        id = number(
                "insert into section (course_id, academic_session_id, code, title) values (?, ?, 'CHE-' || ?, 'Chemistry')"
                        + " returning id",
                course,
                year,
                course);
        teacher = person("Ines", "Calder");
        database.execute(
                "insert into teacher_assignment (section_id, teacher_id) values (?, ?)", id, teacher.personId());
        for (int i = 0; i < size; i++) {
            var student = person("Ada", "Student %03d".formatted(i));
            database.execute("insert into enrollment (section_id, student_id) values (?, ?)", id, student.personId());
            students.add(student);
        }
    }

    Caller person(String given, String family) {
        var person = number("insert into person (given_name, family_name) values (?, ?) returning id", given, family);
        var account = number(
                "insert into account (person_id, username) values (?, 'user.' || ?) returning id", person, person);
        return new Caller(account, person, "user." + person);
    }

    long category(String title, String weight, int drop) {
        return number(
                "insert into grade_category (section_id, title, weight, drop_lowest) values (?, ?, cast(? as numeric), ?)"
                        + " returning id",
                id,
                title,
                weight,
                drop);
    }

    long item(Long category, String title, int maximum, boolean released) {
        return number(
                "insert into grade_item (section_id, category_id, academic_session_id, title, maximum, released)"
                        + " values (?, ?, ?, ?, ?, ?) returning id",
                id,
                category,
                term,
                title,
                maximum,
                released);
    }

    void grade(long item, Caller student, String points) {
        database.execute(
                "insert into grade (item_id, student_id, points) values (?, ?, cast(? as numeric))",
                item,
                student.personId(),
                points);
    }

    private long number(String sql, Object... parameters) {
        return Long.parseLong(database.value(sql, parameters));
    }
}

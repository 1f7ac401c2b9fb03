package org.lectern.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.lectern.runner.Database;

/** Attendance marks and grades of people who send no requests, of which there come to be ever more. */
final class OtherMarks {

    /** Of one section: 500 students with 20 lessons and 20 items. */
    private static final int OF_A_SECTION = 10_000;

    private final Database database;
    private int sections;

    /**
     * Takes away what there is of them.
     *
     * @param database of a school whose marks nobody misses
     * @param known whose marks stay
     * @param section whose grades stay
     */
    OtherMarks(Database database, List<BenchSchool.User> known, long section) throws SQLException {
        this.database = database;
        var ids = known.stream().map(user -> Long.toString(user.personId())).collect(Collectors.joining(","));
        try (var connection = connect()) {
            execute(connection, "delete from attendance_mark where student_id not in (" + ids + ")");
            execute(
                    connection,
                    "delete from grade where student_id not in (" + ids
                            + ") and item_id not in (select id from grade_item where section_id = " + section + ")");
            execute(connection, "vacuum (full, analyze) attendance_mark, grade");
        }
    }

    /**
     * Adds to them.
     *
     * @param total how many marks, and how many grades, there shall be; a multiple of 10,000
     */
    void growTo(int total) throws SQLException {
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            for (; sections < total / OF_A_SECTION; sections++) {
                add(connection, "OTHER-" + sections);
            }
            connection.commit();
            connection.setAutoCommit(true);
            execute(connection, "vacuum analyze");
        }
    }

    private static void add(Connection connection, String code) throws SQLException {
        execute(connection, """
                with section as (
                    insert into section (course_id, academic_session_id, code, title)
                    select (select min(id) from course), (select min(id) from academic_session), '%s', 'Others'
                    returning id),
                people as (
                    insert into person (given_name, family_name)
                    select 'Other', '%s ' || n from generate_series(1, 500) n returning id),
                roles as (insert into person_role (person_id, role) select id, 'STUDENT' from people),
                enrolled as (insert into enrollment (section_id, student_id) select s.id, p.id from section s, people p),
                lessons as (
                    insert into lesson (section_id, starts_at, ends_at, register_taken_at, register_taken_by)
                    select s.id, t, t + interval '45 minutes', t, (select min(id) from person)
                    from section s, generate_series(now() - interval '40 days', now() - interval '21 days', interval '1 day') t
                    returning id),
                items as (
                    insert into grade_item (section_id, academic_session_id, title, maximum)
                    select s.id, (select min(id) from academic_session), 'Item ' || n, 20
                    from section s, generate_series(1, 20) n returning id),
                marks as (
                    insert into attendance_mark (lesson_id, student_id, code_id)
                    select l.id, p.id, (select min(id) from attendance_code) from lessons l, people p)
                insert into grade (item_id, student_id, points)
                select i.id, p.id, (i.id + p.id) %% 41 / 2.0 from items i, people p""".formatted(code, code));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

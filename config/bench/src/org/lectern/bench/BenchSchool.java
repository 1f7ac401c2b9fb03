package org.lectern.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.lectern.runner.Database;

/**
 * What is measured with, beside the demo school: teachers with a class of 30 each and more lessons than can be marked in
 * the time, and pupils who may sign in. Passwords are those of the demo accounts.
 */
final class BenchSchool {

    private static final int CLASS = 30;

    /** Lessons of a class, for each of: warming up, Lectern, plain SQL. */
    private static final int LESSONS = 1000;

    private final List<User> teachers;
    private final List<User> students;
    private final List<List<Lesson>> lessons;

    private BenchSchool(List<User> teachers, List<User> students, List<List<Lesson>> lessons) {
        this.teachers = teachers;
        this.students = students;
        this.lessons = lessons;
    }

    record User(long accountId, long personId, String username) {}

    /** The lessons of every teacher, one list each. */
    interface Lessons {
        List<Lesson> ofTeacher(int teacher);
    }

    /** One lesson, and how often its register was recorded. Used by one thread. */
    static final class Lesson {

        private final long id;
        private final long sectionId;
        private final long[] students;
        private int version;

        Lesson(long id, long sectionId, long[] students) {
            this.id = id;
            this.sectionId = sectionId;
            this.students = students;
        }

        long id() {
            return id;
        }

        long sectionId() {
            return sectionId;
        }

        long[] students() {
            return students;
        }

        int version() {
            return version;
        }

        /** The code to give a student next: one other than the last time, and one in ten absent. */
        String code(int student) {
            return (student + version * 5) % 10 == 0 ? "A" : version % 2 == 0 ? "P" : "L";
        }

        void step() {
            version++;
        }
    }

    List<User> teachers() {
        return teachers;
    }

    List<User> students() {
        return students;
    }

    Lessons warmUpLessons() {
        return part(0);
    }

    Lessons lessons() {
        return part(1);
    }

    Lessons plainSqlLessons() {
        return part(2);
    }

    private Lessons part(int part) {
        return teacher -> lessons.get(teacher).subList(part * LESSONS, (part + 1) * LESSONS);
    }

    /**
     * Writes it into a database that holds the demo school.
     *
     * @param database which
     * @param users how many teachers, and how many students
     */
    static BenchSchool make(Database database, int users) throws SQLException {
        System.out.println("Making " + users + " classes of " + CLASS + " with " + 3 * LESSONS + " lessons each");
        try (var connection =
                DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            connection.setAutoCommit(false);
            var teachers = makeTeachers(connection, users);
            var students = makeStudents(connection, users);
            List<List<Lesson>> lessons = new ArrayList<>();
            for (int i = 0; i < users; i++) {
                lessons.add(makeClass(connection, i, teachers.get(i).personId()));
            }
            connection.commit();
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute("vacuum analyze");
            }
            return new BenchSchool(teachers, students, lessons);
        }
    }

    private static List<User> makeTeachers(Connection connection, int users) throws SQLException {
        update(connection, """
                with people as (
                    insert into person (given_name, family_name)
                    select 'Teacher', 'Bench ' || n from generate_series(1, ?) n returning id),
                roles as (insert into person_role (person_id, role) select id, 'TEACHER' from people)
                insert into account (person_id, username, password_hash, state)
                select id, 'bench-teacher-' || id, (select password_hash from account where username = 'teacher'), 'ACTIVE'
                from people""", users);
        return users(connection, "bench-teacher-%");
    }

    private static List<User> makeStudents(Connection connection, int users) throws SQLException {
        update(connection, """
                update account set state = 'ACTIVE',
                    password_hash = (select password_hash from account where username = 'student'),
                    username = 'bench-student-' || person_id
                where id in (
                    select a.id from account a join person_role r on r.person_id = a.person_id and r.role = 'STUDENT'
                    where a.state = 'INVITED' order by a.id limit ?)""", users);
        return users(connection, "bench-student-%");
    }

    private static List<User> users(Connection connection, String pattern) throws SQLException {
        List<User> users = new ArrayList<>();
        try (var rows = query(
                connection, "select id, person_id, username from account where username like ? order by id", pattern)) {
            while (rows.next()) {
                users.add(new User(rows.getLong(1), rows.getLong(2), rows.getString(3)));
            }
        }
        return users;
    }

    private static List<Lesson> makeClass(Connection connection, int number, long teacherId) throws SQLException {
        long sectionId = number(connection, """
                insert into section (course_id, academic_session_id, code, title)
                select course_id, academic_session_id, ?, 'Bench' from section where status = 'ACTIVE' limit 1
                returning id""", "BENCH-" + number);
        update(
                connection,
                "insert into teacher_assignment (section_id, teacher_id, role) values (?, ?, 'LEAD')",
                sectionId,
                teacherId);
        // New people: the pupils whose attendance is read shall have what a term gives and not what is measured.
        long[] students = ids(connection, """
                with people as (
                    insert into person (given_name, family_name)
                    select 'Pupil', 'Bench ' || ? || '-' || n from generate_series(1, %d) n returning id),
                roles as (insert into person_role (person_id, role) select id, 'STUDENT' from people),
                enrolled as (insert into enrollment (section_id, student_id) select ?, id from people)
                select id from people""".formatted(CLASS), number, sectionId);
        long[] ids = ids(connection, """
                insert into lesson (section_id, starts_at, ends_at)
                select ?, now() - interval '2 days' + n * interval '1 second',
                    now() - interval '47 hours' + n * interval '1 second' from generate_series(1, ?) n
                returning id""", sectionId, 3 * LESSONS);
        List<Lesson> lessons = new ArrayList<>();
        for (long id : ids) {
            lessons.add(new Lesson(id, sectionId, students));
        }
        return lessons;
    }

    private static long number(Connection connection, String sql, Object... values) throws SQLException {
        return ids(connection, sql, values)[0];
    }

    private static long[] ids(Connection connection, String sql, Object... values) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (var rows = query(connection, sql, values)) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids.stream().mapToLong(Long::longValue).toArray();
    }

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = prepare(connection, sql, values)) {
            statement.executeUpdate();
        }
    }

    private static ResultSet query(Connection connection, String sql, Object... values) throws SQLException {
        var statement = prepare(connection, sql, values);
        statement.closeOnCompletion();
        return statement.executeQuery();
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}

package org.lectern.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.lectern.runner.Database;

/** A section whose students have a mark for every item. */
final class GradebookSchool {

    /** Each writes columns of its own. */
    private static final int TEACHERS = 8;

    private final long section;
    private final long[] items;
    private final long[] students;

    private GradebookSchool(long section, long[] items, long[] students) {
        this.section = section;
        this.items = items;
        this.students = students;
    }

    long section() {
        return section;
    }

    /**
     * Writes it into a database that holds the demo school.
     *
     * @param database which
     * @param code of the section
     * @param teacherId who leads the section
     * @param known who of its students can sign in
     * @param studentCount how many students there are in all
     * @param itemCount how many items there are
     */
    static GradebookSchool make(
            Database database,
            String code,
            long teacherId,
            List<BenchSchool.User> known,
            int studentCount,
            int itemCount)
            throws SQLException {
        try (var connection =
                DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            connection.setAutoCommit(false);
            long section = ids(connection, """
                    insert into section (course_id, academic_session_id, code, title)
                    select min(c.id), (select min(id) from academic_session), '%s', 'Gradebook'
                    from course c returning id""".formatted(code))[0];
            ids(
                    connection,
                    "insert into teacher_assignment (section_id, teacher_id) values (%d, %d) returning id"
                            .formatted(section, teacherId));
            for (var user : known) {
                ids(
                        connection,
                        "insert into enrollment (section_id, student_id) values (%d, %d) returning id"
                                .formatted(section, user.personId()));
            }
            ids(connection, """
                    with people as (
                        insert into person (given_name, family_name)
                        select 'Student', 'Gradebook ' || n from generate_series(1, %d) n returning id)
                    insert into enrollment (section_id, student_id) select %d, id from people returning id"""
                    .formatted(studentCount - known.size(), section));
            ids(connection, """
                    insert into grade_category (section_id, title, weight, drop_lowest)
                    select %d, 'Category ' || n, n * 10, n %% 2 from generate_series(1, 4) n returning id"""
                    .formatted(section));
            long[] items = ids(connection, """
                    insert into grade_item (section_id, category_id, academic_session_id, title, maximum)
                    select %1$d, (select id from grade_category where section_id = %1$d and title = 'Category ' || (1 + n %% 4)),
                        (select min(id) from academic_session), 'Item ' || n, 20
                    from generate_series(1, %2$d) n returning id""".formatted(section, itemCount));
            long[] students = ids(connection, "select student_id from enrollment where section_id = " + section);
            ids(connection, """
                    insert into grade (item_id, student_id, points)
                    select i.id, e.student_id, (i.id * 7 + e.student_id * 13) %% 41 / 2.0
                    from grade_item i join enrollment e using (section_id) where i.section_id = %d returning id"""
                    .formatted(section));
            connection.commit();
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute("vacuum analyze");
            }
            return new GradebookSchool(section, items, students);
        }
    }

    /** A teacher who writes one column after the other, each time all grades anew; every one has columns of its own. */
    Bench.Client columns(Http http, String token, int teacher) {
        return new Bench.Client() {

            private int turn;

            @Override
            public void request() throws java.io.IOException {
                int column = teacher * (items.length / TEACHERS) + turn % (items.length / TEACHERS);
                int version = turn / (items.length / TEACHERS);
                http.post("/api/teacher/sections/" + section + "/grades", body(items[column], version), token);
                turn++;
            }
        };
    }

    private byte[] body(long item, int version) {
        var text = new StringBuilder(students.length * 70).append("{\"cells\":[");
        for (int i = 0; i < students.length; i++) {
            // no grade is what it was before
            text.append(i == 0 ? "" : ",")
                    .append("{\"itemId\":")
                    .append(item)
                    .append(",\"studentId\":")
                    .append(students[i])
                    .append(",\"points\":")
                    .append((i + version) % 20)
                    .append(".25,\"version\":")
                    .append(version)
                    .append('}');
        }
        return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static long[] ids(Connection connection, String sql) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids.stream().mapToLong(Long::longValue).toArray();
    }
}

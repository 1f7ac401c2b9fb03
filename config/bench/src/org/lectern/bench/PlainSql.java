package org.lectern.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lectern.runner.Database;

/**
 * The yardstick: the statements that Lectern sends for a request, in one transaction over JDBC, with nothing around them.
 * They are the ones that {@code -Dhibernate.show_sql=true} shows; rows are read and thrown away.
 */
final class PlainSql implements AutoCloseable {

    private static final String LESSON = """
            select l1_0.id,l1_0.ends_at,l1_0.original_teacher_id,l1_0.reason,l1_0.register_reopened_until,l1_0.register_taken_at,l1_0.register_taken_by,l1_0.register_version,r1_0.id,r1_0.capacity,r1_0.code,r1_0.status,r1_0.title,r1_0.version,l1_0.section_id,s1_0.id,s1_0.academic_session_id,s1_0.capacity,s1_0.code,s1_0.course_id,s1_0.enroll_from,s1_0.enroll_until,s1_0.enrollment_key_hash,s1_0.location,s1_0.periods,s1_0.policy,s1_0.seats_taken,s1_0.sourced_id,s1_0.status,s1_0.student_group_id,s1_0.title,s1_0.version,s1_0.waitlist,l1_0.slot_id,l1_0.slot_date,l1_0.starts_at,l1_0.status,sg1_0.id,sg1_0.code,sg1_0.grade_level,sg1_0.kind,sg1_0.sourced_id,sg1_0.status,sg1_0.title,sg1_0.version,l1_0.teacher_id,l1_0.version \
            from lesson l1_0 join section s1_0 on s1_0.id=l1_0.section_id \
            left join student_group sg1_0 on sg1_0.id=l1_0.student_group_id left join room r1_0 on r1_0.id=l1_0.room_id \
            where l1_0.id=? and (?=true or l1_0.teacher_id=? or exists(select 1 from teacher_assignment ta1_0 \
            where ta1_0.section_id=s1_0.id and ta1_0.teacher_id=? \
            and (ta1_0.from_date is null or ta1_0.from_date<=cast(timezone(?,l1_0.starts_at) as date)) \
            and (ta1_0.to_date is null or ta1_0.to_date>=cast(timezone(?,l1_0.starts_at) as date))))""";

    private static final String ROSTER = """
            select p1_0.id,p1_0.preferred_given_name,p1_0.given_name,p1_0.preferred_family_name,p1_0.family_name,c1_0.code,am1_0.minutes_late,am1_0.note \
            from person p1_0 left join attendance_mark am1_0 on am1_0.lesson_id=? and am1_0.student_id=p1_0.id \
            left join attendance_code c1_0 on c1_0.id=am1_0.code_id \
            where exists(select 1 from enrollment e1_0 where e1_0.student_id=p1_0.id and e1_0.section_id=? \
            and (e1_0.status in ('ACTIVE','COMPLETED') or e1_0.status='DROPPED' and e1_0.end_date is not null) \
            and (e1_0.begin_date is null or e1_0.begin_date<=?) and (e1_0.end_date is null or e1_0.end_date>=?)) \
            order by p1_0.family_name,p1_0.given_name,p1_0.id""";

    private static final String WRITE = """
            with step as (
                update lesson set register_version = register_version + 1,
                    register_taken_at = coalesce(register_taken_at, ?),
                    register_taken_by = coalesce(register_taken_by, ?)
                where id = ? and register_version = ?
                returning id, register_taken_by),
            marks as (
                insert into attendance_mark (lesson_id, student_id, code_id, minutes_late, note)
                select step.id, mark.*
                from step, unnest(?::bigint[], ?::bigint[], ?::smallint[], ?::text[]) mark
                on conflict (lesson_id, student_id) do update
                set code_id = excluded.code_id, minutes_late = excluded.minutes_late, note = excluded.note)
            select p.preferred_given_name, p.given_name, p.preferred_family_name, p.family_name
            from step join person p on p.id = step.register_taken_by""";

    private static final String OWN_MARKS = """
            with mark as materialized (
                select l.id lesson_id, l.section_id, l.starts_at, l.ends_at, m.code_id, m.minutes_late
                from attendance_mark m join lesson l on l.id = m.lesson_id
                where m.student_id = ? and l.status <> 'CANCELLED'),
            line as (
                select section_id, code_id, count(*) as count, null::bigint as lesson_id, null::timestamptz as starts_at,
                    null::timestamptz as ends_at, null::smallint as minutes_late
                from mark group by section_id, code_id
                union all
                (select section_id, code_id, 0, lesson_id, starts_at, ends_at, minutes_late
                from mark where (starts_at, lesson_id) < (?, ?)
                order by starts_at desc, lesson_id desc limit ?))
            select s.id, s.code, s.title, c.kind, line.count, line.lesson_id, line.starts_at, line.ends_at,
                c.code, line.minutes_late
            from line join section s on s.id = line.section_id join attendance_code c on c.id = line.code_id
            order by line.starts_at desc nulls first, line.lesson_id desc, s.code, s.id""";

    private static final String OWN_TIMETABLE = """
            select l.id, s.id, s.code, s.title, g.code, l.starts_at, l.ends_at, r.code,
                coalesce(t.preferred_given_name, t.given_name) || ' '
                    || coalesce(t.preferred_family_name, t.family_name),
                l.status, l.reason, l.original_starts_at, l.original_ends_at, o.code,
                coalesce(a.preferred_given_name, a.given_name) || ' '
                    || coalesce(a.preferred_family_name, a.family_name)
            from (select * from lesson where id in (
                select x.id from enrollment e join lesson x on x.section_id = e.section_id
                where e.student_id = ? and x.starts_at >= ? and x.starts_at < ?
                    and (e.status in ('ACTIVE', 'COMPLETED') or e.status = 'DROPPED' and e.end_date is not null)
                    and (e.begin_date is null or e.begin_date <= (x.starts_at at time zone ?)::date)
                    and (e.end_date is null or e.end_date >= (x.starts_at at time zone ?)::date))) l
            join section s on s.id = l.section_id
            left join student_group g on g.id = l.student_group_id
            left join room r on r.id = l.room_id left join room o on o.id = l.original_room_id
            left join person t on t.id = l.teacher_id left join person a on a.id = l.original_teacher_id
            order by l.starts_at, l.id""";

    private static final OffsetDateTime END_OF_TIME = OffsetDateTime.parse("9999-01-01T00:00:00Z");

    private final List<Connection> connections = new ArrayList<>();
    private final List<Bench.Client> clients = new ArrayList<>();

    private PlainSql() {}

    /** What {@code POST /api/attendance} does. */
    static PlainSql registers(Database database, BenchSchool school, int count) throws SQLException {
        var plain = new PlainSql();
        for (int i = 0; i < count; i++) {
            var connection = plain.connect(database);
            var teacher = school.teachers().get(i);
            var lessons = school.plainSqlLessons().ofTeacher(i);
            var codes = codes(connection);
            int[] next = {0};
            plain.clients.add(() -> {
                var lesson = lessons.get(next[0]++ % lessons.size());
                takeRegister(connection, teacher, lesson, codes);
                lesson.step();
            });
        }
        return plain;
    }

    private static Map<String, Long> codes(Connection connection) throws SQLException {
        Map<String, Long> codes = new HashMap<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select code, id from attendance_code")) {
            while (rows.next()) {
                codes.put(rows.getString(1), rows.getLong(2));
            }
        }
        return codes;
    }

    private static void takeRegister(
            Connection connection,
            BenchSchool.User teacher,
            BenchSchool.Lesson lesson,
            Map<String, Long> codes)
            throws SQLException {
        var key = UUID.randomUUID().toString();
        update(
                connection,
                "insert into idempotency_key (account_id, key, request_hash, status) values (?, ?, ?, 0) on conflict do nothing",
                teacher.accountId(),
                key,
                new byte[32]);
        read(
                connection,
                LESSON,
                lesson.id(),
                false,
                teacher.personId(),
                teacher.personId(),
                "Europe/London",
                "Europe/London");
        var today = LocalDate.now(ZoneOffset.UTC);
        read(connection, ROSTER, lesson.id(), lesson.sectionId(), today, today);
        var students = lesson.students();
        Object[] ids = Arrays.stream(students).boxed().toArray();
        Object[] codeIds = new Object[students.length];
        var before = new StringBuilder("{");
        var after = new StringBuilder("{");
        for (int i = 0; i < students.length; i++) {
            codeIds[i] = codes.get(lesson.code(i));
            before.append(i == 0 ? "" : ",").append('"').append(students[i]).append("\":\"\"");
            after.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(students[i])
                    .append("\":\"")
                    .append(lesson.code(i))
                    .append('"');
        }
        read(
                connection,
                WRITE,
                OffsetDateTime.now(ZoneOffset.UTC),
                teacher.personId(),
                lesson.id(),
                lesson.version(),
                connection.createArrayOf("bigint", ids),
                connection.createArrayOf("bigint", codeIds),
                connection.createArrayOf("smallint", new Object[students.length]),
                connection.createArrayOf("text", new Object[students.length]));
        update(
                connection,
                """
                insert into audit_entry (account_id, actor, action, entity, entity_id, subject_id, before, after)
                values (cast(? as bigint), ?, ?, ?, cast(? as bigint),
                        cast(? as bigint), cast(? as jsonb), cast(? as jsonb))""",
                teacher.accountId(),
                teacher.username(),
                "register taken",
                "lesson",
                lesson.id(),
                null,
                before.append('}').toString(),
                after.append('}').toString());
        update(
                connection,
                """
                insert into outbox_event (topic, section_id, person_id, payload)
                values (?, cast(? as bigint), cast(? as bigint), cast(? as jsonb))""",
                "register",
                lesson.sectionId(),
                null,
                "{\"lessonId\":" + lesson.id() + "}");
        update(
                connection,
                "update idempotency_key set status = 200, body = ? where account_id = ? and key = ?",
                // as long as the answer is
                "x".repeat(3000),
                teacher.accountId(),
                key);
        connection.commit();
    }

    /** What {@code GET /api/student/attendance} does. */
    static PlainSql ownAttendance(Database database, BenchSchool school, int count) throws SQLException {
        var plain = new PlainSql();
        for (int i = 0; i < count; i++) {
            var connection = plain.connect(database);
            long student = school.students().get(i).personId();
            plain.clients.add(() -> {
                read(connection, OWN_MARKS, student, END_OF_TIME, Long.MAX_VALUE, 21);
                connection.commit();
            });
        }
        return plain;
    }

    /** What {@code GET /api/student/timetable} does. */
    static PlainSql timetable(Database database, BenchSchool school, int count) throws SQLException {
        var plain = new PlainSql();
        var zone = ZoneId.of("Europe/London");
        var monday = LocalDate.now(zone).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var begin = monday.atStartOfDay(zone).toOffsetDateTime();
        var end = monday.plusWeeks(1).atStartOfDay(zone).toOffsetDateTime();
        for (int i = 0; i < count; i++) {
            var connection = plain.connect(database);
            long student = school.students().get(i).personId();
            plain.clients.add(() -> {
                read(connection, OWN_TIMETABLE, student, begin, end, zone.getId(), zone.getId());
                connection.commit();
            });
        }
        return plain;
    }

    /** What {@code POST /api/auth/login} does, but for the password, whose slow hash is no matter of the database. */
    static PlainSql logins(Database database, BenchSchool school, int count) throws SQLException {
        var plain = new PlainSql();
        for (int i = 0; i < count; i++) {
            var connection = plain.connect(database);
            var teacher = school.teachers().get(i);
            plain.clients.add(() -> signIn(connection, teacher));
        }
        return plain;
    }

    private static void signIn(Connection connection, BenchSchool.User user) throws SQLException {
        var throttle = "select subject,blocked_until,failures,last_at from sign_in_throttle where subject in (?,?)"
                + " order by subject";
        read(connection, throttle, "account:" + user.username(), "address:127.0.0.1");
        read(connection, """
                select a1_0.id,a1_0.password_hash from account a1_0 join person p1_0 on p1_0.id=a1_0.person_id
                where lower(a1_0.username)=? and a1_0.state='ACTIVE' and p1_0.status='ACTIVE'""", user.username());
        connection.commit();
        read(
                connection,
                throttle + " for no key update",
                "account:" + user.username(),
                "address:127.0.0.1");
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        update(
                connection,
                "update account a1_0 set last_sign_in_at=? where a1_0.id=? and a1_0.state='ACTIVE'",
                now,
                user.accountId());
        read(connection, """
                select a1_0.*,p1_0.*,r1_0.* from account a1_0 join person p1_0 on p1_0.id=a1_0.person_id
                left join person_role r1_0 on p1_0.id=r1_0.person_id
                where a1_0.id=? and a1_0.state='ACTIVE' and p1_0.status='ACTIVE'""", user.accountId());
        long session;
        try (var statement = prepare(
                        connection,
                        """
                        insert into auth_session (account_id,address,created_at,expires_at,last_used_at,user_agent)
                        values (?,'127.0.0.1',?,?,?,'bench') returning id""",
                        user.accountId(),
                        now,
                        now.plusDays(14),
                        now);
                var rows = statement.executeQuery()) {
            rows.next();
            session = rows.getLong(1);
        }
        update(
                connection,
                """
                insert into audit_entry (account_id, actor, action, entity, entity_id)
                values (?, ?, 'signed in', 'account', ?)""",
                user.accountId(),
                user.username(),
                user.accountId());
        var hash = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        update(
                connection,
                "insert into refresh_token (expires_at,issued_at,session_id,token_hash) values (?,?,?,?)",
                now.plusDays(14),
                now,
                session,
                Arrays.copyOf(hash, 32));
        connection.commit();
    }

    List<Bench.Client> clients() {
        return clients;
    }

    private Connection connect(Database database) throws SQLException {
        var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        connection.setAutoCommit(false);
        connections.add(connection);
        return connection;
    }

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = prepare(connection, sql, values)) {
            if (statement.executeUpdate() == 0) {
                throw new SQLException("Nothing written by " + sql);
            }
        }
    }

    private static void read(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = prepare(connection, sql, values);
                var rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    rows.getObject(i);
                }
            }
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                statement.setNull(i + 1, Types.BIGINT);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
    }
}

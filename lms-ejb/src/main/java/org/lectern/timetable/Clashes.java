package org.lectern.timetable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lectern.shared.Problem;
import org.lectern.shared.Statements;

/**
 * Finds the lessons that stand in the way before one is written. The constraints of the database keep the rule; whoever
 * meets one learns only that there is a clash. So writers of the same room, person or group take turns, look, and then
 * write: what they see cannot change before their transaction ends.
 */
final class Clashes {

    /** Whom and what lessons need, as numbers of locks. The first byte keeps kinds apart from each other and from other locks. */
    private static final String TURNS = """
            with need (kind, id) as (
                select 1, unnest(?::bigint[])
                union select 2, unnest(?::bigint[])
                union select 2, a.teacher_id from teacher_assignment a where a.section_id = any(?) and a.role = 'ASSISTANT'
                union select 3, unnest(group_with_parts(g)) from unnest(?::bigint[]) as g
                union select 4, unnest(?::bigint[])),
            turn as materialized (
                select ? + (cast(kind as bigint) << 48) + id as key from need where id is not null order by key)
            select pg_advisory_xact_lock(key) from turn""";

    private static final long LESSONS = 0x54L << 56;

    private static final String OF_ONE = """
            with wanted as materialized (
                select n.*, staff_of_lesson(n.section_id, n.teacher_id, lower(n.during)) as staff,
                    group_with_parts(n.student_group_id) as forms
                from (select cast(? as bigint) as id, cast(? as bigint) as section_id, cast(? as bigint) as room_id,
                    cast(? as bigint) as teacher_id, cast(? as bigint) as student_group_id, tstzrange(?, ?) as during) n),
            """ + Clash.OF_WANTED + Clash.BY_TIME;

    /** Of a lesson that is there, if it were anywhere in a stretch of time, perhaps in another room or with another teacher. */
    private static final String OF_STRETCH = """
            with wanted as materialized (
                select n.*, staff_of_lesson(n.section_id, n.teacher_id, lower(n.during)) as staff,
                    group_with_parts(n.student_group_id) as forms
                from (select id, section_id, cast(? as bigint) as room_id, cast(? as bigint) as teacher_id,
                    student_group_id, tstzrange(?, ?) as during from lesson where id = ?) n),
            """ + Clash.OF_WANTED + " order by 6, 3, 1 limit 500";

    /** Of lessons to come that take up something else than they would if they were written now. */
    private static final String OF_CHANGED = """
            with wanted as materialized (
                select * from (
                    select n.id, n.room_id, n.teacher_id, s.student_group_id, n.during, n.staff as staff_now,
                        n.forms as forms_now, staff_of_lesson(n.section_id, n.teacher_id, n.starts_at) as staff,
                        group_with_parts(s.student_group_id) as forms
                    from lesson n join section s on s.id = n.section_id
                    where n.section_id = any(?) and n.starts_at > now() and n.status <> 'CANCELLED') changed
                where (staff, forms) is distinct from (staff_now, forms_now)),
            """ + Clash.OF_WANTED + Clash.BY_TIME;

    private Clashes() {}

    /**
     * What a lesson needs for itself, beside the assistants of its section.
     *
     * @param sectionId who meets
     * @param roomId null when it needs none
     * @param teacherId null when it has none
     * @param groupId null when its students come from several groups
     */
    record Needs(long sectionId, Long roomId, Long teacherId, Long groupId) {}

    /** Waits until nobody else is writing lessons that need the same; until the transaction ends nobody else will. */
    static void takeTurns(Connection connection, Needs... needs) throws SQLException {
        // in one order for everybody, so that nobody waits for somebody who waits for him
        Statements.list(
                connection,
                TURNS,
                row -> true,
                ids(needs, Needs::roomId),
                ids(needs, Needs::teacherId),
                ids(needs, Needs::sectionId),
                ids(needs, Needs::groupId),
                ids(needs, Needs::sectionId),
                LESSONS);
    }

    private static Statements.Array ids(Needs[] needs, Function<Needs, Long> id) {
        return array(Arrays.stream(needs).map(id));
    }

    private static Statements.Array array(Stream<Long> ids) {
        return new Statements.Array(
                "bigint", ids.filter(Objects::nonNull).distinct().toArray());
    }

    /**
     * Refuses a lesson that another one stands in the way of. {@link #takeTurns} comes first.
     *
     * @param lessonId a lesson that may, because it is the one that is changed; 0 for none
     * @throws Problem of type TIMETABLE_CLASH that names those lessons
     */
    static void refuse(Connection connection, long lessonId, Instant startsAt, Instant endsAt, Needs needs, ZoneId zone)
            throws SQLException {
        TimetableClash.refuse(
                null,
                Statements.list(
                        connection,
                        OF_ONE,
                        row -> Clash.read(row, zone),
                        lessonId,
                        needs.sectionId,
                        needs.roomId,
                        needs.teacherId,
                        needs.groupId,
                        startsAt.atOffset(ZoneOffset.UTC),
                        endsAt.atOffset(ZoneOffset.UTC)));
    }

    /**
     * The lessons that would be in the way of one anywhere in a stretch of time.
     *
     * @param lessonId the lesson
     * @param roomId where it would be; null for no room
     * @param teacherId who would teach it; null for nobody
     * @return by time, at most 500; a lesson that is in the way for two reasons comes twice
     */
    static List<Clash> find(
            Connection connection,
            long lessonId,
            Long roomId,
            Long teacherId,
            OffsetDateTime from,
            OffsetDateTime to,
            ZoneId zone)
            throws SQLException {
        return Statements.list(
                connection, OF_STRETCH, row -> Clash.read(row, zone), roomId, teacherId, from, to, lessonId);
    }

    /**
     * Refuses what became of sections when lessons of theirs that are to come cannot follow. {@link #takeTurns} comes
     * first.
     *
     * @param field of the request that is at fault
     * @param sections whose assistants or groups have changed
     * @throws Problem of type TIMETABLE_CLASH that names the lessons in the way
     */
    static void refuseChanged(Connection connection, String field, Collection<Long> sections, ZoneId zone)
            throws SQLException {
        TimetableClash.refuse(
                field, Statements.list(connection, OF_CHANGED, row -> Clash.read(row, zone), array(sections.stream())));
    }
}

package org.lectern.timetable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.lectern.shared.Problem;
import org.lectern.shared.Statements;

/**
 * Finds the lessons that stand in the way before one is written. The constraints of the database keep the rule; whoever
 * meets one learns only that there is a clash. So writers of the same room, teacher or group take turns, look, and then
 * write: what they see cannot change before their transaction ends.
 */
final class Clashes {

    /** Lessons that overlap a stretch of time and need the same room, teacher or group, by time. */
    private static final String OVERLAPPING =
            """
            select 'ROOM', t.code, %1$s from lesson l
            join room t on t.id = l.room_id join section s on s.id = l.section_id join room r on r.id = l.room_id
            where l.room_id = cast(? as bigint) and %2$s
            union all
            select 'TEACHER', coalesce(t.preferred_given_name, t.given_name) || ' '
                || coalesce(t.preferred_family_name, t.family_name), %1$s from lesson l
            join person t on t.id = l.teacher_id join section s on s.id = l.section_id
            left join room r on r.id = l.room_id
            where l.teacher_id = cast(? as bigint) and %2$s
            union all
            select 'GROUP', t.code, %1$s from lesson l
            join student_group t on t.id = l.student_group_id join section s on s.id = l.section_id
            left join room r on r.id = l.room_id
            where l.student_group_id = cast(? as bigint) and %2$s
            order by 7, 3, 1""".formatted(Clash.COLUMNS, "l.during && tstzrange(?, ?) and l.status <> 'CANCELLED' and l.id <> ?");

    private Clashes() {}

    /**
     * What a lesson needs for itself.
     *
     * @param roomId null when it needs none
     * @param teacherId null when it has none
     * @param groupId null when its students come from several groups
     */
    record Needs(Long roomId, Long teacherId, Long groupId) {

        private LongStream keys() {
            return Stream.of(key(1, roomId), key(2, teacherId), key(3, groupId))
                    .filter(Objects::nonNull)
                    .mapToLong(Long::longValue);
        }

        /** The name of a lock; the first byte keeps kinds apart from each other and from other locks. */
        private static Long key(long kind, Long id) {
            return id == null ? null : (0x54L << 56) + (kind << 48) + id;
        }
    }

    /** Waits until nobody else is writing lessons that need the same; until the transaction ends nobody else will. */
    static void takeTurns(Connection connection, Needs... needs) throws SQLException {
        // in one order for everybody, so that nobody waits for somebody who waits for him
        var keys = Arrays.stream(needs)
                .flatMapToLong(Needs::keys)
                .sorted()
                .distinct()
                .boxed()
                .toArray();
        Statements.list(
                connection,
                "select pg_advisory_xact_lock(key) from unnest(?::bigint[]) as k (key)",
                row -> true,
                new Statements.Array("bigint", keys));
    }

    /**
     * Refuses a lesson that another one stands in the way of. {@link #takeTurns} comes first.
     *
     * @param lessonId a lesson that may, because it is the one that is changed; 0 for none
     * @throws Problem of type TIMETABLE_CLASH that names those lessons
     */
    static void refuse(Connection connection, long lessonId, Instant startsAt, Instant endsAt, Needs needs, ZoneId zone)
            throws SQLException {
        var from = startsAt.atOffset(ZoneOffset.UTC);
        var to = endsAt.atOffset(ZoneOffset.UTC);
        List<Clash> found = Statements.list(
                connection,
                OVERLAPPING,
                row -> Clash.read(row, zone),
                needs.roomId,
                from,
                to,
                lessonId,
                needs.teacherId,
                from,
                to,
                lessonId,
                needs.groupId,
                from,
                to,
                lessonId);
        Clash.refuse(found);
    }
}

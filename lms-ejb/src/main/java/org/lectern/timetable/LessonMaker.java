package org.lectern.timetable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.lectern.shared.Problem;
import org.lectern.shared.Statements;

/**
 * Makes the dated lessons of slots, and makes them anew when a slot has changed. Only lessons that are still to come and
 * that nobody has touched follow their slot: one that was moved, covered, cancelled or marked stays as it is. It takes as
 * many statements for a thousand slots as for one.
 */
final class LessonMaker {

    /** Of a lesson {@code l}: nobody has done anything to it yet, and it is still to come. */
    private static final String UNTOUCHED = """
            (l.starts_at > ? and l.status = 'SCHEDULED' and l.original_starts_at is null and l.reason is null
             and l.register_taken_at is null
             and not exists (select 1 from attendance_mark m where m.lesson_id = l.id))""";

    /** The days that are to have a lesson, as parameters: slots, days, beginnings and ends. */
    private static final String PLANNED = """
            unnest(?::bigint[], ?::date[], ?::timestamptz[], ?::timestamptz[])
                as p (slot_id, day, starts_at, ends_at)
            join timetable_slot slot on slot.id = p.slot_id join section c on c.id = slot.section_id""";

    private static final String SLOTS = """
            select t.id, t.weekday, t.start_time, t.end_time, t.week_cycle, t.from_date, t.to_date,
                t.section_id, t.room_id, t.teacher_id, c.student_group_id,
                array(select c.academic_session_id union
                      select x.academic_session_id from section_term x where x.section_id = c.id)
            from timetable_slot t join section c on c.id = t.section_id
            where t.id = any(?) and c.status = 'ACTIVE' order by t.id""";

    /** What is to have a lesson and has none that somebody touched, against all lessons that will stay. */
    private static final String CLASHES = """
            with wanted as materialized (
                select cast(0 as bigint) as id, slot.room_id, slot.teacher_id, c.student_group_id,
                    tstzrange(p.starts_at, p.ends_at) as during,
                    staff_of_lesson(slot.section_id, slot.teacher_id, p.starts_at) as staff,
                    group_with_parts(c.student_group_id) as forms
                from %1$s
                where not exists (select 1 from lesson l where l.slot_id = p.slot_id and l.slot_date = p.day
                    and not %2$s)),
            %3$s and not (l.slot_id is not null and l.slot_id = any(?) and %2$s)%4$s""".formatted(PLANNED, UNTOUCHED, Clash.OF_WANTED, Clash.BY_TIME);

    private static final String REMOVE = """
            delete from lesson l where l.slot_id = any(?) and %s
                and not exists (select 1 from unnest(?::bigint[], ?::date[]) as p (slot_id, day)
                    where p.slot_id = l.slot_id and p.day = l.slot_date)""".formatted(UNTOUCHED);

    private static final String DIFFERS = """
            l.slot_id = p.slot_id and l.slot_date = p.day and %s
            and (l.starts_at, l.ends_at, l.room_id, l.teacher_id, l.student_group_id)
                is distinct from (p.starts_at, p.ends_at, slot.room_id, slot.teacher_id, c.student_group_id)""".formatted(UNTOUCHED);

    /** First without what they need: slots may exchange rooms, and the constraints look at each row by itself. */
    private static final String LET_GO = """
            update lesson l set room_id = null, teacher_id = null, student_group_id = null,
                version = l.version + 1, changed_at = now()
            from %s where %s""".formatted(PLANNED, DIFFERS);

    private static final String CHANGE = """
            update lesson l set starts_at = p.starts_at, ends_at = p.ends_at, room_id = slot.room_id,
                teacher_id = slot.teacher_id, student_group_id = c.student_group_id
            from %s where %s""".formatted(PLANNED, DIFFERS);

    private static final String REMOVE_DIFFERENT = "delete from lesson l using %s where %s".formatted(PLANNED, DIFFERS);

    private static final String ADD = """
            insert into lesson (section_id, slot_id, slot_date, student_group_id, starts_at, ends_at, room_id, teacher_id)
            select slot.section_id, p.slot_id, p.day, c.student_group_id, p.starts_at, p.ends_at, slot.room_id,
                slot.teacher_id
            from %s order by p.slot_id, p.day on conflict""".formatted(PLANNED);

    private final Connection connection;
    private final ZoneId zone;
    private final OffsetDateTime now;

    /**
     * @param connection in a transaction
     * @param zone of the school
     * @param now what begins later is still to come
     */
    LessonMaker(Connection connection, ZoneId zone, Instant now) {
        this.connection = connection;
        this.zone = zone;
        this.now = now.atOffset(ZoneOffset.UTC);
    }

    /**
     * What became of the lessons of some slots.
     *
     * @param added new lessons
     * @param changed lessons that are now at another time, in another room or with another teacher
     * @param removed lessons that are no more
     */
    record Made(int added, int changed, int removed) {}

    /** The pattern of a slot, with all that its lessons need. */
    private record Pattern(
            long id,
            DayOfWeek weekday,
            LocalTime start,
            LocalTime end,
            WeekCycle cycle,
            LocalDate from,
            LocalDate to,
            Clashes.Needs needs,
            List<Long> sessions) {

        static Pattern read(ResultSet row) throws SQLException {
            return new Pattern(
                    row.getLong(1),
                    DayOfWeek.of(row.getInt(2)),
                    row.getObject(3, LocalTime.class),
                    row.getObject(4, LocalTime.class),
                    WeekCycle.valueOf(row.getString(5)),
                    row.getObject(6, LocalDate.class),
                    row.getObject(7, LocalDate.class),
                    new Clashes.Needs(
                            row.getLong(8),
                            row.getObject(9, Long.class),
                            row.getObject(10, Long.class),
                            row.getObject(11, Long.class)),
                    List.of((Long[]) row.getArray(12).getArray()));
        }
    }

    /** The lessons that are to be, column by column. */
    private static final class Plan {
        private final List<Long> slots = new ArrayList<>();
        private final List<LocalDate> days = new ArrayList<>();
        private final List<OffsetDateTime> starts = new ArrayList<>();
        private final List<OffsetDateTime> ends = new ArrayList<>();

        private void add(long slot, LocalDate day, OffsetDateTime start, OffsetDateTime end) {
            slots.add(slot);
            days.add(day);
            starts.add(start);
            ends.add(end);
        }

        private Statements.Array slotIds() {
            return new Statements.Array("bigint", slots.toArray());
        }

        private Statements.Array dates() {
            return new Statements.Array("date", days.toArray());
        }

        private Statements.Array beginnings() {
            return new Statements.Array("timestamptz", starts.toArray());
        }

        private Statements.Array endings() {
            return new Statements.Array("timestamptz", ends.toArray());
        }
    }

    /**
     * Makes the lessons of slots by hand: all of them, or none.
     *
     * @param slotIds the slots as they are now
     * @param before what one of them needed before it was changed; may be empty
     * @throws Problem of type TIMETABLE_CLASH that names lessons in the way
     */
    Made remake(Collection<Long> slotIds, Clashes.Needs... before) throws SQLException {
        var patterns = patterns(slotIds);
        var needs = new ArrayList<>(List.of(before));
        patterns.forEach(pattern -> needs.add(pattern.needs));
        Clashes.takeTurns(connection, needs.toArray(Clashes.Needs[]::new));
        var plan = plan(patterns);
        TimetableClash.refuse(
                null,
                Statements.list(
                        connection,
                        CLASHES,
                        row -> Clash.read(row, zone),
                        plan.slotIds(),
                        plan.dates(),
                        plan.beginnings(),
                        plan.endings(),
                        now,
                        ids(slotIds),
                        now));
        return write(slotIds, plan);
    }

    /**
     * Makes the lessons of slots as far as nothing stands in the way; {@link SlotClash} tells what does. Here lessons that
     * change are replaced: an insert can leave those out that clash, an update cannot.
     */
    Made makePossible(Collection<Long> slotIds) throws SQLException {
        if (slotIds.isEmpty()) {
            return new Made(0, 0, 0);
        }
        var plan = plan(patterns(slotIds));
        int removed = remove(slotIds, plan);
        Object[] planned = {plan.slotIds(), plan.dates(), plan.beginnings(), plan.endings()};
        int replaced = Statements.update(
                connection, REMOVE_DIFFERENT, plan.slotIds(), plan.dates(), plan.beginnings(), plan.endings(), now);
        int added = Statements.update(connection, ADD + " do nothing", planned);
        return new Made(Math.max(0, added - replaced), Math.min(added, replaced), removed);
    }

    /** Removes the lessons of a slot that is to go, and lets go of those that stay. */
    Made dissolve(long slotId) throws SQLException {
        int removed = remove(List.of(slotId), new Plan());
        Statements.update(connection, "update lesson set slot_id = null, slot_date = null where slot_id = ?", slotId);
        return new Made(0, 0, removed);
    }

    private Made write(Collection<Long> slotIds, Plan plan) throws SQLException {
        int removed = remove(slotIds, plan);
        Object[] planned = {plan.slotIds(), plan.dates(), plan.beginnings(), plan.endings(), now};
        int changed = Statements.update(connection, LET_GO, planned);
        Statements.update(connection, CHANGE, planned);
        int added = Statements.update(
                connection,
                ADD + " (slot_id, slot_date) do nothing",
                plan.slotIds(),
                plan.dates(),
                plan.beginnings(),
                plan.endings());
        return new Made(added, changed, removed);
    }

    private int remove(Collection<Long> slotIds, Plan plan) throws SQLException {
        return Statements.update(connection, REMOVE, ids(slotIds), now, plan.slotIds(), plan.dates());
    }

    private List<Pattern> patterns(Collection<Long> slotIds) throws SQLException {
        return Statements.list(connection, SLOTS, Pattern::read, ids(slotIds));
    }

    private Plan plan(List<Pattern> patterns) throws SQLException {
        var calendar = SchoolCalendar.read(connection);
        var plan = new Plan();
        for (var pattern : patterns) {
            for (var day : calendar.days(pattern.sessions, pattern.weekday, pattern.cycle, pattern.from, pattern.to)) {
                var start = day.atTime(pattern.start).atZone(zone).toOffsetDateTime();
                if (start.isAfter(now)) {
                    plan.add(
                            pattern.id,
                            day,
                            start,
                            day.atTime(pattern.end).atZone(zone).toOffsetDateTime());
                }
            }
        }
        return plan;
    }

    private static Statements.Array ids(Collection<Long> ids) {
        return new Statements.Array(
                "bigint", ids.stream().filter(Objects::nonNull).toArray());
    }
}

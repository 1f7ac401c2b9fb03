package org.lectern.timetable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import org.lectern.courses.SectionName;

/**
 * Two weekly slots that cannot both be held.
 *
 * @param taken what both need; assistants only unless the school lets them go between rooms
 * @param name of the room, teacher or group; of groups within each other the smaller one
 * @param weekday as ISO 8601 counts: 1 is Monday, 7 is Sunday
 * @param first the slot that was there first
 * @param second the slot that came later; lessons of it are missing
 */
public record SlotClash(Taken taken, String name, int weekday, Side first, Side second) {

    /**
     * Pairs of slots on the same weekday at overlapping times, in weeks and sessions that meet, by weekday and time.
     * Of a pair the one with the smaller id is the first. Parameter: how many.
     */
    static final String SQL = """
            with session as (
                select c.id as section_id, min(a.start_date) as start_date, max(a.end_date) as end_date
                from section c
                join academic_session a on a.id = c.academic_session_id or exists (
                    select 1 from section_term x where x.section_id = c.id and x.academic_session_id = a.id)
                where c.status = 'ACTIVE' group by c.id),
            slot as materialized (
                select t.id, t.section_id, t.weekday, t.start_time, t.end_time, t.week_cycle, t.room_id, t.teacher_id,
                    c.student_group_id, c.code, c.title,
                    daterange(greatest(t.from_date, d.start_date), least(t.to_date, d.end_date), '[]') as days
                from timetable_slot t join section c on c.id = t.section_id join session d on d.section_id = c.id
                where greatest(t.from_date, d.start_date) <= least(t.to_date, d.end_date)),
            part as materialized (select id as whole_id, unnest(group_with_parts(id)) as id from student_group),
            pair as (
                select 'ROOM' as taken, r.code as name, x.id as first_id, y.id as second_id
                from slot x join slot y on y.room_id = x.room_id and y.weekday = x.weekday and x.id < y.id
                join room r on r.id = x.room_id
                union all
                select 'TEACHER', coalesce(p.preferred_given_name, p.given_name) || ' '
                    || coalesce(p.preferred_family_name, p.family_name), x.id, y.id
                from slot x join slot y on y.teacher_id = x.teacher_id and y.weekday = x.weekday and x.id < y.id
                join person p on p.id = x.teacher_id
                union all
                select 'GROUP', g.code, least(x.id, y.id), greatest(x.id, y.id)
                from slot x join part on part.whole_id = x.student_group_id
                join slot y on y.student_group_id = part.id and y.weekday = x.weekday and x.id <> y.id
                join student_group g on g.id = part.id
                union
                select 'ASSISTANT', coalesce(p.preferred_given_name, p.given_name) || ' '
                    || coalesce(p.preferred_family_name, p.family_name), least(x.id, y.id), greatest(x.id, y.id)
                from teacher_assignment d join person p on p.id = d.teacher_id
                join slot x on x.section_id = d.section_id
                join slot y on y.weekday = x.weekday and y.section_id <> x.section_id
                    and (y.teacher_id = d.teacher_id or exists (
                        select 1 from teacher_assignment e
                        where e.section_id = y.section_id and e.teacher_id = d.teacher_id and e.role = 'ASSISTANT'
                            and daterange(e.from_date, e.to_date, '[]') && (x.days * y.days)))
                where d.role = 'ASSISTANT' and daterange(d.from_date, d.to_date, '[]') && (x.days * y.days)
                    and not exists (select from setting where name = 'timetable.assistants-clash' and value = 'false'))
            select pair.taken, pair.name, x.weekday, x.id, x.section_id, x.code, x.title, x.start_time, x.end_time,
                y.id, y.section_id, y.code, y.title, y.start_time, y.end_time
            from pair join slot x on x.id = pair.first_id join slot y on y.id = pair.second_id
            where x.start_time < y.end_time and y.start_time < x.end_time and x.days && y.days
                and (x.week_cycle = y.week_cycle or 'EVERY' in (x.week_cycle, y.week_cycle))
            order by x.weekday, x.start_time, x.id, y.id, pair.taken limit ?""";

    /**
     * One of them.
     *
     * @param slotId the slot
     * @param section whose it is
     * @param startTime when it begins, on the school's clocks
     * @param endTime when it ends, on the school's clocks
     */
    public record Side(long slotId, SectionName section, LocalTime startTime, LocalTime endTime) {

        private static Side read(ResultSet row, int from) throws SQLException {
            return new Side(
                    row.getLong(from),
                    new SectionName(row.getLong(from + 1), row.getString(from + 2), row.getString(from + 3)),
                    row.getObject(from + 4, LocalTime.class),
                    row.getObject(from + 5, LocalTime.class));
        }
    }

    static SlotClash read(ResultSet row) throws SQLException {
        return new SlotClash(
                Taken.valueOf(row.getString(1)),
                row.getString(2),
                row.getInt(3),
                Side.read(row, 4),
                Side.read(row, 10));
    }
}

package org.lectern.timetable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.courses.SectionName;

/**
 * A weekly place of a section.
 *
 * @param id the slot
 * @param section who meets
 * @param weekday as ISO 8601 counts: 1 is Monday, 7 is Sunday
 * @param startTime when it begins, on the school's clocks
 * @param endTime when it ends, on the school's clocks
 * @param room where; null when no room is set
 * @param teacher who teaches; null when nobody is set
 * @param weekCycle in which weeks it is held
 * @param fromDate its first day; null when it begins with the section's term
 * @param toDate its last day; null when it ends with the section's term
 * @param lessonsToCome how many of its lessons are not held yet
 * @param version counts edits; what the ETag says
 */
@Schema(name = "TimetableSlot")
public record Slot(
        long id,
        SectionName section,
        int weekday,
        LocalTime startTime,
        LocalTime endTime,
        RoomName room,
        TeacherName teacher,
        WeekCycle weekCycle,
        LocalDate fromDate,
        LocalDate toDate,
        int lessonsToCome,
        int version) {

    static final String SELECT = """
            select t.id, s.id, s.code, s.title, t.weekday, t.start_time, t.end_time, r.id, r.code, p.id,
                coalesce(p.preferred_given_name, p.given_name) || ' '
                    || coalesce(p.preferred_family_name, p.family_name),
                t.week_cycle, t.from_date, t.to_date,
                (select count(*) from lesson l
                 where l.slot_id = t.id and l.starts_at > now() and l.status <> 'CANCELLED'),
                t.version
            from timetable_slot t join section s on s.id = t.section_id
            left join room r on r.id = t.room_id left join person p on p.id = t.teacher_id
            """;

    static Slot read(ResultSet row) throws SQLException {
        var roomId = row.getObject(8, Long.class);
        var teacherId = row.getObject(10, Long.class);
        return new Slot(
                row.getLong(1),
                new SectionName(row.getLong(2), row.getString(3), row.getString(4)),
                row.getInt(5),
                row.getObject(6, LocalTime.class),
                row.getObject(7, LocalTime.class),
                roomId == null ? null : new RoomName(roomId, row.getString(9)),
                teacherId == null ? null : new TeacherName(teacherId, row.getString(11)),
                WeekCycle.valueOf(row.getString(12)),
                row.getObject(13, LocalDate.class),
                row.getObject(14, LocalDate.class),
                row.getInt(15),
                row.getInt(16));
    }

    /** What its lessons take up. */
    Clashes.Needs needs(Long groupId) {
        return new Clashes.Needs(
                section.id(), room == null ? null : room.id(), teacher == null ? null : teacher.id(), groupId);
    }

    /** What of it can be changed. */
    public SlotFacts facts() {
        return new SlotFacts(
                section.id(),
                weekday,
                startTime,
                endTime,
                room == null ? null : room.id(),
                teacher == null ? null : teacher.id(),
                weekCycle,
                fromDate,
                toDate);
    }

    /** As the audit shows it. */
    Map<String, Object> forAudit() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("section", section.code());
        values.put("weekday", weekday);
        values.put("startTime", startTime.toString());
        values.put("endTime", endTime.toString());
        values.put("room", room == null ? null : room.code());
        values.put("teacher", teacher == null ? null : teacher.name());
        values.put("weekCycle", weekCycle.name());
        values.put("fromDate", fromDate == null ? null : fromDate.toString());
        values.put("toDate", toDate == null ? null : toDate.toString());
        values.put("lessonsToCome", lessonsToCome);
        return values;
    }
}

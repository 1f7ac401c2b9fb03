package org.lectern.timetable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lectern.courses.SectionName;

/**
 * A lesson as those who plan see it.
 *
 * @param id the lesson
 * @param section who meets
 * @param group code of the group that is taught together; null when students come from several
 * @param startsAt when it begins, in the school's zone
 * @param endsAt when it ends, in the school's zone
 * @param room where; null when no room is set
 * @param teacher who teaches it; null when nobody is set
 * @param status what became of the plan
 * @param reason why it was moved, covered or cancelled; null when nobody said
 * @param movedFrom what was planned; null unless it was moved
 * @param coveredFor whom a substitute stands in for; null unless it is covered
 * @param slotId the weekly slot it was made from; null when it was planned by hand
 * @param registerTaken whether somebody took its register
 * @param version counts edits of the plan; what the ETag says
 */
public record PlannedLesson(
        long id,
        SectionName section,
        String group,
        OffsetDateTime startsAt,
        OffsetDateTime endsAt,
        RoomName room,
        TeacherName teacher,
        LessonStatus status,
        String reason,
        MovedFrom movedFrom,
        TeacherName coveredFor,
        Long slotId,
        boolean registerTaken,
        int version) {

    static final String SELECT = """
            select l.id, s.id, s.code, s.title, g.code, l.starts_at, l.ends_at, r.id, r.code, t.id,
                coalesce(t.preferred_given_name, t.given_name) || ' '
                    || coalesce(t.preferred_family_name, t.family_name),
                l.status, l.reason, l.original_starts_at, l.original_ends_at, o.code, a.id,
                coalesce(a.preferred_given_name, a.given_name) || ' '
                    || coalesce(a.preferred_family_name, a.family_name),
                l.slot_id, l.register_taken_at is not null, l.version
            from lesson l join section s on s.id = l.section_id
            left join student_group g on g.id = l.student_group_id
            left join room r on r.id = l.room_id left join room o on o.id = l.original_room_id
            left join person t on t.id = l.teacher_id left join person a on a.id = l.original_teacher_id
            """;

    /**
     * What was planned for a lesson that was moved.
     *
     * @param startsAt when it was to begin, in the school's zone
     * @param endsAt when it was to end, in the school's zone
     * @param room where it was to be; null when no room was set
     */
    public record MovedFrom(OffsetDateTime startsAt, OffsetDateTime endsAt, String room) {

        static MovedFrom of(OffsetDateTime startsAt, OffsetDateTime endsAt, String room) {
            return startsAt == null ? null : new MovedFrom(startsAt, endsAt, room);
        }
    }

    static PlannedLesson read(ResultSet row, ZoneId zone) throws SQLException {
        var roomId = row.getObject(8, Long.class);
        var teacherId = row.getObject(10, Long.class);
        var absentId = row.getObject(17, Long.class);
        return new PlannedLesson(
                row.getLong(1),
                new SectionName(row.getLong(2), row.getString(3), row.getString(4)),
                row.getString(5),
                moment(row, 6, zone),
                moment(row, 7, zone),
                roomId == null ? null : new RoomName(roomId, row.getString(9)),
                teacherId == null ? null : new TeacherName(teacherId, row.getString(11)),
                LessonStatus.valueOf(row.getString(12)),
                row.getString(13),
                MovedFrom.of(moment(row, 14, zone), moment(row, 15, zone), row.getString(16)),
                absentId == null ? null : new TeacherName(absentId, row.getString(18)),
                row.getObject(19, Long.class),
                row.getBoolean(20),
                row.getInt(21));
    }

    /** A moment of a row in the school's zone; null when there is none. */
    static OffsetDateTime moment(ResultSet row, int column, ZoneId zone) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.atZoneSameInstant(zone).toOffsetDateTime();
    }

    /** As the audit shows it. */
    Map<String, Object> forAudit() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("section", section.code());
        values.put("startsAt", startsAt.toString());
        values.put("endsAt", endsAt.toString());
        values.put("room", room == null ? null : room.code());
        values.put("teacher", teacher == null ? null : teacher.name());
        values.put("status", status.name());
        values.put("reason", reason);
        return values;
    }
}

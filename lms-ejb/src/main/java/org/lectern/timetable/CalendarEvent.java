package org.lectern.timetable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A lesson in a calendar.
 *
 * @param id the lesson
 * @param version grows with each change of its plan
 * @param changedAt when its plan was last changed
 * @param code of the section
 * @param title of the section
 * @param group code of the group; null when students come from several
 * @param startsAt when it begins
 * @param endsAt when it ends
 * @param room what is written on the door; null when no room is set
 * @param teacher name of who teaches it; null when nobody is set
 * @param status what became of the plan
 * @param reason why; null when nobody said
 * @param coveredFor name of whom a substitute stands in for; null unless it is covered
 * @param off whether it is the owner's own lesson that somebody else covers
 */
record CalendarEvent(
        long id,
        int version,
        Instant changedAt,
        String code,
        String title,
        String group,
        Instant startsAt,
        Instant endsAt,
        String room,
        String teacher,
        LessonStatus status,
        String reason,
        String coveredFor,
        boolean off) {

    /** Parameters: the owner; then those of what is taught and of what is attended, one after the other. */
    static final String SQL = """
            select l.id, l.version, l.changed_at, s.code, s.title, g.code, l.starts_at, l.ends_at, r.code,
                coalesce(t.preferred_given_name, t.given_name) || ' '
                    || coalesce(t.preferred_family_name, t.family_name),
                l.status, l.reason,
                coalesce(a.preferred_given_name, a.given_name) || ' '
                    || coalesce(a.preferred_family_name, a.family_name),
                coalesce(l.original_teacher_id = ?, false)
            from (%s union %s) l join section s on s.id = l.section_id
            left join student_group g on g.id = l.student_group_id left join room r on r.id = l.room_id
            left join person t on t.id = l.teacher_id left join person a on a.id = l.original_teacher_id
            order by l.starts_at, l.id""".formatted(TimetableLesson.TAUGHT_LESSONS, TimetableLesson.ATTENDED_LESSONS);

    static CalendarEvent read(ResultSet row) throws SQLException {
        return new CalendarEvent(
                row.getLong(1),
                row.getInt(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getString(9),
                row.getString(10),
                LessonStatus.valueOf(row.getString(11)),
                row.getString(12),
                row.getString(13),
                row.getBoolean(14));
    }
}

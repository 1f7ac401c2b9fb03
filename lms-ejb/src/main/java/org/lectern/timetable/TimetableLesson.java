package org.lectern.timetable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.lectern.courses.SectionName;
import org.lectern.timetable.PlannedLesson.MovedFrom;

/**
 * A lesson in the timetable of somebody who teaches or attends it.
 *
 * @param id the lesson
 * @param section who meets
 * @param group code of the group that is taught together; null when students come from several
 * @param startsAt when it begins, in the school's zone
 * @param endsAt when it ends, in the school's zone
 * @param room what is written on the door; null when no room is set
 * @param teacher name of who teaches it; null when nobody is set
 * @param status what became of the plan
 * @param reason why it was moved, covered or cancelled; null when nobody said
 * @param movedFrom what was planned; null unless it was moved
 * @param coveredFor name of whom a substitute stands in for; null unless it is covered
 */
public record TimetableLesson(
        long id,
        SectionName section,
        String group,
        OffsetDateTime startsAt,
        OffsetDateTime endsAt,
        String room,
        String teacher,
        LessonStatus status,
        String reason,
        MovedFrom movedFrom,
        String coveredFor) {

    private static final String SELECT = """
            select l.id, s.id, s.code, s.title, g.code, l.starts_at, l.ends_at, r.code,
                coalesce(t.preferred_given_name, t.given_name) || ' '
                    || coalesce(t.preferred_family_name, t.family_name),
                l.status, l.reason, l.original_starts_at, l.original_ends_at, o.code,
                coalesce(a.preferred_given_name, a.given_name) || ' '
                    || coalesce(a.preferred_family_name, a.family_name)
            from (%s) l join section s on s.id = l.section_id
            left join student_group g on g.id = l.student_group_id
            left join room r on r.id = l.room_id left join room o on o.id = l.original_room_id
            left join person t on t.id = l.teacher_id left join person a on a.id = l.original_teacher_id
            order by l.starts_at, l.id""";

    /**
     * The lessons that a person teaches, was to teach, or helps with. Parameters, three times: the person, begin and end;
     * then the zone of the school, twice.
     */
    static final String TAUGHT_LESSONS = """
            select * from lesson where teacher_id = ? and starts_at >= ? and starts_at < ?
            union
            select * from lesson where original_teacher_id = ? and starts_at >= ? and starts_at < ?
            union
            select lesson.* from teacher_assignment d join lesson on lesson.section_id = d.section_id
            where d.teacher_id = ? and lesson.starts_at >= ? and lesson.starts_at < ?
                and (d.from_date is null or d.from_date <= (lesson.starts_at at time zone ?)::date)
                and (d.to_date is null or d.to_date >= (lesson.starts_at at time zone ?)::date)""";

    /** The lessons that a student attends. Parameters: the student, begin, end, then the zone of the school, twice. */
    static final String ATTENDED_LESSONS = """
            select * from lesson where id in (
                select x.id from enrollment e join lesson x on x.section_id = e.section_id
                where e.student_id = ? and x.starts_at >= ? and x.starts_at < ?
                    and (e.status in ('ACTIVE', 'COMPLETED') or e.status = 'DROPPED' and e.end_date is not null)
                    and (e.begin_date is null or e.begin_date <= (x.starts_at at time zone ?)::date)
                    and (e.end_date is null or e.end_date >= (x.starts_at at time zone ?)::date))""";

    static final String TAUGHT = SELECT.formatted(TAUGHT_LESSONS);

    static final String ATTENDED = SELECT.formatted(ATTENDED_LESSONS);

    static TimetableLesson read(ResultSet row, ZoneId zone) throws SQLException {
        return new TimetableLesson(
                row.getLong(1),
                new SectionName(row.getLong(2), row.getString(3), row.getString(4)),
                row.getString(5),
                PlannedLesson.moment(row, 6, zone),
                PlannedLesson.moment(row, 7, zone),
                row.getString(8),
                row.getString(9),
                LessonStatus.valueOf(row.getString(10)),
                row.getString(11),
                MovedFrom.of(
                        PlannedLesson.moment(row, 12, zone), PlannedLesson.moment(row, 13, zone), row.getString(14)),
                row.getString(15));
    }
}

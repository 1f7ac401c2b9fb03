package org.lectern.timetable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.lectern.courses.SectionName;

/**
 * A student who is to be in two lessons at once.
 *
 * @param studentId the student
 * @param name family name first, as lists are sorted
 * @param first the lesson that begins first
 * @param second the lesson that begins before that one has ended
 */
public record StudentClash(long studentId, String name, Meeting first, Meeting second) {

    /**
     * By time and name. Every student's lessons are compared with those of the same student on the same day only, so that
     * it takes little more than reading them. Parameters: the school's zone, the beginning and the end of the time, how many.
     */
    static final String SQL = """
            with meeting as materialized (
                select l.id, l.section_id, l.starts_at, l.ends_at, (l.starts_at at time zone zone)::date as day
                from lesson l, cast(? as text) as zone
                where l.starts_at >= ? and l.starts_at < ? and l.status <> 'CANCELLED'),
            seat as materialized (
                select e.student_id, m.* from meeting m
                join enrollment e on e.section_id = m.section_id and e.status in ('ACTIVE', 'COMPLETED')
                    and (e.begin_date is null or e.begin_date <= m.day) and (e.end_date is null or e.end_date >= m.day))
            select p.id, p.family_name || ', ' || p.given_name,
                x.id, s.id, s.code, s.title, x.starts_at, x.ends_at, y.id, t.id, t.code, t.title, y.starts_at, y.ends_at
            from seat x
            join seat y on y.student_id = x.student_id and y.day = x.day
                and (y.starts_at, y.id) > (x.starts_at, x.id) and y.starts_at < x.ends_at
            join person p on p.id = x.student_id join section s on s.id = x.section_id join section t on t.id = y.section_id
            order by x.starts_at, p.family_name, p.given_name, p.id, x.id, y.id limit ?""";

    /**
     * One of the lessons.
     *
     * @param lessonId the lesson
     * @param section whose it is
     * @param startsAt when it begins, in the school's zone
     * @param endsAt when it ends, in the school's zone
     */
    public record Meeting(long lessonId, SectionName section, OffsetDateTime startsAt, OffsetDateTime endsAt) {

        private static Meeting read(ResultSet row, int from, ZoneId zone) throws SQLException {
            return new Meeting(
                    row.getLong(from),
                    new SectionName(row.getLong(from + 1), row.getString(from + 2), row.getString(from + 3)),
                    PlannedLesson.moment(row, from + 4, zone),
                    PlannedLesson.moment(row, from + 5, zone));
        }
    }

    static StudentClash read(ResultSet row, ZoneId zone) throws SQLException {
        return new StudentClash(
                row.getLong(1), row.getString(2), Meeting.read(row, 3, zone), Meeting.read(row, 9, zone));
    }
}

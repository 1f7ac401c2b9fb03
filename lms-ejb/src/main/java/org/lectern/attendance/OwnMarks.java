package org.lectern.attendance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.lectern.courses.SectionName;

/**
 * A line of what a student's marks say: how many there are of a kind in a section, or one mark. Both come from one
 * statement, because looking up the lesson of every mark is nearly all of the work, and is done once.
 *
 * @param section the section
 * @param kind what it counts as
 * @param count how many there are; 0 for a single mark
 * @param lessonId the lesson of a single mark; null for a count
 * @param startsAt when that lesson begins; null for a count
 * @param endsAt when it ends; null for a count
 * @param code the code of the mark; null for a count
 * @param minutesLate how late; null when nobody said
 */
record OwnMarks(
        SectionName section,
        AttendanceKind kind,
        long count,
        Long lessonId,
        Instant startsAt,
        Instant endsAt,
        String code,
        Short minutesLate) {

    /**
     * Parameters: the student; a place in time, and in the list at that time, before which the single marks lie; how many
     * of them. The counts come first, by section; the single marks follow, newest first.
     */
    static final String SQL = """
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

    static OwnMarks read(ResultSet row) throws SQLException {
        return new OwnMarks(
                new SectionName(row.getLong(1), row.getString(2), row.getString(3)),
                AttendanceKind.valueOf(row.getString(4)),
                row.getLong(5),
                row.getObject(6, Long.class),
                instant(row, 7),
                instant(row, 8),
                row.getString(9),
                row.getObject(10, Short.class));
    }

    boolean isCount() {
        return lessonId == null;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}

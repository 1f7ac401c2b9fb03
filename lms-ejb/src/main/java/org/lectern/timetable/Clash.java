package org.lectern.timetable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A lesson that stands in the way of another.
 *
 * @param kind what both would need
 * @param with name of the room, person or group that both would need
 * @param lessonId the lesson that is there already
 * @param sectionId who meets in it
 * @param sectionCode code of that section
 * @param startsAt when it begins, in the school's zone
 * @param endsAt when it ends, in the school's zone
 * @param room code of the room where it is; null when no room is set
 */
@Schema(name = "TimetableClash")
public record Clash(
        Taken kind,
        String with,
        long lessonId,
        long sectionId,
        String sectionCode,
        OffsetDateTime startsAt,
        OffsetDateTime endsAt,
        String room) {

    /**
     * What stands in the way of lessons that are wanted, by time. In front of it belongs a table {@code wanted} with id (0
     * for a lesson that is not there yet), room_id, teacher_id, student_group_id, staff, forms and during; behind it may
     * be a further condition on the lesson {@code l}, and then {@link #BY_TIME}.
     */
    static final String OF_WANTED = """
            clash as (
                select 'ROOM' as kind, t.code as what, l.* from wanted w
                join lesson l on l.room_id = w.room_id and l.during && w.during and l.id <> w.id
                join room t on t.id = w.room_id
                union all
                select case when t.id = w.teacher_id then 'TEACHER' else 'ASSISTANT' end,
                    coalesce(t.preferred_given_name, t.given_name) || ' ' || coalesce(t.preferred_family_name, t.family_name),
                    l.*
                from wanted w join lesson l on l.staff && w.staff and l.during && w.during and l.id <> w.id
                join person t on t.id = any(l.staff & w.staff)
                union all
                select 'GROUP', t.code, l.* from wanted w
                join lesson l on l.forms && w.forms and l.during && w.during and l.id <> w.id
                join student_group t on t.id = case when l.student_group_id = any(w.forms) then l.student_group_id
                    else w.student_group_id end)
            select distinct l.kind, l.what, l.id, s.id, s.code, l.starts_at, l.ends_at, r.code from clash l
            join section s on s.id = l.section_id left join room r on r.id = l.room_id
            where l.status <> 'CANCELLED'""";

    static final String BY_TIME = " order by 6, 3, 1 limit 50";

    private static final DateTimeFormatter BEGIN = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm", Locale.UK);
    private static final DateTimeFormatter END = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    static Clash read(ResultSet row, ZoneId zone) throws SQLException {
        return new Clash(
                Taken.valueOf(row.getString(1)),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class).atZoneSameInstant(zone).toOffsetDateTime(),
                row.getObject(7, OffsetDateTime.class).atZoneSameInstant(zone).toOffsetDateTime(),
                row.getString(8));
    }

    /** For a reader. */
    String sentence() {
        return "%s %s is taken by lesson %d of %s on %s–%s%s."
                .formatted(
                        kind.word(),
                        with,
                        lessonId,
                        sectionCode,
                        startsAt.format(BEGIN),
                        endsAt.format(END),
                        room == null ? "" : " in room " + room);
    }
}

package org.lectern.timetable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.lectern.courses.SectionName;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;

/**
 * A lesson that stands in the way of another.
 *
 * @param taken what both would need
 * @param name of the room, teacher or group, for a reader
 * @param lessonId the lesson that is there already
 * @param section who meets in it
 * @param startsAt when it begins, in the school's zone
 * @param endsAt when it ends, in the school's zone
 * @param room where it is; null when no room is set
 */
record Clash(
        Taken taken,
        String name,
        long lessonId,
        SectionName section,
        OffsetDateTime startsAt,
        OffsetDateTime endsAt,
        String room) {

    /** The columns that {@link #read} reads: the kind, the name of what is taken, then these of the lesson. */
    static final String COLUMNS = "l.id, s.id, s.code, s.title, l.starts_at, l.ends_at, r.code";

    private static final DateTimeFormatter BEGIN = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm", Locale.UK);
    private static final DateTimeFormatter END = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    /** Where many stand in the way, so many are named. */
    private static final int NAMED = 20;

    static Clash read(ResultSet row, ZoneId zone) throws SQLException {
        return new Clash(
                Taken.valueOf(row.getString(1)),
                row.getString(2),
                row.getLong(3),
                new SectionName(row.getLong(4), row.getString(5), row.getString(6)),
                row.getObject(7, OffsetDateTime.class).atZoneSameInstant(zone).toOffsetDateTime(),
                row.getObject(8, OffsetDateTime.class).atZoneSameInstant(zone).toOffsetDateTime(),
                row.getString(9));
    }

    /**
     * Refuses what clashes.
     *
     * @throws Problem of type TIMETABLE_CLASH that names the lessons, unless there are none
     */
    static void refuse(List<Clash> clashes) {
        if (!clashes.isEmpty()) {
            var errors = clashes.stream()
                    .limit(NAMED)
                    .map(clash -> new FieldError(clash.taken.field(), clash.sentence()))
                    .toList();
            throw new Problem(
                    ProblemType.TIMETABLE_CLASH,
                    clashes.size() == 1
                            ? errors.get(0).message()
                            : errors.get(0).message() + " There are more such clashes.",
                    errors);
        }
    }

    private String sentence() {
        return "%s %s is taken by lesson %d of %s on %s–%s%s."
                .formatted(
                        taken.word(),
                        name,
                        lessonId,
                        section.code(),
                        startsAt.format(BEGIN),
                        endsAt.format(END),
                        room == null ? "" : " in room " + room);
    }
}

package org.lectern.attendance;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.courses.SectionName;

/**
 * A student's own attendance.
 *
 * @param overall what all marks add up to
 * @param sections the same by section, by section code
 * @param items the marks, newest first
 * @param next what to pass as {@code after} for older ones; null when there are none
 */
public record OwnAttendance(AttendanceCounts overall, List<InSection> sections, List<OwnMark> items, String next) {

    /**
     * What the marks in one section add up to.
     *
     * @param section the section
     * @param present see {@link AttendanceCounts}
     * @param absent see {@link AttendanceCounts}
     * @param late see {@link AttendanceCounts}
     * @param excused see {@link AttendanceCounts}
     * @param taken see {@link AttendanceCounts}
     * @param rate see {@link AttendanceCounts}
     */
    @Schema(name = "SectionAttendance")
    public record InSection(
            SectionName section, long present, long absent, long late, long excused, long taken, BigDecimal rate) {

        InSection(SectionName section, AttendanceCounts counts) {
            this(
                    section,
                    counts.present(),
                    counts.absent(),
                    counts.late(),
                    counts.excused(),
                    counts.taken(),
                    counts.rate());
        }
    }

    /**
     * One mark; the note is for staff only and not told.
     *
     * @param lessonId the lesson
     * @param section who met
     * @param startsAt when the lesson began, in the school's zone
     * @param endsAt when it ended, in the school's zone
     * @param code the code
     * @param kind what it counts as
     * @param minutesLate how late; null when nobody said
     */
    public record OwnMark(
            long lessonId,
            SectionName section,
            OffsetDateTime startsAt,
            OffsetDateTime endsAt,
            String code,
            AttendanceKind kind,
            Short minutesLate) {

        static OwnMark of(OwnMarks mark, ZoneId zone) {
            return new OwnMark(
                    mark.lessonId(),
                    mark.section(),
                    mark.startsAt().atZone(zone).toOffsetDateTime(),
                    mark.endsAt().atZone(zone).toOffsetDateTime(),
                    mark.code(),
                    mark.kind(),
                    mark.minutesLate());
        }
    }
}

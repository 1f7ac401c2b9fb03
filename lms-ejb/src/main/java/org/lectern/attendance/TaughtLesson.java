package org.lectern.attendance;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.lectern.courses.SectionName;
import org.lectern.courses.TeachingRole;
import org.lectern.timetable.LessonStatus;

/**
 * A lesson in a teacher's day.
 *
 * @param id the lesson
 * @param section who meets
 * @param group code of the group that is taught together; null when students come from several
 * @param startsAt when it begins, in the school's zone
 * @param endsAt when it ends, in the school's zone
 * @param room what is written on the door; null when no room is set
 * @param status what became of the plan
 * @param reason why it was moved, covered or cancelled; null when nobody said
 * @param teacherRole what the caller is to it: a substitute in a covered lesson of somebody else
 * @param register whether anybody took it
 * @param rosterSize students on the roster of that day
 * @param counts what the marks add up to
 */
public record TaughtLesson(
        long id,
        SectionName section,
        String group,
        OffsetDateTime startsAt,
        OffsetDateTime endsAt,
        String room,
        LessonStatus status,
        String reason,
        TeachingRole teacherRole,
        RegisterSummary register,
        long rosterSize,
        AttendanceCounts counts) {

    /**
     * A register in a list.
     *
     * @param state whether anybody took it
     * @param takenAt when it was taken first, in the school's zone; null while it is not taken
     */
    public record RegisterSummary(RegisterState state, OffsetDateTime takenAt) {

        private static RegisterSummary of(Instant takenAt, ZoneId zone) {
            return takenAt == null
                    ? new RegisterSummary(RegisterState.NOT_TAKEN, null)
                    : new RegisterSummary(
                            RegisterState.TAKEN, takenAt.atZone(zone).toOffsetDateTime());
        }
    }

    static TaughtLesson of(
            AttendanceQueries.TaughtLesson lesson, long personId, Map<AttendanceKind, Long> counts, ZoneId zone) {
        boolean standsIn = lesson.originalTeacherId() != null
                && lesson.teacherId() != null
                && lesson.teacherId() == personId
                && lesson.originalTeacherId() != personId;
        var role = standsIn ? TeachingRole.SUBSTITUTE : lesson.assignedRole();
        return new TaughtLesson(
                lesson.id(),
                new SectionName(lesson.sectionId(), lesson.sectionCode(), lesson.sectionTitle()),
                lesson.group(),
                lesson.startsAt().atZone(zone).toOffsetDateTime(),
                lesson.endsAt().atZone(zone).toOffsetDateTime(),
                lesson.room(),
                lesson.status(),
                lesson.reason(),
                role == null ? TeachingRole.SUBSTITUTE : role,
                RegisterSummary.of(lesson.registerTakenAt(), zone),
                lesson.rosterSize(),
                AttendanceCounts.of(counts));
    }
}

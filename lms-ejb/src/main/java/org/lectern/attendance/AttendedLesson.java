package org.lectern.attendance;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.courses.SectionName;
import org.lectern.people.Person;
import org.lectern.timetable.LessonStatus;

/**
 * A lesson in a student's day.
 *
 * @param id the lesson
 * @param section who meets
 * @param startsAt when it begins, in the school's zone
 * @param endsAt when it ends, in the school's zone
 * @param room what is written on the door; null when no room is set
 * @param teacher name of who teaches it; null when nobody is set
 * @param status what became of the plan
 * @param reason why it was moved, covered or cancelled; null when nobody said
 * @param mark the student's own mark; null when there is none
 */
public record AttendedLesson(
        long id,
        SectionName section,
        OffsetDateTime startsAt,
        OffsetDateTime endsAt,
        String room,
        String teacher,
        LessonStatus status,
        String reason,
        OwnMark mark) {

    /**
     * A mark as the student sees it.
     *
     * @param code the code
     * @param kind what it counts as
     * @param minutesLate how late; null when nobody said
     */
    @Schema(name = "LessonMark")
    public record OwnMark(String code, AttendanceKind kind, Short minutesLate) {}

    static AttendedLesson of(AttendanceQueries.AttendedLesson lesson, ZoneId zone) {
        return new AttendedLesson(
                lesson.id(),
                new SectionName(lesson.sectionId(), lesson.sectionCode(), lesson.sectionTitle()),
                lesson.startsAt().atZone(zone).toOffsetDateTime(),
                lesson.endsAt().atZone(zone).toOffsetDateTime(),
                lesson.room(),
                lesson.teacherGivenName() == null
                        ? null
                        : Person.displayName(
                                lesson.teacherPreferredGivenName(),
                                lesson.teacherGivenName(),
                                lesson.teacherPreferredFamilyName(),
                                lesson.teacherFamilyName()),
                lesson.status(),
                lesson.reason(),
                lesson.code() == null ? null : new OwnMark(lesson.code(), lesson.kind(), lesson.minutesLate()));
    }
}

package org.lectern.attendance;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.courses.SectionName;

/** The rows of the reports on attendance. Lessons that were cancelled and registers that nobody took count for nothing. */
public final class AttendanceReports {

    private AttendanceReports() {}

    /**
     * What one student's marks add up to.
     *
     * @param studentId the student
     * @param name the name to call out
     * @param givenName as in the records
     * @param familyName as in the records
     * @param counts of the marks
     */
    @Schema(name = "AttendanceOfStudent")
    public record OfStudent(
            long studentId, String name, String givenName, String familyName, AttendanceCounts counts) {}

    /**
     * What the marks in one section add up to.
     *
     * @param section the section
     * @param lessons that have begun and were not cancelled
     * @param taken how many of them have a register
     * @param counts of the marks
     */
    @Schema(name = "AttendanceOfSection")
    public record OfSection(SectionName section, long lessons, long taken, AttendanceCounts counts) {}

    /**
     * What the marks of one group's members add up to, on the days on which they belong to it.
     *
     * @param groupId the group
     * @param code as timetables show it
     * @param title the name for people
     * @param members students who belong to it on the last day
     * @param counts of the marks
     */
    @Schema(name = "AttendanceOfGroup")
    public record OfGroup(long groupId, String code, String title, long members, AttendanceCounts counts) {}

    /**
     * What the marks of one day add up to.
     *
     * @param date the day in the school's zone
     * @param lessons that have begun and were not cancelled
     * @param taken how many of them have a register
     * @param counts of the marks
     */
    @Schema(name = "AttendanceOfDay")
    public record OfDay(LocalDate date, long lessons, long taken, AttendanceCounts counts) {}

    /**
     * A register that nobody took.
     *
     * @param lessonId the lesson
     * @param section who met
     * @param startsAt when it began, in the school's zone
     * @param endsAt when it ended, in the school's zone
     * @param teacherId who teaches the lesson, or leads the section; null when nobody does
     * @param teacher name of that person; null when nobody does
     * @param editableUntil until when teachers can take it, in the school's zone
     */
    public record OpenRegister(
            long lessonId,
            SectionName section,
            OffsetDateTime startsAt,
            OffsetDateTime endsAt,
            Long teacherId,
            String teacher,
            OffsetDateTime editableUntil) {}
}

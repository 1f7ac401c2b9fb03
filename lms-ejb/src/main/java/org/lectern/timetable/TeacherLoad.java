package org.lectern.timetable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.lectern.courses.SectionName;
import org.lectern.courses.TeachingRole;

/**
 * A teacher and what the teacher teaches.
 *
 * @param teacherId the person
 * @param name to call the person by
 * @param lessons weekly lessons that are the teacher's in the timetable on the day asked for; one in every other week
 *     counts half
 * @param minutes how long these are together in a week
 * @param assignments those that have not ended on that day, by code of the section
 */
public record TeacherLoad(long teacherId, String name, BigDecimal lessons, int minutes, List<Assignment> assignments) {

    /**
     * A section that is taught.
     *
     * @param id the assignment
     * @param section the section
     * @param role what the teacher is to it
     * @param fromDate the first day; null for as long as the section runs
     * @param toDate the last day; null for as long as the section runs
     * @param lessons weekly lessons of the section that are the teacher's; one in every other week counts half
     */
    public record Assignment(
            long id,
            SectionName section,
            TeachingRole role,
            LocalDate fromDate,
            LocalDate toDate,
            BigDecimal lessons) {}
}

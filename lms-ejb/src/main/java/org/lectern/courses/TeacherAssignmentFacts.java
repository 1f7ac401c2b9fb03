package org.lectern.courses;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/**
 * A teacher assignment as an administrator writes it down. Days are in the school's time zone, both ends included.
 *
 * @param sectionId the section
 * @param teacherId the person who teaches it
 * @param role what the teacher is to it
 * @param fromDate the first day; null for as long as the section runs
 * @param toDate the last day; null for as long as the section runs
 */
public record TeacherAssignmentFacts(
        @NotNull Long sectionId,
        @NotNull Long teacherId,
        @NotNull TeachingRole role,
        LocalDate fromDate,
        LocalDate toDate) {}

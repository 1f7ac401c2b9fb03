package org.lectern.grades;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.lectern.courses.SectionName;

/**
 * A student's own grades in one section.
 *
 * @param section the section
 * @param grades one for each released item, by due date
 */
public record OwnGrades(SectionName section, List<OwnGrade> grades) {

    /**
     * A student's result for one item.
     *
     * @param itemId the item
     * @param title what was marked
     * @param category title of its category; null when it has none
     * @param dueDate the last day to hand it in, in the school's zone; null without one
     * @param maximum points that can be had
     * @param points points that were given; null when there are none yet
     * @param text a result in words; null when there is none
     * @param status how far the marking has come; null when nothing is recorded
     * @param late whether it was handed in late
     * @param feedback the teacher's words; null when there are none
     */
    public record OwnGrade(
            long itemId,
            String title,
            String category,
            LocalDate dueDate,
            BigDecimal maximum,
            BigDecimal points,
            String text,
            GradeStatus status,
            boolean late,
            String feedback) {}
}

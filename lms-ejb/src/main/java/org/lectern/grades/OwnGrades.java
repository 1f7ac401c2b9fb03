package org.lectern.grades;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.courses.SectionName;

/**
 * A student's own grades in one section. Whatever a teacher has not released is neither told nor counted.
 *
 * @param section the section
 * @param percent the grade of the whole section so far; null when nothing counts yet
 * @param label what the scale calls it, or the teacher has decided; null for nothing
 * @param comment what a teacher says of it all; null when nothing
 * @param finals the grades of the terms and grading periods in which there are items or a comment, in their order
 * @param categories what weighs how much, in their order
 * @param grades one for each released item, by due date
 */
public record OwnGrades(
        SectionName section,
        BigDecimal percent,
        String label,
        String comment,
        List<OwnFinal> finals,
        List<OwnCategory> categories,
        List<OwnGrade> grades) {

    /**
     * A student's grade for a period.
     *
     * @param periodId the term or grading period
     * @param title its name
     * @param percent null when nothing counts yet
     * @param label what the scale calls it, or the teacher has decided; null for nothing
     * @param locked whether it stays as it is
     * @param comment what a teacher says of it; null when nothing
     */
    @Schema(name = "OwnFinalGrade")
    public record OwnFinal(
            long periodId, String title, BigDecimal percent, String label, boolean locked, String comment) {}

    /**
     * A category as a student sees it.
     *
     * @param id the category
     * @param title its name
     * @param weight relative to the others; null for none
     * @param dropLowest how many of the lowest items are left out
     * @param extra whether all of it is extra credit
     * @param percent what was reached in it; null when nothing in it counts yet
     */
    @Schema(name = "OwnCategory")
    public record OwnCategory(
            long id, String title, BigDecimal weight, int dropLowest, boolean extra, BigDecimal percent) {}

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
     * @param periodId its term or grading period; null when it has none
     * @param extra whether its points are added and none are asked for
     * @param use what was made of it in the grade of the whole section
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
            String feedback,
            Long periodId,
            boolean extra,
            GradeTrace.Use use) {}
}

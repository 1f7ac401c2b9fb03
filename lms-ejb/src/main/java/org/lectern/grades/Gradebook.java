package org.lectern.grades;

import jakarta.json.bind.annotation.JsonbTransient;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.courses.SectionName;

/**
 * A section's students and what they were given for its items, written so that many fit into one answer: what a student
 * was given stands in the order of the items.
 *
 * @param section whose it is
 * @param periodId the period that the students' final grades are for; null for the whole section
 * @param latePercentPerDay percentage of the points that is taken off for each day of lateness
 * @param lateFloorPercent percentage of the points that always remains
 * @param places to which a percentage is rounded, half up
 * @param periods the terms and grading periods of the section, in their order
 * @param categories in their order
 * @param items by due date
 * @param students by family name and given name
 * @param version counts changes of weights and policy; what the ETag says
 */
@Schema(name = "Gradebook")
public record Gradebook(
        SectionName section,
        Long periodId,
        BigDecimal latePercentPerDay,
        BigDecimal lateFloorPercent,
        int places,
        List<GradePeriod> periods,
        List<CategoryDetails> categories,
        List<ItemDetails> items,
        List<StudentRow> students,
        @JsonbTransient int version) {

    /**
     * A student's line.
     *
     * @param id the student
     * @param name to call the student by
     * @param percent the final grade; null when there is none yet
     * @param label what the scale calls it; null for nothing
     * @param overridden whether the teacher has decided it
     * @param points what was given for each item; holds nulls for nothing
     * @param versions of each grade, which a change has to send; holds nulls where nothing was ever recorded
     * @param notes what is to be told of a grade beside its points
     */
    @Schema(name = "GradebookStudent")
    public record StudentRow(
            long id,
            String name,
            BigDecimal percent,
            String label,
            boolean overridden,
            List<BigDecimal> points,
            List<Integer> versions,
            List<Note> notes) {}

    /**
     * What is to be told of a grade beside its points.
     *
     * @param itemId of what
     * @param status how far the marking has come
     * @param late whether it was handed in late
     * @param daysLate how many days; null when nobody said
     * @param text a result in words; null for none
     * @param feedback the teacher's words; null for none
     */
    @Schema(name = "GradebookNote")
    public record Note(long itemId, GradeStatus status, boolean late, Integer daysLate, String text, String feedback) {}
}

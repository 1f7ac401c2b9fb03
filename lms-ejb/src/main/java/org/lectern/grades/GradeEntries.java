package org.lectern.grades;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Grades that a teacher enters at once: a cell, a column, or a block that was pasted.
 *
 * @param cells in any order; none twice
 */
@Schema(name = "GradeEntries")
public record GradeEntries(
        @NotNull(message = "Send the cells.")
        @Size(min = 1, max = 20_000, message = "At once 1 to 20000 cells are taken.")
        List<@NotNull @Valid Cell> cells) {

    /**
     * What a student is given for an item. Points, status and lateness replace what was there; feedback that is left out
     * stays.
     *
     * @param itemId an item of the section
     * @param studentId a student of the section
     * @param points null for none
     * @param status null for GRADED with points, and for nothing without
     * @param late whether it was handed in late; null for not
     * @param daysLate how many days, 0 for late and nothing taken off; null when nobody says, which counts as one
     * @param feedback null to leave it as it is, empty for none
     * @param version of the grade as the caller has seen it; null when nothing was recorded
     */
    @Schema(name = "GradeEntry")
    public record Cell(
            @NotNull(message = "Name the item.") Long itemId,
            @NotNull(message = "Name the student.") Long studentId,
            BigDecimal points,
            GradeStatus status,
            Boolean late,

            @Min(value = 0, message = "Days are 0 to 366.") @Max(value = 366, message = "Days are 0 to 366.")
            Integer daysLate,

            @Size(max = 4000, message = "Feedback has at most 4000 characters.")
            String feedback,

            Integer version) {}
}

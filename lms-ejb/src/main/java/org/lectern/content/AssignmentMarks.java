package org.lectern.content;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.lectern.grades.GradeStatus;

/**
 * Points and feedback for some students.
 *
 * @param marks at most one for each student
 */
public record AssignmentMarks(@NotEmpty @Size(max = 500) List<@NotNull @Valid AssignmentMark> marks) {

    /**
     * A student's result.
     *
     * @param studentId a student on the roster
     * @param status GRADED or PARTLY_GRADED, which need points, or another, which has none
     * @param points from 0 to the assignment's maximum; null without
     * @param feedback words for the student, at most 4,000 characters; null for none
     */
    public record AssignmentMark(
            @NotNull Long studentId,
            @NotNull GradeStatus status,

            @DecimalMin("0") @Digits(integer = 6, fraction = 3)
            BigDecimal points,

            @Size(max = 4_000) String feedback) {}
}

package org.lectern.grades;

import java.math.BigDecimal;

/**
 * What was given for one item, as the calculation looks at it.
 *
 * @param status how far the marking has come; only GRADED with points, MISSING (as 0) and nothing else counts
 * @param points that were given, before anything is taken off for lateness; null when there are none
 * @param late whether it was handed in late
 * @param daysLate how many days, 0 when it is forgiven; null when nobody said, which counts as one
 */
public record Mark(GradeStatus status, BigDecimal points, boolean late, Integer daysLate) {

    /** Whether it counts for the grade. */
    boolean counts() {
        return status == GradeStatus.MISSING || status == GradeStatus.GRADED && points != null;
    }

    /** Points before anything is taken off; none for what is missing. */
    BigDecimal given() {
        return status == GradeStatus.MISSING ? BigDecimal.ZERO : points;
    }

    /** Days that the late policy counts. */
    int days() {
        return !late || status == GradeStatus.MISSING ? 0 : daysLate == null ? 1 : daysLate;
    }
}

package org.lectern.grades;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;

/**
 * One result of a grading scale.
 *
 * @param label what is written into the report, for example {@code A} or {@code 2+}
 * @param from the lowest percentage that gives it; the next better band ends it
 * @param points what it counts in an average of several subjects; null when it counts nothing there
 */
@Embeddable
public record GradingBand(
        String label, @Column(name = "minimum") BigDecimal from, BigDecimal points) {}

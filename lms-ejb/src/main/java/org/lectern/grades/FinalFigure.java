package org.lectern.grades;

import java.math.BigDecimal;

/**
 * What a final grade is, after all that was decided and frozen.
 *
 * @param computed null when nothing counts
 * @param computedLabel null for nothing
 * @param percent null when there is none
 * @param label null for nothing
 * @param overridden whether it was decided
 */
record FinalFigure(BigDecimal computed, String computedLabel, BigDecimal percent, String label, boolean overridden) {

    /**
     * @param trace as it is computed now
     * @param fixed what was decided or frozen; null for nothing
     * @param locked whether the frozen figure holds
     * @param forStudent whether it is the one of released items
     */
    static FinalFigure of(GradeTrace trace, GradeSheets.Fixed fixed, boolean locked, boolean forStudent, Scale scale) {
        var computed = trace.percent();
        var computedLabel = trace.label();
        if (locked && fixed != null) {
            computed = forStudent ? fixed.visiblePercent() : fixed.percent();
            computedLabel = forStudent ? fixed.visibleLabel() : fixed.label();
        }
        if (fixed == null || !fixed.isOverridden()) {
            return new FinalFigure(computed, computedLabel, computed, computedLabel, false);
        }
        var percent = fixed.overridePercent();
        var label = fixed.overrideLabel() != null ? fixed.overrideLabel() : scale == null ? null : scale.label(percent);
        return new FinalFigure(computed, computedLabel, percent, label, true);
    }
}

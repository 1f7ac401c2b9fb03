package org.lectern.grades;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a grade is what it is: every item with what was made of it, the weights as they were applied, and the rounding.
 * The percentage follows from the rest:
 *
 * <ul>
 *   <li>an item counts {@code points × keptPercent / 100}
 *   <li>a category reaches {@code percent = earned × 100 / possible}
 *   <li>{@code basePercent} is the sum of {@code weight × percent} of the ordinary categories that reach something, divided by
 *       {@code totalWeight}, the sum of their weights
 *   <li>{@code extraPercent} is the sum of {@code weight × percent} of the extra categories, divided by {@code extraWeight}
 *   <li>{@code percent} is the sum of both, rounded half up to {@code places}
 * </ul>
 *
 * Each division is rounded half up to ten places.
 *
 * @param method what weighs
 * @param categories with all of their items, in the order of the gradebook
 * @param totalWeight sum of the weights that were applied; null when nothing counts
 * @param extraWeight what the weights of extra categories are parts of; null when there is none
 * @param basePercent of the ordinary categories, to ten places; null when nothing counts
 * @param extraPercent what extra categories add, to ten places; null when nothing counts
 * @param places to which the percentage is rounded, half up
 * @param percent the grade; null when nothing counts
 * @param scale how a percentage gets its label; null without a scale
 * @param label what the scale calls the sum of both before it is rounded; null without a grade or a scale
 */
@Schema(name = "GradeTrace")
public record GradeTrace(
        Method method,
        List<CategoryTrace> categories,
        BigDecimal totalWeight,
        BigDecimal extraWeight,
        BigDecimal basePercent,
        BigDecimal extraPercent,
        int places,
        BigDecimal percent,
        AppliedScale scale,
        String label) {

    /** Places to which a division is rounded on the way. */
    static final int INNER_PLACES = 10;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * How a percentage gets its label.
     *
     * @param title the name of the scale
     * @param rounding how a percentage is brought to so many places before it is looked up
     * @param places how many
     */
    @Schema(name = "AppliedScale")
    public record AppliedScale(String title, Rounding rounding, int places) {}

    /** What a category weighs. */
    @Schema(name = "GradeMethod", description = "What a category weighs")
    public enum Method {
        /** What the teacher has set. */
        WEIGHTS,
        /** No category has a weight: the points that can be had for what is marked, dropped items included. */
        POINTS
    }

    /** What was made of an item. */
    @Schema(name = "ItemUse", description = "What was made of an item")
    public enum Use {
        /** It counts. */
        COUNTED,
        /** Its points are added, and nothing is asked for. */
        EXTRA,
        /** It is among the lowest of its category, which are left out. */
        DROPPED,
        /** It need not be done. */
        EXCUSED,
        /** It is not marked yet. */
        NOT_GRADED
    }

    /**
     * A category in a trace.
     *
     * @param id the category; null for items that have none
     * @param title its name; null for items that have none
     * @param extra whether all of it is extra credit
     * @param dropLowest how many of the lowest items may be left out; one always stays
     * @param weight as it was applied; null when the category does not count
     * @param share the weight in percent of all that were applied, rounded to two places for reading; null when the
     *     category does not count
     * @param earned points of its items that count or are extra
     * @param possible points that could be had: of items that count, in an extra category of all
     * @param percent to ten places; null when nothing in it counts
     * @param items in the order of the gradebook
     */
    @Schema(name = "CategoryTrace")
    public record CategoryTrace(
            Long id,
            String title,
            boolean extra,
            int dropLowest,
            BigDecimal weight,
            BigDecimal share,
            BigDecimal earned,
            BigDecimal possible,
            BigDecimal percent,
            List<ItemTrace> items) {}

    /**
     * An item in a trace.
     *
     * @param id the item
     * @param title what was marked
     * @param maximum points that can be had
     * @param status how far the marking has come; null when nothing is recorded
     * @param points that were given; null when there are none
     * @param daysLate days that were counted as late; 0 when it was in time
     * @param keptPercent how much of the points the late policy leaves
     * @param counted points that remain; null when there are none
     * @param use what was made of it
     */
    @Schema(name = "ItemTrace")
    public record ItemTrace(
            long id,
            String title,
            BigDecimal maximum,
            GradeStatus status,
            BigDecimal points,
            int daysLate,
            BigDecimal keptPercent,
            BigDecimal counted,
            Use use) {}

    /**
     * The percentage, computed again from the items, weights and rounding that stand here and from nothing else.
     *
     * @return null when nothing counts
     */
    public BigDecimal recomputed() {
        var base = BigDecimal.ZERO;
        var weights = BigDecimal.ZERO;
        var extra = BigDecimal.ZERO;
        for (var category : categories) {
            if (category.weight == null) {
                continue;
            }
            var earned = BigDecimal.ZERO;
            var possible = BigDecimal.ZERO;
            for (var item : category.items) {
                boolean added = item.use == Use.COUNTED || item.use == Use.EXTRA;
                if (added) {
                    var points = item.points == null ? BigDecimal.ZERO : item.points;
                    earned = earned.add(points.multiply(item.keptPercent).movePointLeft(2));
                }
                if (category.extra || item.use == Use.COUNTED) {
                    possible = possible.add(item.maximum);
                }
            }
            var weighed = category.weight.multiply(percent(earned, possible));
            if (category.extra) {
                extra = extra.add(weighed);
            } else {
                base = base.add(weighed);
                weights = weights.add(category.weight);
            }
        }
        if (weights.signum() == 0) {
            return null;
        }
        var sum = divide(base, weights);
        return (extraWeight == null ? sum : sum.add(divide(extra, extraWeight))).setScale(places, RoundingMode.HALF_UP);
    }

    static BigDecimal percent(BigDecimal earned, BigDecimal possible) {
        return divide(earned.multiply(HUNDRED), possible);
    }

    static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
        return dividend.divide(divisor, INNER_PLACES, RoundingMode.HALF_UP);
    }
}

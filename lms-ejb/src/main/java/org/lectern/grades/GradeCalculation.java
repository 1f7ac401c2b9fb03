package org.lectern.grades;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.lectern.grades.GradeTrace.CategoryTrace;
import org.lectern.grades.GradeTrace.ItemTrace;
import org.lectern.grades.GradeTrace.Method;
import org.lectern.grades.GradeTrace.Use;

/**
 * How a section turns marks into a grade. It knows nothing of where they come from; one calculation serves all students
 * of the section. {@link GradeTrace} says the formula; the rules are:
 *
 * <ul>
 *   <li>Weights are shared among the categories in which something is marked. When no category has a weight above zero,
 *       each weighs what can be had for its marked items.
 *   <li>Missing work counts as no points; excused work, and work that is not marked, never counts.
 *   <li>Of an ordinary category the items are left out without which it reaches most: the lowest ones where all have the
 *       same maximum. One always stays, so that a drop never lowers a grade.
 *   <li>An extra item adds its points to its category and asks for none. An extra category adds its weight's part of what
 *       was reached of all that it offers. Neither ever lowers a grade, and neither counts before there is something to
 *       add it to.
 *   <li>Late work loses a percentage of its points for each day, down to a floor.
 * </ul>
 */
public final class GradeCalculation {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Map<Category, List<Item>> items = new LinkedHashMap<>();
    private final LatePolicy latePolicy;
    private final int places;
    private final Scale scale;
    private final GradeTrace.AppliedScale appliedScale;
    private final Method method;
    private final BigDecimal ordinaryWeight;

    /**
     * A category, as the calculation looks at it.
     *
     * @param id the category; null for the items that have none
     * @param title its name; null for the items that have none
     * @param weight relative to the other categories; null for none
     * @param dropLowest how many of the lowest items are left out
     * @param extra whether all of it is extra credit
     */
    public record Category(Long id, String title, BigDecimal weight, int dropLowest, boolean extra) {

        static final Category NONE = new Category(null, null, null, 0, false);

        private boolean weighs() {
            return weight != null && weight.signum() > 0;
        }
    }

    /**
     * An item, as the calculation looks at it.
     *
     * @param id the item
     * @param title what is marked
     * @param categoryId its category; null for none
     * @param maximum points that can be had, above 0
     * @param extra whether it is extra credit
     */
    public record Item(long id, String title, Long categoryId, BigDecimal maximum, boolean extra) {}

    /**
     * What is taken off for lateness.
     *
     * @param percentPerDay of the points, 0 to 100
     * @param floorPercent of the points that always remains, 0 to 100
     */
    public record LatePolicy(BigDecimal percentPerDay, BigDecimal floorPercent) {

        /** Nothing is taken off. */
        public static final LatePolicy NONE = new LatePolicy(BigDecimal.ZERO, BigDecimal.ZERO);

        private BigDecimal kept(int days) {
            return days == 0
                    ? HUNDRED
                    : HUNDRED.subtract(percentPerDay.multiply(BigDecimal.valueOf(days)))
                            .max(floorPercent);
        }
    }

    /**
     * The rules of a section.
     *
     * @param categories of which an item may be; others are as none
     * @param items what is marked
     * @param latePolicy what is taken off for lateness
     * @param places to which a grade is rounded, half up
     * @param scale what percentages are called; null for nothing
     */
    public GradeCalculation(
            List<Category> categories, List<Item> items, LatePolicy latePolicy, int places, Scale scale) {
        this.latePolicy = latePolicy;
        this.places = places;
        this.scale = scale;
        this.appliedScale =
                scale == null ? null : new GradeTrace.AppliedScale(scale.title(), scale.rounding(), scale.places());
        Map<Long, Category> byId = new LinkedHashMap<>();
        for (var category : categories) {
            byId.put(category.id, category);
            this.items.put(category, new ArrayList<>());
        }
        for (var item : items) {
            var category = item.categoryId == null ? null : byId.get(item.categoryId);
            this.items
                    .computeIfAbsent(category == null ? Category.NONE : category, none -> new ArrayList<>())
                    .add(item);
        }
        method = categories.stream().anyMatch(category -> !category.extra && category.weighs())
                ? Method.WEIGHTS
                : Method.POINTS;
        ordinaryWeight = categories.stream()
                .filter(category -> !category.extra && category.weighs())
                .map(Category::weight)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * A student's grade, and why.
     *
     * @param marks gives what was given for an item; null for nothing
     */
    public GradeTrace trace(LongFunction<Mark> marks) {
        List<Draft> drafts = new ArrayList<>(items.size());
        items.forEach((category, list) -> drafts.add(draft(category, list, marks)));
        var totalWeight = BigDecimal.ZERO;
        var weighed = BigDecimal.ZERO;
        for (var draft : drafts) {
            if (!draft.category.extra && draft.weight != null) {
                totalWeight = totalWeight.add(draft.weight);
                weighed = weighed.add(draft.weight.multiply(draft.percent));
            }
        }
        if (totalWeight.signum() == 0) {
            return new GradeTrace(
                    method,
                    drafts.stream().map(draft -> draft.told(null, null)).toList(),
                    null,
                    null,
                    null,
                    null,
                    places,
                    null,
                    appliedScale,
                    null);
        }
        var extraWeight = method == Method.WEIGHTS ? ordinaryWeight : totalWeight;
        var extra = BigDecimal.ZERO;
        for (var draft : drafts) {
            if (draft.category.extra && draft.weight != null) {
                extra = extra.add(draft.weight.multiply(draft.percent));
            }
        }
        var basePercent = GradeTrace.divide(weighed, totalWeight);
        var extraPercent = GradeTrace.divide(extra, extraWeight);
        var exact = basePercent.add(extraPercent);
        List<CategoryTrace> categories = new ArrayList<>(drafts.size());
        for (var draft : drafts) {
            categories.add(draft.told(totalWeight, extraWeight));
        }
        return new GradeTrace(
                method,
                categories,
                Decimals.plain(totalWeight),
                Decimals.plain(extraWeight),
                Decimals.plain(basePercent),
                Decimals.plain(extraPercent),
                places,
                exact.setScale(places, RoundingMode.HALF_UP),
                appliedScale,
                scale == null ? null : scale.label(exact));
    }

    private Draft draft(Category category, List<Item> list, LongFunction<Mark> marks) {
        List<ItemTrace> traces = new ArrayList<>(list.size());
        for (var item : list) {
            traces.add(trace(category, item, marks.apply(item.id)));
        }
        var atStake = possible(category, traces);
        if (!category.extra && category.dropLowest > 0) {
            drop(traces, category.dropLowest);
        }
        return new Draft(category, traces, atStake);
    }

    private ItemTrace trace(Category category, Item item, Mark mark) {
        if (mark == null || !mark.counts()) {
            return new ItemTrace(
                    item.id,
                    item.title,
                    item.maximum,
                    mark == null ? null : mark.status(),
                    mark == null ? null : mark.points(),
                    0,
                    HUNDRED,
                    null,
                    mark != null && mark.status() == GradeStatus.EXCUSED ? Use.EXCUSED : Use.NOT_GRADED);
        }
        boolean extra = item.extra || category.extra;
        // what is extra never hurts, not even where less than nothing may be given
        var given = extra ? mark.given().max(BigDecimal.ZERO) : mark.given();
        int days = given.signum() > 0 ? mark.days() : 0;
        var kept = latePolicy.kept(days);
        return new ItemTrace(
                item.id,
                item.title,
                item.maximum,
                mark.status(),
                given,
                days,
                kept,
                Decimals.plain(given.multiply(kept).movePointLeft(2)),
                extra ? Use.EXTRA : Use.COUNTED);
    }

    /**
     * Leaves out the items without which the category's percentage is highest. With equal maxima these are the lowest
     * ones. Always taking the lowest part instead would let a better mark lower a grade, when it changes which item is
     * left out. Each turn leaves out those that are furthest below the percentage reached so far, until that stays the
     * same (Dinkelbach's method for a ratio of sums).
     */
    private static void drop(List<ItemTrace> traces, int number) {
        var candidates =
                traces.stream().filter(trace -> trace.use() == Use.COUNTED).toList();
        int most = Math.min(number, candidates.size() - 1);
        if (most < 1) {
            return;
        }
        var added = sum(traces, trace -> trace.use() == Use.EXTRA, ItemTrace::counted);
        Set<Long> dropped = Set.of();
        for (; ; ) {
            var without = dropped;
            var earned = added.add(sum(candidates, trace -> !without.contains(trace.id()), ItemTrace::counted));
            var possible = sum(candidates, trace -> !without.contains(trace.id()), ItemTrace::maximum);
            var next = candidates.stream()
                    .map(trace -> new Ranked(
                            trace, trace.counted().multiply(possible).subtract(earned.multiply(trace.maximum()))))
                    .sorted(Ranked.LOWEST)
                    .limit(most)
                    .map(ranked -> ranked.trace.id())
                    .collect(Collectors.toSet());
            var nextEarned = added.add(sum(candidates, trace -> !next.contains(trace.id()), ItemTrace::counted));
            var nextPossible = sum(candidates, trace -> !next.contains(trace.id()), ItemTrace::maximum);
            if (!without.isEmpty() && nextEarned.multiply(possible).compareTo(earned.multiply(nextPossible)) <= 0) {
                break;
            }
            dropped = next;
        }
        var out = dropped;
        traces.replaceAll(trace -> out.contains(trace.id()) ? dropped(trace) : trace);
    }

    /**
     * A candidate for being left out.
     *
     * @param above how far it is above the percentage reached so far, on a scale of its own
     */
    private record Ranked(ItemTrace trace, BigDecimal above) {

        private static final Comparator<Ranked> LOWEST = Comparator.comparing(Ranked::above)
                .thenComparing(ranked -> ranked.trace.maximum(), Comparator.reverseOrder())
                .thenComparing(ranked -> ranked.trace.id());
    }

    private static ItemTrace dropped(ItemTrace trace) {
        return new ItemTrace(
                trace.id(),
                trace.title(),
                trace.maximum(),
                trace.status(),
                trace.points(),
                trace.daysLate(),
                trace.keptPercent(),
                trace.counted(),
                Use.DROPPED);
    }

    private static BigDecimal sum(
            List<ItemTrace> traces, Predicate<ItemTrace> which, Function<ItemTrace, BigDecimal> value) {
        var sum = BigDecimal.ZERO;
        for (var trace : traces) {
            if (which.test(trace)) {
                sum = sum.add(value.apply(trace));
            }
        }
        return sum;
    }

    private static BigDecimal possible(Category category, List<ItemTrace> traces) {
        return sum(traces, trace -> category.extra || trace.use() == Use.COUNTED, ItemTrace::maximum);
    }

    /** A category on its way into a trace. */
    private final class Draft {

        private final Category category;
        private final List<ItemTrace> traces;
        private final BigDecimal earned;
        private final BigDecimal possible;
        private final BigDecimal percent;
        private final BigDecimal weight;

        /** @param atStake what can be had for all items that are marked, before any is dropped */
        Draft(Category category, List<ItemTrace> traces, BigDecimal atStake) {
            this.category = category;
            this.traces = traces;
            earned = sum(traces, trace -> trace.use() == Use.COUNTED || trace.use() == Use.EXTRA, ItemTrace::counted);
            possible = possible(category, traces);
            percent = possible.signum() == 0 ? null : GradeTrace.percent(earned, possible);
            weight = percent == null
                    ? null
                    : method == Method.POINTS ? atStake : category.weighs() ? category.weight : null;
        }

        CategoryTrace told(BigDecimal totalWeight, BigDecimal extraWeight) {
            var whole = category.extra ? extraWeight : totalWeight;
            return new CategoryTrace(
                    category.id,
                    category.title,
                    category.extra,
                    category.dropLowest,
                    whole == null || weight == null ? null : Decimals.plain(weight),
                    whole == null || weight == null
                            ? null
                            : weight.multiply(HUNDRED).divide(whole, 2, RoundingMode.HALF_UP),
                    Decimals.plain(earned),
                    Decimals.plain(possible),
                    Decimals.plain(percent),
                    traces);
        }
    }
}

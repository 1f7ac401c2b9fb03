package org.lectern.grades;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.lectern.grades.GradeCalculation.Category;
import org.lectern.grades.GradeCalculation.Item;
import org.lectern.grades.GradeCalculation.LatePolicy;
import org.lectern.grades.GradeTrace.Use;

class GradeCalculationTest {

    private static final Category TESTS = new Category(1L, "Tests", number("60"), 0, false);
    private static final Category HOMEWORK = new Category(2L, "Homework", number("40"), 1, false);
    private static final Category BONUS = new Category(3L, "Bonus", number("5"), 0, true);
    private static final Scale LETTERS = new Scale(
            "Letters",
            Rounding.HALF_UP,
            0,
            List.of(
                    new Scale.Band("C", number("0")),
                    new Scale.Band("A", number("85")),
                    new Scale.Band("B", number("70"))));

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static Mark points(String points) {
        return new Mark(GradeStatus.GRADED, number(points), false, null);
    }

    private static Mark late(String points, Integer days) {
        return new Mark(GradeStatus.GRADED, number(points), true, days);
    }

    private static Mark status(GradeStatus status) {
        return new Mark(status, null, false, null);
    }

    private static Item item(long id, Long category, String maximum) {
        return new Item(id, "Item " + id, category, number(maximum), false);
    }

    private static Item extra(long id, Long category, String maximum) {
        return new Item(id, "Item " + id, category, number(maximum), true);
    }

    private static GradeTrace trace(List<Category> categories, List<Item> items, Map<Long, Mark> marks) {
        return new GradeCalculation(categories, items, LatePolicy.NONE, 1, LETTERS).trace(marks::get);
    }

    private static String percent(GradeTrace trace) {
        return trace.percent() == null ? null : trace.percent().toPlainString();
    }

    // ------------------------------------------------------------------------------------------------ single rules

    @Test
    void weightsAreSharedAmongWhatIsMarked() {
        var items = List.of(item(1, 1L, "50"), item(2, 2L, "20"));

        assertEquals(
                "74.0", percent(trace(List.of(TESTS, HOMEWORK), items, Map.of(1L, points("40"), 2L, points("13")))));
        assertEquals("80.0", percent(trace(List.of(TESTS, HOMEWORK), items, Map.of(1L, points("40")))));
        assertNull(trace(List.of(TESTS, HOMEWORK), items, Map.of()).percent());
    }

    @Test
    void missingCountsAsNothingAndExcusedDoesNotCount() {
        var items = List.of(item(1, 1L, "50"), item(2, 1L, "50"));

        assertEquals(
                "40.0",
                percent(trace(List.of(TESTS), items, Map.of(1L, points("40"), 2L, status(GradeStatus.MISSING)))));
        assertEquals(
                "80.0",
                percent(trace(List.of(TESTS), items, Map.of(1L, points("40"), 2L, status(GradeStatus.EXCUSED)))));
        assertEquals(
                "80.0",
                percent(trace(List.of(TESTS), items, Map.of(1L, points("40"), 2L, status(GradeStatus.SUBMITTED)))));
    }

    @Test
    void lowestPartIsDroppedNotTheLowestPoints() {
        var items = List.of(item(1, 2L, "10"), item(2, 2L, "100"));

        var trace = trace(List.of(HOMEWORK), items, Map.of(1L, points("9"), 2L, points("40")));

        assertEquals("90.0", percent(trace));
        assertEquals(Use.DROPPED, trace.categories().get(0).items().get(1).use());
    }

    @Test
    void oneItemAlwaysStays() {
        assertEquals("25.0", percent(trace(List.of(HOMEWORK), List.of(item(1, 2L, "20")), Map.of(1L, points("5")))));
    }

    @Test
    void extraItemAddsPointsAndExtraCategoryAddsItsPart() {
        var items = List.of(item(1, 1L, "50"), extra(2, 1L, "10"), item(3, 3L, "4"));

        assertEquals("80.0", percent(trace(List.of(TESTS, BONUS), items, Map.of(1L, points("40")))));
        assertEquals("84.0", percent(trace(List.of(TESTS, BONUS), items, Map.of(1L, points("40"), 2L, points("2")))));
        // 5 of 60, the weight of what is ordinary
        assertEquals("88.3", percent(trace(List.of(TESTS, BONUS), items, Map.of(1L, points("40"), 3L, points("4")))));
        assertNull(trace(List.of(TESTS, BONUS), items, Map.of(3L, points("4"))).percent());
    }

    @Test
    void withoutWeightsPointsCount() {
        var items = List.of(item(1, null, "30"), item(2, null, "10"));

        var trace = trace(List.of(), items, Map.of(1L, points("30"), 2L, points("2")));

        assertEquals("80.0", percent(trace));
        assertEquals(GradeTrace.Method.POINTS, trace.method());
    }

    @Test
    void itemsWithoutCategoryDoNotCountWhereWeightsDo() {
        var items = List.of(item(1, 1L, "50"), item(2, null, "50"));

        assertEquals("80.0", percent(trace(List.of(TESTS), items, Map.of(1L, points("40"), 2L, points("0")))));
    }

    @Test
    void lateWorkLosesPercentPerDayDownToTheFloor() {
        var policy = new LatePolicy(number("10"), number("45"));
        var calculation = new GradeCalculation(List.of(), List.of(item(1, null, "20")), policy, 2, null);

        assertEquals("90.00", percent(calculation.trace(id -> late("20", null))));
        assertEquals("70.00", percent(calculation.trace(id -> late("20", 3))));
        assertEquals("45.00", percent(calculation.trace(id -> late("20", 30))));
    }

    @Test
    void letterFollowsFromTheFigureBeforeItIsRounded() {
        var items = List.of(item(1, null, "2000"));

        var almost = trace(List.of(), items, Map.of(1L, points("1689.8")));

        assertEquals("84.5", percent(almost));
        assertEquals("B", almost.label());
        assertEquals("A", trace(List.of(), items, Map.of(1L, points("1690"))).label());
    }

    // ------------------------------------------------------------------------------------------------ laws

    /** A section with the marks of one student. */
    record Case(List<Category> categories, List<Item> items, Map<Long, Mark> marks, LatePolicy policy, int places) {

        GradeTrace trace() {
            return new GradeCalculation(categories, items, policy, places, LETTERS).trace(marks::get);
        }

        Case with(List<Category> otherCategories) {
            return new Case(otherCategories, items, marks, policy, places);
        }

        Case with(Map<Long, Mark> otherMarks) {
            return new Case(categories, items, otherMarks, policy, places);
        }

        boolean isExtra(Item item) {
            return item.extra()
                    || categories.stream()
                            .anyMatch(each -> each.extra() && each.id().equals(item.categoryId()));
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<BigDecimal> weights = Arbitraries.of(
                null, number("0"), number("5"), number("10"), number("12.5"), number("33.333"), number("60"));
        Arbitrary<List<Category>> categories = Combinators.combine(
                        weights, Arbitraries.integers().between(0, 3), Arbitraries.of(false, false, false, true))
                .as((weight, drop, extra) -> new Category(0L, "Category", weight, drop, extra))
                .list()
                .ofMaxSize(4)
                .map(list -> IntStream.range(0, list.size())
                        .mapToObj(i -> new Category(
                                i + 1L,
                                "Category " + i,
                                list.get(i).weight(),
                                list.get(i).dropLowest(),
                                list.get(i).extra()))
                        .toList());
        Arbitrary<List<Item>> items = Combinators.combine(
                        Arbitraries.longs().between(0, 4),
                        Arbitraries.of("1", "3", "7.5", "10", "20", "100"),
                        Arbitraries.of(false, false, false, true))
                .as((category, maximum, extra) ->
                        new Item(0, "Item", category == 0 ? null : category, number(maximum), extra))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(list -> IntStream.range(0, list.size())
                        .mapToObj(i -> new Item(
                                i + 1L,
                                "Item " + i,
                                list.get(i).categoryId(),
                                list.get(i).maximum(),
                                list.get(i).extra()))
                        .toList());
        Arbitrary<List<Mark>> marks = Combinators.combine(
                        Arbitraries.of(
                                GradeStatus.GRADED,
                                GradeStatus.GRADED,
                                GradeStatus.GRADED,
                                GradeStatus.GRADED,
                                GradeStatus.MISSING,
                                GradeStatus.EXCUSED,
                                GradeStatus.SUBMITTED),
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, BigDecimal.ONE)
                                .ofScale(2),
                        Arbitraries.of(false, false, true),
                        Arbitraries.integers().between(1, 12).injectNull(0.3))
                .as((status, part, late, days) -> new Mark(status, part, late, days))
                .list()
                .ofSize(12);
        Arbitrary<LatePolicy> policies = Combinators.combine(
                        Arbitraries.of("0", "5", "12.5", "100"), Arbitraries.of("0", "30", "100"))
                .as((perDay, floor) -> new LatePolicy(number(perDay), number(floor)));
        return Combinators.combine(
                        categories,
                        items,
                        marks,
                        policies,
                        Arbitraries.integers().between(0, 4))
                .as((some, list, parts, policy, places) -> {
                    Map<Long, Mark> byItem = new HashMap<>();
                    for (var item : list) {
                        var part = parts.get((int) item.id() - 1);
                        byItem.put(
                                item.id(),
                                new Mark(
                                        part.status(),
                                        part.status() == GradeStatus.GRADED
                                                ? part.points().multiply(item.maximum())
                                                : null,
                                        part.late(),
                                        part.daysLate()));
                    }
                    return new Case(some, list, byItem, policy, places);
                });
    }

    @Property
    void traceRecomputesExactly(@ForAll("cases") Case some) {
        var trace = some.trace();

        assertEquals(trace.percent(), trace.recomputed());
    }

    @Property
    void orderNeverMatters(@ForAll("cases") Case some, @ForAll Random random) {
        var categories = new ArrayList<>(some.categories);
        var items = new ArrayList<>(some.items);
        Collections.shuffle(categories, random);
        Collections.shuffle(items, random);

        assertEquals(
                some.trace().percent(),
                new Case(categories, items, some.marks, some.policy, some.places)
                        .trace()
                        .percent());
    }

    @Property
    void droppingOneMoreNeverLowers(@ForAll("cases") Case some) {
        var categories = some.categories.stream()
                .map(each -> new Category(each.id(), each.title(), each.weight(), each.dropLowest() + 1, each.extra()))
                .toList();

        assertAtLeast(some.trace().percent(), some.with(categories).trace().percent());
    }

    @Property
    void excusedNeverCounts(@ForAll("cases") Case some) {
        Map<Long, Mark> without = new HashMap<>(some.marks);
        without.values().removeIf(mark -> mark.status() == GradeStatus.EXCUSED);

        assertEquals(some.trace().percent(), some.with(without).trace().percent());
    }

    @Property
    void extraCreditNeverHurts(@ForAll("cases") Case some) {
        Map<Long, Mark> without = new HashMap<>(some.marks);
        some.items.stream().filter(some::isExtra).forEach(item -> without.remove(item.id()));

        assertAtLeast(some.with(without).trace().percent(), some.trace().percent());
    }

    @Property
    void categoryInWhichNothingIsMarkedMightAsWellNotBeThere(@ForAll("cases") Case some) {
        var ordinary = some.categories.stream().filter(each -> !each.extra()).toList();
        var marked = ordinary.stream()
                .filter(each -> some.items.stream()
                        .anyMatch(item -> each.id().equals(item.categoryId())
                                && !item.extra()
                                && some.marks.get(item.id()).counts()))
                .toList();
        // where nothing that weighs is left, points would count instead of weights
        if (marked.stream()
                .noneMatch(each -> each.weight() != null && each.weight().signum() > 0)) {
            return;
        }
        var items = some.items.stream()
                .filter(item -> marked.stream().anyMatch(each -> each.id().equals(item.categoryId())))
                .toList();

        assertEquals(
                some.with(ordinary).trace().percent(),
                new Case(marked, items, some.marks, some.policy, some.places)
                        .trace()
                        .percent());
    }

    @Property
    void onlyTheRelationOfWeightsMatters(@ForAll("cases") Case some) {
        var tenfold = some.categories.stream()
                .map(each -> new Category(
                        each.id(),
                        each.title(),
                        each.weight() == null ? null : each.weight().multiply(number("7")),
                        each.dropLowest(),
                        each.extra()))
                .toList();

        assertEquals(some.trace().percent(), some.with(tenfold).trace().percent());
    }

    @Property
    void betterMarkNeverLowers(@ForAll("cases") Case some) {
        Map<Long, Mark> better = new HashMap<>(some.marks);
        some.items.forEach(item -> better.computeIfPresent(
                item.id(),
                (id, mark) -> mark.status() == GradeStatus.GRADED
                        ? new Mark(mark.status(), item.maximum(), mark.late(), mark.daysLate())
                        : mark));

        assertAtLeast(some.trace().percent(), some.with(better).trace().percent());
    }

    private static void assertAtLeast(BigDecimal least, BigDecimal actual) {
        assertEquals(least == null, actual == null);
        assertTrue(least == null || actual.compareTo(least) >= 0, () -> actual + " is less than " + least);
    }
}

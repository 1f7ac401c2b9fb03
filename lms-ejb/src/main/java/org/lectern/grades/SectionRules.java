package org.lectern.grades;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lectern.courses.SectionName;

/**
 * All of a section's gradebook but its students and their grades.
 *
 * @param section whose it is
 * @param latePercentPerDay of the points, taken off for each day
 * @param lateFloorPercent of the points, which always remains
 * @param places to which a grade is rounded
 * @param scale what percentages are called; null for nothing
 * @param version counts changes of all this but the items
 * @param periods in their order
 * @param categories in their order
 * @param items those that are not ended, in their order
 */
record SectionRules(
        SectionName section,
        BigDecimal latePercentPerDay,
        BigDecimal lateFloorPercent,
        int places,
        Scale scale,
        int version,
        List<GradePeriod> periods,
        List<CategoryDetails> categories,
        List<ItemDetails> items) {

    /**
     * The calculation of a final grade.
     *
     * @param periodId for which period; null for the whole section
     * @param releasedOnly whether without the items that students do not see
     */
    GradeCalculation calculation(Long periodId, boolean releasedOnly) {
        var within = within(periodId);
        return new GradeCalculation(
                categories.stream()
                        .map(each -> new GradeCalculation.Category(
                                each.id(), each.title(), each.weight(), each.dropLowest(), each.extra()))
                        .toList(),
                items.stream()
                        .filter(item -> !releasedOnly || item.released())
                        .filter(item -> periodId == null || within.contains(item.periodId()))
                        .map(item -> new GradeCalculation.Item(
                                item.id(), item.title(), item.categoryId(), item.maximum(), item.extra()))
                        .toList(),
                new GradeCalculation.LatePolicy(latePercentPerDay, lateFloorPercent),
                places,
                scale);
    }

    /** Items that are of no period are locked with the section. */
    SectionRules {
        if (allLocked(periods) && items.stream().anyMatch(item -> !item.locked())) {
            items = items.stream().map(ItemDetails::asLocked).toList();
        }
    }

    private static boolean allLocked(List<GradePeriod> periods) {
        return !periods.isEmpty() && periods.stream().allMatch(GradePeriod::locked);
    }

    /**
     * Whether the grades of a period stay as they are.
     *
     * @param periodId the period; null for the whole section, whose grades do so when those of all of its periods do
     */
    boolean isLocked(Long periodId) {
        return periodId == null
                ? allLocked(periods)
                : periods.stream().anyMatch(period -> period.id() == periodId && period.locked());
    }

    boolean hasPeriod(long periodId) {
        return periods.stream().anyMatch(period -> period.id() == periodId);
    }

    /** The items of a period and of those within it. */
    Set<Long> itemsOf(long periodId) {
        var within = within(periodId);
        return items.stream()
                .filter(item -> within.contains(item.periodId()))
                .map(ItemDetails::id)
                .collect(Collectors.toSet());
    }

    /** A period and what lies within it. */
    private Set<Long> within(Long periodId) {
        Set<Long> found = new HashSet<>();
        if (periodId != null) {
            found.add(periodId);
        }
        for (int before = -1; before != found.size(); ) {
            before = found.size();
            for (var period : periods) {
                if (found.contains(period.within())) {
                    found.add(period.id());
                }
            }
        }
        return found;
    }
}

package org.lectern.timetable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WeekCycleTest {

    private static final LocalDate WEDNESDAY = LocalDate.of(2026, 9, 2);

    @Test
    void weeksAAndBTakeTurnsFromMondayToSunday() {
        assertTrue(WeekCycle.A.isHeld(LocalDate.of(2026, 8, 31), WEDNESDAY, DayOfWeek.MONDAY));
        assertTrue(WeekCycle.A.isHeld(LocalDate.of(2026, 9, 6), WEDNESDAY, DayOfWeek.MONDAY));
        assertTrue(WeekCycle.B.isHeld(LocalDate.of(2026, 9, 7), WEDNESDAY, DayOfWeek.MONDAY));
        assertTrue(WeekCycle.B.isHeld(LocalDate.of(2026, 8, 30), WEDNESDAY, DayOfWeek.MONDAY));
        assertTrue(WeekCycle.A.isHeld(LocalDate.of(2026, 9, 14), WEDNESDAY, DayOfWeek.MONDAY));
    }

    @Test
    void sundayBelongsToTheNextWeekWhereWeeksBeginOnSunday() {
        assertFalse(WeekCycle.A.isHeld(LocalDate.of(2026, 9, 6), WEDNESDAY, DayOfWeek.SUNDAY));
    }

    @Property
    void everyDayIsInAWeekAOrInAWeekB(
            @ForAll @IntRange(min = -5000, max = 5000) int days, @ForAll DayOfWeek weekStart) {
        var day = WEDNESDAY.plusDays(days);

        assertTrue(WeekCycle.EVERY.isHeld(day, WEDNESDAY, weekStart));
        assertNotEquals(WeekCycle.A.isHeld(day, WEDNESDAY, weekStart), WeekCycle.B.isHeld(day, WEDNESDAY, weekStart));
    }

    @Property
    void weekAfterAnAIsABAndTheOneAfterThatAnAAgain(
            @ForAll @IntRange(min = -5000, max = 5000) int days, @ForAll DayOfWeek weekStart) {
        var day = WEDNESDAY.plusDays(days);
        var isA = WeekCycle.A.isHeld(day, WEDNESDAY, weekStart);

        assertEquals(!isA, WeekCycle.A.isHeld(day.plusWeeks(1), WEDNESDAY, weekStart));
        assertEquals(isA, WeekCycle.A.isHeld(day.plusWeeks(2), WEDNESDAY, weekStart));
    }

    @Property
    void anyDayOfAWeekATellsWhichWeeksAreA(
            @ForAll @IntRange(min = -5000, max = 5000) int days,
            @ForAll @IntRange(min = 0, max = 6) int dayOfWeekA,
            @ForAll DayOfWeek weekStart) {
        var day = WEDNESDAY.plusDays(days);
        var first = WEDNESDAY.with(java.time.temporal.TemporalAdjusters.previousOrSame(weekStart));

        assertEquals(
                WeekCycle.A.isHeld(day, WEDNESDAY, weekStart),
                WeekCycle.A.isHeld(day, first.plusDays(dayOfWeekA), weekStart));
    }
}

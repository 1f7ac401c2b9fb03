package org.lectern.timetable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.lectern.timetable.SchoolCalendar.Session;
import org.lectern.timetable.SchoolCalendar.Stretch;

class SchoolCalendarTest {

    private static final long YEAR = 1;
    private static final long TERM = 2;
    private static final LocalDate BEGIN = LocalDate.of(2026, 9, 7);

    @Test
    void daysAreThoseOfTheTermOnTheWeekdayWithoutHolidaysOfTermAndYear() {
        var calendar = calendar(Map.of(
                TERM, List.of(stretch("2026-09-21", "2026-09-21")),
                YEAR, List.of(stretch("2026-10-05", "2026-10-09"))));

        assertEquals(
                List.of(
                        LocalDate.of(2026, 9, 7),
                        LocalDate.of(2026, 9, 14),
                        LocalDate.of(2026, 9, 28),
                        LocalDate.of(2026, 10, 12)),
                calendar.days(List.of(TERM), DayOfWeek.MONDAY, WeekCycle.EVERY, null, LocalDate.of(2026, 10, 18)));
    }

    @Test
    void weeksTakeTurnsThroughAHoliday() {
        var calendar = calendar(Map.of(TERM, List.of(stretch("2026-09-14", "2026-09-20"))));

        assertEquals(
                List.of(LocalDate.of(2026, 9, 28)),
                calendar.days(List.of(TERM), DayOfWeek.MONDAY, WeekCycle.B, null, LocalDate.of(2026, 10, 4)));
    }

    @Test
    void dayOfTwoSessionsThatOverlapIsThereOnce() {
        var calendar = calendar(Map.of());

        assertEquals(
                calendar.days(List.of(YEAR), DayOfWeek.FRIDAY, WeekCycle.EVERY, null, null),
                calendar.days(List.of(YEAR, TERM), DayOfWeek.FRIDAY, WeekCycle.EVERY, null, null));
    }

    @Property
    void everyWeekIsWeeksAAndWeeksBTogether(
            @ForAll DayOfWeek weekday,
            @ForAll @IntRange(min = 0, max = 100) int holiday,
            @ForAll @IntRange(min = 0, max = 30) int length,
            @ForAll @IntRange(min = 0, max = 60) int from) {
        var free = new Stretch(BEGIN.plusDays(holiday), BEGIN.plusDays(holiday + length));
        var calendar = calendar(Map.of(TERM, List.of(free)));
        var first = BEGIN.plusDays(from);

        var every = calendar.days(List.of(TERM), weekday, WeekCycle.EVERY, first, null);
        var a = calendar.days(List.of(TERM), weekday, WeekCycle.A, first, null);
        var b = calendar.days(List.of(TERM), weekday, WeekCycle.B, first, null);

        var both = new HashSet<>(a);
        both.addAll(b);
        assertEquals(new HashSet<>(every), both);
        assertEquals(every.size(), a.size() + b.size());
        assertTrue(every.stream().allMatch(day -> day.getDayOfWeek() == weekday));
        assertTrue(every.stream().noneMatch(free::contains));
        assertTrue(every.stream().noneMatch(day -> day.isBefore(first)));
    }

    private static SchoolCalendar calendar(Map<Long, List<Stretch>> holidays) {
        return new SchoolCalendar(
                Map.of(
                        YEAR, new Session(YEAR, null, stretch("2026-09-07", "2027-07-16")),
                        TERM, new Session(TERM, YEAR, stretch("2026-09-07", "2026-12-18"))),
                holidays,
                null,
                DayOfWeek.MONDAY);
    }

    private static Stretch stretch(String from, String to) {
        return new Stretch(LocalDate.parse(from), LocalDate.parse(to));
    }
}

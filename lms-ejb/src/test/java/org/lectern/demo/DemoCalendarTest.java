package org.lectern.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoCalendarTest {

    private static Stream<LocalDate> fourYears() {
        return LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2030, 1, 1));
    }

    @Test
    void ordinaryYearIsThatOfEnglishSchools() {
        var calendar = new DemoCalendar(LocalDate.of(2026, 11, 23));
        assertEquals(
                "[Term[title=Autumn term, start=2026-09-07, end=2026-12-18], "
                        + "Term[title=Spring term, start=2027-01-04, end=2027-03-26], "
                        + "Term[title=Summer term, start=2027-04-12, end=2027-07-23]]",
                calendar.terms().toString());
        assertEquals(
                "[Holiday[title=Autumn half-term, start=2026-10-26, end=2026-10-30, term=0], "
                        + "Holiday[title=Christmas holiday, start=2026-12-21, end=2027-01-01, term=-1], "
                        + "Holiday[title=Spring half-term, start=2027-02-15, end=2027-02-19, term=1], "
                        + "Holiday[title=Easter holiday, start=2027-03-29, end=2027-04-09, term=-1], "
                        + "Holiday[title=Early May bank holiday, start=2027-05-03, end=2027-05-03, term=2], "
                        + "Holiday[title=Summer half-term, start=2027-05-31, end=2027-06-04, term=2]]",
                calendar.holidays().toString());
        assertEquals(2027, calendar.schoolYear());
        assertEquals(70, calendar.schoolDays().size());
    }

    @Test
    void theTwelfthWeekIsAWeekB() {
        var calendar = new DemoCalendar(LocalDate.of(2026, 11, 23));
        assertTrue(calendar.isWeekA(LocalDate.of(2026, 9, 7)));
        assertFalse(calendar.isWeekA(LocalDate.of(2026, 11, 24)));
    }

    @Test
    void everyDayLiesInItsTerm() {
        fourYears().forEach(today -> {
            var calendar = new DemoCalendar(today);
            var term = calendar.terms().get(calendar.currentTerm());
            assertFalse(today.isBefore(term.start()), () -> today + " is before " + term);
            assertFalse(today.isAfter(term.end()), () -> today + " is after " + term);
        });
    }

    @Test
    void everyWorkingDayIsASchoolDay() {
        fourYears()
                .filter(today -> today.getDayOfWeek().getValue() <= 5)
                .forEach(
                        today -> assertTrue(new DemoCalendar(today).schoolDays().contains(today), today::toString));
    }

    @Test
    void thereAreLessonsShortlyBeforeAndShortlyAfterEveryDay() {
        fourYears().forEach(today -> {
            var days = new DemoCalendar(today).schoolDays();
            assertTrue(
                    days.stream().anyMatch(day -> !day.isBefore(today) && day.isBefore(today.plusDays(4))),
                    () -> "no lessons after " + today);
            assertTrue(
                    days.stream().anyMatch(day -> day.isBefore(today) && day.isAfter(today.minusDays(19))),
                    () -> "no lessons before " + today);
        });
    }

    @Test
    void yearsAreInOrderWhateverTheDay() {
        fourYears().forEach(today -> {
            var calendar = new DemoCalendar(today);
            var before = calendar.start().minusDays(1);
            for (var term : calendar.terms()) {
                assertTrue(term.start().isAfter(before) && term.end().isAfter(term.start()), () -> today + " " + term);
                before = term.end();
            }
            assertTrue(
                    calendar.schoolDays().size() <= 95,
                    () -> today + " " + calendar.schoolDays().size());
        });
    }

    @Test
    void clocksChangeButTheBellDoesNot() {
        var eight = LocalTime.of(8, 10);
        assertEquals(
                "2026-10-23T07:10:00Z",
                DemoCalendar.at(LocalDate.of(2026, 10, 23), eight).toString());
        assertEquals(
                "2026-10-26T08:10:00Z",
                DemoCalendar.at(LocalDate.of(2026, 10, 26), eight).toString());
    }
}

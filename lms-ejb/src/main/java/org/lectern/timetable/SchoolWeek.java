package org.lectern.timetable;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * A week of the school, whoever looks at it.
 *
 * @param first its first day, on which the school's weeks begin
 * @param cycle A or B; null where weeks do not take turns
 * @param days the days on which somebody has lessons, in order; at least five
 * @param periods when lessons usually begin and end, in order and without overlap
 * @param closures what keeps the school closed on some of its days
 * @param terms titles of the sessions that run in it, years left out
 */
public record SchoolWeek(
        LocalDate first,
        WeekCycle cycle,
        List<LocalDate> days,
        List<Period> periods,
        List<Closure> closures,
        List<String> terms) {

    /**
     * A usual time of lessons.
     *
     * @param startTime when they begin, on the school's clocks
     * @param endTime when they end, on the school's clocks
     */
    public record Period(LocalTime startTime, LocalTime endTime) {}

    /**
     * Days without lessons.
     *
     * @param title what they are called
     * @param from the first
     * @param to the last
     */
    public record Closure(String title, LocalDate from, LocalDate to) {

        /** Whether a day is one of them. */
        public boolean contains(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }
}

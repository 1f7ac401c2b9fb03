package org.lectern.timetable;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** In which weeks a slot is held. */
public enum WeekCycle {
    /** Each week. */
    EVERY,

    /** Weeks A only. */
    A,

    /** Weeks B only. */
    B;

    /**
     * Whether a slot of this cycle is held in the week of a day. Weeks A and B take turns by the calendar, through
     * holidays too.
     *
     * @param day any day of the week in question
     * @param inWeekA any day of a week A, before or after it
     * @param weekStart the day on which the school's weeks begin
     */
    public boolean isHeld(LocalDate day, LocalDate inWeekA, DayOfWeek weekStart) {
        if (this == EVERY) {
            return true;
        }
        var first = TemporalAdjusters.previousOrSame(weekStart);
        long weeks = ChronoUnit.WEEKS.between(inWeekA.with(first), day.with(first));
        return (weeks % 2 == 0) == (this == A);
    }
}

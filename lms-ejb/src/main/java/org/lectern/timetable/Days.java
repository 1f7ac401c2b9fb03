package org.lectern.timetable;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/**
 * Some days in a row, as asked for.
 *
 * @param from the first day, in the school's zone; null for Monday of this week
 * @param to the last day; null for the seventh day from the first
 */
public record Days(LocalDate from, LocalDate to) {

    /** How many days someone's own timetable shows at most. */
    static final int LONGEST_OWN = 62;

    /** How many days a planner may look at: a school year. */
    static final int LONGEST_PLAN = 400;

    private static final int WEEK = 7;

    /**
     * The days meant.
     *
     * @param today where the school is
     * @param longest how many at most
     * @throws Problem of type VALIDATION when they are in the wrong order or too many
     */
    Days resolve(LocalDate today, int longest) {
        var first = from == null ? today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : from;
        var last = to == null ? first.plusDays(WEEK - 1) : to;
        if (last.isBefore(first) || last.isAfter(first.plusDays(longest - 1))) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    "to",
                    "The last day is not before the first, and these are at most " + longest + " days.");
        }
        return new Days(first, last);
    }

    /** The moment at which the first of them begins. */
    OffsetDateTime begin(ZoneId zone) {
        return from.atStartOfDay(zone).toOffsetDateTime();
    }

    /** The moment at which the last of them is over. */
    OffsetDateTime end(ZoneId zone) {
        return to.plusDays(1).atStartOfDay(zone).toOffsetDateTime();
    }
}

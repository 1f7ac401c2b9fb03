package org.lectern.rest;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/**
 * A day in a query, as ISO 8601 writes it.
 *
 * @param date the day, in the school's time zone
 */
@Schema(type = SchemaType.STRING, format = "date")
public record Day(LocalDate date) {

    private static final int FIRST_YEAR = 1000;
    private static final int LAST_YEAR = 9999;

    /**
     * Reads a day such as {@code 2026-11-24}.
     *
     * @throws Problem of type VALIDATION when it is none
     */
    public static Day valueOf(String text) {
        try {
            var date = LocalDate.parse(text);
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
                return new Day(date);
            }
        } catch (DateTimeException notADay) {
            // told below, like a year that no calendar of a school has
        }
        throw new Problem(ProblemType.VALIDATION, "A day is written like 2026-11-24, not like " + text + ".");
    }

    /** The date of a day that may be left out. */
    public static LocalDate orNull(Day day) {
        return day == null ? null : day.date;
    }
}

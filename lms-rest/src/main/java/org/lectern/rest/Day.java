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

    /**
     * Reads a day such as {@code 2026-11-24}.
     *
     * @throws Problem of type VALIDATION when it is none
     */
    public static Day valueOf(String text) {
        try {
            return new Day(LocalDate.parse(text));
        } catch (DateTimeException notADay) {
            throw new Problem(ProblemType.VALIDATION, "A day is written like 2026-11-24, not like " + text + ".");
        }
    }

    /** The date of a day that may be left out. */
    public static LocalDate orNull(Day day) {
        return day == null ? null : day.date;
    }
}

package org.lectern.rest;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/**
 * A moment in a query, as ISO 8601 writes it.
 *
 * @param at the moment
 */
@Schema(type = SchemaType.STRING, format = "date-time")
public record Moment(OffsetDateTime at) {

    private static final int FIRST_YEAR = 1000;
    private static final int LAST_YEAR = 9999;

    /**
     * Reads a moment such as {@code 2026-11-24T09:50:00+01:00}. A blank in the place of the plus is one that was not
     * encoded for the address.
     *
     * @throws Problem of type VALIDATION when it is none
     */
    public static Moment valueOf(String text) {
        try {
            var at = OffsetDateTime.parse(text.replace(' ', '+'));
            if (at.getYear() >= FIRST_YEAR && at.getYear() <= LAST_YEAR) {
                return new Moment(at);
            }
        } catch (DateTimeException notAMoment) {
            // told below, like a year that no calendar of a school has
        }
        throw new Problem(
                ProblemType.VALIDATION, "A moment is written like 2026-11-24T09:50:00+01:00, not like " + text + ".");
    }

    /** The moment of a parameter that may be left out. */
    public static OffsetDateTime orNull(Moment moment) {
        return moment == null ? null : moment.at;
    }
}

package org.lectern.attendance;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/**
 * A place in a list of lessons that runs from new to old.
 *
 * @param at beginning of the last lesson seen
 * @param id its id, because several begin at once
 */
record PlaceInTime(Instant at, long id) {

    private static final PlaceInTime START = new PlaceInTime(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

    static PlaceInTime parse(String text) {
        if (text == null) {
            return START;
        }
        try {
            int split = text.indexOf('_');
            return new PlaceInTime(
                    Instant.EPOCH.plus(Long.parseLong(text.substring(0, split)), ChronoUnit.MICROS),
                    Long.parseLong(text.substring(split + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException | DateTimeException | ArithmeticException notOurs) {
            throw Problem.ofField(
                    ProblemType.VALIDATION, "after", "This is not the next of a page that was read here.");
        }
    }

    @Override
    public String toString() {
        // as exact as the database; a place rounded down would leave lessons of the same second out
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + id;
    }
}

package org.lectern.shared;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where in a list a page ended, in the form of {@link Page#next()}: the values that the list is ordered by, of the last row
 * that was shown.
 *
 * @param values in the order of the list; the last is an id
 */
public record PlaceInList(List<String> values) {

    /** No name or code has it in it. */
    private static final String SEPARATOR = "\0";

    /** Of some values, the last of which is an id. */
    public static PlaceInList of(Object... values) {
        return new PlaceInList(Arrays.stream(values).map(String::valueOf).toList());
    }

    /**
     * Reads what {@link #toString()} gave.
     *
     * @param after as sent; null for the beginning
     * @param size how many values the list is ordered by
     * @return null for the beginning
     * @throws Problem of type VALIDATION when it is no such place
     */
    public static PlaceInList parse(String after, int size) {
        if (after == null) {
            return null;
        }
        try {
            var parts = List.of(
                    new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8).split(SEPARATOR, -1));
            if (parts.size() == size) {
                Long.parseLong(parts.get(size - 1));
                return new PlaceInList(parts);
            }
        } catch (IllegalArgumentException notOurs) {
            // told below
        }
        throw Problem.ofField(ProblemType.VALIDATION, "after", "Send what the page before gave as next.");
    }

    /** A value by its place. */
    public String text(int index) {
        return values.get(index);
    }

    /** The id. */
    public long id() {
        return Long.parseLong(values.get(values.size() - 1));
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, values).getBytes(StandardCharsets.UTF_8));
    }
}

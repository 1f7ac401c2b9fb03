package org.lectern.shared;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a long list, read by key instead of by offset, so that page 1,000 costs what page 1 costs.
 *
 * @param items the rows, in the order of the list
 * @param next what to pass as {@code after} for the following page; null on the last
 * @param <T> a row
 */
public record Page<T>(List<T> items, String next) {

    /** How many rows a page has when nobody says. */
    public static final int DEFAULT_LIMIT = 50;

    /** How many rows a page has at most. */
    public static final int MAX_LIMIT = 500;

    /** The whole of a list that is short by nature. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }

    /**
     * The page made from one row more than it shows: the extra row tells that there is a next page.
     *
     * @param rows up to {@code limit + 1} rows
     * @param limit rows of a page
     * @param key gives a row's place in the list, opaque to callers
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> key) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        var shown = rows.subList(0, limit);
        return new Page<>(List.copyOf(shown), key.apply(shown.get(limit - 1)));
    }

    /**
     * Reads a page size.
     *
     * @param limit as asked for; null for the default of {@value #DEFAULT_LIMIT}
     * @return 1 to {@value #MAX_LIMIT}
     * @throws Problem when it is outside of that
     */
    public static int limit(Integer limit) {
        return limit(limit, DEFAULT_LIMIT);
    }

    /**
     * Reads a page size.
     *
     * @param limit as asked for; null for the default
     * @param otherwise the default
     * @return 1 to {@value #MAX_LIMIT}
     * @throws Problem when it is outside of that
     */
    public static int limit(Integer limit, int otherwise) {
        if (limit == null) {
            return otherwise;
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.ofField(ProblemType.VALIDATION, "limit", "A page has 1 to " + MAX_LIMIT + " rows.");
        }
        return limit;
    }
}

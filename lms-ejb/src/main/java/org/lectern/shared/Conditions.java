package org.lectern.shared;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * What the rows of a list have to meet, gathered for one statement of {@link Statements}: the filters that were asked
 * for, the words searched, and the place after which the page begins.
 */
public final class Conditions {

    /** More words than a name has narrow nothing, but each costs. */
    private static final int MOST_WORDS = 6;

    /** What stands between the parts of a place in a list; no text has it in it. */
    private static final String SEPARATOR = "\0";

    private final StringBuilder sql = new StringBuilder("true");
    private final List<Object> values = new ArrayList<>();

    /**
     * Adds a condition.
     *
     * @param condition SQL with {@code ?} for each value
     * @param given values; when one of them is null, nobody asked for the condition and it is left out
     */
    public Conditions when(String condition, Object... given) {
        if (Arrays.stream(given).allMatch(value -> value != null)) {
            sql.append(" and ").append(condition);
            for (var value : given) {
                values.add(value instanceof Enum<?> constant ? constant.name() : value);
            }
        }
        return this;
    }

    /**
     * Adds that all words of a search occur, in any case.
     *
     * @param text SQL of the text in lower case, as the index has it
     * @param search as typed; null or blank for no condition
     */
    public Conditions words(String text, String search) {
        if (search != null) {
            Arrays.stream(search.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                    .filter(word -> !word.isEmpty())
                    .limit(MOST_WORDS)
                    .forEach(word -> when(text + " like ?", "%" + literally(word) + "%"));
        }
        return this;
    }

    /**
     * Adds that rows lie behind the last one of the page before.
     *
     * @param columns what the list is ordered by, as a row of SQL that ends with the id, for example
     *     {@code (code, id)}
     * @param casts the values of that row, as SQL, for example {@code (?, ?)}
     * @param after as made by {@link #place}; null for the first page
     * @throws Problem of type VALIDATION when it is none
     */
    public Conditions after(String columns, String casts, String after) {
        if (after == null) {
            return this;
        }
        var parts = parts(after);
        if (parts.length != casts.chars().filter(sign -> sign == '?').count()) {
            throw notAPlace();
        }
        Object[] place = Arrays.copyOf(parts, parts.length, Object[].class);
        try {
            place[parts.length - 1] = Long.valueOf(parts[parts.length - 1]);
        } catch (NumberFormatException e) {
            throw notAPlace();
        }
        return when(columns + " > " + casts, place);
    }

    private static String[] parts(String after) {
        try {
            return new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8).split(SEPARATOR, -1);
        } catch (IllegalArgumentException e) {
            throw notAPlace();
        }
    }

    private static Problem notAPlace() {
        return Problem.ofField(ProblemType.VALIDATION, "after", "Send what the page before gave as next.");
    }

    /**
     * A row's place in its list, for {@link Page#of}.
     *
     * @param parts the values of the columns that order the list, the id last
     */
    public static String place(Object... parts) {
        var text =
                String.join(SEPARATOR, Arrays.stream(parts).map(String::valueOf).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A word as it is, for {@code like}. */
    private static String literally(String word) {
        return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** For behind {@code where}. */
    public String sql() {
        return sql.toString();
    }

    /**
     * The values of all conditions in their order.
     *
     * @param more those of what follows in the statement
     */
    public Object[] values(Object... more) {
        return valuesBehind(List.of(), more);
    }

    /**
     * The values of all conditions in their order.
     *
     * @param first those of what precedes in the statement
     * @param more those of what follows in the statement
     */
    public Object[] valuesBehind(List<?> first, Object... more) {
        var all = new ArrayList<Object>(first);
        all.addAll(values);
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }
}

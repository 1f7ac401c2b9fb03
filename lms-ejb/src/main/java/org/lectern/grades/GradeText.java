package org.lectern.grades;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a grade stands in one cell of a table for people, and how such a cell is understood again: points, then a word where
 * it is not simply graded, then {@code late} and the days. Examples: {@code 17.5}, {@code missing}, {@code 12 late 2}.
 */
final class GradeText {

    private static final Pattern FORM = Pattern.compile(
            "(-?\\d{1,6}(?:[.,]\\d{1,9})?)?\\s*(missing|excused|submitted|open|partly)?\\s*(late(?:\\s+(\\d{1,3}))?)?",
            Pattern.CASE_INSENSITIVE);

    /** What makes a spreadsheet take text for something to compute. */
    private static final String ACTIVE = "=+-@\t\r\n";

    private GradeText() {}

    /** The cell of a grade; empty for nothing. */
    static String write(Mark mark) {
        if (mark == null) {
            return "";
        }
        List<String> parts = new ArrayList<>(3);
        if (mark.points() != null) {
            parts.add(mark.points().toPlainString());
        }
        var word = switch (mark.status()) {
            case GRADED -> null;
            case PARTLY_GRADED -> "partly";
            case SUBMITTED -> "submitted";
            case EXCUSED -> "excused";
            case MISSING -> "missing";
            case NOT_SUBMITTED -> mark.late() || mark.points() != null ? "open" : null;
        };
        if (word != null) {
            parts.add(word);
        }
        if (mark.late()) {
            parts.add(mark.daysLate() == null ? "late" : "late " + mark.daysLate());
        }
        return String.join(" ", parts);
    }

    /**
     * Understands a cell.
     *
     * @param text as somebody has written it
     * @return the grade; NOT_SUBMITTED for an empty cell; nothing when it cannot be understood
     */
    static Optional<Mark> read(String text) {
        var matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var points = matcher.group(1) == null
                ? null
                : Decimals.plain(new BigDecimal(matcher.group(1).replace(',', '.')));
        var word = matcher.group(2) == null ? "" : matcher.group(2).toLowerCase(Locale.ROOT);
        boolean late = matcher.group(3) != null;
        var days = matcher.group(4) == null ? null : Integer.valueOf(matcher.group(4));
        var status = switch (word) {
            case "missing" -> GradeStatus.MISSING;
            case "excused" -> GradeStatus.EXCUSED;
            case "submitted" -> GradeStatus.SUBMITTED;
            case "open" -> GradeStatus.NOT_SUBMITTED;
            case "partly" -> GradeStatus.PARTLY_GRADED;
            default -> points == null ? GradeStatus.NOT_SUBMITTED : GradeStatus.GRADED;
        };
        return Optional.of(new Mark(status, points, late, days));
    }

    /** Makes sure that a spreadsheet shows a text and does not compute it. {@link #restored} takes it back. */
    static String harmless(String text) {
        return isActive(text) || text.startsWith("'") && (isActive(text.substring(1)) || text.startsWith("''"))
                ? "'" + text
                : text;
    }

    /** The text that was made harmless; any other text as it is. */
    static String restored(String text) {
        return text.startsWith("'") && (isActive(text.substring(1)) || text.startsWith("''"))
                ? text.substring(1)
                : text;
    }

    private static boolean isActive(String text) {
        return !text.isEmpty() && ACTIVE.indexOf(text.charAt(0)) >= 0;
    }
}

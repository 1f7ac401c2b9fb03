package org.lectern.enrollment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lectern.people.PersonFacts;
import org.lectern.people.Role;

/**
 * A line of a list of students as people paste it: a name in either order, a number, an e-mail address, in columns or
 * with commas between.
 *
 * @param text the line
 * @param givenName null when it names nobody in full
 * @param familyName null when it names nobody in full
 * @param identifier the school's number; null when there is none
 * @param email null when there is none
 */
record ListLine(String text, String givenName, String familyName, String identifier, String email) {

    private static final Pattern COLUMNS = Pattern.compile("\\s*[\\t;]\\s*");
    private static final Pattern COMMAS = Pattern.compile("\\s*,\\s*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern DIGIT = Pattern.compile("\\d");

    /** Understands a line as well as it can be. */
    static ListLine of(String text) {
        var columns = parts(COLUMNS, text);
        if (columns.size() == 1) {
            // one comma parts the names, more of them part columns
            var byCommas = parts(COMMAS, text);
            columns = byCommas.size() > 2 ? byCommas : columns;
        }
        String email = null;
        String identifier = null;
        var names = new ArrayList<String>();
        for (var column : columns) {
            var words = new ArrayList<String>();
            for (var word : BLANKS.split(column)) {
                if (word.contains("@")) {
                    email = email == null ? word.replaceAll("[<>,]", "") : email;
                } else if (DIGIT.matcher(word).find()) {
                    identifier = identifier == null ? word : identifier;
                } else {
                    words.add(word);
                }
            }
            if (!words.isEmpty()) {
                names.add(String.join(" ", words));
            }
        }
        var named = names(names);
        return new ListLine(text, named.get(0), named.get(1), identifier, email);
    }

    /** Given name and family name; empty texts become null. */
    private static List<String> names(List<String> columns) {
        String given = "";
        String family = "";
        if (columns.size() > 1) {
            family = columns.get(0);
            given = columns.get(1);
        } else if (columns.size() == 1) {
            var parts = parts(COMMAS, columns.get(0));
            var name = parts.isEmpty() ? "" : parts.get(0);
            int last = name.lastIndexOf(' ');
            family = parts.size() > 1 ? name : last < 0 ? "" : name.substring(last + 1);
            given = parts.size() > 1 ? parts.get(1) : last < 0 ? "" : name.substring(0, last);
        }
        var whole = !given.isEmpty() && !family.isEmpty();
        return Stream.of(given, family)
                .collect(ArrayList::new, (all, each) -> all.add(whole ? each : null), List::addAll);
    }

    private static List<String> parts(Pattern between, String text) {
        return Stream.of(between.split(text.strip()))
                .map(part -> part.replace("\"", "").strip())
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** What a student may be known by, each in small letters with single blanks. */
    Set<String> keys() {
        var keys = new LinkedHashSet<String>();
        Stream.of(text, identifier, email, familyName == null ? null : givenName + " " + familyName)
                .filter(key -> key != null)
                .map(key -> key.replaceAll("[\\s;,]+", " ").strip().toLowerCase(Locale.ROOT))
                .forEach(keys::add);
        return keys;
    }

    /** The student that it would be if nobody is known by it; null when there is no full name. */
    PersonFacts newcomer() {
        return familyName == null
                ? null
                : new PersonFacts(
                        givenName,
                        null,
                        familyName,
                        null,
                        null,
                        null,
                        identifier,
                        email,
                        null,
                        null,
                        null,
                        List.of(Role.STUDENT));
    }
}

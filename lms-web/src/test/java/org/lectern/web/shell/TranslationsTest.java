package org.lectern.web.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The second language has all of what it claims: the frame, home, people, groups and settings. */
class TranslationsTest {

    private static final Pattern CLAIMED =
            Pattern.compile("(shell|area|theme|confirm|field|pattern|login|notFound|outage"
                    + "|error|expired|home|gap|setup|people|roles?|account|invitation|conflict|invalid|person|status|settings|search"
                    + "|language|draft|list|lives|life|edit|choice|pick|groups?|row|promote)\\..*");

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\d)");

    @Test
    void germanHasEveryTextOfTheAreasItClaims() throws IOException {
        var missing = new TreeSet<>(english().stringPropertyNames());
        missing.removeIf(key -> !CLAIMED.matcher(key).matches());
        missing.removeAll(german().stringPropertyNames());

        assertEquals(List.of(), List.copyOf(missing));
    }

    @Test
    void textsTellTheSameValuesInBothLanguages() throws IOException {
        var english = english();
        var german = german();
        var both = new TreeSet<>(german.stringPropertyNames());
        both.retainAll(english.stringPropertyNames());
        for (var key : both) {
            assertEquals(parameters(english.getProperty(key)), parameters(german.getProperty(key)), key);
        }
    }

    @Test
    void textsWithValuesCanBeFilledIn() throws IOException {
        for (var texts : List.of(english(), german())) {
            for (var key : texts.stringPropertyNames()) {
                var text = texts.getProperty(key);
                if (PARAMETER.matcher(text).find()) {
                    assertNotNull(new MessageFormat(text, Locale.GERMAN).format(new Object[] {2, 3, 4, 5}), key);
                    // a straight apostrophe would swallow the values behind it
                    assertTrue(!text.contains("'"), key);
                }
            }
        }
    }

    @Test
    void daysAreWrittenInTheLanguage() {
        var day = java.time.LocalDate.of(2026, 11, 23);

        assertEquals("Monday 23 November", day.format(pattern("day", Locale.UK)));
        assertEquals("Montag, 23. November", day.format(pattern("day", Locale.GERMANY)));
    }

    private static DateTimeFormatter pattern(String way, Locale locale) {
        return Moments.pattern(way, locale);
    }

    private static TreeSet<String> parameters(String text) {
        return PARAMETER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    private static Properties english() throws IOException {
        return texts("messages.properties");
    }

    private static Properties german() throws IOException {
        return texts("messages_de.properties");
    }

    private static Properties texts(String name) throws IOException {
        var texts = new Properties();
        try (var in = TranslationsTest.class.getResourceAsStream("/org/lectern/web/" + name)) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }
}

package org.lectern.web.tags;

import jakarta.faces.context.FacesContext;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Functions for pages. */
public final class Functions {

    private static final String BUNDLE = "org.lectern.web.messages";

    private Functions() {}

    /**
     * Up to two letters of a name, that of the first and that of the last word.
     *
     * @param name given name first; null for nothing
     */
    public static String initials(String name) {
        if (name == null || name.isBlank()) {
            return "";
        }
        var words = name.strip().split("\\s+");
        return first(words[0]) + (words.length > 1 ? first(words[words.length - 1]) : "");
    }

    private static String first(String word) {
        return new String(Character.toChars(word.codePointAt(0))).toUpperCase(Locale.ROOT);
    }

    /**
     * A hue for something, always the same for the same text.
     *
     * @param text for example a name; null counts as empty
     * @return 0 to 359, in degrees of the OKLCH circle
     */
    public static int hue(String text) {
        return Math.floorMod((text == null ? "" : text).hashCode() * 47, 360);
    }

    /**
     * A share as a percentage with one decimal, in the reader's language.
     *
     * @param share 0 to 1; null gives a dash
     */
    public static String percent(Double share) {
        return share == null ? "–" : String.format(locale(), "%.1f%%", share * 100);
    }

    /**
     * A grade in the reader's language, with the word of the scale behind it.
     *
     * @param percent null for none
     * @param label null for none
     */
    public static String grade(BigDecimal percent, String label) {
        if (percent == null) {
            return label == null || label.isEmpty() ? "–" : label;
        }
        var format = NumberFormat.getNumberInstance(locale());
        format.setMinimumFractionDigits(Math.max(0, percent.scale()));
        format.setMaximumFractionDigits(Math.max(0, percent.scale()));
        return format.format(percent) + "%" + (label == null || label.isEmpty() ? "" : " " + label);
    }

    /** A number as it is written in the reader's language. */
    public static String figure(long number) {
        return NumberFormat.getIntegerInstance(locale()).format(number);
    }

    /**
     * A text of the message bundle.
     *
     * @param key its key; the key itself is shown when there is no such text, so that nothing fails over a word
     * @param parameter the value for {0}; an Object[] for several
     */
    public static String say(String key, Object parameter) {
        return say(locale(), key, parameter);
    }

    /** {@link #say(String, Object)} in a language, for what is no page. */
    public static String say(Locale locale, String key, Object parameter) {
        var bundle = ResourceBundle.getBundle(BUNDLE, locale);
        if (!bundle.containsKey(key)) {
            return key;
        }
        var parameters = parameter instanceof Object[] several ? several : new Object[] {parameter};
        return new MessageFormat(bundle.getString(key), locale).format(parameters);
    }

    /** Whether the message bundle has a text. */
    public static boolean has(String key) {
        return ResourceBundle.getBundle(BUNDLE, locale()).containsKey(key);
    }

    /** A text as it stands in an address. */
    public static String encoded(String text) {
        return text == null ? "" : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Two values for {@link #say}, because expressions of pages know no arrays. */
    public static Object pair(Object first, Object second) {
        return new Object[] {first, second};
    }

    /** The reader's language. */
    public static Locale locale() {
        var context = FacesContext.getCurrentInstance();
        return context == null || context.getViewRoot() == null
                ? Locale.ENGLISH
                : context.getViewRoot().getLocale();
    }
}

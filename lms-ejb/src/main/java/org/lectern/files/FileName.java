package org.lectern.files;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Names of files, as they may be shown, sent in headers and written into archives. */
public final class FileName {

    private static final int LONGEST = 200;
    private static final String NAMELESS = "file";

    /** Names that Windows keeps for devices, with any ending. */
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private FileName() {}

    /**
     * A name without folders, control characters and marks that turn the direction of writing around, which could make
     * one ending look like another; at most 200 characters, of which the ending is kept.
     *
     * @param name as it was sent; null or blank becomes {@code file}
     */
    public static String tidy(String name) {
        var text = Normalizer.normalize(name == null ? "" : name, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}\\p{Cn}]", "")
                .replaceAll("^.*[/\\\\]", "")
                .strip();
        if (text.isEmpty() || text.matches("\\.+")) {
            return NAMELESS;
        }
        if (text.length() <= LONGEST) {
            return text;
        }
        var ending = ending(text);
        return whole(text.substring(0, LONGEST - ending.length())) + ending;
    }

    /** A tidy name that every file system takes: nothing that separates, is special to a shell, or hides the file. */
    public static String portable(String name) {
        var text = tidy(name)
                .replaceAll("[<>:\"|?*'`$;&%!]", "_")
                .replaceAll("^[.\\s-]+", "_")
                .replaceAll("[.\\s]+$", "");
        var base = text.replaceFirst("\\..*", "").toLowerCase(Locale.ROOT);
        return text.isEmpty() ? NAMELESS : DEVICES.contains(base) ? "_" + text : text;
    }

    /** From the last dot on; empty when there is none, or when it is too long for an ending. */
    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 1 || name.length() - dot > 20 ? "" : name.substring(dot);
    }

    /** Without the half of a character at its end. */
    private static String whole(String text) {
        return Character.isHighSurrogate(text.charAt(text.length() - 1)) ? text.substring(0, text.length() - 1) : text;
    }
}

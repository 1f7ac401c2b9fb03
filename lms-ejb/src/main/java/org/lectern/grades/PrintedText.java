package org.lectern.grades;

import com.ibm.icu.text.Transliterator;
import com.lowagie.text.Chunk;
import com.lowagie.text.Font;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Bidi;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.librepdf.openpdf.fonts.Liberation;

/**
 * Text of any script in a PDF: each letter in the first font that has it. Words that no font has are written in Latin letters, and
 * what cannot be written so is shown as its code point; nothing is left blank.
 */
final class PrintedText {

    /** Liberation Sans for the scripts of Europe, DejaVu Sans for Arabic, Hebrew, Armenian, Georgian and others. */
    private static final List<BaseFont> FONTS = fonts();

    private static final String DEJAVU = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";

    private static final Pattern WORDS = Pattern.compile("\\S+");

    /** Loaded when it is needed first, because its tables are large. */
    private static final class Latin {
        static final Transliterator INSTANCE = Transliterator.getInstance("Any-Latin; Any-Title");
    }

    private PrintedText() {}

    private static List<BaseFont> fonts() {
        try (var dejavu = PrintedText.class.getResourceAsStream(DEJAVU)) {
            if (dejavu == null) {
                throw new FileNotFoundException(DEJAVU);
            }
            return List.of(
                    Liberation.SANS.create().getBaseFont(),
                    BaseFont.createFont(
                            "DejaVuSans.ttf", BaseFont.IDENTITY_H, true, true, dejavu.readAllBytes(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A text as it can be printed.
     *
     * @param text in any script
     * @param size in points
     * @param style see {@link Font}
     */
    static Phrase phrase(String text, float size, int style) {
        var phrase = new Phrase();
        var shown = shown(text);
        BaseFont font = FONTS.get(0);
        int from = 0;
        for (int at = 0; at < shown.length(); ) {
            int point = shown.codePointAt(at);
            var next = font(point, font);
            if (next != font) {
                add(phrase, shown.substring(from, at), font, size, style);
                from = at;
                font = next;
            }
            at += Character.charCount(point);
        }
        add(phrase, shown.substring(from), font, size, style);
        return phrase;
    }

    private static void add(Phrase phrase, String text, BaseFont font, float size, int style) {
        if (!text.isEmpty()) {
            phrase.add(new Chunk(text, new Font(font, size, style)));
        }
    }

    /** The font for a letter: that of the letter before where it has it, so that a word stays together. */
    private static BaseFont font(int point, BaseFont before) {
        if (Character.isWhitespace(point) || before.charExists(point)) {
            return before;
        }
        return FONTS.stream().filter(font -> font.charExists(point)).findFirst().orElse(before);
    }

    private static boolean isShown(int point) {
        return Character.isWhitespace(point) || FONTS.stream().anyMatch(font -> font.charExists(point));
    }

    /** The text with nothing in it that no font has. */
    static String shown(String text) {
        // marks that are seen by nobody, such as those between letters that must not join
        var visible = Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .filter(point -> Character.getType(point) != Character.FORMAT || isShown(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (visible.codePoints().allMatch(PrintedText::isShown)) {
            return visible;
        }
        return WORDS.matcher(visible)
                .replaceAll(word -> Matcher.quoteReplacement(
                        word.group().codePoints().allMatch(PrintedText::isShown)
                                ? word.group()
                                : inLatin(word.group())));
    }

    private static String inLatin(String word) {
        return Normalizer.normalize(Latin.INSTANCE.transliterate(word), Normalizer.Form.NFC)
                .codePoints()
                .mapToObj(point -> isShown(point) ? Character.toString(point) : String.format("U+%04X", point))
                .collect(Collectors.joining());
    }

    /** How a text runs, as {@link PdfWriter} says it: the direction of its first letter where any runs from right to left. */
    static int direction(String text) {
        var letters = text.toCharArray();
        if (!Bidi.requiresBidi(letters, 0, letters.length)) {
            return PdfWriter.RUN_DIRECTION_DEFAULT;
        }
        return new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight()
                ? PdfWriter.RUN_DIRECTION_LTR
                : PdfWriter.RUN_DIRECTION_RTL;
    }
}

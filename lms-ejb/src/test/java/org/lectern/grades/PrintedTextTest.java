package org.lectern.grades;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.PdfWriter;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.IOException;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedTextTest {

    @Test
    void namesInLettersOfTheFontsStayAsTheyAre() {
        for (var name : List.of("Łucja Ćwik", "Ольга Шевченко", "Νίκος Πάππας", "שלום כהן", "محمد علي", "Արմեն")) {
            assertEquals(name, PrintedText.shown(name));
        }
    }

    @Test
    void wordsThatNoFontHasAreWrittenInLatinLetters() {
        assertEquals("Wáng Wěi", PrintedText.shown("王 伟"));
        assertEquals("Ada Wáng", PrintedText.shown("Ada 王"));
        assertEquals("Gim Min Su", PrintedText.shown("김 민 수"));
    }

    @Test
    void whatHasNoLatinLettersIsShownAsItsCodePoint() {
        assertEquals("Ada U+1F9EA", PrintedText.shown("Ada \uD83E\uDDEA"));
    }

    @Test
    void directionIsThatOfTheFirstLetter() {
        assertEquals(PdfWriter.RUN_DIRECTION_DEFAULT, PrintedText.direction("Ada Noor"));
        assertEquals(PdfWriter.RUN_DIRECTION_RTL, PrintedText.direction("שלום Cohen"));
        assertEquals(PdfWriter.RUN_DIRECTION_LTR, PrintedText.direction("Cohen שלום"));
    }

    @Test
    void cardOfEveryScriptHasTheNameAndTheComment() throws IOException {
        var text = printed("Łucja Ćwik", "Works with care.");
        assertTrue(text.contains("Łucja Ćwik"), text);
        assertTrue(text.contains("Works with care."), text);
        assertTrue(printed("王 伟", "好").contains("Wáng Wěi"));
        // from the left to the right of the page, which is from the last letter to the first
        assertTrue(printed("שלום", "טוב").contains("םולש"));
        // joined letters have shapes of their own, which this takes back
        assertTrue(Normalizer.normalize(printed("محمد", "جيد"), Normalizer.Form.NFKC)
                .contains(new StringBuilder("محمد").reverse()));
    }

    private static String printed(String name, String comment) throws IOException {
        var line = new ReportLine(
                1,
                "Autumn",
                LocalDate.of(2026, 9, 1),
                "Chemistry",
                "Chemistry",
                null,
                "Ines Calder",
                new BigDecimal("87.5"),
                "B",
                comment);
        var pdf = ReportPdf.write(
                "Report card",
                "Marlowe Park School",
                LocalDate.of(2026, 12, 18),
                List.of(new Report(1, name, null, null, "10-A", List.of(line))),
                false,
                done -> {});
        return new PdfTextExtractor(new PdfReader(pdf)).getTextFromPage(1);
    }
}

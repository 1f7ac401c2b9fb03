package org.lectern.grades;

import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/** Prints results. The fonts are in the file, with the letters that occur; see {@link PrintedText}. */
final class ReportPdf {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final Color RULE = new Color(0xBB, 0xBB, 0xBB);

    private static final Look TITLE = new Look(18, Font.BOLD);
    private static final Look HEADING = new Look(11, Font.BOLD);
    private static final Look TEXT = new Look(10, Font.NORMAL);
    private static final Look SMALL = new Look(8, Font.NORMAL);

    /** How text looks. */
    private record Look(float size, int style) {}

    private final boolean withCredits;

    private ReportPdf(boolean withCredits) {
        this.withCredits = withCredits;
    }

    /**
     * Prints a page, or more, for each student.
     *
     * @param what is printed
     * @param school its name
     * @param day of the print
     * @param reports the students
     * @param withCredits whether credits are shown, by session, and not teachers
     * @param done is told after each student how many are printed
     * @return a PDF
     */
    static byte[] write(
            String what, String school, LocalDate day, List<Report> reports, boolean withCredits, IntConsumer done) {
        var out = new ByteArrayOutputStream();
        try (var document = new Document(PageSize.A4, 50, 50, 50, 50)) {
            PdfWriter.getInstance(document, out);
            document.addTitle(what + " – " + school);
            document.addCreator("Lectern");
            document.open();
            var pdf = new ReportPdf(withCredits);
            int printed = 0;
            for (var report : reports) {
                if (printed > 0) {
                    document.newPage();
                }
                pdf.student(document, what, school, day, report);
                done.accept(++printed);
            }
        }
        return out.toByteArray();
    }

    private void student(Document document, String what, String school, LocalDate day, Report report) {
        paragraph(document, school, HEADING, 0, 0);
        paragraph(document, what, TITLE, 0, 0);
        paragraph(document, report.name(), HEADING, 12, 0);
        var details = (report.identifier() == null ? "" : "Number " + report.identifier() + "   ")
                + (report.birthDate() == null ? "" : "Born " + DAY.format(report.birthDate()) + "   ")
                + (report.group().isEmpty() ? "" : "Group " + report.group());
        if (!details.isBlank()) {
            paragraph(document, details.strip(), TEXT, 0, 0);
        }
        String session = null;
        PdfPTable table = null;
        for (var line : report.lines()) {
            if (table == null || !line.session().equals(session)) {
                if (table != null) {
                    document.add(table);
                }
                session = line.session();
                paragraph(document, session, HEADING, 14, 4);
                table = table();
            }
            row(table, line);
        }
        if (table == null) {
            paragraph(document, "There are no results yet.", TEXT, 0, 0);
        } else {
            document.add(table);
        }
        paragraph(document, "Printed on " + DAY.format(day) + ".", SMALL, 16, 0);
    }

    /** Only cells of a table can run from right to left. */
    private static void paragraph(Document document, String value, Look look, float before, float after) {
        if (PrintedText.direction(value) == PdfWriter.RUN_DIRECTION_DEFAULT) {
            var paragraph = new Paragraph(PrintedText.phrase(value, look.size, look.style));
            paragraph.setLeading(look.size * 1.5f);
            paragraph.setSpacingBefore(before);
            paragraph.setSpacingAfter(after);
            document.add(paragraph);
            return;
        }
        var line = new PdfPTable(1);
        line.setWidthPercentage(100);
        line.setSpacingBefore(before);
        line.setSpacingAfter(after);
        var cell = cell(value, look, Element.ALIGN_LEFT);
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setPaddingLeft(0);
        cell.setPaddingRight(0);
        line.addCell(cell);
        document.add(line);
    }

    private PdfPTable table() {
        var table = new PdfPTable(new float[] {5, 3, 1.5f, 1.5f});
        table.setWidthPercentage(100);
        table.setHeaderRows(1);
        table.addCell(cell("Course", HEADING, Element.ALIGN_LEFT));
        table.addCell(cell(
                withCredits ? "Credits" : "Teacher", HEADING, withCredits ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT));
        table.addCell(cell("Percent", HEADING, Element.ALIGN_RIGHT));
        table.addCell(cell("Grade", HEADING, Element.ALIGN_RIGHT));
        return table;
    }

    private void row(PdfPTable table, ReportLine line) {
        table.addCell(cell(withCredits ? line.course() : line.section(), TEXT, Element.ALIGN_LEFT));
        table.addCell(
                withCredits
                        ? cell(plain(line.credits()), TEXT, Element.ALIGN_RIGHT)
                        : cell(line.teachers(), TEXT, Element.ALIGN_LEFT));
        table.addCell(cell(plain(line.percent()), TEXT, Element.ALIGN_RIGHT));
        table.addCell(cell(line.label() == null ? "–" : line.label(), TEXT, Element.ALIGN_RIGHT));
        if (!withCredits && line.comment() != null) {
            var comment = cell(line.comment(), TEXT, Element.ALIGN_LEFT);
            comment.setColspan(table.getNumberOfColumns());
            table.addCell(comment);
        }
    }

    private static String plain(BigDecimal number) {
        return number == null ? "–" : number.toPlainString();
    }

    private static PdfPCell cell(String value, Look look, int alignment) {
        var cell = new PdfPCell(PrintedText.phrase(value, look.size, look.style));
        cell.setRunDirection(PrintedText.direction(value));
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(RULE);
        cell.setPadding(4);
        cell.setHorizontalAlignment(alignment);
        return cell;
    }
}

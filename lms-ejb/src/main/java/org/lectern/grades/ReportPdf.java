package org.lectern.grades;

import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.librepdf.openpdf.fonts.Liberation;

/** Prints results. The font is in the file and has the letters of all European languages. */
final class ReportPdf {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final Color RULE = new Color(0xBB, 0xBB, 0xBB);

    private final Font title = font(18, Font.BOLD);
    private final Font heading = font(11, Font.BOLD);
    private final Font text = font(10, Font.NORMAL);
    private final Font small = font(8, Font.NORMAL);
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

    private static Font font(int size, int style) {
        try {
            var font = Liberation.SANS.create(size);
            font.setStyle(style);
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void student(Document document, String what, String school, LocalDate day, Report report) {
        document.add(new Paragraph(school, heading));
        document.add(new Paragraph(what, title));
        var about = new Paragraph(report.name(), heading);
        about.setSpacingBefore(12);
        document.add(about);
        var details = (report.identifier() == null ? "" : "Number " + report.identifier() + "   ")
                + (report.birthDate() == null ? "" : "Born " + DAY.format(report.birthDate()) + "   ")
                + (report.group().isEmpty() ? "" : "Group " + report.group());
        if (!details.isBlank()) {
            document.add(new Paragraph(details.strip(), text));
        }
        String session = null;
        PdfPTable table = null;
        for (var line : report.lines()) {
            if (table == null || !line.session().equals(session)) {
                if (table != null) {
                    document.add(table);
                }
                session = line.session();
                var name = new Paragraph(session, heading);
                name.setSpacingBefore(14);
                name.setSpacingAfter(4);
                document.add(name);
                table = table();
            }
            row(table, line);
        }
        if (table == null) {
            document.add(new Paragraph("There are no results yet.", text));
        } else {
            document.add(table);
        }
        var foot = new Paragraph("Printed on " + DAY.format(day) + ".", small);
        foot.setSpacingBefore(16);
        document.add(foot);
    }

    private PdfPTable table() {
        var table = new PdfPTable(new float[] {5, 3, 1.5f, 1.5f});
        table.setWidthPercentage(100);
        table.setHeaderRows(1);
        cell(table, "Course", heading, Element.ALIGN_LEFT);
        cell(
                table,
                withCredits ? "Credits" : "Teacher",
                heading,
                withCredits ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
        cell(table, "Percent", heading, Element.ALIGN_RIGHT);
        cell(table, "Grade", heading, Element.ALIGN_RIGHT);
        return table;
    }

    private void row(PdfPTable table, ReportLine line) {
        cell(table, withCredits ? line.course() : line.section(), text, Element.ALIGN_LEFT);
        if (withCredits) {
            cell(table, plain(line.credits()), text, Element.ALIGN_RIGHT);
        } else {
            cell(table, line.teachers(), text, Element.ALIGN_LEFT);
        }
        cell(table, plain(line.percent()), text, Element.ALIGN_RIGHT);
        cell(table, line.label() == null ? "–" : line.label(), text, Element.ALIGN_RIGHT);
    }

    private static String plain(BigDecimal number) {
        return number == null ? "–" : number.toPlainString();
    }

    private static void cell(PdfPTable table, String value, Font font, int alignment) {
        var cell = new PdfPCell(new Phrase(value, font));
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(RULE);
        cell.setPadding(4);
        cell.setHorizontalAlignment(alignment);
        table.addCell(cell);
    }
}

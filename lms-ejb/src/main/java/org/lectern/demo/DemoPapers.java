package org.lectern.demo;

import com.lowagie.text.Document;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.PdfDate;
import com.lowagie.text.pdf.PdfEncryption;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.List;
import javax.imageio.ImageIO;

/** What teachers of the demo school hand out: worksheets as PDF, sketches as PNG, notes as text. */
final class DemoPapers {

    private static final Color RULE = new Color(0xBBBBBB);

    private DemoPapers() {}

    /**
     * A worksheet, with room to answer.
     *
     * @param heading of the page
     * @param line below it
     * @param questions what is asked
     * @param madeAt what the file says of its making
     * @return a PDF of a page, the same for the same values
     */
    static byte[] pdf(String heading, String line, List<String> questions, Instant madeAt) {
        var out = new ByteArrayOutputStream();
        try (var document = new Document(PageSize.A4, 60, 60, 60, 60)) {
            var writer = PdfWriter.getInstance(document, out);
            document.addTitle(heading);
            document.open();
            var moment = GregorianCalendar.from(madeAt.atZone(ZoneOffset.UTC));
            writer.getInfo().put(PdfName.CREATIONDATE, new PdfDate(moment));
            writer.getInfo().put(PdfName.MODDATE, new PdfDate(moment));
            // otherwise drawn by lot
            var id = Arrays.copyOf(heading.getBytes(StandardCharsets.UTF_8), 16);
            writer.getInfo().put(PdfName.FILEID, PdfEncryption.createInfoId(id, id));
            document.add(new Paragraph(heading, font(20, Font.BOLD)));
            var below = new Paragraph(line, font(10, Font.ITALIC));
            below.setSpacingAfter(18);
            document.add(below);
            int number = 0;
            for (var question : questions) {
                var asked = new Paragraph(++number + ".  " + question, font(12, Font.NORMAL));
                asked.setSpacingBefore(14);
                document.add(asked);
                document.add(linesToWriteOn());
            }
        }
        return out.toByteArray();
    }

    private static PdfPTable linesToWriteOn() {
        var lines = new PdfPTable(1);
        lines.setWidthPercentage(100);
        for (int i = 0; i < 3; i++) {
            var line = new PdfPCell();
            line.setFixedHeight(26);
            line.setBorder(Rectangle.BOTTOM);
            line.setBorderColor(RULE);
            lines.addCell(line);
        }
        return lines;
    }

    /** One of those that every reader has: the name of one that is in the file is drawn by lot. */
    private static Font font(int size, int style) {
        return new Font(Font.HELVETICA, size, style);
    }

    /**
     * Axes with a curve.
     *
     * @param kind 0 for a parabola, 1 for a wave, 2 for a line, and so on
     * @return a PNG
     */
    static byte[] sketch(int kind) {
        var picture = new BufferedImage(480, 320, BufferedImage.TYPE_INT_RGB);
        var drawing = picture.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        drawing.setColor(Color.WHITE);
        drawing.fillRect(0, 0, 480, 320);
        drawing.setColor(new Color(0xE3E8EF));
        for (int at = 0; at <= 480; at += 40) {
            drawing.draw(new Line2D.Double(at, 0, at, 320));
            drawing.draw(new Line2D.Double(0, at, 480, at));
        }
        drawing.setColor(new Color(0x3A3F4A));
        drawing.setStroke(new BasicStroke(2));
        drawing.draw(new Line2D.Double(0, 200, 480, 200));
        drawing.draw(new Line2D.Double(240, 0, 240, 320));
        var curve = new Path2D.Double();
        for (int x = 0; x <= 480; x += 4) {
            double t = (x - 240) / 40.0;
            double y = 200
                    - 40
                            * switch (kind % 3) {
                                case 0 -> t * t / 2 - 2;
                                case 1 -> 2.5 * Math.sin(t);
                                default -> 0.75 * t + 1;
                            };
            if (x == 0) {
                curve.moveTo(x, y);
            } else {
                curve.lineTo(x, y);
            }
        }
        drawing.setColor(new Color(0x3456B8));
        drawing.setStroke(new BasicStroke(3));
        drawing.draw(curve);
        drawing.dispose();
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

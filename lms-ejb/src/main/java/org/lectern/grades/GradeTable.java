package org.lectern.grades;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/** A table of texts as a file for people, CSV or XLSX, and back. Every text in a file is harmless to spreadsheets. */
final class GradeTable {

    private static final int MOST_ROWS = 20_000;
    private static final int MOST_COLUMNS = 2_000;

    /** An unpacked workbook of the largest gradebook has less than a tenth of it. */
    private static final long MOST_UNPACKED = 256L << 20;

    private GradeTable() {}

    /** Writes CSV after RFC 4180, in UTF-8 with a byte order mark, without which spreadsheets guess. */
    static byte[] csv(List<List<String>> rows) {
        var text = new StringWriter();
        text.write('\uFEFF');
        try (var printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            for (var row : rows) {
                printer.printRecord(row.stream().map(GradeText::harmless).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a workbook with one sheet, whose first row and first two columns stay in sight. */
    static byte[] xlsx(String title, List<List<String>> rows) {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "Lectern", "1.0")) {
            var sheet = workbook.newWorksheet(title);
            sheet.freezePane(2, 1);
            for (int r = 0; r < rows.size(); r++) {
                var row = rows.get(r);
                for (int c = 0; c < row.size(); c++) {
                    var value = row.get(c);
                    if (value.isEmpty()) {
                        continue;
                    }
                    if (r > 0 && isNumber(value)) {
                        sheet.value(r, c, new BigDecimal(value));
                    } else {
                        sheet.value(r, c, GradeText.harmless(value));
                    }
                }
            }
            workbook.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** As a spreadsheet would show it again: without leading zeros, and short enough to be exact. */
    private static boolean isNumber(String value) {
        return value.matches("(0|-?[1-9]\\d{0,8}|-?(0|[1-9]\\d{0,8})\\.\\d{0,2}[1-9])");
    }

    /**
     * Reads CSV.
     *
     * @throws Problem of type VALIDATION when it is none, or too large
     */
    static List<List<String>> readCsv(byte[] content) {
        List<List<String>> rows = new ArrayList<>();
        var text = new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8);
        try (var parser = CSVFormat.RFC4180.parse(text)) {
            for (var record : parser) {
                List<String> row = new ArrayList<>(record.size());
                for (var value : record) {
                    row.add(GradeText.restored(
                            rows.isEmpty() && row.isEmpty() && value.startsWith("\uFEFF")
                                    ? value.substring(1)
                                    : value));
                }
                add(rows, row);
            }
        } catch (IOException | IllegalStateException | UncheckedIOException e) {
            throw unreadable("The file is no CSV after RFC 4180.");
        }
        return rows;
    }

    /**
     * Reads the first sheet of a workbook.
     *
     * @throws Problem of type VALIDATION when it is none, or too large
     */
    static List<List<String>> readXlsx(byte[] content) {
        requireSmall(content);
        List<List<String>> rows = new ArrayList<>();
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(content));
                var lines = workbook.getFirstSheet().openStream()) {
            for (var iterator = lines.iterator(); iterator.hasNext(); ) {
                var line = iterator.next();
                while (rows.size() < line.getRowNum() - 1 && rows.size() < MOST_ROWS) {
                    rows.add(List.of());
                }
                add(rows, row(line));
            }
        } catch (IOException | ExcelReaderException e) {
            throw unreadable("The file is no workbook (XLSX).");
        }
        return rows;
    }

    private static List<String> row(Row line) {
        List<String> row = new ArrayList<>(line.getCellCount());
        for (int i = 0; i < line.getCellCount() && i <= MOST_COLUMNS; i++) {
            row.add(line.getOptionalCell(i).map(GradeTable::text).orElse(""));
        }
        return row;
    }

    private static String text(Cell cell) {
        boolean number = cell.getType() == CellType.NUMBER || cell.getType() == CellType.FORMULA;
        var text = number ? cell.getRawValue() : cell.getText();
        if (text == null) {
            return "";
        }
        if (!number) {
            return GradeText.restored(text);
        }
        try {
            // spreadsheets compute in binary fractions
            return Decimals.plain(new BigDecimal(text).setScale(6, RoundingMode.HALF_UP))
                    .toPlainString();
        } catch (NumberFormatException e) {
            return GradeText.restored(text);
        }
    }

    /** A few kilobytes can unpack to gigabytes; the reader would not notice. */
    private static void requireSmall(byte[] content) {
        long left = MOST_UNPACKED;
        var buffer = new byte[8192];
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(content))
                .get()) {
            for (var entries = zip.getEntries(); entries.hasMoreElements(); ) {
                try (var entry = zip.getInputStream(entries.nextElement())) {
                    for (int read = entry.read(buffer); read >= 0; read = entry.read(buffer)) {
                        left -= read;
                        if (left < 0) {
                            throw new Problem(ProblemType.TOO_LARGE, "The workbook unpacks to too much.");
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw unreadable("The file is no workbook (XLSX).");
        }
    }

    private static void add(List<List<String>> rows, List<String> row) {
        if (rows.size() >= MOST_ROWS || row.size() > MOST_COLUMNS) {
            throw new Problem(
                    ProblemType.TOO_LARGE,
                    String.format(Locale.ROOT, "A table has at most %d rows and %d columns.", MOST_ROWS, MOST_COLUMNS));
        }
        rows.add(row);
    }

    private static Problem unreadable(String message) {
        return Problem.ofField(ProblemType.VALIDATION, "file", message);
    }
}

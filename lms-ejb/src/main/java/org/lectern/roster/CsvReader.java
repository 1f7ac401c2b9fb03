package org.lectern.roster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads one CSV file (RFC 4180, UTF-8) row by row and turns what is broken in its form into faults with their line. */
final class CsvReader {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    private CsvReader() {}

    /** Takes the rows. */
    interface Rows {

        /**
         * The first row.
         *
         * @return whether the others are wanted
         */
        boolean header(List<String> names) throws SQLException;

        /**
         * One of the other rows; it has as many values as the header has names.
         *
         * @param line where it begins; the header is line 1
         */
        void row(long line, CSVRecord values) throws SQLException;
    }

    /**
     * Reads a file to its end, or to the place where its form is broken.
     *
     * @param in the file; closed in the end
     * @param file its name for faults
     */
    static void read(InputStream in, String file, Faults faults, Rows rows) throws SQLException {
        long ended = 0;
        try (var reader = new StrictUtf8Reader(in);
                var parser =
                        CSVParser.builder().setReader(reader).setFormat(FORMAT).get()) {
            var records = parser.iterator();
            int width = -1;
            while (records.hasNext()) {
                var values = records.next();
                long end = parser.getCurrentLineNumber();
                long line = end - lineBreaksWithin(values, end - ended);
                ended = end;
                reader.rowEnded();
                if (width < 0) {
                    width = values.size();
                    if (!rows.header(values.toList())) {
                        return;
                    }
                } else if (values.size() != width) {
                    faults.add(
                            file,
                            line,
                            null,
                            "The row has " + values.size() + " values, the header has " + width + " columns.");
                } else {
                    rows.row(line, values);
                }
                if (faults.full()) {
                    return;
                }
            }
            if (width < 0) {
                faults.add(file, "The file is empty; it needs at least a header row.");
            }
        } catch (IOException e) {
            faults.add(file, line(e, ended + 1), null, reason(e));
        } catch (UncheckedIOException e) {
            faults.add(file, line(e.getCause(), ended + 1), null, reason(e.getCause()));
        }
    }

    private static Long line(IOException e, long next) {
        if (e instanceof StrictUtf8Reader.NotUtf8Exception notUtf8) {
            return notUtf8.line();
        }
        return e instanceof RosterPackage.RefusedException ? null : Long.valueOf(next);
    }

    private static String reason(IOException e) {
        if (e instanceof StrictUtf8Reader.NotUtf8Exception) {
            return "The text is not UTF-8.";
        }
        if (e instanceof StrictUtf8Reader.EndlessRowException) {
            return e.getMessage() + " Most likely a quotation mark is not closed.";
        }
        if (e instanceof RosterPackage.RefusedException) {
            return e.getMessage();
        }
        if (e instanceof CSVException) {
            return "Quotation marks are broken in the row that begins here.";
        }
        return "The file in the zip is damaged: " + e.getMessage() + ".";
    }

    private static long lineBreaksWithin(CSVRecord values, long linesPassed) {
        if (linesPassed <= 1) {
            return 0;
        }
        long count = 0;
        for (var value : values) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '\n' && (i == 0 || value.charAt(i - 1) != '\r') || c == '\r') {
                    count++;
                }
            }
        }
        return count;
    }
}

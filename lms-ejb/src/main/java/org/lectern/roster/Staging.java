package org.lectern.roster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.lectern.roster.RosterFile.Column;
import org.lectern.roster.RosterFile.Need;
import org.lectern.roster.RosterFile.Type;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Reads the files of a set into temporary tables of the transaction, by COPY, and finds what a row alone can have
 * wrong. Every staging table exists, if empty, with the columns {@code line}, {@code gone} (status tobedeleted) and
 * those of {@link RosterFile#staged()}.
 */
final class Staging {

    private static final System.Logger LOG = System.getLogger(Staging.class.getName());
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAXIMUM_TEXT = 255;
    private static final int MAXIMUM_LONG_TEXT = 10_000;
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("[yyyy-MM-dd'T'HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS][XXX][X]][yyyy-MM-dd]");

    private final Connection connection;
    private final RosterPackage set;
    private final Faults faults;
    private final Map<RosterFile, Set<String>> columns = new EnumMap<>(RosterFile.class);
    private final Map<String, Long> leftOut;
    private final Map<RosterFile, Long> rows = new EnumMap<>(RosterFile.class);

    /**
     * For one import.
     *
     * @param leftOut gets the columns that hold values which nothing was done with, and how many values
     */
    Staging(Connection connection, RosterPackage set, Faults faults, Map<String, Long> leftOut) {
        this.connection = connection;
        this.set = set;
        this.faults = faults;
        this.leftOut = leftOut;
    }

    /** Whether the header of a file has a column. A value that is not told is not changed. */
    boolean tells(RosterFile file, String column) {
        return columns.getOrDefault(file, Set.of()).contains(column);
    }

    /** How many rows a file has. */
    long rows(RosterFile file) {
        return rows.getOrDefault(file, 0L);
    }

    /**
     * Reads all files.
     *
     * @param progress is told 0 to 100
     */
    void load(IntConsumer progress) throws SQLException, IOException {
        for (var file : RosterFile.values()) {
            create(file);
        }
        for (var file : set.files()) {
            if (faults.full()) {
                return;
            }
            load(file, progress);
            try (var statement = connection.createStatement()) {
                statement.execute("create index on " + file.staging() + " (sourced_id)");
                statement.execute("analyze " + file.staging());
            }
        }
    }

    private void create(RosterFile file) throws SQLException {
        var list = file.staged().stream()
                .map(c -> c.sqlName() + " " + c.type().sql())
                .collect(Collectors.joining(", "));
        try (var statement = connection.createStatement()) {
            statement.execute("create temp table " + file.staging() + " (line bigint, gone boolean, " + list
                    + ") on commit drop");
        }
    }

    private void load(RosterFile file, IntConsumer progress) throws SQLException, IOException {
        var loader = new Loader(file, progress);
        boolean whole = false;
        try {
            CsvReader.read(set.open(file), file.fileName(), faults, loader);
            loader.end();
            whole = true;
        } finally {
            if (!whole) {
                loader.abandon();
            }
        }
    }

    /** One file on its way into its staging table. */
    private final class Loader implements CsvReader.Rows {

        private final RosterFile file;
        private final IntConsumer progress;
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFER_BYTES + (1 << 12));
        private final StringBuilder text = new StringBuilder();
        private Column[] header;
        private long[] leftOutValues;
        private int statusAt = -1;
        private int dateLastModifiedAt = -1;
        private CopyIn copy;

        Loader(RosterFile file, IntConsumer progress) {
            this.file = file;
            this.progress = progress;
        }

        @Override
        public boolean header(List<String> names) throws SQLException {
            header = new Column[names.size()];
            leftOutValues = new long[names.size()];
            var seen = new HashSet<String>();
            boolean sound = true;
            for (int i = 0; i < header.length; i++) {
                var name = names.get(i).strip();
                var column = file.column(name);
                if (column.isEmpty() && !name.startsWith("metadata.")) {
                    faults.add(
                            file.fileName(),
                            1L,
                            name,
                            "OneRoster 1.1 and 1.2 have no column " + Faults.shown(name) + " in this file.");
                    sound = false;
                } else if (!seen.add(column.map(Column::name).orElse(name))) {
                    faults.add(file.fileName(), 1L, name, "The column is there twice.");
                    sound = false;
                }
                header[i] = column.orElse(new Column(name, Type.LEFT_OUT, Need.NEVER, null, Map.of()));
                if (name.equals("status")) {
                    statusAt = i;
                } else if (name.equals("dateLastModified")) {
                    dateLastModifiedAt = i;
                }
            }
            for (var column : file.columns()) {
                if (isNeeded(column) && !seen.contains(column.name())) {
                    faults.add(file.fileName(), 1L, column.name(), "The column is missing.");
                    sound = false;
                }
            }
            if (sound) {
                columns.put(file, Set.copyOf(seen));
                begin();
            }
            return sound;
        }

        @Override
        public void row(long line, CSVRecord values) throws SQLException {
            boolean gone = statusAt >= 0 && values.get(statusAt).strip().equalsIgnoreCase("tobedeleted");
            if (set.isDelta(file) && (statusAt < 0 || values.get(statusAt).isBlank())) {
                faults.add(file.fileName(), line, "status", "A file of changes needs a status in every row.");
            }
            text.setLength(0);
            text.append(line).append('\t').append(gone ? 't' : 'f');
            for (int i = 0; i < header.length; i++) {
                var column = header[i];
                var value = values.get(i).strip();
                switch (column.type()) {
                    case LEFT_OUT -> leftOutValues[i] += value.isEmpty() ? 0 : 1;
                    case TIMESTAMP -> checkTimestamp(line, column, value);
                    default -> {
                        var checked = check(line, column, value, gone);
                        if (i != statusAt) {
                            text.append('\t');
                            append(checked);
                        }
                    }
                }
            }
            text.append('\n');
            buffer.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
            rows.merge(file, 1L, Long::sum);
            if (buffer.size() >= BUFFER_BYTES) {
                flush();
                progress.accept((int) Math.min(100, 100 * set.bytesRead() / set.claimedBytes()));
            }
        }

        void end() throws SQLException {
            if (copy != null) {
                flush();
                copy.endCopy();
            }
            for (int i = 0; header != null && i < header.length; i++) {
                if (leftOutValues[i] > 0) {
                    leftOut.put(file.fileName() + ": " + header[i].name(), leftOutValues[i]);
                }
            }
        }

        /** Frees the connection for the rollback; whatever came before is what the caller is to hear of. */
        void abandon() {
            try {
                if (copy != null && copy.isActive()) {
                    copy.cancelCopy();
                }
            } catch (SQLException e) {
                LOG.log(System.Logger.Level.DEBUG, "The copy could not be ended; the rollback ends it", e);
            }
        }

        private void begin() throws SQLException {
            var names = new StringBuilder("line, gone");
            for (int i = 0; i < header.length; i++) {
                if (i != statusAt && i != dateLastModifiedAt && header[i].type() != Type.LEFT_OUT) {
                    names.append(", ").append(header[i].sqlName());
                }
            }
            copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + file.staging() + " (" + names + ") from stdin");
        }

        private void flush() throws SQLException {
            var bytes = buffer.toByteArray();
            copy.writeToCopy(bytes, 0, bytes.length);
            buffer.reset();
        }

        private boolean isNeeded(Column column) {
            return column.need() == Need.ALWAYS
                    || column.need() == Need.IN_1_1 && set.version().equals("1.1");
        }

        /** The value as COPY takes it, before escaping; null when there is none or it is at fault. */
        private String check(long line, Column column, String value, boolean gone) {
            if (value.isEmpty()) {
                // who only says that a row goes need not repeat the rest of it
                if (isNeeded(column) && (!gone || column.name().equals("sourcedId"))) {
                    faults.add(file.fileName(), line, column.name(), "A value is required.");
                }
                return null;
            }
            if (value.indexOf('\0') >= 0) {
                return fault(line, column, "The value contains a NUL character.");
            }
            return switch (column.type()) {
                case DATE -> date(line, column, value);
                case BOOLEAN -> bool(line, column, value);
                case YEAR ->
                    YEAR.matcher(value).matches()
                            ? value
                            : fault(line, column, Faults.shown(value) + " is not a year of four digits.");
                case POINTS -> number(line, column, value, "-999999.999", "999999.999");
                case WEIGHT -> number(line, column, value, "0", "9999.999");
                case WORD -> word(line, column, value);
                case LONG_TEXT, REFERENCES -> text(line, column, value, MAXIMUM_LONG_TEXT);
                default -> text(line, column, value, MAXIMUM_TEXT);
            };
        }

        private String text(long line, Column column, String value, int maximum) {
            return value.length() <= maximum
                    ? value
                    : fault(
                            line,
                            column,
                            "The value has " + value.length() + " characters; at most " + maximum + " are taken.");
        }

        private String date(long line, Column column, String value) {
            try {
                var date = LocalDate.parse(value);
                if (date.getYear() >= 1000 && date.getYear() <= 9999) {
                    return date.toString();
                }
            } catch (DateTimeException e) {
                // told below, as a year that no school has
            }
            return fault(line, column, Faults.shown(value) + " is not a date in the form 2026-09-01 (ISO 8601).");
        }

        private void checkTimestamp(long line, Column column, String value) {
            if (!value.isEmpty()) {
                try {
                    DATE_TIME.parse(value);
                } catch (DateTimeException e) {
                    fault(
                            line,
                            column,
                            Faults.shown(value)
                                    + " is not a date and time in the form 2026-09-01T08:30:00.000Z (ISO 8601).");
                }
            }
        }

        private String bool(long line, Column column, String value) {
            var lower = value.toLowerCase(Locale.ROOT);
            return lower.equals("true") || lower.equals("false")
                    ? lower
                    : fault(line, column, Faults.shown(value) + " is neither true nor false.");
        }

        private String number(long line, Column column, String value, String least, String most) {
            if (!NUMBER.matcher(value).matches()) {
                return fault(line, column, Faults.shown(value) + " is not a number.");
            }
            var number = new BigDecimal(value);
            if (number.compareTo(new BigDecimal(least)) < 0 || number.compareTo(new BigDecimal(most)) > 0) {
                return fault(line, column, Faults.shown(value) + " is outside of " + least + " to " + most + ".");
            }
            return value;
        }

        private String word(long line, Column column, String value) {
            var word = column.words().get(value.toLowerCase(Locale.ROOT));
            return word != null
                    ? word
                    : fault(
                            line,
                            column,
                            Faults.shown(value) + " is not one of "
                                    + column.words().values().stream().sorted().collect(Collectors.joining(", "))
                                    + ".");
        }

        private String fault(long line, Column column, String message) {
            faults.add(file.fileName(), line, column.name(), message);
            return null;
        }

        private void append(String value) {
            if (value == null) {
                text.append("\\N");
                return;
            }
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '\\' -> text.append("\\\\");
                    case '\t' -> text.append("\\t");
                    case '\n' -> text.append("\\n");
                    case '\r' -> text.append("\\r");
                    default -> text.append(c);
                }
            }
        }
    }
}

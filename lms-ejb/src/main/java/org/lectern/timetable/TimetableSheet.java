package org.lectern.timetable;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.lectern.timetable.TimetablePlan.Meeters;
import org.lectern.timetable.TimetablePlan.Meeting;

/**
 * Our own form of a timetable: a table with a row for each weekly meeting, as CSV or as the first sheet of an Excel
 * workbook. Sections and teachers are named in words that the school has; rooms may be new.
 */
final class TimetableSheet {

    /** The columns, in the order in which the template has them; those of the end may be left out. */
    static final List<String> COLUMNS = List.of("section", "weekday", "start", "end", "room", "teacher", "weekCycle");

    private static final int NEEDED = 4;
    private static final long MINUTES_OF_A_DAY = 24L * 60;
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})[:.](\\d{2})(?::00)?");

    private final TimetablePlan plan;
    private List<String> header;

    private TimetableSheet(TimetablePlan plan) {
        this.plan = plan;
    }

    /** Reads CSV (RFC 4180, UTF-8) into a plan, with whatever is wrong with it. */
    static void readCsv(InputStream in, TimetablePlan plan) {
        var sheet = new TimetableSheet(plan);
        var utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var parser = CSVParser.builder()
                .setReader(new BufferedReader(new InputStreamReader(in, utf8)))
                .setFormat(CSVFormat.RFC4180)
                .get()) {
            long line = 1;
            for (var row : parser) {
                sheet.row(line, row.toList());
                line = parser.getCurrentLineNumber() + 1;
                if (plan.isFull()) {
                    return;
                }
            }
        } catch (CharacterCodingException e) {
            plan.fault(null, null, "The text is not UTF-8.");
        } catch (IOException | UncheckedIOException e) {
            plan.fault(
                    null,
                    null,
                    e.getCause() instanceof CharacterCodingException
                            ? "The text is not UTF-8."
                            : "This is no CSV: most likely a quotation mark is not closed.");
        }
        sheet.requireRows();
    }

    /** Reads the first sheet of an Excel workbook (.xlsx) into a plan, with whatever is wrong with it. */
    static void readXlsx(InputStream in, TimetablePlan plan) {
        var sheet = new TimetableSheet(plan);
        try (var workbook = new ReadableWorkbook(in);
                var rows = workbook.getFirstSheet().openStream()) {
            var each = rows.iterator();
            while (each.hasNext() && !plan.isFull()) {
                var row = each.next();
                sheet.row(row.getRowNum(), texts(row));
            }
        } catch (IOException | ExcelReaderException | UncheckedIOException | IllegalArgumentException e) {
            plan.fault(null, null, "This is no Excel workbook (.xlsx) that can be read.");
        }
        sheet.requireRows();
    }

    /** The template as CSV. */
    static byte[] csvTemplate() {
        return (String.join(",", COLUMNS) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The template as an Excel workbook; a second sheet says how to fill it in. */
    static byte[] xlsxTemplate() {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Lectern", "1.0")) {
            var sheet = workbook.newWorksheet("Timetable");
            for (int i = 0; i < COLUMNS.size(); i++) {
                sheet.value(0, i, COLUMNS.get(i));
                sheet.style(0, i).bold().set();
                sheet.width(i, 16);
            }
            var help = workbook.newWorksheet("How to fill it in");
            var lines = List.of(
                    "One row for each weekly meeting, on the first sheet.",
                    "section: the code of a section of the academic session",
                    "weekday: Monday to Sunday, or 1 (Monday) to 7 (Sunday)",
                    "start, end: times such as 09:50",
                    "room: what is written on the door; a new room is added. May be empty",
                    "teacher: e-mail address, identifier, user name or full name. May be empty",
                    "weekCycle: EVERY, A or B; empty means every week");
            for (int i = 0; i < lines.size(); i++) {
                help.value(i, 0, lines.get(i));
            }
            help.width(0, 90);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<String> texts(Row row) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < row.getCellCount(); i++) {
            texts.add(row.getOptionalCell(i).map(TimetableSheet::text).orElse(""));
        }
        return texts;
    }

    /** Excel keeps a time as a part of a day. */
    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER) {
            var number = cell.asNumber();
            if (number.signum() > 0 && number.compareTo(BigDecimal.ONE) < 0) {
                long minutes = number.multiply(BigDecimal.valueOf(MINUTES_OF_A_DAY))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValue();
                return LocalTime.MIN.plusMinutes(minutes).toString();
            }
            return number.stripTrailingZeros().toPlainString();
        }
        var text = cell.getText();
        return text == null ? "" : text;
    }

    private void requireRows() {
        if (header == null && !plan.isFull()) {
            plan.fault(null, null, "It is empty; it needs at least the row with the names of the columns.");
        }
    }

    private void row(long line, List<String> values) {
        if (values.stream().allMatch(String::isBlank)) {
            return;
        }
        if (header == null) {
            header = values.stream()
                    .map(name -> name.replace("\uFEFF", "").strip())
                    .toList();
            COLUMNS.subList(0, NEEDED).stream()
                    .filter(name -> !header.contains(name))
                    .forEach(name -> plan.fault(line, name, "There is no column " + name + "."));
            header.stream()
                    .filter(name -> !name.isEmpty() && !COLUMNS.contains(name))
                    .forEach(name -> plan.fault(line, name, "The template has no column " + name + "."));
            return;
        }
        if (!header.containsAll(COLUMNS.subList(0, NEEDED))) {
            return;
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < Math.min(values.size(), header.size()); i++) {
            cells.put(header.get(i), values.get(i).strip());
        }
        if (plan.meetings.size() >= TimetablePlan.MOST_MEETINGS) {
            plan.fault(line, null, "There are more than " + TimetablePlan.MOST_MEETINGS + " rows.");
            return;
        }
        meeting(line, cells);
    }

    private void meeting(long line, Map<String, String> cells) {
        var section = cells.getOrDefault("section", "");
        if (section.isEmpty()) {
            plan.fault(line, "section", "The code of a section is missing.");
        }
        var weekday = weekday(line, cells.getOrDefault("weekday", ""));
        var start = time(line, "start", cells.getOrDefault("start", ""));
        var end = time(line, "end", cells.getOrDefault("end", ""));
        var cycle = cycle(line, cells.getOrDefault("weekCycle", ""));
        if (start != null && end != null && !start.isBefore(end)) {
            plan.fault(line, "end", "It ends after it has begun, on the same day.");
        } else if (!section.isEmpty() && weekday != null && start != null && end != null && cycle != null) {
            var room = emptyToNull(cells.get("room"));
            if (room != null) {
                plan.rooms.putIfAbsent(room, null);
            }
            plan.sections.putIfAbsent(section, new Meeters(line, null, List.of(), List.of()));
            plan.meetings.add(new Meeting(
                    line, null, section, weekday, start, end, room, emptyToNull(cells.get("teacher")), cycle));
        }
    }

    private Integer weekday(long line, String text) {
        if (text.matches("[1-7]")) {
            return Integer.valueOf(text);
        }
        var day = FetFile.weekday(text);
        if (day == null) {
            plan.fault(line, "weekday", "A weekday is Monday to Sunday, or 1 to 7; not '" + text + "'.");
        }
        return day == null ? null : day.getValue();
    }

    private LocalTime time(long line, String column, String text) {
        var matcher = TIME.matcher(text);
        if (matcher.matches()) {
            try {
                return LocalTime.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            } catch (DateTimeException notATime) {
                // told below
            }
        }
        plan.fault(line, column, "A time is written like 09:50; not '" + text + "'.");
        return null;
    }

    private WeekCycle cycle(long line, String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "", "EVERY" -> WeekCycle.EVERY;
            case "A" -> WeekCycle.A;
            case "B" -> WeekCycle.B;
            default -> {
                plan.fault(line, "weekCycle", "A week cycle is EVERY, A or B; not '" + text + "'.");
                yield null;
            }
        };
    }

    private static String emptyToNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}

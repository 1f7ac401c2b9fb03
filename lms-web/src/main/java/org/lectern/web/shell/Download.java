package org.lectern.web.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.lectern.shared.Page;

/** Files that pages of the console offer, so that no browser runs or keeps them. */
public final class Download {

    /** A sheet has no more rows. */
    private static final int MOST_ROWS = 1_048_575;

    /** A cell has no more letters. */
    private static final int LONGEST = 32_767;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private Download() {}

    /**
     * Sends a list as a workbook. It is read and sent page by page, so that a million rows take no more memory than a few
     * hundred.
     *
     * @param name of the file, without its ending
     * @param heads of the columns
     * @param pages reads the page after a place; null for the first
     * @param cells what stands in a row: texts, numbers, days, moments, or null
     * @throws IOException when the browser went away
     */
    public static <T> void workbook(
            HttpServletResponse response,
            String name,
            List<String> heads,
            Function<String, Page<T>> pages,
            Function<T, List<?>> cells)
            throws IOException {
        // what is wrong with the question is known before anything is sent
        var page = pages.apply(null);
        headers(response, name + ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        try (var workbook = new Workbook(response.getOutputStream(), "Lectern", "1.0")) {
            var sheet = workbook.newWorksheet("Lectern");
            sheet.freezePane(0, 1);
            for (int column = 0; column < heads.size(); column++) {
                sheet.width(column, Math.max(14, heads.get(column).length() + 2));
                sheet.inlineString(0, column, heads.get(column));
                sheet.style(0, column).bold().set();
            }
            int row = 1;
            while (true) {
                for (var each : page.items()) {
                    write(sheet, row++, cells.apply(each));
                }
                sheet.flush();
                if (page.next() == null || row + Page.MAX_LIMIT > MOST_ROWS) {
                    break;
                }
                page = pages.apply(page.next());
            }
            workbook.finish();
        }
    }

    private static void write(Worksheet sheet, int row, List<?> cells) {
        for (int column = 0; column < cells.size(); column++) {
            var value = cells.get(column);
            if (value instanceof BigDecimal || value instanceof Number) {
                sheet.value(row, column, (Number) value);
            } else if (value instanceof LocalDate day) {
                sheet.inlineString(row, column, day.toString());
            } else if (value instanceof OffsetDateTime moment) {
                sheet.inlineString(row, column, moment.format(MOMENT));
            } else if (value != null) {
                var text = value.toString();
                sheet.inlineString(row, column, text.length() > LONGEST ? text.substring(0, LONGEST) : text);
            }
        }
    }

    /**
     * Says what a file is called and keeps it from being run.
     *
     * @param name of the file, in any script
     * @param type of its content
     */
    public static void headers(HttpServletResponse response, String name, String type) {
        var plain = name.replaceAll("[^\\x20-\\x7e]", "_").replaceAll("[\"\\\\%]", "_");
        var exact = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + exact);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("Cache-Control", "private, no-store");
    }

    /** A parameter of the address; null when it is not there or blank. */
    public static String text(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /**
     * A whole number in the address; null when it is not there.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Long number(HttpServletRequest request, String name) {
        var text = text(request, name);
        return text == null ? null : Long.valueOf(text);
    }

    /**
     * A day in the address; null when it is not there.
     *
     * @throws java.time.DateTimeException when it is none
     */
    public static LocalDate day(HttpServletRequest request, String name) {
        var text = text(request, name);
        return text == null ? null : LocalDate.parse(text);
    }

    /**
     * One of some names in the address; null when it is not there.
     *
     * @throws IllegalArgumentException when it is none of them
     */
    public static <E extends Enum<E>> E choice(HttpServletRequest request, String name, Class<E> type) {
        var text = text(request, name);
        return text == null ? null : Enum.valueOf(type, text);
    }
}

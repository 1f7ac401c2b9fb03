package org.lectern.web.audit;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.lectern.audit.AuditService;
import org.lectern.shared.Page;
import org.lectern.web.shell.Language;
import org.lectern.web.shell.School;
import org.lectern.web.tags.Functions;

/**
 * Gives the entries of the audit as a workbook, with the filters of the page in the address. They are read and sent page
 * by page, so that a million of them take no more memory than a few hundred.
 */
@WebServlet("/admin/audit/export")
public class AuditExportServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** A sheet has no more rows; who wants more asks for fewer days. */
    private static final int MOST_ROWS = 1_048_575;

    /** A cell has no more letters. */
    private static final int LONGEST = 32_767;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final List<String> HEADS = List.of("when", "who", "user", "what", "thing", "about", "change");
    private static final int[] WIDTHS = {19, 22, 16, 26, 30, 22, 80};

    @Inject
    private transient AuditService auditService;

    @Inject
    private transient School school;

    @Inject
    private transient Language language;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AuditService.Filter filter;
        try {
            filter = filter(request);
        } catch (DateTimeException | NumberFormatException e) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        var locale = language.getLocale();
        var first = auditService.list(filter, Page.MAX_LIMIT, null);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit.xlsx\"");
        try (var workbook = new Workbook(response.getOutputStream(), "Lectern", "1.0")) {
            var sheet = workbook.newWorksheet(Functions.say(locale, "area.audit", null));
            sheet.freezePane(0, 1);
            for (int column = 0; column < WIDTHS.length; column++) {
                sheet.width(column, WIDTHS[column]);
                sheet.inlineString(0, column, Functions.say(locale, "audit." + HEADS.get(column), null));
                sheet.style(0, column).bold().set();
            }
            write(sheet, filter, first, locale);
            workbook.finish();
        }
    }

    private void write(Worksheet sheet, AuditService.Filter filter, Page<AuditService.Entry> first, Locale locale)
            throws IOException {
        int row = 1;
        for (var page = first; ; page = auditService.list(filter, Page.MAX_LIMIT, page.next())) {
            for (var line : AuditWords.of(page.items(), auditService, locale, school.getZone())) {
                var entry = line.entry();
                var cells = Stream.of(
                                entry.at().format(MOMENT),
                                line.who(),
                                entry.actor(),
                                entry.action(),
                                line.thing(),
                                entry.subjectName() == null ? "" : entry.subjectName(),
                                line.changes().stream()
                                        .map(AuditExportServlet::sentence)
                                        .collect(Collectors.joining("; ")))
                        .toList();
                for (int column = 0; column < cells.size(); column++) {
                    var text = cells.get(column);
                    sheet.inlineString(row, column, text.length() > LONGEST ? text.substring(0, LONGEST) : text);
                }
                row++;
            }
            sheet.flush();
            if (page.next() == null || row + Page.MAX_LIMIT > MOST_ROWS) {
                return;
            }
        }
    }

    private static String sentence(AuditWords.Change change) {
        return change.field() + ": "
                + Stream.of(change.before(), change.after())
                        .map(side -> side == null ? "–" : side)
                        .collect(Collectors.joining(" → "));
    }

    private static AuditService.Filter filter(HttpServletRequest request) {
        return new AuditService.Filter(
                text(request, "who"),
                text(request, "action"),
                text(request, "entity"),
                number(request, "id"),
                number(request, "person"),
                day(request, "from"),
                day(request, "to"));
    }

    private static String text(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static Long number(HttpServletRequest request, String name) {
        var text = text(request, name);
        return text == null ? null : Long.valueOf(text);
    }

    private static LocalDate day(HttpServletRequest request, String name) {
        var text = text(request, name);
        return text == null ? null : LocalDate.parse(text);
    }
}

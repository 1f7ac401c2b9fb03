package org.lectern.web.attendance;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.lectern.shared.Page;
import org.lectern.web.shell.Download;
import org.lectern.web.shell.DownloadServlet;
import org.lectern.web.tags.Functions;

/** A report on attendance as a workbook, with what is asked for in the address. */
@WebServlet("/admin/attendance/export")
public class ReportExportServlet extends DownloadServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Reports reports;

    @Override
    protected void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kind = Download.choice(request, "kind", ReportKind.class);
        var asked = new Reports.Question(
                kind == null ? ReportKind.GROUPS : kind,
                Download.day(request, "from"),
                Download.day(request, "to"),
                Download.number(request, "group"),
                Download.number(request, "section"));
        List<String> heads = Stream.of(
                        "report.one." + asked.kind(),
                        "report.detail",
                        "report.lessons",
                        "report.taken",
                        "att.PRESENT",
                        "att.LATE",
                        "att.ABSENT",
                        "att.EXCUSED",
                        "report.rate")
                .map(key -> Functions.say(key, null))
                .toList();
        Download.workbook(
                response,
                "attendance-" + asked.kind().name().toLowerCase(Locale.ROOT),
                heads,
                after -> reports.page(asked, Page.MAX_LIMIT, after),
                line -> Arrays.asList(
                        line.day() == null ? line.name() : line.day(),
                        line.detail(),
                        line.lessons(),
                        line.taken(),
                        line.counts().present(),
                        line.counts().late(),
                        line.counts().absent(),
                        line.counts().excused(),
                        line.counts().rate()));
    }
}

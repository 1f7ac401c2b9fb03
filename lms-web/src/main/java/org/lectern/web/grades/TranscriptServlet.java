package org.lectern.web.grades;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.lectern.grades.ReportService;
import org.lectern.web.shell.Download;
import org.lectern.web.shell.DownloadServlet;

/** A student's transcript. */
@WebServlet("/admin/grades/transcript")
public class TranscriptServlet extends DownloadServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient ReportService reportService;

    @Override
    protected void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var id = Download.number(request, "id");
        var pdf = reportService.transcript(id == null ? 0 : id);
        Download.headers(response, "transcript-" + id + ".pdf", "application/pdf");
        response.setContentLength(pdf.length);
        response.getOutputStream().write(pdf);
    }
}

package org.lectern.web.grades;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.lectern.grades.GradebookFileService;
import org.lectern.web.shell.Download;
import org.lectern.web.shell.DownloadServlet;

/** A section's gradebook as a workbook. */
@WebServlet("/admin/grades/gradebook")
public class GradebookServlet extends DownloadServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient GradebookFileService fileService;

    @Override
    protected void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var id = Download.number(request, "id");
        var file = fileService.xlsx(id == null ? 0 : id);
        Download.headers(response, file.name(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setContentLength(file.content().length);
        response.getOutputStream().write(file.content());
    }
}

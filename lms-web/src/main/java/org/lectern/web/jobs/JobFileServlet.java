package org.lectern.web.jobs;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import org.lectern.jobs.JobService;
import org.lectern.web.shell.Download;
import org.lectern.web.shell.DownloadServlet;

/** The file that a job has left behind. */
@WebServlet("/admin/jobs/file")
public class JobFileServlet extends DownloadServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient JobService jobService;

    @Override
    protected void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var id = Download.number(request, "id");
        var file = jobService.file(id == null ? 0 : id);
        Download.headers(response, file.name(), "application/octet-stream");
        response.setContentLengthLong(Files.size(file.content()));
        Files.copy(file.content(), response.getOutputStream());
    }
}

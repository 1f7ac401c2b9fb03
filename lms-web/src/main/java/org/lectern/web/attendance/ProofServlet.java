package org.lectern.web.attendance;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import org.lectern.files.FileService;
import org.lectern.web.shell.Download;
import org.lectern.web.shell.DownloadServlet;

/** The file that a student sent along with an absence notice. */
@WebServlet("/admin/attendance/file")
public class ProofServlet extends DownloadServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient FileService fileService;

    @Override
    protected void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var id = Download.number(request, "id");
        var file = fileService.open(id == null ? 0 : id);
        Download.headers(response, file.head().name(), "application/octet-stream");
        response.setContentLengthLong(file.head().size());
        Files.copy(file.content(), response.getOutputStream());
    }
}

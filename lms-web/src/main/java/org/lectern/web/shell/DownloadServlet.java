package org.lectern.web.shell;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import org.lectern.shared.Problem;

/** A file that a link of the console leads to. What is not there, or asked for wrongly, is an unknown page. */
public abstract class DownloadServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /**
     * Sends the file.
     *
     * @throws IOException when the browser went away
     */
    protected abstract void send(HttpServletRequest request, HttpServletResponse response) throws IOException;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            send(request, response);
        } catch (Problem | IllegalArgumentException | DateTimeException unknown) {
            if (response.isCommitted()) {
                throw unknown;
            }
            response.reset();
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}

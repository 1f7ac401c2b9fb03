package org.lectern.rest.problem;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.lectern.shared.ProblemType;

/**
 * Answers for the server itself: what fails before a resource is reached (a bad token, an address that is no address)
 * gets problem details like everything else, not the server's page.
 */
@WebServlet(ProblemServlet.PATH)
public class ProblemServlet extends HttpServlet {

    static final String PATH = "/problem";
    private static final long serialVersionUID = 1L;
    private static final Jsonb JSON = JsonbBuilder.create();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var path = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var type = status == null ? ProblemType.NOT_FOUND : type(status);
        response.setStatus(type.status());
        response.setContentType(ProblemDetails.MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        if (type.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }
        var detail = switch (type) {
            case UNAUTHENTICATED -> "Send a valid access token.";
            case NOT_FOUND -> "There is nothing at this address.";
            default -> type.title() + ".";
        };
        response.getWriter()
                .write(JSON.toJson(new ProblemDetails(
                        type.uri(),
                        type.title(),
                        type.status(),
                        detail,
                        path == null ? request.getRequestURI() : path,
                        List.of(),
                        List.of())));
    }

    /** The general kind with that status; those with fields of their own come from services only. */
    private static ProblemType type(int status) {
        if (status == 401) {
            return ProblemType.UNAUTHENTICATED;
        }
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.status() == status)
                .min(Comparator.comparing(ProblemType::ordinal))
                .orElse(status < 500 ? ProblemType.VALIDATION : ProblemType.INTERNAL);
    }
}

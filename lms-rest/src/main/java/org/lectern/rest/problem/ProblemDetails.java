package org.lectern.rest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.timetable.Clash;
import org.lectern.timetable.TimetableClash;

/**
 * A failure as RFC 9457 tells it.
 *
 * @param type identifies the kind; programs may compare it
 * @param title the kind in words
 * @param status the HTTP status code
 * @param detail this occurrence in words
 * @param instance path of the request
 * @param errors the fields at fault; empty when no single field is
 * @param clashes the lessons that stand in the way, where the kind is timetable-clash; not there otherwise
 */
@Schema(name = "Problem", description = "A failure, as RFC 9457 tells it")
public record ProblemDetails(
        @Schema(
                description = "Identifies the kind; programs may compare it",
                example = "https://lectern.org/problems/stale-version")
        URI type,

        @Schema(description = "The kind in words", example = "Somebody else changed it")
        String title,

        @Schema(description = "The HTTP status code", example = "412")
        int status,

        @Schema(
                description = "This occurrence in words",
                example = "It was changed since you read it. Read it again and decide what holds.")
        String detail,

        @Schema(description = "Path of the request", example = "/api/attendance")
        String instance,

        @Schema(description = "The fields at fault; empty when no single field is")
        List<Problem.FieldError> errors,

        @Schema(
                description =
                        "The lessons that stand in the way, where the kind is timetable-clash; not there otherwise")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        List<Clash> clashes) {

    /** The media type of problems in JSON. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int RETRY_AFTER_OUTAGE_SECONDS = 5;

    /** The answer to a request that a service refused. */
    static Response response(Problem problem, String path) {
        var clashes = problem instanceof TimetableClash clash ? clash.clashes() : null;
        var response = response(problem.type(), problem.getMessage(), path, problem.errors(), clashes);
        problem.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds())));
        return response.build();
    }

    /** The answer to a request that failed outside of services. */
    static Response response(ProblemType type, String detail, String path) {
        return response(type, detail, path, List.of(), null).build();
    }

    private static Response.ResponseBuilder response(
            ProblemType type, String detail, String path, List<Problem.FieldError> errors, List<Clash> clashes) {
        var response = Response.status(type.status())
                .type(MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new ProblemDetails(type.uri(), type.title(), type.status(), detail, path, errors, clashes));
        if (type.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (type == ProblemType.UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_OUTAGE_SECONDS);
        }
        return response;
    }
}

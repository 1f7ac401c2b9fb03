package org.lectern.rest.problem;

import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import jakarta.json.bind.JsonbException;
import jakarta.json.stream.JsonParsingException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;
import org.lectern.shared.Causes;
import org.lectern.shared.DatabaseFailure;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;

/**
 * Turns whatever a request ends in into RFC 9457 problem details. What is the caller's to mend is told; what is not is
 * logged under a number that the caller is told, and nothing else.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());

    @Context
    private HttpServletRequest request;

    /** {@inheritDoc} */
    @Override
    public Response toResponse(Throwable failure) {
        var path = request.getRequestURI();
        var problem = Causes.find(failure, Problem.class);
        if (problem != null) {
            return ProblemDetails.response(problem, path);
        }
        var violations = Causes.find(failure, ConstraintViolationException.class);
        if (violations != null) {
            return ProblemDetails.response(validation(violations), path);
        }
        if (Causes.find(failure, AccessLocalException.class) != null
                || Causes.find(failure, EJBAccessException.class) != null) {
            return request.getUserPrincipal() == null
                    ? ProblemDetails.response(ProblemType.UNAUTHENTICATED, "Send a valid access token.", path)
                    : ProblemDetails.response(ProblemType.FORBIDDEN, "Your role may not do this.", path);
        }
        if (Causes.find(failure, JsonbException.class) != null
                || Causes.find(failure, JsonParsingException.class) != null) {
            return ProblemDetails.response(
                    ProblemType.VALIDATION, "The body is not the JSON that belongs here: " + reason(failure), path);
        }
        if (failure instanceof WebApplicationException refused) {
            return web(refused, path);
        }
        return DatabaseFailure.problem(failure)
                .map(refused -> ProblemDetails.response(refused, path))
                .orElseGet(() -> unexpected(failure, path));
    }

    private static Problem validation(ConstraintViolationException violations) {
        List<FieldError> errors = violations.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        return new Problem(
                ProblemType.VALIDATION,
                errors.size() == 1 ? "One value is not valid." : errors.size() + " values are not valid.",
                errors);
    }

    /** The path below the method's parameter: what the caller wrote, not what the program calls it. */
    private static String field(ConstraintViolation<?> violation) {
        var nodes = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .toList();
        var names = new ArrayList<String>();
        for (Path.Node node : nodes) {
            switch (node.getKind()) {
                case METHOD, CONSTRUCTOR, RETURN_VALUE, CROSS_PARAMETER -> {}
                case PARAMETER -> {
                    if (nodes.size() == 2) {
                        names.add(node.getName());
                    }
                }
                default -> names.add(node.toString());
            }
        }
        return String.join(".", names).replace(".<list element>", "").replace(".[", "[");
    }

    /** The sentence of the JSON library, which names the place; never its class names. */
    private static String reason(Throwable failure) {
        var message = Causes.root(failure).getMessage();
        return message == null || message.contains("org.") || message.contains("java.")
                ? "a value has the wrong form."
                : message.lines().findFirst().orElse("a value has the wrong form.");
    }

    private static Response web(WebApplicationException refused, String path) {
        int status = refused.getResponse().getStatus();
        if (status < 400) {
            return refused.getResponse();
        }
        // a query parameter of the wrong form would otherwise look like a missing address
        boolean parameter = refused.getClass().getSimpleName().equals("QueryParamException");
        var type = switch (parameter ? 400 : status) {
            case 401 -> ProblemType.UNAUTHENTICATED;
            case 403 -> ProblemType.FORBIDDEN;
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 413 -> ProblemType.TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> ProblemType.UNAVAILABLE;
            default -> status < 500 ? ProblemType.VALIDATION : ProblemType.INTERNAL;
        };
        var detail = switch (type) {
            case UNAUTHENTICATED -> "Send a valid access token.";
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "The allowed methods are in the header Allow.";
            case UNSUPPORTED_MEDIA_TYPE -> "Send JSON, with Content-Type: application/json.";
            case VALIDATION -> "A parameter has the wrong form.";
            default -> type.title() + ".";
        };
        var response = Response.fromResponse(ProblemDetails.response(type, detail, path));
        var allow = refused.getResponse().getHeaderString(HttpHeaders.ALLOW);
        if (allow != null) {
            response.header(HttpHeaders.ALLOW, allow);
        }
        return response.build();
    }

    private static Response unexpected(Throwable failure, String path) {
        if (failure instanceof ProcessingException) {
            return ProblemDetails.response(ProblemType.VALIDATION, "The body cannot be read.", path);
        }
        var number = UUID.randomUUID();
        LOG.log(Level.SEVERE, "Unexpected failure " + number, failure);
        return ProblemDetails.response(
                ProblemType.INTERNAL, "The administrators find the reason under " + number + " in the log.", path);
    }
}

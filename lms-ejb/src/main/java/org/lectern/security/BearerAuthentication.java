package org.lectern.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.lectern.shared.ProblemType;

/**
 * Authentication by access token (RFC 6750). A request without one goes on as nobody, and is refused by the service that
 * wants a role. A request with a bad one ends here, on open resources too: its sender believes to be somebody.
 */
@ApplicationScoped
public class BearerAuthentication {

    private static final String SCHEME = "Bearer ";
    private static final String PROBLEM_JSON = "application/problem+json";

    @Inject
    private AccessTokens tokens;

    @Inject
    private EndedSessions ended;

    AuthenticationStatus validate(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        var header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return context.doNothing();
        }
        var principal = tokens.verify(header.substring(SCHEME.length()).strip());
        if (principal.isEmpty() || ended.contains(principal.get().sessionId())) {
            return refuse(request, response);
        }
        return context.notifyContainerAboutLogin(
                principal.get(), principal.get().roles());
    }

    /** Written here, because the request never gets as far as the API's own handling of problems. */
    private static AuthenticationStatus refuse(HttpServletRequest request, HttpServletResponse response)
            throws AuthenticationException {
        var type = ProblemType.UNAUTHENTICATED;
        var body = Json.createObjectBuilder()
                .add("type", type.uri().toString())
                .add("title", type.title())
                .add("status", type.status())
                .add("detail", "The access token is not valid, or not valid any more.")
                .add("instance", request.getRequestURI())
                .add("errors", Json.createArrayBuilder())
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(type.status());
        response.setHeader("WWW-Authenticate", "Bearer realm=\"lectern\", error=\"invalid_token\"");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(PROBLEM_JSON);
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
            response.flushBuffer();
        } catch (IOException e) {
            throw new AuthenticationException("The refusal could not be sent", e);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }
}

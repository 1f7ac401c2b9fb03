package org.lectern.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.lectern.shared.DatabaseFailure;

/**
 * Authentication of the console: its login page hands name and password over by
 * {@link jakarta.security.enterprise.SecurityContext#authenticate}; who signed in is kept in the HTTP session. A
 * protected page that nobody may see yet leads to the login page, which gets the page to go on to in the parameter
 * {@value #FROM_PARAMETER}.
 */
@ApplicationScoped
public class FormAuthentication {

    /** Parameter of the login page: the path to go on to. */
    public static final String FROM_PARAMETER = "from";

    private static final String LOGIN_PAGE = "/admin/login.xhtml";
    private static final String PRINCIPAL = "org.lectern.security.principal";
    private static final String CHECKED_AT = "org.lectern.security.checkedAt";

    /** What {@link EndedSessions} forgets, the database must be asked about before. */
    private static final long CHECK_MILLIS = Duration.ofMinutes(5).toMillis();

    @Inject
    private IdentityStoreHandler identityStores;

    @Inject
    private SessionService sessions;

    @Inject
    private EndedSessions ended;

    AuthenticationStatus validate(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        if (context.isAuthenticationRequest()) {
            var credential = context.getAuthParameters().getCredential();
            if (credential != null) {
                return signIn(request, context, identityStores.validate(credential));
            }
        }
        var principal = remembered(request);
        if (principal != null) {
            return context.notifyContainerAboutLogin(principal, principal.roles());
        }
        return context.isProtected() ? toLogin(request, response) : context.doNothing();
    }

    private static AuthenticationStatus signIn(
            HttpServletRequest request, HttpMessageContext context, CredentialValidationResult result) {
        if (result.getStatus() != CredentialValidationResult.Status.VALID) {
            return AuthenticationStatus.SEND_FAILURE;
        }
        var session = request.getSession();
        // a session id that somebody planted before must not become a signed-in one
        request.changeSessionId();
        session.setAttribute(PRINCIPAL, result.getCallerPrincipal());
        session.setAttribute(CHECKED_AT, System.currentTimeMillis());
        return context.notifyContainerAboutLogin(result);
    }

    private SessionPrincipal remembered(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(PRINCIPAL) instanceof SessionPrincipal principal)) {
            return null;
        }
        if (ended.contains(principal.sessionId()) || isStale(session) && !isOpen(session, principal)) {
            session.invalidate();
            return null;
        }
        return principal;
    }

    /** While the database is gone nobody is signed out: there is nothing to read, and afterwards is asked again. */
    private boolean isOpen(HttpSession session, SessionPrincipal principal) {
        try {
            return sessions.isOpen(principal.sessionId());
        } catch (RuntimeException e) {
            if (DatabaseFailure.problem(e).isEmpty()) {
                throw e;
            }
            session.removeAttribute(CHECKED_AT);
            return true;
        }
    }

    private static boolean isStale(HttpSession session) {
        var now = System.currentTimeMillis();
        if (session.getAttribute(CHECKED_AT) instanceof Long checked && now - checked < CHECK_MILLIS) {
            return false;
        }
        session.setAttribute(CHECKED_AT, now);
        return true;
    }

    private static AuthenticationStatus toLogin(HttpServletRequest request, HttpServletResponse response)
            throws AuthenticationException {
        var query = request.getQueryString();
        var from = request.getRequestURI() + (query == null ? "" : "?" + query);
        var login = request.getContextPath() + LOGIN_PAGE;
        try {
            if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
                response.setContentType("text/xml");
                response.setCharacterEncoding("UTF-8");
                response.getWriter()
                        .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<partial-response><redirect url=\"" + login
                                + "\"/></partial-response>");
                response.flushBuffer();
            } else {
                response.sendRedirect(
                        "GET".equals(request.getMethod())
                                ? login + "?" + FROM_PARAMETER + "=" + URLEncoder.encode(from, StandardCharsets.UTF_8)
                                : login);
            }
        } catch (IOException e) {
            throw new AuthenticationException("The way to the login page could not be sent", e);
        }
        return AuthenticationStatus.SEND_CONTINUE;
    }

    void signOut(SessionPrincipal principal) {
        sessions.signOut(principal);
    }
}

package org.lectern.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The one authentication mechanism of the application. An enterprise archive may have only one for all its WARs, so it
 * hands over to bearer tokens in the API and to the form in the console; the context parameter
 * {@value #METHOD_PARAMETER} in a WAR's {@code web.xml} says which.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class LecternAuthentication implements HttpAuthenticationMechanism {

    /** Context parameter of a WAR: {@code bearer}; anything else means the form. */
    static final String METHOD_PARAMETER = "org.lectern.authentication";

    @Inject
    private BearerAuthentication bearer;

    @Inject
    private FormAuthentication form;

    /** {@inheritDoc} */
    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        return "bearer".equals(request.getServletContext().getInitParameter(METHOD_PARAMETER))
                ? bearer.validate(request, response, context)
                : form.validate(request, response, context);
    }

    /** {@inheritDoc} */
    @Override
    public void cleanSubject(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (request.getUserPrincipal() instanceof SessionPrincipal principal) {
            form.signOut(principal);
        }
        context.cleanClientSubject();
    }
}

package org.lectern.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;

/** What the error pages need. */
@Named
@RequestScoped
public class Errors {

    @Inject
    private ExternalContext external;

    /** Answers 404, whether the page is unknown or forbidden: nobody learns which. */
    public void asNotFound() {
        external.setResponseStatus(HttpServletResponse.SC_NOT_FOUND);
    }
}

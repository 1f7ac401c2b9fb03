package org.lectern.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletResponse;
import org.lectern.shared.DatabaseFailure;
import org.lectern.shared.ProblemType;

/** What the error pages need. */
@Named
@RequestScoped
public class Errors {

    private static final String RETRY_AFTER_SECONDS = "5";

    /** Whether the page failed because the database is out of reach. */
    public boolean isOutage() {
        var failure = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestMap()
                .get(RequestDispatcher.ERROR_EXCEPTION);
        return failure instanceof Throwable thrown
                && DatabaseFailure.problem(thrown)
                        .filter(problem -> problem.type() == ProblemType.UNAVAILABLE)
                        .isPresent();
    }

    /** Answers 503 when the database is out of reach, so that programs in between know that it will pass. */
    public void asOutage() {
        if (isOutage()) {
            var external = FacesContext.getCurrentInstance().getExternalContext();
            external.setResponseStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            external.setResponseHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
    }

    /** Answers 404, whether the page is unknown or forbidden: nobody learns which. */
    public void asNotFound() {
        FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(HttpServletResponse.SC_NOT_FOUND);
    }
}

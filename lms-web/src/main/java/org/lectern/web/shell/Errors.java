package org.lectern.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;

/** What the error pages need. */
@Named
@RequestScoped
public class Errors {

    /** Answers 404, whether the page is unknown or forbidden: nobody learns which. */
    public void asNotFound() {
        FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(HttpServletResponse.SC_NOT_FOUND);
    }
}

package org.lectern.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import org.primefaces.context.PrimeFacesContext;

/** The content security policy's nonce, for forms on pages that load no script of PrimeFaces: it wants it sent back. */
@Named
@RequestScoped
public class Csp {

    /** The nonce of the page. */
    public String getNonce() {
        return PrimeFacesContext.getCspState(FacesContext.getCurrentInstance()).getNonce();
    }
}

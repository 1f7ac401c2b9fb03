package org.lectern.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.OffsetDateTime;
import org.lectern.security.AccountService;

/** Carries an invitation to the next page, which shows it, and to no other. */
@Named
@RequestScoped
public class OneTimeLink {

    private static final String URL = "org.lectern.invitation.url";
    private static final String EXPIRES = "org.lectern.invitation.expires";

    /** Keeps a link for the page that follows. */
    public void show(AccountService.Link link) {
        var external = FacesContext.getCurrentInstance().getExternalContext();
        var request = (HttpServletRequest) external.getRequest();
        // where nobody set the school's address, it is the one that the administrator uses
        var url = URI.create(request.getRequestURL().toString()).resolve(link.url());
        external.getFlash().put(URL, url.toString());
        external.getFlash().put(EXPIRES, link.expiresAt().toString());
    }

    /** The link; null when there is none to show. */
    public String getUrl() {
        return (String) flashed(URL);
    }

    /** Until when it works; null when there is none to show. */
    public OffsetDateTime getExpiresAt() {
        var expires = (String) flashed(EXPIRES);
        return expires == null ? null : OffsetDateTime.parse(expires);
    }

    private static Object flashed(String name) {
        return FacesContext.getCurrentInstance().getExternalContext().getFlash().get(name);
    }
}

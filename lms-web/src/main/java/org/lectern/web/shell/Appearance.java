package org.lectern.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Light or dark: as the system has it, or as this browser was told. */
@Named
@RequestScoped
public class Appearance {

    private static final String COOKIE = "lectern_theme";
    private static final Set<String> FORCED = Set.of("light", "dark");
    private static final Duration KEPT = Duration.ofDays(365);

    /** {@code light} or {@code dark} when it was chosen, else empty: the system decides. */
    public String getTheme() {
        var cookie = (Cookie) external().getRequestCookieMap().get(COOKIE);
        return cookie != null && FORCED.contains(cookie.getValue()) ? cookie.getValue() : "";
    }

    /**
     * Chooses, and shows the page that was being looked at again.
     *
     * @param theme {@code light}, {@code dark}, or anything else to follow the system
     * @throws IOException when the browser went away
     */
    public void choose(String theme) throws IOException {
        var external = external();
        var forced = FORCED.contains(theme);
        external.addResponseCookie(
                COOKIE,
                forced ? theme : "",
                Map.of("path", "/", "maxAge", forced ? (int) KEPT.toSeconds() : 0, "httpOnly", true));
        Paths.again(external);
    }

    /** Asked for each time: an error page is drawn within the request that failed, but with a context of its own. */
    private static ExternalContext external() {
        return FacesContext.getCurrentInstance().getExternalContext();
    }
}

package org.lectern.web.shell;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Set;

/** Addresses within the console. */
final class Paths {

    /** The first page after signing in. */
    static final String HOME = "/admin/index.xhtml";

    /** The page to sign in on. */
    static final String LOGIN = "/admin/login.xhtml";

    /** Pages of those who are not signed in, to which nobody is sent on. */
    private static final Set<String> OUTSIDE = Set.of(LOGIN, "/admin/invitation.xhtml");

    private Paths() {}

    /**
     * Keeps an address that a browser sent from leading anywhere but into the console.
     *
     * @param address path and query; null for none
     * @return the address, or the first page when it leads elsewhere
     */
    static String within(String address) {
        if (address == null) {
            return HOME;
        }
        try {
            var uri = URI.create(address).normalize();
            var inside = uri.getScheme() == null
                    && uri.getRawAuthority() == null
                    && uri.getPath() != null
                    && uri.getPath().startsWith("/admin/")
                    && !OUTSIDE.contains(uri.getPath());
            return inside ? uri.toString() : HOME;
        } catch (IllegalArgumentException e) {
            return HOME;
        }
    }

    /** Answers that there is no such page, because what its address names does not exist. */
    static void unknown() {
        var faces = FacesContext.getCurrentInstance();
        try {
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faces.responseComplete();
    }

    /** Sends the browser to the page it is on, read anew. */
    static void again(ExternalContext external) throws IOException {
        external.redirect(cameFrom(external));
    }

    /** The page of the console whose link or form led here; the first page when there is none. */
    static String cameFrom(ExternalContext external) {
        var referer = external.getRequestHeaderMap().get("Referer");
        if (referer == null) {
            return HOME;
        }
        try {
            var uri = URI.create(referer);
            return within(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        } catch (IllegalArgumentException e) {
            return HOME;
        }
    }
}

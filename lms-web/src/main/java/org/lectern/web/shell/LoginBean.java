package org.lectern.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.lectern.security.AccountIdentityStore;
import org.lectern.shared.Problem;
import org.lectern.shared.Roles;
import org.lectern.web.tags.Functions;

/** Signs in to the console and out of it. */
@Named
@RequestScoped
public class LoginBean {

    @Inject
    private SecurityContext security;

    @Inject
    private FacesContext faces;

    @Inject
    private ExternalContext external;

    private String username;
    private String password;
    private String from;

    /**
     * Sends on whoever is signed in already and may work here. When a form was sent after its session had ended, the page of that form is
     * the one to come back to.
     *
     * @throws IOException when the browser went away
     */
    public void arrive() throws IOException {
        if (security.isCallerInRole(Roles.ADMIN)) {
            external.redirect(Paths.within(from));
        } else if (from == null) {
            from = Paths.cameFrom(external);
        }
    }

    /**
     * Signs in with what was typed, and goes on to the page that was asked for.
     *
     * @throws IOException when the browser went away
     */
    public void signIn() throws IOException {
        var request = (HttpServletRequest) external.getRequest();
        var response = (HttpServletResponse) external.getResponse();
        var status = security.authenticate(
                request,
                response,
                AuthenticationParameters.withParams()
                        .credential(new UsernamePasswordCredential(username, password))
                        .newAuthentication(true));
        if (status == AuthenticationStatus.SUCCESS) {
            external.redirect(Paths.within(from));
        } else {
            refuse((Problem) request.getAttribute(AccountIdentityStore.PROBLEM));
        }
    }

    /**
     * Ends the session.
     *
     * @throws IOException when the browser went away
     */
    public void signOut() throws IOException {
        try {
            ((HttpServletRequest) external.getRequest()).logout();
        } catch (ServletException e) {
            throw new IllegalStateException("The session could not be ended", e);
        } finally {
            external.invalidateSession();
        }
        external.redirect(external.getRequestContextPath() + Paths.LOGIN);
    }

    private void refuse(Problem problem) {
        var text = Optional.ofNullable(problem)
                .flatMap(Problem::retryAfter)
                .map(wait -> Functions.say("login.wait", Moments.words(wait)))
                .orElseGet(() -> Functions.say("login.wrong", null));
        faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null));
    }

    /** The name that was typed. */
    public String getUsername() {
        return username;
    }

    /** Takes the name. */
    public void setUsername(String username) {
        this.username = username;
    }

    /** Never gives the password back to a page. */
    public String getPassword() {
        return null;
    }

    /** Takes the password. */
    public void setPassword(String password) {
        this.password = password;
    }

    /** The page that was asked for. */
    public String getFrom() {
        return from;
    }

    /** Takes the page that was asked for; where it may lead is checked when it is used. */
    public void setFrom(String from) {
        this.from = from;
    }
}

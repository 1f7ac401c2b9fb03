package org.lectern.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.lectern.security.PasswordService;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.web.tags.Functions;

/** Lets an invited administrator choose a password, for {@code /admin/invitation.xhtml}. */
@Named
@RequestScoped
public class InvitationBean {

    @Inject
    private PasswordService passwords;

    @Inject
    private Notices notices;

    private String token;
    private String password;

    /**
     * Sets the password.
     *
     * @return where to sign in with it; null when it was refused
     */
    public String accept() {
        try {
            passwords.accept(token.strip(), password);
        } catch (Problem problem) {
            if (problem.type() == ProblemType.NOT_FOUND) {
                notices.fault("token", problem.getMessage());
            } else {
                notices.refuse(problem);
            }
            return null;
        }
        notices.done(Functions.say("invitation.done", null));
        return Paths.LOGIN + "?faces-redirect=true";
    }

    /** The secret of the link. */
    public String getToken() {
        return token;
    }

    /** Takes the secret of the link. */
    public void setToken(String token) {
        this.token = token;
    }

    /** Never gives the password back to a page. */
    public String getPassword() {
        return null;
    }

    /** Takes the password. */
    public void setPassword(String password) {
        this.password = password;
    }
}

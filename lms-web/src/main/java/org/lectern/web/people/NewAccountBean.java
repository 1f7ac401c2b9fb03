package org.lectern.web.people;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.text.Normalizer;
import java.util.Locale;
import org.lectern.people.PeopleService;
import org.lectern.security.AccountService;
import org.lectern.security.PasswordService;
import org.lectern.shared.Problem;
import org.lectern.web.shell.Notices;
import org.lectern.web.shell.OneTimeLink;
import org.lectern.web.tags.Functions;

/** Gives a person an account, for {@code /admin/people/account.xhtml}. */
@Named
@ViewScoped
public class NewAccountBean implements Serializable {

    private static final long serialVersionUID = 1L;

    /** How the person comes by a password. */
    public enum Way {
        /** Chooses one, by a link that works once. */
        LINK,

        /** Is told one. */
        PASSWORD
    }

    @Inject
    private PeopleService peopleService;

    @Inject
    private PasswordService passwordService;

    @Inject
    private AccountService accountService;

    @Inject
    private OneTimeLink oneTimeLink;

    @Inject
    private Notices notices;

    private Long id;
    private String name;
    private String username;
    private Way way = Way.LINK;
    private String password;

    /**
     * Reads the person that the address names, and thinks of a user name; the page is unknown when there is no such
     * person.
     *
     * @throws IOException when the browser went away
     */
    public void read() throws IOException {
        try {
            if (id != null) {
                var person = peopleService.get(id);
                name = person.name();
                username = suggestion(person.givenName() + "." + person.familyName());
                return;
            }
        } catch (Problem absent) {
            // answered below
        }
        var faces = FacesContext.getCurrentInstance();
        faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
        faces.responseComplete();
    }

    /** Letters that every keyboard has, where there are such; otherwise those of the name. */
    private static String suggestion(String names) {
        return Normalizer.normalize(names, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("\\s+", "-")
                .toLowerCase(Locale.ROOT);
    }

    /**
     * Makes the account.
     *
     * @return the person's page; null when something has to be mended first
     */
    public String create() {
        if (way == Way.PASSWORD && password == null) {
            notices.fault("password", Functions.say("account.passwordMissing", null));
            return null;
        }
        try {
            var account = passwordService.createAccount(id, username, way == Way.LINK ? null : password);
            if (way == Way.LINK) {
                oneTimeLink.show(accountService.invite(account.id()));
            }
        } catch (Problem problem) {
            notices.refuse(problem);
            return null;
        }
        notices.done(Functions.say("account.created", username));
        return "/admin/people/person.xhtml?faces-redirect=true&id=" + id;
    }

    /** Which person. */
    public Long getId() {
        return id;
    }

    /** Takes which person. */
    public void setId(Long id) {
        this.id = id;
    }

    /** To call the person by. */
    public String getName() {
        return name;
    }

    /** The name to sign in with. */
    public String getUsername() {
        return username;
    }

    /** Takes the name to sign in with. */
    public void setUsername(String username) {
        this.username = username;
    }

    /** How the person comes by a password. */
    public Way getWay() {
        return way;
    }

    /** Takes how the person comes by a password. */
    public void setWay(Way way) {
        this.way = way;
    }

    /** The ways there are. */
    public Way[] getWays() {
        return Way.values();
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

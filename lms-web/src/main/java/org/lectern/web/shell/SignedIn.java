package org.lectern.web.shell;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.lectern.profile.Profile;
import org.lectern.profile.ProfileFacts;
import org.lectern.profile.ProfileService;
import org.lectern.shared.DatabaseFailure;
import org.lectern.shared.ExpectedVersion;

/** Who works in this session, for the corner of every page. */
@Named
@SessionScoped
public class SignedIn implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private ProfileService profileService;

    private String name;
    private String username;
    private String language;

    /** The person's name, as it was when the session began. */
    public String getName() {
        known();
        return name;
    }

    /** The name of the account. */
    public String getUsername() {
        known();
        return username;
    }

    /** The tag of the language of the profile; null for what the browser asks for, also while nobody can be asked. */
    public String getLanguage() {
        try {
            known();
        } catch (RuntimeException failure) {
            // the page that says that the database is gone has a language as well
            if (DatabaseFailure.problem(failure).isEmpty()) {
                throw failure;
            }
        }
        return language;
    }

    private void known() {
        if (name == null) {
            know(profileService.get());
        }
    }

    private void know(Profile profile) {
        language = profile.language();
        username = profile.username();
        name = profile.name();
    }

    /**
     * Chooses the language of everything the person opens.
     *
     * @param tag of the language
     */
    public void speak(String tag) {
        var profile = profileService.get();
        know(profileService.change(
                new ExpectedVersion(profile.version()),
                new ProfileFacts(profile.email(), profile.phone(), tag, List.of())));
    }
}

package org.lectern.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The language of the pages: the one of the reader's profile, else the first that the browser asks for and Lectern
 * speaks, with its region, so that dates and numbers are written as they are there.
 */
@Named
@RequestScoped
public class Language {

    /** The languages that Lectern speaks, each with its own name for itself. */
    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);

    @Inject
    private HttpServletRequest request;

    @Inject
    private SignedIn signedIn;

    private Locale locale;

    /** The reader's language. */
    public Locale getLocale() {
        if (locale == null) {
            var asked = Collections.list(request.getLocales());
            var profile = ofProfile();
            // the profile says the language, and the browser in which region the reader speaks it
            locale = Stream.concat(
                            profile == null
                                    ? Stream.empty()
                                    : Stream.concat(
                                            asked.stream()
                                                    .filter(each ->
                                                            each.getLanguage().equals(profile.getLanguage())),
                                            Stream.of(profile)),
                            asked.stream())
                    .filter(Language::isSpoken)
                    .findFirst()
                    .orElse(Locale.ENGLISH);
        }
        return locale;
    }

    private Locale ofProfile() {
        if (request.getUserPrincipal() == null) {
            return null;
        }
        var tag = signedIn.getLanguage();
        return tag == null ? null : Locale.forLanguageTag(tag);
    }

    private static boolean isSpoken(Locale wanted) {
        return SPOKEN.stream().anyMatch(each -> each.getLanguage().equals(wanted.getLanguage()));
    }

    /** Whether the pages are in a language. */
    public boolean speaks(Locale language) {
        return Objects.equals(language.getLanguage(), getLocale().getLanguage());
    }

    /** What can be chosen. */
    public List<Locale> getSpoken() {
        return SPOKEN;
    }

    /** What a language calls itself. */
    public String nameOf(Locale language) {
        return language.getDisplayLanguage(language);
    }

    /**
     * Chooses a language for everything the reader opens, and shows the page that was being looked at again.
     *
     * @param tag of one of those that are spoken
     * @throws IOException when the browser went away
     */
    public void choose(String tag) throws IOException {
        signedIn.speak(tag);
        Paths.again(FacesContext.getCurrentInstance().getExternalContext());
    }
}

package org.lectern.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/**
 * Which passwords may be chosen: 10 to 200 characters, none of those that are tried first, nothing made of names that
 * everybody knows. There are no rules about kinds of characters (NIST SP 800-63B). In demo mode any will do.
 */
@ApplicationScoped
public class PasswordRules {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;

    /** What passwords are made of that are tried first; digits and punctuation around them do not help. */
    private static final Set<String> COMMON = Set.of(
            "password",
            "passwort",
            "passw0rd",
            "p@ssword",
            "p@ssw0rd",
            "passwordpassword",
            "letmein",
            "letmeinplease",
            "welcome",
            "welcomehome",
            "qwerty",
            "qwertyuiop",
            "qwertyqwerty",
            "qwertz",
            "qwertzuiop",
            "azerty",
            "azertyuiop",
            "asdfghjkl",
            "asdfasdf",
            "zxcvbnm",
            "qazwsxedc",
            "qazwsx",
            "iloveyou",
            "iloveyousomuch",
            "sunshine",
            "princess",
            "football",
            "baseball",
            "basketball",
            "superman",
            "batman",
            "dragon",
            "monkey",
            "master",
            "shadow",
            "michael",
            "jennifer",
            "trustno",
            "starwars",
            "whatever",
            "computer",
            "internet",
            "administrator",
            "admin",
            "adminadmin",
            "root",
            "guest",
            "login",
            "secret",
            "topsecret",
            "changeme",
            "changemenow",
            "default",
            "student",
            "teacher",
            "school",
            "lectern",
            "lecterndemo",
            "lectern-demo",
            "classroom",
            "homework",
            "learning",
            "abcdefghij",
            "abcdefghijk",
            "abcdef",
            "abc",
            "abcabc",
            "aaa",
            "pokemon",
            "charlie",
            "liverpool",
            "arsenal",
            "chelsea",
            "manchester",
            "summer",
            "winter",
            "spring",
            "autumn",
            "monday",
            "friday",
            "january",
            "december",
            "correcthorsebatterystaple");

    private boolean demo;

    /** For the container. */
    protected PasswordRules() {}

    @Inject
    PasswordRules(@ConfigProperty(name = "LMS_DEMO", defaultValue = "false") boolean demo) {
        this.demo = demo;
    }

    /**
     * Refuses a password that is easy to guess.
     *
     * @param password what was chosen
     * @param known names that others know: of the account, the person, the school
     * @throws Problem of type WEAK_PASSWORD with the reason
     */
    public void check(char[] password, List<String> known) {
        var text = Normalizer.normalize(new String(password), Normalizer.Form.NFKC);
        var length = text.codePointCount(0, text.length());
        if (length < SHORTEST || length > LONGEST) {
            throw weak("A password has " + SHORTEST + " to " + LONGEST + " characters.");
        }
        if (demo) {
            return;
        }
        var lower = text.toLowerCase(Locale.ROOT);
        var core = lower.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
        if (core.isEmpty() && length < 16 || COMMON.contains(core) || COMMON.contains(lower)) {
            throw weak("This password is among those that are tried first.");
        }
        if (lower.codePoints().distinct().count() < 5) {
            throw weak("A password needs at least five different characters.");
        }
        for (var name : known) {
            if (name != null && name.length() >= 4 && lower.contains(name.toLowerCase(Locale.ROOT))) {
                throw weak("A password must not contain the user name, a name of the person or that of the school.");
            }
        }
    }

    private static Problem weak(String reason) {
        return Problem.ofField(ProblemType.WEAK_PASSWORD, "password", reason);
    }
}

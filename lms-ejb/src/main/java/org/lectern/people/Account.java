package org.lectern.people;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.OneToOne;
import java.time.Instant;
import java.util.Locale;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Versioned;

/**
 * How a person signs in. It begins without a password, is active from the moment it has one, and may be disabled and
 * enabled at any time; it is never deleted, because the audit names it.
 */
@Entity
public class Account extends Versioned {

    @OneToOne(fetch = FetchType.LAZY, optional = false)
    private Person person;

    private String username;

    private String passwordHash;

    @Enumerated(EnumType.STRING)
    private AccountState state = AccountState.INVITED;

    private Instant passwordChangedAt;

    private Instant lastSignInAt;

    private String language;

    /** For the persistence provider. */
    protected Account() {}

    /**
     * An account without a password.
     *
     * @param person whose it is
     * @param username the name to sign in with; letters count the same in upper and lower case
     * @throws Problem of type VALIDATION when the name is empty, longer than 200 characters or has blanks in it
     */
    public Account(Person person, String username) {
        if (username == null || !username.matches("\\S{1,200}")) {
            throw Problem.ofField(
                    ProblemType.VALIDATION, "username", "A user name has 1 to 200 characters and no blanks.");
        }
        this.person = person;
        this.username = username;
    }

    /** The form of a user name in which two that count as the same are equal. */
    public static String canonical(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Gives it a (new) password. An account that waited for its first one becomes active; a disabled one stays disabled.
     *
     * @param hash the password, hashed
     * @param now the time of the change
     */
    public void setPassword(String hash, Instant now) {
        passwordHash = hash;
        passwordChangedAt = now;
        if (state == AccountState.INVITED) {
            state = AccountState.ACTIVE;
        }
    }

    /** Nobody may sign in with it from now on. */
    public void disable() {
        state = AccountState.DISABLED;
    }

    /** Takes {@link #disable()} back. */
    public void enable() {
        if (state == AccountState.DISABLED) {
            state = passwordHash == null ? AccountState.INVITED : AccountState.ACTIVE;
        }
    }

    /** The language of the screens, as an IETF tag such as {@code ar}; null for what the browser asks for. */
    public String language() {
        return language;
    }

    /** Chooses the language of the screens; null for what the browser asks for. */
    public void speak(String tag) {
        language = tag;
    }

    /** Whose it is. */
    public Person person() {
        return person;
    }

    /** The name to sign in with. */
    public String username() {
        return username;
    }

    /** Whether it can be used. */
    public AccountState state() {
        return state;
    }

    /** When somebody last signed in with it; null when nobody ever did. */
    public Instant lastSignInAt() {
        return lastSignInAt;
    }
}

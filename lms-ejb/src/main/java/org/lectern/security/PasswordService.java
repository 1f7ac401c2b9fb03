package org.lectern.security;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;

/** Chooses passwords. Without a transaction, because hashing takes long and must not hold a database connection. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PasswordService {

    @Inject
    private AccountService accounts;

    @Inject
    private PasswordRules rules;

    @Inject
    private SessionService sessions;

    /**
     * Gives a person an account.
     *
     * @param personId the person
     * @param username the name to sign in with
     * @param password its password; null for an account that waits for an invitation
     * @throws Problem of type WEAK_PASSWORD, or see {@link AccountService#create}
     */
    @RolesAllowed(Roles.ADMIN)
    public AccountService.AccountView createAccount(long personId, String username, String password) {
        var known = accounts.knownNames(personId, username);
        String hash = null;
        if (password != null) {
            rules.check(password.toCharArray(), known.names());
            hash = PasswordHash.hash(password.toCharArray());
        }
        return accounts.create(personId, username, hash);
    }

    /**
     * Sets the password that an invitation asks for.
     *
     * @param token the secret of the link
     * @param password what its owner chose
     * @throws Problem of type WEAK_PASSWORD, or NOT_FOUND when the link is unknown, used or too old
     */
    @PermitAll
    public void accept(String token, String password) {
        var known = accounts.invited(token);
        rules.check(password.toCharArray(), known.names());
        accounts.accept(token, PasswordHash.hash(password.toCharArray()));
    }

    /**
     * Gives the caller's account a new password. All other sessions of it end.
     *
     * @param oldPassword the password of now
     * @param newPassword the one from now on
     * @param client where the request comes from
     * @throws Problem of type WRONG_PASSWORD, TOO_MANY_ATTEMPTS after too many wrong ones, or WEAK_PASSWORD
     */
    @RolesAllowed({Roles.ADMIN, Roles.TEACHER, Roles.STUDENT})
    public void change(String oldPassword, String newPassword, Client client) {
        var own = accounts.own();
        requireOpen(sessions.welcome(own.username(), client).closedFor());
        var matched = PasswordHash.matches(oldPassword.toCharArray(), own.passwordHash());
        requireOpen(sessions.answered(own.username(), client, matched));
        if (!matched) {
            throw Problem.ofField(ProblemType.WRONG_PASSWORD, "oldPassword", "This is not your password.");
        }
        rules.check(newPassword.toCharArray(), own.names());
        accounts.changeOwnPassword(PasswordHash.hash(newPassword.toCharArray()));
    }

    private static void requireOpen(Duration closedFor) {
        if (!closedFor.isZero()) {
            throw Problem.retryLater(
                    ProblemType.TOO_MANY_ATTEMPTS,
                    "There were too many failed attempts. Wait a moment and try again.",
                    Duration.ofSeconds(closedFor.plusMillis(999).toSeconds()));
        }
    }
}

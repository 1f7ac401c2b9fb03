package org.lectern.security;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.time.Duration;
import java.util.Arrays;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/**
 * Signs in, renews and signs out. It runs without a transaction of its own: a password takes some tenths of a second to
 * check, during which no database connection may be held, and a failure must be counted although the request fails.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SignInService {

    @Inject
    private SessionService sessions;

    @Inject
    private AccessTokens accessTokens;

    @Inject
    private SecurityContext securityContext;

    /**
     * What a client needs after signing in.
     *
     * @param accessToken for the header {@code Authorization}
     * @param expiresIn how long the access token is good
     * @param refreshToken for the next {@link #renew}
     * @param refreshFor how long the refresh token is good
     */
    public record Tokens(String accessToken, Duration expiresIn, String refreshToken, Duration refreshFor) {}

    /**
     * Signs in to the API.
     *
     * @param username as typed
     * @param password as typed
     * @param client where it comes from
     * @throws Problem of type INVALID_CREDENTIALS when the name is unknown, the password wrong or the account not
     *     usable, without saying which; TOO_MANY_ATTEMPTS when there were too many failures before
     */
    public Tokens signIn(String username, char[] password, Client client) {
        return tokens(attempt(username, password, client, true));
    }

    /**
     * Signs in to the console.
     *
     * @param username see {@link #signIn}
     * @param password see {@link #signIn}
     * @param client see {@link #signIn}
     * @throws Problem see {@link #signIn}
     */
    public SessionPrincipal signInToConsole(String username, char[] password, Client client) {
        return attempt(username, password, client, false).principal();
    }

    private SessionService.Outcome attempt(String username, char[] password, Client client, boolean renewable) {
        var visitor = sessions.welcome(username, client);
        requireOpen(visitor.closedFor());
        var matched = PasswordHash.matches(password, visitor.passwordHash());
        Arrays.fill(password, ' ');
        var outcome = sessions.conclude(username, client, visitor, matched, renewable);
        requireOpen(outcome.closedFor());
        if (outcome.principal() == null) {
            throw new Problem(ProblemType.INVALID_CREDENTIALS, "The user name or the password is wrong.");
        }
        return outcome;
    }

    private static void requireOpen(Duration closedFor) {
        if (!closedFor.isZero()) {
            throw Problem.retryLater(
                    ProblemType.TOO_MANY_ATTEMPTS,
                    "There were too many failed attempts. Wait a moment and try again.",
                    Duration.ofSeconds(closedFor.plusMillis(999).toSeconds()));
        }
    }

    /**
     * Renews a session.
     *
     * @param refreshToken what was given at the last sign-in or renewal; null when there is none
     * @throws Problem of type INVALID_REFRESH_TOKEN when the session is over, or ends now because the token was used
     *     before
     */
    public Tokens renew(String refreshToken) {
        var outcome = refreshToken == null ? null : sessions.renew(refreshToken);
        if (outcome == null || outcome.principal() == null) {
            throw new Problem(ProblemType.INVALID_REFRESH_TOKEN, "The session is over; sign in again.");
        }
        return tokens(outcome);
    }

    /**
     * Ends the session of the caller's access token and the one of a refresh token, where there are any.
     *
     * @param refreshToken what was given at the last sign-in or renewal; null when there is none
     */
    public void signOut(String refreshToken) {
        if (refreshToken != null) {
            sessions.signOut(refreshToken);
        }
        if (securityContext.getCallerPrincipal() instanceof SessionPrincipal principal) {
            sessions.signOut(principal);
        }
    }

    private Tokens tokens(SessionService.Outcome outcome) {
        return new Tokens(
                accessTokens.issue(outcome.principal()),
                AccessTokens.LIFETIME,
                outcome.refreshToken(),
                outcome.refreshFor());
    }
}

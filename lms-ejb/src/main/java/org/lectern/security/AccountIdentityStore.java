package org.lectern.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.servlet.http.HttpServletRequest;
import org.lectern.shared.Problem;

/** The accounts in the database, as the container asks for them when somebody signs in to the console. */
@ApplicationScoped
public class AccountIdentityStore implements IdentityStore {

    /** Request attribute that holds the {@link Problem} because of which a sign-in failed, for the page to show. */
    public static final String PROBLEM = "org.lectern.security.problem";

    @Inject
    private SignInService signIn;

    @Inject
    private Clients clients;

    @Inject
    private HttpServletRequest request;

    /** Checks a name and a password; the container calls it for this type of credential. */
    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        try {
            var principal = signIn.signInToConsole(
                    credential.getCaller(), credential.getPassword().getValue().clone(), clients.of(request));
            return new CredentialValidationResult(principal, principal.roles());
        } catch (Problem problem) {
            request.setAttribute(PROBLEM, problem);
            return CredentialValidationResult.INVALID_RESULT;
        }
    }
}

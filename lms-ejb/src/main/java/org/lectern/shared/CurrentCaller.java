package org.lectern.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells a service who calls it, whether that caller came with a token or through the console's form. */
@ApplicationScoped
public class CurrentCaller {

    /** Claim of the access token that names the person; the subject names the account. */
    public static final String PERSON_CLAIM = "person";

    @Inject
    private SecurityContext security;

    /**
     * The caller.
     *
     * @throws Problem of type UNAUTHENTICATED when nobody is signed in
     */
    public Caller get() {
        return find().orElseThrow(() -> new Problem(ProblemType.UNAUTHENTICATED, "Nobody is signed in."));
    }

    /** The caller, or nothing in background work. */
    public Optional<Caller> find() {
        var principal = security.getCallerPrincipal();
        if (principal instanceof AccountPrincipal account) {
            return Optional.of(account.caller());
        }
        if (principal instanceof JsonWebToken token) {
            return Optional.of(new Caller(
                    Long.parseLong(token.getSubject()),
                    Long.parseLong(token.<Object>getClaim(PERSON_CLAIM).toString()),
                    token.getName()));
        }
        return Optional.empty();
    }

    /** The sign-in by which the caller is here; empty when it is not known. */
    public Optional<Long> session() {
        return security.getCallerPrincipal() instanceof AccountPrincipal account ? account.session() : Optional.empty();
    }

    /** Whether the caller has a role. */
    public boolean isIn(String role) {
        return security.isCallerInRole(role);
    }
}

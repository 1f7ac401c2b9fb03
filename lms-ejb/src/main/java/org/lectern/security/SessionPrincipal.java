package org.lectern.security;

import java.util.Optional;
import java.util.Set;
import org.lectern.shared.AccountPrincipal;

/** A signed-in account together with its session and roles. */
public class SessionPrincipal extends AccountPrincipal {

    private static final long serialVersionUID = 1L;

    private final long sessionId;
    private final Set<String> roles;

    /**
     * The principal of one sign-in.
     *
     * @param accountId the account
     * @param personId the person whose account it is
     * @param username the name it signs in with
     * @param sessionId the sign-in; when it is ended, so is everything that was granted by it
     * @param roles as in {@link org.lectern.shared.Roles}
     */
    public SessionPrincipal(long accountId, long personId, String username, long sessionId, Set<String> roles) {
        super(accountId, personId, username);
        this.sessionId = sessionId;
        this.roles = Set.copyOf(roles);
    }

    /** The sign-in. */
    public long sessionId() {
        return sessionId;
    }

    /** {@inheritDoc} */
    @Override
    public Optional<Long> session() {
        return Optional.of(sessionId);
    }

    /** What the person may do, as in {@link org.lectern.shared.Roles}. */
    public Set<String> roles() {
        return roles;
    }
}

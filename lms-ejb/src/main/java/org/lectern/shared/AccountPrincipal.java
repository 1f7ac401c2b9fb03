package org.lectern.shared;

import jakarta.security.enterprise.CallerPrincipal;
import java.util.Optional;

/** The signed-in account as the container carries it through a request or a console session. */
public class AccountPrincipal extends CallerPrincipal {

    private static final long serialVersionUID = 1L;

    private final long accountId;
    private final long personId;

    /**
     * The principal of an account.
     *
     * @param accountId the account
     * @param personId the person whose account it is
     * @param username the name it signs in with
     */
    public AccountPrincipal(long accountId, long personId, String username) {
        super(username);
        this.accountId = accountId;
        this.personId = personId;
    }

    /** What services need to know of it. */
    public Caller caller() {
        return new Caller(accountId, personId, getName());
    }

    /** The sign-in by which the account is here; empty when it is not known. */
    public Optional<Long> session() {
        return Optional.empty();
    }
}

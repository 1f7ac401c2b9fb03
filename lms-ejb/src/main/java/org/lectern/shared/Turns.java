package org.lectern.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Lets transactions of all servers take turns where what they check is more than one row. Constraints are better where
 * they can tell the rule.
 */
@ApplicationScoped
public class Turns {

    private Statements statements;

    /** For the container. */
    protected Turns() {}

    @Inject
    Turns(Statements statements) {
        this.statements = statements;
    }

    /**
     * Waits until no other transaction has the turn, and has it until its own transaction ends.
     *
     * @param what the name of the rule, for example {@code prerequisites}
     */
    public void take(String what) {
        statements.find("select pg_advisory_xact_lock(hashtext(?))", row -> what, "lectern " + what);
    }
}

package org.lectern.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.function.Supplier;

/**
 * Tells what a piece of work would do by doing it and taking it back, so that the answer cannot differ from what the work
 * does. Numbers drawn from sequences stay drawn.
 */
@ApplicationScoped
public class Rehearsal {

    private EntityManager entityManager;
    private Statements statements;

    /** For the container. */
    protected Rehearsal() {}

    @Inject
    Rehearsal(EntityManager entityManager, Statements statements) {
        this.entityManager = entityManager;
        this.statements = statements;
    }

    /**
     * Does work in the current transaction.
     *
     * @param preview whether all that it wrote is to be taken back
     * @param work gives what it did
     */
    public <T> T run(boolean preview, Supplier<T> work) {
        if (!preview) {
            return work.get();
        }
        statements.update("savepoint rehearsal");
        var result = work.get();
        statements.update("rollback to savepoint rehearsal");
        entityManager.clear();
        return result;
    }
}

package org.lectern.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Gives the one persistence context to whoever injects an {@link EntityManager}, generated queries among them. */
@ApplicationScoped
public class Persistence {

    @Produces
    @PersistenceContext(unitName = "lms")
    private EntityManager entityManager;
}

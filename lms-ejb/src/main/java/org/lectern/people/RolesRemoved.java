package org.lectern.people;

/**
 * A person lost a role; fired in the transaction that takes it away.
 *
 * @param personId the person
 */
public record RolesRemoved(long personId) {}

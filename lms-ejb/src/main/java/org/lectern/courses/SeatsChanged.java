package org.lectern.courses;

/**
 * A section has another capacity, so that those who wait for a seat may get one. Fired inside of the transaction.
 *
 * @param sectionId the section
 */
public record SeatsChanged(long sectionId) {}

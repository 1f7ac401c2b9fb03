package org.lectern.attendance;

/**
 * Marks were recorded; fired inside the transaction that does it.
 *
 * @param lessonId whose register it is
 * @param marks how many marks changed
 */
public record RegisterTaken(long lessonId, int marks) {}

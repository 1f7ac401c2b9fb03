package org.lectern.courses;

/**
 * An academic session has other days or holidays than before; fired in the transaction that changed it.
 *
 * @param sessionId the session
 */
public record SchoolDaysChanged(long sessionId) {}

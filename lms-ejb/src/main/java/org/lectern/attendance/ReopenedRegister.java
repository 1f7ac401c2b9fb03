package org.lectern.attendance;

import java.time.OffsetDateTime;

/**
 * A register that is open once more.
 *
 * @param lessonId whose register it is
 * @param editableUntil after this moment teachers cannot change it, in the school's zone
 */
public record ReopenedRegister(long lessonId, OffsetDateTime editableUntil) {}

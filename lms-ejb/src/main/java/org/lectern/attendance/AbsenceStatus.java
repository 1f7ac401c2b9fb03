package org.lectern.attendance;

/** What became of an absence notice. */
public enum AbsenceStatus {
    /** Nobody has decided. */
    PENDING,

    /** The student is excused on these days. */
    APPROVED,

    /** The student is expected. */
    REFUSED,

    /** The student took it back. */
    WITHDRAWN
}

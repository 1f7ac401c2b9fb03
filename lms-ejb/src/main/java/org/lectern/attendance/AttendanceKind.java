package org.lectern.attendance;

/** What an attendance code counts as. */
public enum AttendanceKind {
    /** Was there. */
    PRESENT,

    /** Was not there. */
    ABSENT,

    /** Came late; counts as there. */
    LATE,

    /** Was away with leave; left out of the rate. */
    EXCUSED
}

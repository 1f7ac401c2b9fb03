package org.lectern.attendance;

/** Whether anybody took a register. */
public enum RegisterState {
    /** Nobody did; it counts for nothing and is never read as present. */
    NOT_TAKEN,

    /** Somebody recorded marks. */
    TAKEN
}

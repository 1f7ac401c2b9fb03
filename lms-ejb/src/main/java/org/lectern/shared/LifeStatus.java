package org.lectern.shared;

/** Whether something is in use. What history hangs on is ended, never deleted. */
public enum LifeStatus {
    /** In use. */
    ACTIVE,

    /** Kept for the record only. */
    ENDED
}

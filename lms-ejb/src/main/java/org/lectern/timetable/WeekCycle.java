package org.lectern.timetable;

/** In which weeks a slot is held. */
public enum WeekCycle {
    /** Each week. */
    EVERY,

    /** Weeks A only. */
    A,

    /** Weeks B only. */
    B
}

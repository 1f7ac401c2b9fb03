package org.lectern.timetable;

/** What became of a planned lesson. */
public enum LessonStatus {
    /** It stands as planned. */
    SCHEDULED,

    /** Its time or room was changed. */
    MOVED,

    /** Somebody else teaches it. */
    COVERED,

    /** It is not held; it counts for nothing. */
    CANCELLED
}

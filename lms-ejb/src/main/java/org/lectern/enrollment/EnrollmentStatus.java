package org.lectern.enrollment;

/** Where a student stands with a section. */
public enum EnrollmentStatus {
    /** On the roster. */
    ACTIVE,

    /** Waits for a seat. */
    WAITLISTED,

    /** Left before the end. */
    DROPPED,

    /** Stayed to the end. */
    COMPLETED
}

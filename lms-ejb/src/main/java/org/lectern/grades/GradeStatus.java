package org.lectern.grades;

/** How far the marking of one student's work has come. */
public enum GradeStatus {
    /** Marked. */
    GRADED,

    /** Marked in part. */
    PARTLY_GRADED,

    /** Handed in, not marked. */
    SUBMITTED,

    /** Not handed in yet. */
    NOT_SUBMITTED,

    /** Need not be done; never counts. */
    EXCUSED,

    /** Should have been handed in. */
    MISSING
}

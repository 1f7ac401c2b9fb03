package org.lectern.courses;

/** What a teacher is to a section. */
public enum TeachingRole {
    /** Answers for it. */
    LEAD,

    /** Helps in it. */
    ASSISTANT,

    /** Stands in for a while. */
    SUBSTITUTE
}

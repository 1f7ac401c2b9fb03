package org.lectern.content;

/** What happens to work that comes after its time. */
public enum LatePolicy {
    /** It is taken and marked as late, and loses what the section's gradebook says for each day that has begun. */
    ACCEPT,

    /** It is taken and marked as late, and loses nothing. */
    FORGIVE,

    /** It is not taken. */
    REFUSE
}

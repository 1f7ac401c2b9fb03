package org.lectern.content;

/** What happens to work that comes after its time. */
public enum LatePolicy {
    /** It is taken and marked as late. */
    ACCEPT,

    /** It is not taken. */
    REFUSE
}

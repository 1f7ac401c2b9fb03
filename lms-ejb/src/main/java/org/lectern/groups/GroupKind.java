package org.lectern.groups;

/** What holds a student group together. */
public enum GroupKind {
    /** A class that is taught together. */
    FORM,

    /** All of an age. */
    YEAR,

    /** A course of study. */
    STREAM,

    /** Anything else. */
    OTHER
}

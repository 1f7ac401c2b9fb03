package org.lectern.courses;

/** Who puts students into a section. */
public enum EnrollmentPolicy {
    /** The office alone. */
    CLOSED,

    /** The section follows the members of its student group. */
    BY_GROUP,

    /** Any student, while there are seats. */
    OPEN,

    /** Any student who knows the key. */
    BY_KEY
}

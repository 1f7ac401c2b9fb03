package org.lectern.people;

/** What a person is to the school; the names are those of {@link org.lectern.shared.Roles}. */
public enum Role {
    /** Runs the school. */
    ADMIN,

    /** Teaches sections. */
    TEACHER,

    /** Is taught in sections. */
    STUDENT
}

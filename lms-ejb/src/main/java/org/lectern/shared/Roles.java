package org.lectern.shared;

/** The names of the roles as the container knows them. */
public final class Roles {

    /** Runs the school. */
    public static final String ADMIN = "ADMIN";

    /** Teaches sections. */
    public static final String TEACHER = "TEACHER";

    /** Is taught in sections. */
    public static final String STUDENT = "STUDENT";

    private Roles() {}
}

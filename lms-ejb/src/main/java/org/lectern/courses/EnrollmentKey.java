package org.lectern.courses;

import org.lectern.security.PasswordHash;

/**
 * What students have to know to enrol in a section themselves. Only a hash of it is kept, so that nobody reads the keys of
 * a school from its database; whoever forgot one sets a new one.
 */
public final class EnrollmentKey {

    /** A class enrols within a minute, one after the other. */
    private static final int ROUNDS = 10_000;

    private EnrollmentKey() {}

    /**
     * Hashes a key.
     *
     * @param key as it was typed; blanks around it do not count
     */
    static String hash(String key) {
        return PasswordHash.hash(key.strip().toCharArray(), ROUNDS);
    }

    /**
     * Tells whether a key is the one of a section, in a time that does not depend on how much of it is right.
     *
     * @param said as it was typed; blanks around it do not count
     * @param hash of the key that the section has
     */
    public static boolean matches(String said, String hash) {
        return PasswordHash.matches(said.strip().toCharArray(), hash);
    }
}

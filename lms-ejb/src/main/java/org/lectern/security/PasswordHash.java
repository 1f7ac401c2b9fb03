package org.lectern.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes passwords with PBKDF2 (RFC 8018) over HMAC-SHA-256 at the 600,000 rounds that OWASP asks for. The text form is
 * that of Jakarta Security's {@code Pbkdf2PasswordHash}, {@code algorithm:rounds:salt:hash} in Base64, so that rounds may
 * be raised later while older hashes still open. Needs no container: whoever fills a database may use it.
 */
public final class PasswordHash {

    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final int ROUNDS = 600_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Compared with when there is no hash, so that an unknown name takes as long as a wrong password. */
    private static final String OF_NOBODY =
            ALGORITHM + ":" + ROUNDS + ":" + base64(new byte[SALT_BYTES]) + ":" + base64(new byte[HASH_BYTES]);

    private PasswordHash() {}

    /**
     * Hashes a new password with a salt of its own. Takes some tenths of a second of CPU: never call it while a database
     * connection is held.
     *
     * @param password in any Unicode form; compared in form NFKC, as NIST SP 800-63B asks
     * @return what to store, about 100 characters
     */
    public static String hash(char[] password) {
        return hash(password, ROUNDS);
    }

    /**
     * Hashes something that needs less protection than a password, and has to be compared while others wait.
     *
     * @param password in any Unicode form
     * @param rounds how much work it is; 10,000 take some milliseconds
     * @return what to store, about 100 characters
     */
    public static String hash(char[] password, int rounds) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return ALGORITHM + ":" + rounds + ":" + base64(salt) + ":"
                + base64(derive(ALGORITHM, password, salt, rounds, HASH_BYTES));
    }

    /**
     * Tells whether a password is the one that was hashed. Takes the same time whether it is or not, and when there is no
     * hash.
     *
     * @param password what was typed
     * @param stored what {@link #hash} gave; null when there is no such account or it has no password
     */
    public static boolean matches(char[] password, String stored) {
        var parts = (stored == null ? OF_NOBODY : stored).split(":", -1);
        if (parts.length != 4 || !parts[0].startsWith("PBKDF2WithHmacSHA")) {
            throw new IllegalArgumentException("The stored password hash is of an unknown form.");
        }
        var expected = Base64.getDecoder().decode(parts[3]);
        var actual = derive(
                parts[0], password, Base64.getDecoder().decode(parts[2]), Integer.parseInt(parts[1]), expected.length);
        return MessageDigest.isEqual(expected, actual) && stored != null;
    }

    private static byte[] derive(String algorithm, char[] password, byte[] salt, int rounds, int bytes) {
        var normalized =
                Normalizer.normalize(new String(password), Normalizer.Form.NFKC).toCharArray();
        var spec = new PBEKeySpec(normalized, salt, rounds, bytes * 8);
        try {
            return SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot compute " + algorithm, e);
        } finally {
            spec.clearPassword();
            Arrays.fill(normalized, ' ');
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

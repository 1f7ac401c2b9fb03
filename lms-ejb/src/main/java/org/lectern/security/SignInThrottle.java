package org.lectern.security;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.lectern.people.Account;

/**
 * Slows down whoever guesses passwords. Failures are counted by account name, whether the account exists or not, and by
 * network address. After some free ones each further failure closes the door for 1, 2, 4 … up to 300 seconds. An
 * account starts anew after a success or an hour without failures. A whole school may share one address, so that an
 * address has more free failures, forgets one every ten seconds, and each success takes one away.
 */
@Entity
public class SignInThrottle {

    /** The longest time the door stays closed. */
    static final Duration LONGEST = Duration.ofSeconds(300);

    private static final int ACCOUNT_FREE = 5;
    private static final Duration ACCOUNT_FORGETS = Duration.ofHours(1);
    private static final int ADDRESS_FREE = 20;
    private static final Duration ADDRESS_FORGETS_ONE = Duration.ofSeconds(10);
    private static final String ACCOUNT = "account:";
    private static final String ADDRESS = "address:";

    @Id
    private String subject;

    private int failures;

    private Instant lastAt;

    private Instant blockedUntil;

    /** For the persistence provider. */
    protected SignInThrottle() {}

    SignInThrottle(String subject, Instant now) {
        this.subject = subject;
        this.lastAt = now;
    }

    /**
     * The subject that stands for an account name.
     *
     * @param username as typed
     */
    static String account(String username) {
        var name = Account.canonical(username);
        // The index has room for 2,700 bytes; no account has a name that long.
        return ACCOUNT + (name.length() <= 200 ? name : HexFormat.of().formatHex(Secret.hash(name)));
    }

    /**
     * The subject that stands for a network address. Of IPv6 the first 64 bits count, because one customer has them all.
     *
     * @param address a literal IP address
     */
    static String address(String address) {
        try {
            var bytes = InetAddress.getByName(address).getAddress();
            if (bytes.length == 16) {
                Arrays.fill(bytes, 8, 16, (byte) 0);
                return ADDRESS + InetAddress.getByAddress(bytes).getHostAddress() + "/64";
            }
            return ADDRESS + InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address + " is no IP address", e);
        }
    }

    /** Counts a failure. */
    void failed(Instant now) {
        failures = remembered(now) + 1;
        lastAt = now;
        var free = isAccount() ? ACCOUNT_FREE : ADDRESS_FREE;
        if (failures > free) {
            var seconds = Math.min(LONGEST.toSeconds(), 1L << Math.min(failures - free - 1, 30));
            blockedUntil = now.plusSeconds(seconds);
        }
    }

    /** Counts a success. */
    void succeeded(Instant now) {
        failures = isAccount() ? 0 : Math.max(0, remembered(now) - 1);
        lastAt = now;
        blockedUntil = null;
    }

    /** Whether there is nothing left to remember. */
    boolean isClear() {
        return failures == 0;
    }

    /** How long the door is still closed; zero when it is open. */
    Duration closedFor(Instant now) {
        return blockedUntil == null || !blockedUntil.isAfter(now) ? Duration.ZERO : Duration.between(now, blockedUntil);
    }

    private int remembered(Instant now) {
        var quiet = Duration.between(lastAt, now);
        if (isAccount()) {
            return quiet.compareTo(ACCOUNT_FORGETS) >= 0 ? 0 : failures;
        }
        return (int) Math.max(0, failures - Math.max(0, quiet.dividedBy(ADDRESS_FORGETS_ONE)));
    }

    private boolean isAccount() {
        return subject.startsWith(ACCOUNT);
    }
}

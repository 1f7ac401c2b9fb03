package org.lectern.security;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;

/** A link by which the owner of an account chooses a password, once and within seven days. */
@Entity
public class Invitation {

    private static final Duration LIFETIME = Duration.ofDays(7);

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private Long id;

    private long accountId;

    private byte[] tokenHash;

    private Instant createdAt;

    private Instant expiresAt;

    private Instant usedAt;

    /** For the persistence provider. */
    protected Invitation() {}

    Invitation(long accountId, String secret, Instant now) {
        this.accountId = accountId;
        this.tokenHash = Secret.hash(secret);
        this.createdAt = now;
        this.expiresAt = now.plus(LIFETIME);
    }

    long accountId() {
        return accountId;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    boolean isOpen(Instant now) {
        return usedAt == null && expiresAt.isAfter(now);
    }
}

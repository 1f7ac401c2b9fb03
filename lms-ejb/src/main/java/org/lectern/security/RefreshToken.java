package org.lectern.security;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Duration;
import java.time.Instant;

/** A secret that renews a session once. A second use tells that somebody has a copy of it. */
@Entity
public class RefreshToken {

    /** A session that nobody renews for this long is over. */
    private static final Duration IDLE = Duration.ofDays(7);

    @Id
    private byte[] tokenHash;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private AuthSession session;

    private Instant issuedAt;

    private Instant expiresAt;

    private Instant usedAt;

    /** For the persistence provider. */
    protected RefreshToken() {}

    RefreshToken(String secret, AuthSession session, Instant now) {
        this.tokenHash = Secret.hash(secret);
        this.session = session;
        this.issuedAt = now;
        var idle = now.plus(IDLE);
        this.expiresAt = idle.isBefore(session.expiresAt()) ? idle : session.expiresAt();
    }

    Duration lifetime() {
        return Duration.between(issuedAt, expiresAt);
    }

    boolean isUsed() {
        return usedAt != null;
    }

    boolean isExpired(Instant now) {
        return !expiresAt.isAfter(now);
    }

    void use(Instant now) {
        usedAt = now;
    }
}

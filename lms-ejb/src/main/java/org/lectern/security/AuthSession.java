package org.lectern.security;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;

/**
 * One sign-in, from the password to signing out: the family of all tokens that descend from it. When it ends, they all
 * do.
 */
@Entity
public class AuthSession {

    /** However often it is renewed, the password is asked for again after this long. */
    private static final Duration LIFETIME = Duration.ofDays(30);

    /** The console, which has no refresh tokens, asks once a working day. */
    private static final Duration CONSOLE_LIFETIME = Duration.ofHours(12);

    /** Why a session ended. */
    public enum EndReason {
        /** Its owner signed out. */
        SIGNED_OUT,

        /** A refresh token came a second time, so somebody has a copy. */
        REPLAYED,

        /** The account was disabled. */
        DISABLED,

        /** The account has a new password. */
        PASSWORD_CHANGED,

        /** Its owner ended it from elsewhere. */
        ENDED_BY_OWNER,

        /** The person lost a role. */
        ROLES_CHANGED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private Long id;

    private long accountId;

    private Instant createdAt;

    private Instant lastUsedAt;

    private Instant expiresAt;

    private Instant endedAt;

    @Enumerated(EnumType.STRING)
    private EndReason endReason;

    private String address;

    private String userAgent;

    /** For the persistence provider. */
    protected AuthSession() {}

    AuthSession(long accountId, Instant now, Client client, boolean renewable) {
        this.accountId = accountId;
        this.createdAt = now;
        this.lastUsedAt = now;
        this.expiresAt = now.plus(renewable ? LIFETIME : CONSOLE_LIFETIME);
        this.address = client.address();
        this.userAgent = client.userAgent();
    }

    Long id() {
        return id;
    }

    long accountId() {
        return accountId;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant lastUsedAt() {
        return lastUsedAt;
    }

    /** When it was ended; null when nobody did. */
    Instant endedAt() {
        return endedAt;
    }

    String address() {
        return address;
    }

    String userAgent() {
        return userAgent;
    }

    boolean isOpen(Instant now) {
        return endedAt == null && expiresAt.isAfter(now);
    }

    void used(Instant now) {
        lastUsedAt = now;
    }

    /** Ends it; the first reason stays. */
    void end(EndReason reason, Instant now) {
        if (endedAt == null) {
            endedAt = now;
            endReason = reason;
        }
    }
}

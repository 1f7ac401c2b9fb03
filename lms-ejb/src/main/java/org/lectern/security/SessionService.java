package org.lectern.security;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lectern.audit.AuditTrail;
import org.lectern.people.Account;
import org.lectern.people.Role;
import org.lectern.people.RolesRemoved;
import org.lectern.security.AuthSession.EndReason;

/**
 * What the database keeps of sign-ins: failed ones, open sessions and their refresh tokens. Open to everybody, because
 * whoever signs in is nobody yet.
 */
@Stateless
@PermitAll
public class SessionService {

    @Inject
    private EntityManager entityManager;

    @Inject
    private AuditTrail audit;

    @Inject
    private Event<EndedSessions.Ended> ended;

    /**
     * Somebody at the door, before the password is looked at.
     *
     * @param closedFor how long no attempt is looked at; zero when this one is
     * @param accountId the account that may sign in; null when there is none of that name
     * @param passwordHash what the password must match; null when there is none
     */
    public record Visitor(Duration closedFor, Long accountId, String passwordHash) {}

    /**
     * What became of an attempt or a renewal.
     *
     * @param closedFor how long no further attempt is looked at; zero when this one was
     * @param principal who is signed in; null when nobody is
     * @param refreshToken the secret that renews the session once; null when there is none
     * @param refreshFor how long it does so
     */
    public record Outcome(Duration closedFor, SessionPrincipal principal, String refreshToken, Duration refreshFor) {

        private static Outcome refused() {
            return new Outcome(Duration.ZERO, null, null, null);
        }
    }

    /**
     * Finds out whom a name means, and whether attempts are looked at at all.
     *
     * @param username as typed
     * @param client where the attempt comes from
     */
    public Visitor welcome(String username, Client client) {
        var closed = closedFor(throttles(username, client, LockModeType.NONE), Instant.now());
        return entityManager
                .createQuery("""
                        select a.id, a.passwordHash from Account a
                        where lower(a.username) = :name and a.state = ACTIVE and a.person.status = ACTIVE""", Object[].class)
                .setParameter("name", Account.canonical(username))
                .getResultStream()
                .findFirst()
                .map(row -> new Visitor(closed, (Long) row[0], (String) row[1]))
                .orElse(new Visitor(closed, null, null));
    }

    /**
     * Writes down how an attempt ended. Attempts on one account take turns here, so that many at once have no more
     * tries than one after the other: what comes while the door is closed is not answered, whether it was right or not.
     *
     * @param username as typed
     * @param client where the attempt comes from
     * @param visitor what {@link #welcome} found
     * @param matched whether the password was right
     * @param renewable whether the session gets a refresh token
     */
    public Outcome conclude(String username, Client client, Visitor visitor, boolean matched, boolean renewable) {
        var now = Instant.now();
        if (!matched) {
            makeThrottles(username, client, now);
        }
        var throttles = throttles(username, client, LockModeType.PESSIMISTIC_WRITE);
        var closed = closedFor(throttles, now);
        if (!closed.isZero()) {
            return new Outcome(closed, null, null, null);
        }
        if (!matched) {
            throttles.forEach(throttle -> throttle.failed(now));
            return Outcome.refused();
        }
        for (var throttle : throttles) {
            throttle.succeeded(now);
            if (throttle.isClear()) {
                entityManager.remove(throttle);
            }
        }
        return open(visitor, client, now, renewable);
    }

    private List<SignInThrottle> throttles(String username, Client client, LockModeType lock) {
        return entityManager
                .createQuery("from SignInThrottle where subject in :subjects order by subject", SignInThrottle.class)
                .setParameter(
                        "subjects", List.of(SignInThrottle.account(username), SignInThrottle.address(client.address())))
                .setLockMode(lock)
                .getResultList();
    }

    private static Duration closedFor(List<SignInThrottle> throttles, Instant now) {
        return throttles.stream()
                .map(throttle -> throttle.closedFor(now))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private void makeThrottles(String username, Client client, Instant now) {
        entityManager
                .createNativeQuery("""
                        insert into sign_in_throttle (subject, failures, last_at)
                        values (:account, 0, :now), (:address, 0, :now) on conflict do nothing""")
                .setParameter("account", SignInThrottle.account(username))
                .setParameter("address", SignInThrottle.address(client.address()))
                .setParameter("now", now)
                .executeUpdate();
    }

    private Outcome open(Visitor visitor, Client client, Instant now, boolean renewable) {
        // An account that is being disabled, or gets a new password, either waits for this row or is seen here.
        var usable = entityManager
                        .createQuery("""
                                update Account a set a.lastSignInAt = :now
                                where a.id = :id and a.state = ACTIVE and a.passwordHash = :hash""")
                        .setParameter("now", now)
                        .setParameter("id", visitor.accountId)
                        .setParameter("hash", visitor.passwordHash)
                        .executeUpdate()
                == 1;
        if (!usable) {
            return Outcome.refused();
        }
        var session = new AuthSession(visitor.accountId, now, client, renewable);
        entityManager.persist(session);
        var principal = principal(session);
        if (principal.isEmpty()) {
            return Outcome.refused();
        }
        record(session, principal.get(), "signed in", Map.of("address", client.address()));
        return renewable
                ? renewed(session, principal.get(), now)
                : new Outcome(Duration.ZERO, principal.get(), null, null);
    }

    private Outcome renewed(AuthSession session, SessionPrincipal principal, Instant now) {
        var secret = Secret.next();
        var token = new RefreshToken(secret, session, now);
        entityManager.persist(token);
        return new Outcome(Duration.ZERO, principal, secret, token.lifetime());
    }

    /** Who a session belongs to, with the roles of now; nobody when the account cannot be used any more. */
    private Optional<SessionPrincipal> principal(AuthSession session) {
        return entityManager
                .createQuery("""
                        from Account a join fetch a.person p left join fetch p.roles
                        where a.id = :id and a.state = ACTIVE and p.status = ACTIVE""", Account.class)
                .setParameter("id", session.accountId())
                .getResultStream()
                .findFirst()
                .map(account -> new SessionPrincipal(
                        account.id(),
                        account.person().id(),
                        account.username(),
                        session.id(),
                        account.person().roles().stream().map(Role::name).collect(Collectors.toSet())));
    }

    /**
     * Uses a refresh token up and gives the next one. One that was used before ends the whole session: two parties have
     * it, and nobody can tell which is the thief.
     *
     * @param refreshToken as it came
     */
    public Outcome renew(String refreshToken) {
        var now = Instant.now();
        var session = lockedSessionOf(refreshToken);
        if (session == null || !session.isOpen(now)) {
            return Outcome.refused();
        }
        var token = entityManager.find(RefreshToken.class, Secret.hash(refreshToken));
        if (token.isUsed()) {
            end(session, EndReason.REPLAYED, "refresh token replayed");
            return Outcome.refused();
        }
        var principal = principal(session);
        if (principal.isEmpty() || token.isExpired(now)) {
            return Outcome.refused();
        }
        token.use(now);
        session.used(now);
        return renewed(session, principal.get(), now);
    }

    /** Whatever happens to one session takes turns. */
    private AuthSession lockedSessionOf(String refreshToken) {
        return entityManager
                .createQuery("select t.session.id from RefreshToken t where t.tokenHash = :hash", Long.class)
                .setParameter("hash", Secret.hash(refreshToken))
                .getResultStream()
                .findFirst()
                .map(this::locked)
                .orElse(null);
    }

    private AuthSession locked(Long sessionId) {
        return entityManager.find(AuthSession.class, sessionId, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Ends the session to which a refresh token belongs; nothing happens when there is none.
     *
     * @param refreshToken as it came
     */
    public void signOut(String refreshToken) {
        signOut(lockedSessionOf(refreshToken));
    }

    /**
     * Ends a session because its owner asks for it.
     *
     * @param principal the owner
     */
    public void signOut(SessionPrincipal principal) {
        signOut(locked(principal.sessionId()));
    }

    private void signOut(AuthSession session) {
        if (session != null && session.isOpen(Instant.now())) {
            end(session, EndReason.SIGNED_OUT, "signed out");
        }
    }

    private void end(AuthSession session, EndReason reason, String action) {
        session.end(reason, Instant.now());
        ended.fire(new EndedSessions.Ended(List.of(session.id())));
        principal(session).ifPresent(principal -> record(session, principal, action, null));
    }

    private void record(AuthSession session, SessionPrincipal principal, String action, Object after) {
        audit.recordAs(
                principal.getName(),
                action,
                "account",
                session.accountId(),
                principal.caller().personId(),
                null,
                after);
    }

    /** Who loses a role must not keep it in a token for another quarter of an hour. */
    public void onRolesRemoved(@Observes RolesRemoved removed) {
        entityManager
                .createQuery("select a.id from Account a where a.person.id = :person", Long.class)
                .setParameter("person", removed.personId())
                .getResultList()
                .forEach(accountId -> endAll(accountId, EndReason.ROLES_CHANGED));
    }

    /**
     * Ends all sessions of an account.
     *
     * @param accountId the account, whose row the caller has changed before in the same transaction
     * @param reason why
     */
    public void endAll(long accountId, EndReason reason) {
        var open = entityManager
                .createQuery(
                        "select s.id from AuthSession s where s.accountId = :account and s.endedAt is null", Long.class)
                .setParameter("account", accountId)
                .getResultList();
        if (open.isEmpty()) {
            return;
        }
        entityManager
                .createQuery("update AuthSession s set s.endedAt = :now, s.endReason = :reason"
                        + " where s.id in :ids and s.endedAt is null")
                .setParameter("now", Instant.now())
                .setParameter("reason", reason)
                .setParameter("ids", open)
                .executeUpdate();
        ended.fire(new EndedSessions.Ended(open));
    }

    /**
     * Ends the sessions of an account but one.
     *
     * @param accountId the account
     * @param but the session that goes on; null for none
     * @param reason why
     * @return how many were ended
     */
    public int endOthers(long accountId, Long but, EndReason reason) {
        var open = entityManager
                .createQuery(
                        "select s.id from AuthSession s"
                                + " where s.accountId = :account and s.endedAt is null and s.id <> :but",
                        Long.class)
                .setParameter("account", accountId)
                .setParameter("but", but == null ? -1 : but)
                .getResultList();
        if (!open.isEmpty()) {
            entityManager
                    .createQuery("update AuthSession s set s.endedAt = :now, s.endReason = :reason"
                            + " where s.id in :ids and s.endedAt is null")
                    .setParameter("now", Instant.now())
                    .setParameter("reason", reason)
                    .setParameter("ids", open)
                    .executeUpdate();
            ended.fire(new EndedSessions.Ended(open));
        }
        return open.size();
    }

    /**
     * Ends one session of an account.
     *
     * @param accountId whose it must be
     * @param sessionId the session
     * @param reason why
     * @return whether there is such a session; it may have been over
     */
    public boolean end(long accountId, long sessionId, EndReason reason) {
        var session = locked(sessionId);
        if (session == null || session.accountId() != accountId) {
            return false;
        }
        if (session.isOpen(Instant.now())) {
            session.end(reason, Instant.now());
            ended.fire(new EndedSessions.Ended(List.of(sessionId)));
        }
        return true;
    }

    /**
     * Writes down how somebody who is signed in answered the question for the password. Whoever found a device left open
     * has no more tries than at the door.
     *
     * @param username of the account
     * @param client where the answer comes from
     * @param matched whether it was right
     * @return for how long no further answer is looked at; zero when this one was
     */
    public Duration answered(String username, Client client, boolean matched) {
        var now = Instant.now();
        if (!matched) {
            makeThrottles(username, client, now);
        }
        var throttles = throttles(username, client, LockModeType.PESSIMISTIC_WRITE);
        var closed = closedFor(throttles, now);
        if (closed.isZero() && !matched) {
            throttles.forEach(throttle -> throttle.failed(now));
        }
        return closed;
    }

    /**
     * Whether a console session may go on: neither it nor its account was ended.
     *
     * @param sessionId the session
     */
    public boolean isOpen(long sessionId) {
        return !entityManager
                .createQuery("""
                        select s.id from AuthSession s join Account a on a.id = s.accountId
                        where s.id = :id and s.endedAt is null and s.expiresAt > :now and a.state = ACTIVE""", Long.class)
                .setParameter("id", sessionId)
                .setParameter("now", Instant.now())
                .getResultList()
                .isEmpty();
    }

    /**
     * The sessions that ended since a time.
     *
     * @param since not longer ago than a quarter of an hour or so, for the list's sake
     */
    public List<Long> endedSince(Instant since) {
        return entityManager
                .createQuery("select s.id from AuthSession s where s.endedAt > :since", Long.class)
                .setParameter("since", since)
                .getResultList();
    }

    /** Deletes what is of no use to anybody any more: forgotten failures, and sessions over for a month. */
    public void tidy() {
        var now = Instant.now();
        entityManager
                .createQuery("delete from SignInThrottle t where t.lastAt < :old")
                .setParameter("old", now.minus(Duration.ofDays(1)))
                .executeUpdate();
        entityManager
                .createQuery("delete from RefreshToken t where t.expiresAt < :old")
                .setParameter("old", now)
                .executeUpdate();
        entityManager
                .createQuery("delete from AuthSession s where s.expiresAt < :old")
                .setParameter("old", now.minus(Duration.ofDays(30)))
                .executeUpdate();
    }
}

package org.lectern.security;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.audit.AuditTrail;
import org.lectern.security.AuthSession.EndReason;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;

/** The sign-ins of the caller, who can end those that are somewhere else. */
@Stateless
@RolesAllowed({Roles.ADMIN, Roles.TEACHER, Roles.STUDENT})
public class OwnSessionService {

    @Inject
    private EntityManager entityManager;

    @Inject
    private SessionService sessions;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private AuditTrail audit;

    @Inject
    private Settings settings;

    /**
     * A sign-in.
     *
     * @param id the session
     * @param signedInAt when the password was typed, in the school's zone
     * @param lastUsedAt when it was last renewed, in the school's zone
     * @param expiresAt when the password is asked for again, in the school's zone
     * @param endedAt when it was ended, in the school's zone; null when nobody did
     * @param open whether it can be used
     * @param current whether it is the one of this request
     * @param address IP address from which it began; null when it is not known
     * @param userAgent what the browser called itself; null when it did not say
     */
    @Schema(name = "Session")
    public record OwnSession(
            long id,
            OffsetDateTime signedInAt,
            OffsetDateTime lastUsedAt,
            OffsetDateTime expiresAt,
            OffsetDateTime endedAt,
            boolean open,
            boolean current,
            String address,
            String userAgent) {}

    /**
     * A page of the caller's sign-ins, newest first. Those that are over are kept for a month.
     *
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the newest
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    public Page<OwnSession> list(Integer limit, String after) {
        int rows = Page.limit(limit);
        var zone = settings.timeZone();
        var now = Instant.now();
        long current = currentCaller.session().orElse(-1L);
        var found = entityManager
                .createQuery(
                        "from AuthSession s where s.accountId = :account and s.id < :before order by s.id desc",
                        AuthSession.class)
                .setParameter("account", currentCaller.get().accountId())
                .setParameter("before", place(after))
                .setMaxResults(rows + 1)
                .getResultList();
        return Page.of(
                found.stream().map(session -> view(session, current, now, zone)).toList(),
                rows,
                session -> Long.toString(session.id()));
    }

    private static long place(String after) {
        try {
            return after == null ? Long.MAX_VALUE : Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw Problem.ofField(ProblemType.VALIDATION, "after", "This is no place in the list.");
        }
    }

    private static OwnSession view(AuthSession session, long current, Instant now, ZoneId zone) {
        return new OwnSession(
                session.id(),
                inZone(session.createdAt(), zone),
                inZone(session.lastUsedAt(), zone),
                inZone(session.expiresAt(), zone),
                inZone(session.endedAt(), zone),
                session.isOpen(now),
                session.id() == current,
                session.address(),
                session.userAgent());
    }

    private static OffsetDateTime inZone(Instant moment, ZoneId zone) {
        return moment == null ? null : moment.atZone(zone).toOffsetDateTime();
    }

    /**
     * Ends one of the caller's sessions, at once and everywhere. One that is over stays so.
     *
     * @param id the session
     * @throws Problem of type NOT_FOUND when it is none of the caller's
     */
    public void end(long id) {
        var caller = currentCaller.get();
        if (!sessions.end(caller.accountId(), id, EndReason.ENDED_BY_OWNER)) {
            throw Problem.notFound("session", id);
        }
        audit.record("session ended", "account", caller.accountId(), caller.personId(), null, Map.of("session", id));
    }

    /** Ends all of the caller's sessions but the one of this request, at once and everywhere. */
    public void endOthers() {
        var caller = currentCaller.get();
        int ended =
                sessions.endOthers(caller.accountId(), currentCaller.session().orElse(null), EndReason.ENDED_BY_OWNER);
        if (ended > 0) {
            audit.record(
                    "other sessions ended",
                    "account",
                    caller.accountId(),
                    caller.personId(),
                    null,
                    Map.of("sessions", ended));
        }
    }
}

package org.lectern.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions that ended while access tokens given in them may still be around, so that such tokens are refused at
 * once and without asking the database. A session ended on this server is here when the transaction that ended it has
 * committed, one ended elsewhere about a second later.
 */
@ApplicationScoped
public class EndedSessions {

    /** Long enough for a token that was being made when its session ended. */
    static final Duration KEPT = AccessTokens.LIFETIME.plusMinutes(1);

    private final Map<Long, Instant> forgetAt = new ConcurrentHashMap<>();

    /**
     * Sessions were ended; fired in the transaction that ends them.
     *
     * @param ids the sessions
     */
    record Ended(Collection<Long> ids) {}

    /** Whether a session has ended lately. */
    public boolean contains(long sessionId) {
        return forgetAt.containsKey(sessionId);
    }

    void onEnded(@Observes(during = TransactionPhase.AFTER_SUCCESS) Ended ended) {
        add(ended.ids, Instant.now());
    }

    void add(Collection<Long> ids, Instant now) {
        for (var id : ids) {
            forgetAt.putIfAbsent(id, now.plus(KEPT));
        }
    }

    void forgetOld(Instant now) {
        forgetAt.values().removeIf(now::isAfter);
    }
}

package org.lectern.security;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks after {@link EndedSessions} and {@link SigningKeys}: what happened on other servers, or while this one was down. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class SessionWatch {

    private static final Logger LOG = Logger.getLogger(SessionWatch.class.getName());

    /** A transaction may become visible this long after the time it wrote down; clocks may differ by it as well. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    @Inject
    private SessionService sessions;

    @Inject
    private EndedSessions endedSessions;

    @Inject
    private SigningKeys keys;

    @Resource
    private ManagedScheduledExecutorService clock;

    private ScheduledFuture<?> looking;
    private ScheduledFuture<?> refreshing;
    private volatile Instant seenUntil;

    @PostConstruct
    void start() {
        seenUntil = Instant.now().minus(EndedSessions.KEPT);
        look();
        // No timers of the container: it gives a timer up for good that fails twice, as it does while the database is
        // gone.
        looking = clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
        refreshing = clock.scheduleWithFixedDelay(this::refreshKeys, 10, 10, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        looking.cancel(false);
        refreshing.cancel(false);
    }

    /** Once a second: learns which sessions ended elsewhere, and forgets those whose tokens have expired. */
    private void look() {
        var now = Instant.now();
        try {
            endedSessions.add(sessions.endedSince(seenUntil.minus(OVERLAP)), now);
            seenUntil = now;
        } catch (RuntimeException e) {
            // The next look covers the time of this one.
            LOG.log(Level.FINE, "Ended sessions cannot be read", e);
        }
        endedSessions.forgetOld(now);
    }

    /** Every ten seconds: takes over rotated keys. */
    private void refreshKeys() {
        try {
            keys.refresh();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The signing keys known so far stay in use", e);
        }
    }

    /** Every hour: deletes what is of no use any more. Safe on several servers at once. */
    @Schedule(hour = "*", minute = "17", persistent = false)
    public void tidy() {
        try {
            sessions.tidy();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Old sessions cannot be deleted", e);
        }
    }
}

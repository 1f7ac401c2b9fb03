package org.lectern.attendance;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Has {@link AttendanceWarningService} look at what was recorded, every ten seconds. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class AttendanceWatch {

    private static final Logger LOG = Logger.getLogger(AttendanceWatch.class.getName());
    private static final long PAUSE_SECONDS = 10;

    @Inject
    private AttendanceWarningService warnings;

    @Resource
    private ManagedScheduledExecutorService clock;

    private ScheduledFuture<?> looking;

    @PostConstruct
    void start() {
        // No timer of the container: it gives a timer up for good that fails twice, as it does while the database is
        // gone.
        looking = clock.scheduleWithFixedDelay(this::look, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        looking.cancel(false);
    }

    private void look() {
        try {
            warnings.raise();
        } catch (RuntimeException e) {
            // the next look sees the same registers
            LOG.log(Level.FINE, "Registers cannot be looked through for warnings", e);
        }
    }
}

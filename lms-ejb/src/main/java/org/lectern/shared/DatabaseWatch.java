package org.lectern.shared;

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
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Asks the database five times a second whether it is there, on a connection of its own. No answer within 0.7 seconds means
 * that it is gone, whether it was stopped, hangs, or the network swallows what is sent; requests are then refused at once
 * instead of waiting, until it answers again. It has a thread of its own: those of the server's executors may all be
 * waiting for the very database.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class DatabaseWatch {

    private static final Logger LOG = Logger.getLogger(DatabaseWatch.class.getName());
    private static final int ANSWER_WITHIN_MILLIS = 700;
    private static final long PAUSE_MILLIS = 200;

    @PersistenceUnit(unitName = "lms")
    private EntityManagerFactory entityManagers;

    @Resource(lookup = "jdbc/lms")
    private DataSource dataSource;

    @Resource
    private ManagedThreadFactory threads;

    private WatchedConnections connections;
    private ScheduledExecutorService executor;
    private Connection own;

    @PostConstruct
    void start() {
        connections = WatchedConnections.of(entityManagers.unwrap(SessionFactoryImplementor.class));
        executor = Executors.newSingleThreadScheduledExecutor(threads);
        var unused = executor.scheduleWithFixedDelay(this::ask, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }

    /** Whether the database answered when it was asked last. */
    public boolean isThere() {
        return connections.isThere();
    }

    /** Only one thread runs this at a time. */
    private void ask() {
        try {
            if (own == null) {
                own = dataSource.getConnection();
                own.setNetworkTimeout(Runnable::run, ANSWER_WITHIN_MILLIS);
            }
            // the driver takes the shorter of the two limits
            if (!own.isValid(1)) {
                throw new SQLException("It does not answer within " + ANSWER_WITHIN_MILLIS + " ms");
            }
            if (!connections.isThere()) {
                connections.found();
                LOG.info("The database is there again");
            }
        } catch (SQLException | RuntimeException e) {
            giveUpOwn();
            if (connections.isThere()) {
                LOG.log(Level.WARNING, "The database is gone: {0}", e.getMessage());
                connections.lost();
            }
        }
    }

    private void giveUpOwn() {
        if (own != null) {
            try {
                own.close();
            } catch (SQLException e) {
                LOG.log(Level.FINE, "The broken connection cannot be given back", e);
            }
            own = null;
        }
    }
}

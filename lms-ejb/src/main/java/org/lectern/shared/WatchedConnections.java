package org.lectern.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.engine.jdbc.connections.internal.DatasourceConnectionProviderImpl;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.postgresql.core.BaseConnection;

/**
 * The connections of the server's pool as requests use them. While the database is gone nobody waits for one, and whoever
 * already waits for an answer on one is woken: {@link DatabaseWatch} says when. A slow statement is nobody's business
 * here, so that a long one may take its time on a database that lives.
 */
public class WatchedConnections extends DatasourceConnectionProviderImpl {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(WatchedConnections.class.getName());

    /** SQL state of a connection that cannot be had. */
    private static final String UNREACHABLE = "08001";

    /** After an outage: longer than the pool keeps a connection that nobody uses, which is five minutes. */
    private static final Duration SUSPICIOUS = Duration.ofMinutes(6);

    private static final Duration START_TOGETHER = Duration.ofSeconds(30);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    private static final int POOL_AT_MOST = 100;

    private final transient Set<Connection> inUse = ConcurrentHashMap.newKeySet();
    private volatile boolean gone;
    private volatile long suspiciousUntil = System.nanoTime();

    /** Those of a persistence unit. */
    static WatchedConnections of(SessionFactoryImplementor sessionFactory) {
        return (WatchedConnections) sessionFactory.getServiceRegistry().requireService(ConnectionProvider.class);
    }

    /** A server and its database may start at the same moment, and on a busy computer the first connection takes long. */
    @Override
    public void configure(Map<String, Object> configuration) {
        super.configure(configuration);
        long end = System.nanoTime() + START_TOGETHER.toNanos();
        while (!canConnect() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
    }

    private boolean canConnect() {
        try (var connection = getDataSource().getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            LOG.log(Level.INFO, "Waiting for the database: {0}", e.getMessage());
            return false;
        }
    }

    /** {@inheritDoc} */
    @Override
    public Connection getConnection() throws SQLException {
        for (int attempt = 0; attempt < POOL_AT_MOST; attempt++) {
            requireThere();
            var connection = super.getConnection();
            inUse.add(connection);
            if (gone) {
                closeConnection(connection);
            } else if (System.nanoTime() - suspiciousUntil >= 0 || connection.isValid(1)) {
                return connection;
            } else {
                // The driver has closed it, which the pool notices when it is to be handed out again.
                closeConnection(connection);
            }
        }
        throw unreachable();
    }

    /** {@inheritDoc} */
    @Override
    public void closeConnection(Connection connection) throws SQLException {
        inUse.remove(connection);
        super.closeConnection(connection);
    }

    private void requireThere() throws SQLException {
        if (gone) {
            throw unreachable();
        }
    }

    private static SQLException unreachable() {
        return new SQLException("The database does not answer", UNREACHABLE);
    }

    /** Whether the database answered when it was asked last. */
    boolean isThere() {
        return !gone;
    }

    /** From now on nobody gets a connection, and statements that wait for an answer fail. */
    void lost() {
        gone = true;
        for (var connection : inUse) {
            try {
                // The pool's own abort() leaves a connection alone that is in a transaction.
                connection.unwrap(BaseConnection.class).abort(Runnable::run);
            } catch (SQLException | RuntimeException e) {
                LOG.log(Level.FINE, "A connection was given back meanwhile", e);
            }
        }
    }

    /** Connections are to be had again; for a while each is tried before it is used, as it may be from before. */
    void found() {
        suspiciousUntil = System.nanoTime() + SUSPICIOUS.toNanos();
        gone = false;
    }
}

package org.lectern.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.lectern.shared.DatabaseMigration;

/**
 * A database of its own, migrated and empty, for a test class or for each test of it.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestDatabase database = new TestDatabase(); // one for the class
 *
 * @RegisterExtension
 * final TestDatabase database = new TestDatabase(); // one for each test
 * }</pre>
 *
 * One PostgreSQL serves the whole JVM, on a free port, and ends with it; it is migrated once and copied from then on,
 * which takes a fraction of a second. It runs as root too: the embedded server then starts under {@code unshare}.
 */
public final class TestDatabase implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final String TEMPLATE = "lectern_template";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private String name;
    private boolean ofClass;

    /** Creates the database when the extension is a static field. */
    @Override
    public void beforeAll(ExtensionContext context) {
        create();
        ofClass = true;
    }

    /** Creates the database when the extension is an instance field. */
    @Override
    public void beforeEach(ExtensionContext context) {
        if (!ofClass) {
            create();
        }
    }

    /** Drops the database of one test. */
    @Override
    public void afterEach(ExtensionContext context) {
        if (!ofClass) {
            drop();
        }
    }

    /** Drops the database of the class. */
    @Override
    public void afterAll(ExtensionContext context) {
        drop();
    }

    /** Whether it is one for all tests of the class. */
    boolean isOfClass() {
        return ofClass;
    }

    /** Where the database is; every call of {@code getConnection} opens a new connection. */
    public DataSource dataSource() {
        return Server.POSTGRES.getDatabase("postgres", name);
    }

    /**
     * A new connection, in auto-commit mode.
     *
     * @throws SQLException when the server refuses it
     */
    public Connection connection() throws SQLException {
        return dataSource().getConnection();
    }

    /**
     * Runs one statement, in a connection and transaction of its own.
     *
     * @param sql the statement, with {@code ?} for parameters
     * @param parameters values in order
     * @return the rows changed
     */
    public int execute(String sql, Object... parameters) {
        try (var connection = connection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.execute() ? 0 : statement.getUpdateCount();
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /**
     * Reads one value, in a connection and transaction of its own.
     *
     * @param sql a query of one column, with {@code ?} for parameters
     * @param parameters values in order
     * @return the first row's value as text; null when it is null or there is no row
     */
    public String value(String sql, Object... parameters) {
        try (var connection = connection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private void create() {
        name = "test_" + COUNTER.incrementAndGet();
        administer("create database " + name + " template " + TEMPLATE);
    }

    private void drop() {
        administer("drop database " + name + " with (force)");
    }

    private static void administer(String sql) {
        try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Started by the first test that needs it; zonky's shutdown hook stops it. */
    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                var postgres = EmbeddedPostgres.builder().start();
                try (var connection = postgres.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("create database " + TEMPLATE);
                }
                DatabaseMigration.migrate(postgres.getDatabase("postgres", TEMPLATE));
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException("The embedded PostgreSQL does not start", e);
            } catch (SQLException e) {
                throw new IllegalStateException("The embedded PostgreSQL takes no connection", e);
            }
        }
    }
}

package org.lectern.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.lectern.files.FileStore;
import org.lectern.security.PasswordHash;
import org.lectern.shared.DatabaseMigration;

/**
 * Loads the demo school when the environment says {@code LMS_DEMO=true} and the database holds nobody yet. It is
 * registered behind {@link DatabaseMigration}, so that the tables are there. Several servers, or both WARs of one, may
 * start at once: the first takes a lock in the database, the others wait for it and find the school there.
 */
public final class DemoSchoolLoader implements Integrator {

    private static final Logger LOG = Logger.getLogger(DemoSchoolLoader.class.getName());

    /** Any number that nothing else locks. */
    private static final long LOCK = 0x4C65_6374_6572_6E01L;

    /** The database is filled while the archive's classes are read, which takes one processor about as long. */
    private static volatile CompletableFuture<Void> loading = CompletableFuture.completedFuture(null);

    /** {@inheritDoc} */
    @Override
    public void integrate(
            Metadata metadata, BootstrapContext bootstrapContext, SessionFactoryImplementor sessionFactory) {
        if (Boolean.parseBoolean(System.getenv("LMS_DEMO"))) {
            var dataSource = DatabaseMigration.dataSource(sessionFactory);
            var store = new FileStore(Optional.ofNullable(System.getenv("LMS_DATA")));
            loading = CompletableFuture.runAsync(
                    () -> loadIfEmpty(dataSource, Clock.systemUTC(), store), task -> new Thread(task, "demo").start());
        }
    }

    /**
     * Waits until the school is there that the start of this archive loads.
     *
     * @throws java.util.concurrent.CompletionException when the database refused it; nothing is in then
     */
    static void await() {
        loading.join();
    }

    /** {@inheritDoc} */
    @Override
    public void disintegrate(SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {
        // nothing is held that would have to be given back
    }

    /**
     * Loads the school unless somebody is there.
     *
     * @param dataSource a migrated database
     * @param clock see {@link DemoSchool#DemoSchool(Clock)}
     * @param store takes the bytes of its files; not touched when it is not loaded
     * @return whether it was loaded by this call
     * @throws IllegalStateException when the database refuses it; nothing is in then
     */
    public static boolean loadIfEmpty(DataSource dataSource, Clock clock, FileStore store) {
        var start = System.nanoTime();
        try {
            if (isInhabited(dataSource)) {
                return false;
            }
            // what takes CPU comes before a connection is held, and the hashes beside the school
            var hashing = CompletableFuture.supplyAsync(DemoSchoolLoader::hashes);
            var school = new DemoSchool(clock);
            var hashes = hashing.join();
            try (var connection = dataSource.getConnection()) {
                var loaded = loadLocked(connection, school, hashes, store);
                if (loaded != null) {
                    LOG.log(Level.INFO, "The demo school was loaded in {0} ms: {1}", new Object[] {
                        (System.nanoTime() - start) / 1_000_000, loaded
                    });
                }
                return loaded != null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The demo school could not be loaded: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> hashes() {
        return DemoSchool.ACCOUNTS.parallelStream()
                .collect(Collectors.toMap(
                        Function.identity(), name -> PasswordHash.hash(DemoSchool.PASSWORD.toCharArray())));
    }

    private static DemoSchool.Loaded loadLocked(
            Connection connection, DemoSchool school, Map<String, String> hashes, FileStore store) throws SQLException {
        var autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
                lock.setLong(1, LOCK);
                lock.execute();
            }
            var loaded = isInhabited(connection) ? null : school.load(connection, hashes, store);
            connection.commit();
            if (loaded != null) {
                try (var statement = connection.createStatement()) {
                    statement.execute("analyze");
                }
                connection.commit();
            }
            return loaded;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }

    private static boolean isInhabited(DataSource dataSource) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            return isInhabited(connection);
        }
    }

    private static boolean isInhabited(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select exists (select from person) or exists (select from org) or exists (select from section)")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}

package org.lectern.runner;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * A whole Lectern on this computer: data folder, database, application server. {@link #close()} ends whatever has been
 * started so far, in reverse order, and may be called from a shutdown hook while {@link #start(Consumer)} still runs.
 */
public final class Lectern implements AutoCloseable {

    private final Settings settings;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;
    private Database database;
    private ApplicationServer server;
    private int port;

    /** @param settings what to start, and where */
    public Lectern(Settings settings) {
        this.settings = settings;
    }

    /**
     * Starts everything, and returns when both WARs serve.
     *
     * @param progress is told what is being done, one short line each time
     * @throws StartException when something cannot start; what was started before stays until {@link #close()}
     */
    public void start(Consumer<String> progress) {
        port = settings.port() == 0 ? FreePort.find() : settings.port();
        FreePort.require(port, settings.demo());
        DataFolder folder = register(DataFolder.open(settings.dataFolder()));
        if (settings.database().isPresent()) {
            database = settings.database().get();
            requireReachable(database);
        } else {
            progress.accept("Starting PostgreSQL in " + folder.root());
            database = startPostgres(folder);
        }
        server = launchServer(folder);
        progress.accept("Starting Payara Micro, whose log is " + server.log());
        server.awaitReady();
    }

    // Starting a process and remembering it must not be torn apart by close() of a shutdown hook.

    private synchronized Database startPostgres(DataFolder folder) {
        requireOpen();
        Path binaries =
                PostgresBinaries.unpackInto(settings.home().resolve("lms-ear").resolve("target"));
        return register(EmbeddedPostgres.start(folder, binaries)).database();
    }

    private synchronized ApplicationServer launchServer(DataFolder folder) {
        requireOpen();
        return register(ApplicationServer.launch(settings, folder, database, port));
    }

    private synchronized <T extends AutoCloseable> T register(T part) {
        started.push(part);
        return part;
    }

    private void requireOpen() {
        if (closed) {
            throw new StartException("Stopped.");
        }
    }

    private static void requireReachable(Database database) {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), properties)) {
            connection.isValid(5);
        } catch (SQLException e) {
            throw new StartException(
                    "The database " + database + " cannot be reached (" + e.getMessage() + "); check LMS_DB_*.", e);
        }
    }

    /** The database in use. */
    public Database database() {
        return database;
    }

    /** The address of the server, such as {@code http://localhost:8080/}. */
    public URI uri() {
        return URI.create("http://localhost:" + port + "/");
    }

    /** The address at which the first administrator chooses a password; nothing when somebody can sign in already. */
    public Optional<String> invitation() {
        return server.invitation();
    }

    /**
     * Waits for the server to end: after {@link #close()}, or by itself, which it never should.
     *
     * @throws StartException with its exit code, when it ended by itself
     */
    public void await() throws InterruptedException {
        int code = server.awaitEnd();
        if (!isClosed()) {
            throw new StartException(
                    "The application server ended with code " + code + "; the reason is in " + server.log() + ".");
        }
    }

    /** Whether {@link #close()} was called: what fails afterwards fails because of it. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Ends everything that was started. May be called twice. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                // the rest must end as well
                System.getLogger(Lectern.class.getName()).log(System.Logger.Level.WARNING, "While stopping", e);
            }
        }
    }
}

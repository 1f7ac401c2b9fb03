package org.lectern.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.lectern.runner.Database;
import org.lectern.runner.Lectern;
import org.lectern.runner.Settings;

/** What {@code mvn -Prun} starts, on a free port, with a data folder of its own and the demo school. */
public final class RunningLectern implements AutoCloseable {

    private final Lectern lectern;
    private final Path dataFolder;
    private final Client client;

    private RunningLectern(Lectern lectern, Path dataFolder) {
        this.lectern = lectern;
        this.dataFolder = dataFolder;
        this.client = new Client(lectern.uri());
    }

    static RunningLectern start() {
        Path home = home();
        Path dataFolder = newFolder("lectern");
        // The tests end long before optimised code would pay; and they stand for a proxy, to come from many addresses.
        List<String> javaOptions = List.of("-XX:TieredStopAtLevel=1", "-DLMS_TRUSTED_PROXIES=127.0.0.1");
        Lectern lectern = new Lectern(new Settings(home, 0, dataFolder, true, Optional.empty(), "700m", javaOptions));
        try {
            lectern.start(line -> {});
            return new RunningLectern(lectern, dataFolder);
        } catch (RuntimeException e) {
            lectern.close();
            throw e;
        }
    }

    /** The folder that holds the modules. */
    public static Path home() {
        return Path.of(System.getProperty("lectern.home", ".."))
                .toAbsolutePath()
                .normalize();
    }

    /** An empty folder below {@code lms-ear/target}, kept after the tests so that logs can be read. */
    public static Path newFolder(String prefix) {
        try {
            Path parent = Files.createDirectories(home().resolve("lms-ear/target/system-tests"));
            return Files.createTempDirectory(parent, prefix + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of the server, with a slash at its end. */
    public URI uri() {
        return lectern.uri();
    }

    /** The database behind it. */
    public Database database() {
        return lectern.database();
    }

    /** The value of {@code LMS_DATA}. */
    public Path dataFolder() {
        return dataFolder;
    }

    /** A new connection to the database, as the owner of the tables. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database().jdbcUrl(), database().user(), database().password());
    }

    /** Sends requests without a token. */
    public Client anonymous() {
        return client;
    }

    /** Sends requests as one of the demo accounts: {@code admin}, {@code teacher} or {@code student}. */
    public Client login(String username) {
        return client.login(username, "lectern-demo");
    }

    @Override
    public void close() {
        lectern.close();
    }
}

package org.lectern.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server of the runner's own, for a computer where nobody has installed one: real binaries, durable, on
 * 127.0.0.1 only. Its one role may open its one database, with a random password kept in the data folder; nobody can
 * sign in as superuser.
 *
 * <p>The binaries are driven here and not by the library that ships them, because the library starts with {@code -F}
 * (no fsync) and with trust authentication, and gives up where {@code unshare} is refused.
 */
final class EmbeddedPostgres implements AutoCloseable {

    private static final String MAJOR_VERSION = "18";
    private static final String NAME = "lms";

    private final DataFolder folder;
    private final Path binaries;
    private final Path cluster;
    private final Unprivileged unprivileged;
    private final Database database;

    private EmbeddedPostgres(
            DataFolder folder, Path binaries, Path cluster, Unprivileged unprivileged, Database database) {
        this.folder = folder;
        this.binaries = binaries;
        this.cluster = cluster;
        this.unprivileged = unprivileged;
        this.database = database;
    }

    /**
     * Starts the server, making its files when there are none, and returns when it takes connections.
     *
     * @param folder where its files are, or will be
     * @param binaries what {@link PostgresBinaries} unpacked
     * @throws StartException when it cannot start
     */
    static EmbeddedPostgres start(DataFolder folder, Path binaries) {
        Path cluster = folder.resolve("database");
        try {
            requireThisVersion(cluster);
            Unprivileged unprivileged = Unprivileged.forThisUser();
            String password = password(folder.resolve("database.password"));
            Database database = new Database("127.0.0.1", FreePort.find(), NAME, NAME, password);
            EmbeddedPostgres postgres = new EmbeddedPostgres(folder, binaries, cluster, unprivileged, database);
            if (!Files.exists(cluster)) {
                postgres.create();
            } else if (Files.exists(cluster.resolve("postmaster.pid"))) {
                // left by a runner that was killed: a server that still runs has the wrong port and no owner
                postgres.stop();
            }
            unprivileged.own(cluster);
            unprivileged.own(folder.log("postgresql.log"));
            postgres.start();
            return postgres;
        } catch (IOException e) {
            throw new StartException(
                    "The database in " + cluster + " could not be prepared: " + e.getMessage() + ".", e);
        }
    }

    /** Where it listens. */
    Database database() {
        return database;
    }

    private static void requireThisVersion(Path cluster) throws IOException {
        if (!Files.exists(cluster)) {
            return;
        }
        Path file = cluster.resolve("PG_VERSION");
        if (!Files.exists(file)) {
            throw new StartException(
                    "The folder " + cluster
                            + " is not a PostgreSQL database; restore it from a backup, or name another data folder with LMS_DATA.");
        }
        String version = Files.readString(file).strip();
        if (!version.equals(MAJOR_VERSION)) {
            throw new StartException("The database in " + cluster + " was made by PostgreSQL " + version
                    + " and this Lectern brings PostgreSQL " + MAJOR_VERSION
                    + "; move the data with pg_dump, or name another data folder with LMS_DATA.");
        }
    }

    private static String password(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Secrets.write(file, password);
        return password;
    }

    /** Makes the files beside their final place, so that a run killed meanwhile leaves nothing half made. */
    private void create() throws IOException {
        Path draft = folder.resolve("database.new");
        PostgresBinaries.deleteRecursively(draft);
        Files.createDirectory(draft);
        unprivileged.own(draft);
        run(
                "initdb",
                "--pgdata=" + draft,
                "--username=postgres",
                "--auth=reject",
                "--encoding=UTF8",
                "--no-locale",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--set=timezone=UTC",
                "--set=log_timezone=UTC");
        Files.writeString(draft.resolve("pg_hba.conf"), "host " + NAME + " " + NAME + " 127.0.0.1/32 scram-sha-256\n");
        // Single-user mode needs no superuser password, so there never is one.
        String statements = "create role %1$s login password '%2$s'\ncreate database %1$s owner %1$s\n"
                .formatted(NAME, database.password());
        List<String> command = command("postgres");
        command.addAll(List.of("--single", "-D", draft.toString(), "postgres"));
        Process process = processes(command).start();
        try (var input = process.getOutputStream()) {
            input.write(statements.getBytes(StandardCharsets.UTF_8));
        }
        await(process, "postgres --single");
        Files.move(draft, cluster);
    }

    private void start() throws IOException {
        // No fsync, synchronous_commit or full_page_writes here: they are on by default, and stay on.
        String options = String.join(
                " ",
                "-p " + database.port(),
                "-c listen_addresses=127.0.0.1",
                "-c unix_socket_directories=''",
                "-c max_connections=100",
                "-c shared_buffers=256MB",
                "-c effective_cache_size=1GB",
                "-c work_mem=8MB",
                "-c maintenance_work_mem=64MB",
                "-c random_page_cost=1.1",
                "-c max_wal_size=512MB",
                "-c jit=off");
        run(
                "pg_ctl",
                "start",
                "--wait",
                "--timeout=60",
                "--pgdata=" + cluster,
                "--log=" + folder.log("postgresql.log"),
                "--options=" + options);
    }

    /** Stops the server, open transactions rolled back and everything else on disk. Does nothing when it is down. */
    @Override
    public void close() {
        try {
            stop();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void stop() throws IOException {
        if (!Files.exists(cluster.resolve("postmaster.pid"))) {
            return;
        }
        List<String> command = command("pg_ctl");
        command.addAll(List.of("stop", "--wait", "--timeout=60", "--mode=fast", "--pgdata=" + cluster));
        // A failure says that there is no such process: the file is stale, and the next start takes it over.
        finish(processes(command).start());
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = command(program);
        command.addAll(List.of(arguments));
        await(processes(command).start(), program);
    }

    private List<String> command(String program) {
        List<String> command = new ArrayList<>(unprivileged.prefix());
        command.add(binaries.resolve("bin").resolve(program).toString());
        return command;
    }

    private ProcessBuilder processes(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.log("postgresql-setup.log").toFile()));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private void await(Process process, String program) {
        int code = finish(process);
        if (code != 0) {
            throw new StartException("The embedded database did not start (" + program + " ended with code " + code
                    + "); the reason is in " + folder.log("postgresql.log") + " or "
                    + folder.log("postgresql-setup.log") + ".");
        }
    }

    private static int finish(Process process) {
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return -1;
        }
    }
}

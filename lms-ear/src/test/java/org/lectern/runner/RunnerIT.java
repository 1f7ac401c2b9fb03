package org.lectern.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.lectern.system.RunningLectern;

/** The runner as a process of its own, as a user starts it. */
class RunnerIT {

    private static final String USER = System.getProperty("user.name");

    private static final Path TARGET = RunningLectern.home().resolve("lms-ear/target");

    @Test
    void takenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path folder = RunningLectern.newFolder("runner");
            String port = Integer.toString(taken.getLocalPort());

            assertFails(
                    Map.of("LMS_PORT", port, "LMS_DATA", folder.toString()),
                    "Lectern: Port " + port
                            + " cannot be used (Address already in use); choose another with LMS_PORT.");
        }
    }

    @Test
    void portThatIsNoNumberIsNamed() throws Exception {
        assertFails(
                Map.of("LMS_PORT", "http"),
                "Lectern: LMS_PORT must be a port number from 0 to 65535, and is \"http\".");
    }

    @Test
    void fileIsNoDataFolder() throws Exception {
        Path file = Files.createFile(RunningLectern.newFolder("runner").resolve("file"));

        assertFails(
                Map.of("LMS_DATA", file.toString()),
                "Lectern: The data folder " + file + " is a file; name a folder with LMS_DATA.");
    }

    @Test
    void folderOfSomethingElseIsLeftAlone() throws Exception {
        Path folder = RunningLectern.newFolder("runner");
        Path other = Files.writeString(folder.resolve("thesis.txt"), "years of work");

        assertFails(
                Map.of("LMS_DATA", folder.toString()),
                "Lectern: The folder " + folder
                        + " holds other things and is not a data folder of Lectern; name an empty one with LMS_DATA.");
        try (var files = Files.list(folder)) {
            assertEquals(List.of(other), files.toList());
        }
    }

    @Test
    void databaseOfAnotherMajorVersionIsLeftAlone() throws Exception {
        Path folder = RunningLectern.newFolder("runner");
        Files.createFile(folder.resolve("lectern.lock"));
        Path cluster = Files.createDirectory(folder.resolve("database"));
        Files.writeString(cluster.resolve("PG_VERSION"), "16\n");

        assertFails(
                Map.of("LMS_DATA", folder.toString()),
                "Lectern: The database in " + cluster
                        + " was made by PostgreSQL 16 and this Lectern brings PostgreSQL 18;"
                        + " move the data with pg_dump, or name another data folder with LMS_DATA.");
    }

    @Test
    void databaseThatDoesNotAnswerIsNamed() throws Exception {
        String port = Integer.toString(FreePort.find());

        assertFails(
                Map.of(
                        "LMS_DATA",
                        RunningLectern.newFolder("runner").toString(),
                        "LMS_DB_HOST",
                        "127.0.0.1",
                        "LMS_DB_PORT",
                        port),
                "Lectern: The database lms@127.0.0.1:" + port + "/lms cannot be reached (Connection to 127.0.0.1:"
                        + port
                        + " refused. Check that the hostname and port are correct and that the postmaster is accepting"
                        + " TCP/IP connections.); check LMS_DB_*.");
    }

    @Test
    void sigtermEndsEveryProcess() throws Exception {
        Path folder = RunningLectern.newFolder("runner");
        Process runner = startWithServer(folder);
        ProcessHandle server = server(runner);
        ProcessHandle postgres = postgres(folder);

        runner.destroy();

        assertTrue(runner.waitFor(60, TimeUnit.SECONDS));
        assertEnds(server);
        assertEnds(postgres);
        assertFalse(Files.exists(folder.resolve("database/postmaster.pid")));
    }

    @Test
    void whatAKilledRunnerLeftIsTakenOver() throws Exception {
        Path folder = RunningLectern.newFolder("runner");
        Process runner = startWithServer(folder);
        ProcessHandle server = server(runner);
        ProcessHandle postgres = postgres(folder);

        runner.destroyForcibly().waitFor();

        assertEnds(server);
        assertTrue(postgres.isAlive());
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres again = EmbeddedPostgres.start(data, PostgresBinaries.unpackInto(TARGET));
                Connection connection = DriverManager.getConnection(
                        again.database().jdbcUrl(),
                        again.database().user(),
                        again.database().password())) {
            assertTrue(connection.isValid(10));
            assertEnds(postgres);
        }
    }

    @Test
    void withoutUserNamespacesTheDatabaseDoesNotRunAsRootEither() throws Exception {
        Path folder = RunningLectern.newFolder("runner");
        Process runner = startWithServer(folder, Map.of("PATH", pathWithout("unshare")));

        String user = postgres(folder).info().user().orElseThrow();
        runner.destroy();

        assertTrue((isRoot() ? List.of("postgres", "nobody") : List.of(USER)).contains(user), user);
        assertTrue(runner.waitFor(60, TimeUnit.SECONDS));
        // the same data where namespaces work, as after a move to another computer
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres again = EmbeddedPostgres.start(data, PostgresBinaries.unpackInto(TARGET));
                Connection connection = DriverManager.getConnection(
                        again.database().jdbcUrl(),
                        again.database().user(),
                        again.database().password())) {
            assertTrue(connection.isValid(10));
        }
    }

    @Test
    void onlyRootHasToBecomeSomebodyElseAndIsToldWhenThatIsImpossible() throws Exception {
        if (!isRoot()) {
            assertEquals(List.of(), Unprivileged.forThisUser().prefix());
            return;
        }
        assertFails(
                Map.of(
                        "LMS_DATA",
                        RunningLectern.newFolder("runner").toString(),
                        "PATH",
                        pathWithout("unshare", "setpriv")),
                "Lectern: PostgreSQL does not run as root, and neither unshare nor setpriv works here;"
                        + " start Lectern as another user, or name a database with LMS_DB_HOST.");
    }

    private static boolean isRoot() {
        return "root".equals(USER);
    }

    /** A search path on which some programs are refused, as a container refuses them. */
    private static String pathWithout(String... programs) throws IOException {
        Path folder = RunningLectern.newFolder("path");
        for (String program : programs) {
            Path refusal = Files.writeString(folder.resolve(program), "#!/bin/sh\nexit 1\n");
            Files.setPosixFilePermissions(refusal, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return folder + ":" + System.getenv("PATH");
    }

    private static void assertFails(Map<String, String> environment, String sentence) throws Exception {
        Process runner = start(environment);
        try (BufferedReader output = runner.inputReader()) {
            List<String> lines = output.lines()
                    .filter(line -> !line.startsWith("Starting PostgreSQL"))
                    .toList();
            assertEquals(List.of(sentence), lines);
            assertEquals(1, runner.waitFor());
        }
    }

    private static void assertEnds(ProcessHandle process) throws Exception {
        process.onExit().get(60, TimeUnit.SECONDS);
    }

    /** Starts a runner and returns when both its processes exist. */
    private static Process startWithServer(Path folder) throws IOException {
        return startWithServer(folder, Map.of());
    }

    private static Process startWithServer(Path folder, Map<String, String> further) throws IOException {
        Map<String, String> environment = new HashMap<>(further);
        environment.putAll(Map.of("LMS_DATA", folder.toString(), "LMS_HEAP", "300m"));
        Process runner = start(environment);
        BufferedReader output = runner.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("Starting Payara Micro")) {
                return runner;
            }
        }
        throw new AssertionError("The runner ended.");
    }

    private static ProcessHandle server(Process runner) {
        return runner.children().findAny().orElseThrow();
    }

    private static ProcessHandle postgres(Path folder) throws IOException {
        String pid =
                Files.readAllLines(folder.resolve("database/postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlectern.home=" + RunningLectern.home(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LMS_"));
        builder.environment().put("LMS_PORT", "0");
        builder.environment().putAll(environment);
        return builder.start();
    }
}

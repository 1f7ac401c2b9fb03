package org.lectern.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lectern.runner.Database;
import org.lectern.system.RunningLectern;

/** A Payara Server of a user who follows the README: its own domain, the driver, and {@code lms.asadmin}. */
final class PayaraServer implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("(port=\"|telnet\\.port=)(\\d+)");

    /** Tests talk to nobody else: no data grid, no report to the maker of the server. */
    private static final String ALONE = """
            set configs.config.server-config.hazelcast-config-specific-configuration.enabled=false
            disable-phone-home
            """;

    private final Path asadmin;
    private final Path domains;
    private final int adminPort;
    private final int httpPort;

    private PayaraServer(Path asadmin, Path domains, int adminPort, int httpPort) {
        this.asadmin = asadmin;
        this.domains = domains;
        this.adminPort = adminPort;
        this.httpPort = httpPort;
    }

    /**
     * Starts a domain of its own, on free ports.
     *
     * @param database what the pool connects to
     * @param dataFolder the value of {@code LMS_DATA}
     */
    static PayaraServer start(Database database, Path dataFolder) {
        try {
            Path installation = Path.of(System.getProperty("lectern.payara.server"));
            Path domains = RunningLectern.newFolder("payara");
            copy(installation.resolve("glassfish/domains/domain1"), domains.resolve("domain1"));
            Files.writeString(domains.resolve("domain1/config/pre-boot-commands.asadmin"), ALONE);
            Path driver = Path.of(org.postgresql.Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Files.copy(driver, domains.resolve("domain1/lib").resolve(driver.getFileName()));
            Map<String, Integer> ports = freePorts(domains.resolve("domain1/config/domain.xml"));

            // A script without the executable bit that unpacking lost.
            Path asadmin = installation.resolve("glassfish/lib/client/appserver-cli.jar");
            PayaraServer server = new PayaraServer(asadmin, domains, ports.get("4848"), ports.get("8080"));
            try {
                server.asadmin(
                        Map.of(
                                "JDK_JAVA_OPTIONS",
                                "-XX:TieredStopAtLevel=1 -Djakarta.json.provider=org.eclipse.parsson.JsonProviderImpl",
                                "LMS_DATA",
                                dataFolder.toString(),
                                "LMS_DEMO",
                                "true",
                                "LMS_DB_HOST",
                                database.host(),
                                "LMS_DB_PORT",
                                Integer.toString(database.port()),
                                "LMS_DB_NAME",
                                database.name(),
                                "LMS_DB_USER",
                                database.user(),
                                "LMS_DB_PASSWORD",
                                database.password()),
                        "start-domain",
                        "--postbootcommandfile",
                        RunningLectern.home()
                                .resolve("config/payara/lms.asadmin")
                                .toString());
            } catch (RuntimeException | Error e) {
                server.closeAfter(e); // it may run all the same
                throw e;
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives every listener of the domain a port of its own; the keys are the ports of an untouched domain. */
    private static Map<String, Integer> freePorts(Path domainXml) throws IOException {
        String text = Files.readString(domainXml);
        Set<String> usual = new HashSet<>();
        PORT.matcher(text).results().forEach(match -> usual.add(match.group(2)));
        List<ServerSocket> sockets = new ArrayList<>();
        Map<String, Integer> ports = new HashMap<>();
        try {
            for (String port : usual) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket); // held until all are found, so that no port is found twice
                ports.put(port, socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
        Files.writeString(
                domainXml, PORT.matcher(text).replaceAll(match -> match.group(1) + ports.get(match.group(2))));
        return ports;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    int adminPort() {
        return adminPort;
    }

    int httpPort() {
        return httpPort;
    }

    /** Asks the server to end, and makes it when it does not. */
    @Override
    public void close() {
        Optional<ProcessHandle> process = process(); // asked first: the file goes before the process does
        try {
            asadmin(Map.of(), "stop-domain");
        } finally {
            process.ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException | Error e) {
            failure.addSuppressed(e);
        }
    }

    private Optional<ProcessHandle> process() {
        try {
            return ProcessHandle.of(Long.parseLong(
                    Files.readString(domains.resolve("domain1/config/pid")).strip()));
        } catch (IOException e) {
            return Optional.empty(); // it never came up
        }
    }

    private void asadmin(Map<String, String> environment, String command, String... options) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                asadmin.toString(),
                "--interactive=false",
                command,
                "--domaindir",
                domains.toString()));
        words.addAll(List.of(options));
        words.add("domain1");
        Path log = domains.resolve("asadmin.log");
        try {
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(command + " failed: " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

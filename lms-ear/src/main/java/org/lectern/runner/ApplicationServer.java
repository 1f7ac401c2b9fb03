package org.lectern.runner;

import fish.payara.micro.PayaraMicro;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Payara Micro in a JVM of its own, with both WARs. */
final class ApplicationServer implements AutoCloseable {

    /**
     * Four times the usual thresholds of the optimising compiler: on two cores it takes a third of the time of the start
     * to optimise what runs only then. What is called all the time reaches them all the same.
     */
    private static final List<String> JIT = List.of(
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=2400",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000");

    private static final String CAUSED_BY = "Caused by: ";

    private static final Pattern INVITATION = Pattern.compile("\\S+/admin/invitation\\.xhtml#\\S+");

    private final Process process;
    private final Path log;

    private ApplicationServer(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the JVM; {@link #awaitReady()} waits until it serves.
     *
     * @param settings where the archives are, and the heap
     * @param folder where logs go
     * @param database what the pool connects to
     * @param port TCP port of HTTP
     */
    static ApplicationServer launch(Settings settings, DataFolder folder, Database database, int port) {
        Path rest = archive(settings, "lms-rest");
        Path web = archive(settings, "lms-web");
        Path config = settings.home().resolve("config").resolve("payara");
        Path payara = jarOf(PayaraMicro.class);
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-Xms256m", "-Xmx" + settings.heap(), "-XX:+UseParallelGC"));
        command.addAll(JIT);
        command.addAll(settings.javaOptions());
        command.addAll(accessOf(payara));
        command.addAll(List.of(
                // one look-up per request instead of a scan of the class path
                "-Djakarta.json.provider=org.eclipse.parsson.JsonProviderImpl",
                "-Duser.language=en",
                "-Djava.awt.headless=true",
                "-cp",
                jarOf(ServerMain.class) + File.pathSeparator + payara,
                ServerMain.class.getName(),
                "--nocluster",
                "--disablephonehome",
                "--port",
                Integer.toString(port),
                "--addlibs",
                jarOf(org.postgresql.Driver.class).toString(),
                "--prebootcommandfile",
                config.resolve("micro-preboot.asadmin").toString(),
                "--postbootcommandfile",
                config.resolve("lms.asadmin").toString(),
                "--deploy",
                rest + ":/api",
                "--deploy",
                web + ":/"));
        Path log = keepOne(folder.log("server.log"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var environment = builder.environment();
        environment.put("LMS_DATA", folder.root().toString());
        environment.put("LMS_DEMO", Boolean.toString(settings.demo()));
        environment.put("LMS_LISTEN", settings.demo() ? "127.0.0.1" : "0.0.0.0");
        environment.put("LMS_PORT", Integer.toString(port));
        environment.put("LMS_DB_HOST", database.host());
        environment.put("LMS_DB_PORT", Integer.toString(database.port()));
        environment.put("LMS_DB_NAME", database.name());
        environment.put("LMS_DB_USER", database.user());
        environment.put("LMS_DB_PASSWORD", database.password());
        try {
            return new ApplicationServer(builder.start(), log);
        } catch (IOException e) {
            throw new StartException("No Java virtual machine could be started: " + e.getMessage() + ".", e);
        }
    }

    private static Path archive(Settings settings, String module) {
        Path file = settings.home().resolve(module).resolve("target").resolve(module + ".war");
        if (!Files.exists(file)) {
            throw new StartException(file + " is not built yet; run mvn -Prun.");
        }
        return file;
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The openings into the JDK that the manifest asks for; {@code java} reads them only from a JAR started with -jar. */
    private static List<String> accessOf(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            List<String> options = new ArrayList<>();
            for (String kind : List.of("Add-Exports", "Add-Opens")) {
                for (String target : manifest.getValue(kind).strip().split("\\s+")) {
                    options.add("--" + kind.toLowerCase(Locale.ROOT) + "=" + target + "=ALL-UNNAMED");
                }
            }
            return options;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path keepOne(Path log) {
        try {
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling("server.previous.log"), StandardCopyOption.REPLACE_EXISTING);
            }
            return log;
        } catch (IOException e) {
            throw new StartException("The log file " + log + " cannot be written; check its permissions.", e);
        }
    }

    /**
     * Waits until both WARs are deployed.
     *
     * @throws StartException when the server ends instead
     */
    void awaitReady() {
        try {
            BufferedReader output = process.inputReader();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals(ServerMain.READY)) {
                    return;
                }
            }
        } catch (IOException e) {
            // the stream was closed under the reader: the process has ended
        }
        throw new StartException("The application server did not start" + cause() + "; more is in " + log + ".");
    }

    /** The innermost of the causes that the log ends with. */
    private String cause() {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith(CAUSED_BY))
                    .reduce((earlier, later) -> later)
                    .map(line -> " (" + line.substring(CAUSED_BY.length()).strip() + ")")
                    .orElse("");
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    /** The address at which the first administrator chooses a password, when the server wrote one. */
    Optional<String> invitation() {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(INVITATION::matcher)
                    .filter(Matcher::find)
                    .map(Matcher::group)
                    .reduce((earlier, later) -> later);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Waits until the server ends by itself, and says with which exit code. */
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Where the server writes what it does. */
    Path log() {
        return log;
    }

    /** Asks the server to end, and makes it after half a minute. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

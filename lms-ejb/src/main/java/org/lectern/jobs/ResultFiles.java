package org.lectern.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Files that jobs leave behind, in the folder {@code results} of the data folder, which all servers of an installation
 * share. They are kept for {@value #DAYS} days.
 */
@ApplicationScoped
public class ResultFiles {

    /** For how many days a file is kept. */
    public static final int DAYS = 30;

    private static final Logger LOG = Logger.getLogger(ResultFiles.class.getName());

    @Inject
    @ConfigProperty(name = "LMS_DATA")
    private Optional<String> data;

    /**
     * A file that was kept.
     *
     * @param name what it is called
     * @param content where its bytes are
     */
    public record Kept(String name, Path content) {}

    /** Writes a file. */
    @FunctionalInterface
    public interface Content {

        /**
         * @param out not to be closed
         * @throws IOException when it cannot be written
         */
        void write(OutputStream out) throws IOException;
    }

    /**
     * Keeps the file of a job, whole or not at all, and forgets those that are too old.
     *
     * @param jobId the job
     * @param name what it is called
     * @param content writes it
     * @return how many bytes it has
     */
    public long keep(long jobId, String name, Content content) {
        try {
            Files.createDirectories(folder());
            forgetOldOnes();
            var part = Files.createTempFile(folder(), "job-" + jobId, ".part");
            try (var out = Files.newOutputStream(part)) {
                content.write(out);
            }
            Files.move(part, path(jobId, name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return Files.size(path(jobId, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The file of a job.
     *
     * @param jobId the job
     * @param name what it is called; null for none
     * @return empty when it is not there, or not any more
     */
    public Optional<Kept> find(long jobId, String name) {
        return Optional.ofNullable(name)
                .map(file -> new Kept(file, path(jobId, file)))
                .filter(kept -> Files.isRegularFile(kept.content()));
    }

    private void forgetOldOnes() {
        var oldest = Instant.now().minus(Duration.ofDays(DAYS));
        try (var files = Files.newDirectoryStream(folder())) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Old results stay in the data folder", e);
        }
    }

    /** Only the ending of the name goes into that of the file. */
    private Path path(long jobId, String name) {
        return folder().resolve("job-" + jobId + name.replaceFirst("^.*?(\\.[A-Za-z0-9]+)?$", "$1"));
    }

    private Path folder() {
        return data.map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".lectern"))
                .resolve("results")
                .toAbsolutePath();
    }
}

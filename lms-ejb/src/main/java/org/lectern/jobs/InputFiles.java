package org.lectern.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Files that wait for the job that reads them, in the folder {@code imports} of the data folder, which all servers of an
 * installation share.
 */
@ApplicationScoped
public class InputFiles {

    private static final Logger LOG = Logger.getLogger(InputFiles.class.getName());

    @Inject
    @ConfigProperty(name = "LMS_DATA")
    private Optional<String> data;

    /**
     * Keeps a file.
     *
     * @param content read to its end, not closed
     * @param ending of its name, for example {@code .zip}
     * @return the name under which it is kept
     */
    public String keep(InputStream content, String ending) {
        var file = UUID.randomUUID() + ending;
        try {
            Files.createDirectories(folder());
            Files.copy(content, path(file));
            return file;
        } catch (IOException e) {
            discard(file);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            discard(file);
            throw e;
        }
    }

    /** Where a file is that was kept under a name. */
    public Path path(String file) {
        return folder().resolve(file);
    }

    /** Deletes a file; a failure leaves it behind and is no reason to fail. */
    public void discard(String file) {
        try {
            Files.deleteIfExists(path(file));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "An imported file stays in the data folder", e);
        }
    }

    private Path folder() {
        return data.map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".lectern"))
                .resolve("imports")
                .toAbsolutePath();
    }
}

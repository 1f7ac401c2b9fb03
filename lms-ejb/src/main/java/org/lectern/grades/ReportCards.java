package org.lectern.grades;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.lectern.jobs.JobError;
import org.lectern.jobs.JobFailure;
import org.lectern.jobs.JobTask;
import org.lectern.jobs.JobWork;

/**
 * Prints the report cards of a group. The result waits in the folder {@code results} of the data folder, which all servers
 * of an installation share, for 30 days.
 */
@ApplicationScoped
public class ReportCards implements JobWork {

    /** The kind of these jobs. */
    public static final String KIND = "report-cards";

    /** Parameter: the group. */
    static final String GROUP = "group";

    /** Parameter: the period; left out for the whole sections. */
    static final String PERIOD = "period";

    /** Parameter: what the result is called. */
    static final String NAME = "name";

    private static final Duration KEPT = Duration.ofDays(30);

    private static final Logger LOG = Logger.getLogger(ReportCards.class.getName());

    @Inject
    @ConfigProperty(name = "LMS_DATA")
    private Optional<String> data;

    @Inject
    private ReportService reports;

    /** {@inheritDoc} */
    @Override
    public String kind() {
        return KIND;
    }

    /** {@inheritDoc} */
    @Override
    public String run(Connection connection, JobTask task) throws SQLException {
        forgetOldOnes();
        var parameters = task.parameters();
        var count = new int[1];
        var pdf = reports.reportCards(
                parameters.getJsonNumber(GROUP).longValue(),
                parameters.containsKey(PERIOD)
                        ? parameters.getJsonNumber(PERIOD).longValue()
                        : null,
                students -> count[0] = students,
                done -> task.progress(10 + 85 * done / Math.max(1, count[0])));
        if (count[0] == 0) {
            throw new JobFailure(List.of(new JobError(null, null, null, "Nobody is in the group today.")));
        }
        keep(task.id(), pdf);
        return Json.createObjectBuilder()
                .add("students", count[0])
                .add("file", parameters.getString(NAME))
                .add("bytes", pdf.length)
                .build()
                .toString();
    }

    /** {@inheritDoc} */
    @Override
    public void discard(JsonObject parameters) {
        // what is kept is the result, not the input
    }

    /** The result of a job; empty when it is not there, or not any more. */
    Optional<byte[]> result(long jobId) {
        try {
            var file = file(jobId);
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(long jobId, byte[] pdf) {
        try {
            Files.createDirectories(folder());
            var part = Files.createTempFile(folder(), "job-" + jobId, ".part");
            Files.write(part, pdf);
            Files.move(part, file(jobId), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forgetOldOnes() {
        if (!Files.isDirectory(folder())) {
            return;
        }
        var oldest = Instant.now().minus(KEPT);
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

    private Path file(long jobId) {
        return folder().resolve("job-" + jobId + ".pdf");
    }

    private Path folder() {
        return data.map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".lectern"))
                .resolve("results")
                .toAbsolutePath();
    }
}

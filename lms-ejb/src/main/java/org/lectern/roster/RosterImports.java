package org.lectern.roster;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.lectern.jobs.JobError;
import org.lectern.jobs.JobFailure;
import org.lectern.jobs.JobTask;
import org.lectern.jobs.JobWork;
import org.lectern.settings.Settings;
import org.postgresql.util.PSQLException;

/**
 * Imports the sets that were handed in. They wait in the folder {@code imports} of the data folder, which all servers
 * of an installation share, and are deleted when their job has ended.
 */
@ApplicationScoped
public class RosterImports implements JobWork {

    /** The kind of these jobs. */
    public static final String KIND = "roster-import";

    /** Parameter: whether to change nothing. */
    static final String DRY_RUN = "dryRun";

    /** Parameter: the name under which the set is kept. */
    static final String FILE = "file";

    /** Parameter: the name that the set was handed in with. */
    static final String NAME = "name";

    /** The class of SQL states for it. */
    private static final String CONSTRAINT_VIOLATED = "23";

    private static final Logger LOG = Logger.getLogger(RosterImports.class.getName());

    @Inject
    @ConfigProperty(name = "LMS_DATA")
    private Optional<String> data;

    @Inject
    private Settings settings;

    /** {@inheritDoc} */
    @Override
    public String kind() {
        return KIND;
    }

    /** {@inheritDoc} */
    @Override
    public String run(Connection connection, JobTask task) throws SQLException {
        var parameters = task.parameters();
        var zip = folder().resolve(parameters.getString(FILE));
        var name = parameters.getString(NAME);
        if (!Files.exists(zip)) {
            throw new JobFailure(List.of(new JobError(name, null, null, "The file is gone; hand it in again.")));
        }
        var options = new OneRosterImport.Options(
                parameters.getBoolean(DRY_RUN), settings.today(), task.accountId(), task.actor(), task.id(), name);
        try {
            return OneRosterImport.run(connection, zip, options, task::progress).json();
        } catch (SQLException e) {
            throw clash(e, name);
        }
    }

    /** What the checks did not find and a constraint did: most likely somebody wrote at the same moment. */
    private static RuntimeException clash(SQLException e, String name) throws SQLException {
        if (e.getSQLState() == null || !e.getSQLState().startsWith(CONSTRAINT_VIOLATED)) {
            throw e;
        }
        LOG.log(Level.INFO, "The database refuses a row of an import", e);
        var told = e instanceof PSQLException server ? server.getServerErrorMessage() : null;
        var detail = told == null || told.getDetail() == null ? "" : " " + told.getDetail();
        return new JobFailure(List.of(new JobError(
                name,
                null,
                null,
                "A row clashes with another one." + detail
                        + " Perhaps somebody wrote it at the same moment; then hand the set in again.")));
    }

    /** {@inheritDoc} */
    @Override
    public void discard(JsonObject parameters) {
        discard(parameters.getString(FILE));
    }

    /** Deletes a set; a failure leaves a file behind and is no reason to fail. */
    void discard(String file) {
        try {
            Files.deleteIfExists(folder().resolve(file));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "An imported file stays in the data folder", e);
        }
    }

    /** Keeps a set and returns the name under which it is kept. */
    String keep(InputStream content) {
        var file = UUID.randomUUID() + ".zip";
        try {
            Files.createDirectories(folder());
            Files.copy(content, folder().resolve(file));
            return file;
        } catch (IOException e) {
            discard(file);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            discard(file);
            throw e;
        }
    }

    private Path folder() {
        return data.map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".lectern"))
                .resolve("imports")
                .toAbsolutePath();
    }
}

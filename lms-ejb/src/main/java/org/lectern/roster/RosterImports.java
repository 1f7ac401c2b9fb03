package org.lectern.roster;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.lectern.jobs.InputFiles;
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
    private InputFiles files;

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
        var zip = files.path(parameters.getString(FILE));
        var name = parameters.getString(NAME);
        if (!Files.exists(zip)) {
            throw new JobFailure(List.of(new JobError(name, null, null, "The file is gone; hand it in again.")));
        }
        var options = new OneRosterImport.Options(
                parameters.getBoolean(DRY_RUN),
                settings.today(),
                settings.timeZone(),
                task.accountId(),
                task.actor(),
                task.id(),
                name);
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
        files.discard(parameters.getString(FILE));
    }
}

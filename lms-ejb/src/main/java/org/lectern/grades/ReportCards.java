package org.lectern.grades;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.lectern.jobs.JobError;
import org.lectern.jobs.JobFailure;
import org.lectern.jobs.JobTask;
import org.lectern.jobs.JobWork;
import org.lectern.jobs.ResultFiles;

/**
 * Prints the report cards of a group, into a file that {@link ResultFiles} keeps.
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

    @Inject
    private ResultFiles files;

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
        files.keep(task.id(), parameters.getString(NAME), out -> out.write(pdf));
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

    /** {@inheritDoc} */
    @Override
    public boolean makesFile() {
        return true;
    }
}

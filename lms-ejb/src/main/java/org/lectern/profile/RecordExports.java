package org.lectern.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.Connection;
import org.lectern.jobs.JobTask;
import org.lectern.jobs.JobWork;
import org.lectern.jobs.ResultFiles;

/** Makes the whole record of a person as a zip, in the background. */
@ApplicationScoped
public class RecordExports implements JobWork {

    /** The kind of these jobs. */
    public static final String KIND = "record-export";

    /** Parameter: whose record. */
    static final String PERSON = "person";

    /** Parameter: what the person is called. */
    static final String NAME = "name";

    @Inject
    private RecordService records;

    @Inject
    private ResultFiles files;

    /** {@inheritDoc} */
    @Override
    public String kind() {
        return KIND;
    }

    /** {@inheritDoc} */
    @Override
    public String run(Connection connection, JobTask task) {
        var archive = records.exported(task.parameters().getJsonNumber(PERSON).longValue(), task.actor());
        task.progress(50);
        long bytes = files.keep(task.id(), archive.name(), archive::write);
        return Json.createObjectBuilder()
                .add("file", archive.name())
                .add("bytes", bytes)
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

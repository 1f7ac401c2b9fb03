package org.lectern.jobs;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;

/** What jobs of one kind do. Every bean of this type is found by {@link JobRunner}. */
public interface JobWork {

    /** The kind of job that it does. */
    String kind();

    /**
     * Does a job. A server that dies leaves nothing of it behind and another one begins it again.
     *
     * @param connection with auto-commit off; the runner commits it together with the job's end, or rolls it back when
     *     this throws
     * @param task the job, which wants to be told of progress
     * @return the job's result, a JSON object
     * @throws JobFailure with what is wrong with the input
     * @throws SQLException when the database fails
     */
    String run(Connection connection, JobTask task) throws SQLException;

    /**
     * Throws away what was kept for a job, now that it has ended.
     *
     * @param parameters of the job
     */
    void discard(JsonObject parameters);

    /** Whether its jobs leave a file behind, kept by {@link ResultFiles}, whose name is {@code file} of the result. */
    default boolean makesFile() {
        return false;
    }
}

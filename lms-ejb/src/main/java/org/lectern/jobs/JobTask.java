package org.lectern.jobs;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;

/** A job that a server works on: what it is to do, how far it is, and whether it is to stop. */
public final class JobTask {

    private static final System.Logger LOG = System.getLogger(JobTask.class.getName());

    private final long id;
    private final String kind;
    private final JsonObject parameters;
    private final Long accountId;
    private final String actor;
    private final int attempt;
    private Connection connection;
    private volatile int progress;
    private volatile boolean stopped;
    private volatile long heardAt = System.nanoTime();

    /** Ends the work of a job that was cancelled, or that another server has taken over. */
    static final class StoppedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("The job was stopped");
        }
    }

    JobTask(long id, String kind, JsonObject parameters, Long accountId, String actor, int attempt) {
        this.id = id;
        this.kind = kind;
        this.parameters = parameters;
        this.accountId = accountId;
        this.actor = actor;
        this.attempt = attempt;
    }

    /** The job. */
    public long id() {
        return id;
    }

    /** What to do, as it was submitted. */
    public JsonObject parameters() {
        return parameters;
    }

    /** Who asked for it; null for nobody. */
    public Long accountId() {
        return accountId;
    }

    /** That account's username, or the name of the job, for the audit. */
    public String actor() {
        return actor == null ? kind + " " + id : actor;
    }

    /**
     * Tells how far the work is; call it between any two steps, as this is also where a job that was cancelled ends.
     *
     * @param percent 0 to 100
     */
    public void progress(int percent) {
        if (stopped) {
            throw new StoppedException();
        }
        progress = Math.max(0, Math.min(100, percent));
    }

    String kind() {
        return kind;
    }

    int attempt() {
        return attempt;
    }

    int progress() {
        return progress;
    }

    boolean isStopped() {
        return stopped;
    }

    /** The connection whose statement is broken off when the job is stopped; null when there is none any more. */
    synchronized void works(Connection on) {
        connection = on;
    }

    /** The beat was heard. */
    void heard() {
        heardAt = System.nanoTime();
    }

    /** For how long the beat has not been heard. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heardAt);
    }

    /**
     * Makes the work end: at its next step, or in the midst of a statement. Where the database cannot be told, the
     * connection is cut.
     */
    synchronized void stop() {
        stopped = true;
        if (connection != null) {
            try {
                connection.unwrap(PGConnection.class).cancelQuery();
            } catch (SQLException unreachable) {
                cut(unreachable);
            }
        }
    }

    private void cut(SQLException unreachable) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            e.addSuppressed(unreachable);
            LOG.log(System.Logger.Level.WARNING, "Job " + id + " goes on until its connection breaks", e);
        }
    }
}

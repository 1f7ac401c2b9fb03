package org.lectern.jobs;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The jobs as the servers that do them see them. Each call is a transaction of its own, and an owner who has lost a job
 * to another server changes nothing.
 */
@ApplicationScoped
public class JobQueue {

    /** A job that has not been heard of for so long is another server's to take. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    /** How many days the list of what a job changed is kept after its end; the audit keeps what was done for good. */
    static final int DAYS_OF_CHANGES = 30;

    private static final Logger LOG = Logger.getLogger(JobQueue.class.getName());

    /** What is done in one transaction. */
    @FunctionalInterface
    interface Work {

        /** Whether it is done; false undoes it. */
        boolean done(Connection connection) throws SQLException;
    }

    @Resource(lookup = "jdbc/lms")
    private DataSource dataSource;

    /** For the container. */
    protected JobQueue() {}

    /** For a server that is none, in tests. */
    JobQueue(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Takes the oldest job that waits, or one whose server has been silent for too long. */
    Optional<JobTask> claim(String owner, Collection<String> kinds) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("""
                        update job set state = 'RUNNING', owner = ?, heartbeat_at = now(), progress = 0,
                            started_at = coalesce(started_at, now()), attempts = attempts + 1
                        where id = (
                            select id from job
                            where kind = any(?)
                              and (state = 'QUEUED'
                                   or state = 'RUNNING' and heartbeat_at < now() - make_interval(secs => ?))
                            order by created_at, id limit 1 for update skip locked)
                        returning id, kind, parameters::text, created_by,
                            (select username from account where account.id = created_by), attempts""")) {
            statement.setString(1, owner);
            statement.setArray(2, connection.createArrayOf("text", kinds.toArray()));
            statement.setLong(3, SILENCE.toSeconds());
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                return Optional.of(new JobTask(
                        rows.getLong(1),
                        rows.getString(2),
                        object(rows.getString(3)),
                        rows.getObject(4, Long.class),
                        rows.getString(5),
                        rows.getInt(6)));
            }
        }
    }

    /** Says that the job is alive and how far it is; false when it is to stop. */
    boolean beat(String owner, JobTask task) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("""
                        update job set heartbeat_at = now(), progress = ?
                        where id = ? and owner = ? and state = 'RUNNING' returning not cancel_requested""")) {
            statement.setInt(1, task.progress());
            statement.setLong(2, task.id());
            statement.setString(3, owner);
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    /**
     * Does the work of a job in a transaction, which is committed when the work says that it is done and rolled back
     * otherwise. Requests wait for an answer of the database only so long, by a limit of the pool; a statement of a job
     * may take longer, for as long as the job's beat is heard.
     *
     * @return whether it is done
     */
    boolean transact(Work work) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            int limit = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, 0);
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                done = work.done(connection);
                if (done) {
                    connection.commit();
                }
            } finally {
                giveBack(connection, limit);
            }
            return done;
        }
    }

    /** As the pool lends it to others. A connection that is broken is thrown away by the pool. */
    private static void giveBack(Connection connection, int limit) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(Runnable::run, limit);
        } catch (SQLException broken) {
            LOG.log(Level.FINE, "The connection of a job broke", broken);
        }
    }

    /** Ends a job well, in the transaction of its work. */
    boolean succeed(Connection connection, String owner, JobTask task, String result) throws SQLException {
        try (var statement = connection.prepareStatement("""
                update job set state = 'SUCCEEDED', progress = 100, result = ?::jsonb, finished_at = clock_timestamp()
                where id = ? and owner = ? and state = 'RUNNING' and not cancel_requested""")) {
            statement.setString(1, result);
            statement.setLong(2, task.id());
            statement.setString(3, owner);
            return statement.executeUpdate() == 1;
        }
    }

    /** Ends a job as cancelled when that was asked for, else as failed; empty when it is another server's now. */
    Optional<JobState> end(String owner, JobTask task, List<JobError> errors) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("""
                        update job set state = case when cancel_requested then 'CANCELLED' else 'FAILED' end,
                            errors = case when cancel_requested then '[]' else ?::jsonb end, finished_at = now()
                        where id = ? and owner = ? and state = 'RUNNING' returning state""")) {
            statement.setString(1, json(errors));
            statement.setLong(2, task.id());
            statement.setString(3, owner);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(JobState.valueOf(rows.getString(1))) : Optional.empty();
            }
        }
    }

    /** Gives a job back, to be begun again by whoever is there. */
    void release(String owner, JobTask task) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("""
                        update job set state = 'QUEUED', owner = null, heartbeat_at = null, attempts = attempts - 1
                        where id = ? and owner = ? and state = 'RUNNING'""")) {
            statement.setLong(1, task.id());
            statement.setString(2, owner);
            statement.executeUpdate();
        }
    }

    /** Throws away the lists of changes that are old enough. */
    void forgetChanges() throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("""
                        delete from job_change c using job j
                        where j.id = c.job_id and j.finished_at < now() - make_interval(days => ?)""")) {
            statement.setInt(1, DAYS_OF_CHANGES);
            statement.executeUpdate();
        }
    }

    static JsonObject object(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static String json(List<JobError> errors) {
        var array = Json.createArrayBuilder();
        for (var error : errors) {
            var object = Json.createObjectBuilder();
            if (error.file() != null) {
                object.add("file", error.file());
            }
            if (error.line() != null) {
                object.add("line", error.line());
            }
            if (error.column() != null) {
                object.add("column", error.column());
            }
            array.add(object.add("message", error.message()));
        }
        return array.build().toString();
    }
}

package org.lectern.jobs;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The jobs as the servers that do them see them. Each call is a transaction of its own, and an owner who has lost a job
 * to another server changes nothing.
 */
@ApplicationScoped
public class JobQueue {

    @Resource(lookup = "jdbc/lms")
    private DataSource dataSource;

    /** Takes the oldest job that waits, or one whose server has not been heard of for half a minute. */
    Optional<JobTask> claim(String owner, Collection<String> kinds) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("""
                        update job set state = 'RUNNING', owner = ?, heartbeat_at = now(), progress = 0,
                            started_at = coalesce(started_at, now()), attempts = attempts + 1
                        where id = (
                            select id from job
                            where kind = any(?)
                              and (state = 'QUEUED'
                                   or state = 'RUNNING' and heartbeat_at < now() - interval '30 seconds')
                            order by created_at, id limit 1 for update skip locked)
                        returning id, kind, parameters::text, created_by,
                            (select username from account where account.id = created_by), attempts""")) {
            statement.setString(1, owner);
            statement.setArray(2, connection.createArrayOf("text", kinds.toArray()));
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

    /** A connection for the work itself, with auto-commit off. */
    Connection open() throws SQLException {
        var connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        return connection;
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

    /** Ends a job as cancelled when that was asked for, else as failed; false when it is another server's now. */
    boolean end(String owner, JobTask task, List<JobError> errors) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("""
                        update job set state = case when cancel_requested then 'CANCELLED' else 'FAILED' end,
                            errors = case when cancel_requested then '[]' else ?::jsonb end, finished_at = now()
                        where id = ? and owner = ? and state = 'RUNNING'""")) {
            statement.setString(1, json(errors));
            statement.setLong(2, task.id());
            statement.setString(3, owner);
            return statement.executeUpdate() == 1;
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

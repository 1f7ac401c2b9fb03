package org.lectern.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.testing.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

class JobQueueIT {

    private static final List<String> KINDS = List.of("count");

    @RegisterExtension
    final TestDatabase database = new TestDatabase();

    private JobQueue queue;

    @BeforeEach
    void queue() {
        queue = new JobQueue(database.dataSource());
    }

    @Test
    void eachOfManyServersAtOnceGetsAnotherJob() throws Exception {
        int servers = 8;
        for (int i = 0; i < servers; i++) {
            submit(i + 1);
        }
        var together = new CountDownLatch(servers);
        var claims = new ArrayList<Callable<Long>>();
        for (int i = 0; i < servers; i++) {
            var owner = "server " + i;
            claims.add(() -> {
                together.countDown();
                together.await();
                return queue.claim(owner, KINDS).map(JobTask::id).orElse(null);
            });
        }
        var executor = Executors.newFixedThreadPool(servers);
        try {
            var claimed = new ArrayList<Long>();
            for (var claim : executor.invokeAll(claims)) {
                claimed.add(claim.get());
            }
            assertEquals(
                    List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L),
                    claimed.stream().sorted().toList());
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void jobThatAnotherServerIsTakingIsPassedOverWithoutWaiting() throws Exception {
        submit(1);
        try (var other = database.connection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select id from job where id = 1 for update");

            assertEquals(Optional.empty(), queue.claim("server", KINDS));
        }
    }

    @Test
    void oldestJobComesFirstAndOneOfAnUnknownKindNever() throws Exception {
        submit(1);
        submit(2);
        database.execute("update job set created_at = now() - interval '1 hour' where id = 2");
        database.execute(
                "insert into job (id, kind, parameters, created_at) values (3, 'other', '{}', now() - interval '2 hours')");

        assertEquals(2, claim("server").id());
        assertEquals(1, claim("server").id());
        assertEquals(Optional.empty(), queue.claim("server", KINDS));
    }

    @Test
    void jobOfASilentServerIsTakenOverAndItsFormerOwnerChangesNothing() throws Exception {
        submit(1);
        var former = claim("former");
        assertEquals(Optional.empty(), queue.claim("latter", KINDS));
        database.execute("update job set heartbeat_at = now() - interval '31 seconds'");

        var latter = claim("latter");

        assertEquals(2, latter.attempt());
        assertFalse(queue.beat("former", former));
        assertFalse(queue.transact(connection -> queue.succeed(connection, "former", former, "{}")));
        assertEquals(Optional.empty(), queue.end("former", former, List.of()));
        assertTrue(queue.beat("latter", latter));
        assertEquals("RUNNING latter", database.value("select state || ' ' || owner from job"));
    }

    @Test
    void jobOfAServerThatBeatsStaysItsOwn() throws Exception {
        submit(1);
        var task = claim("server");
        database.execute("update job set heartbeat_at = now() - interval '29 seconds'");
        task.progress(40);

        assertTrue(queue.beat("server", task));

        assertEquals(
                "40", database.value("select progress from job where heartbeat_at > now() - interval '20 seconds'"));
    }

    @Test
    void cancelledJobStopsAtItsNextBeatAndEndsAsCancelled() throws Exception {
        submit(1);
        var task = claim("server");
        database.execute("update job set cancel_requested = true");

        assertFalse(queue.beat("server", task));
        assertFalse(queue.transact(connection -> queue.succeed(connection, "server", task, "{}")));
        assertEquals(Optional.of(JobState.CANCELLED), queue.end("server", task, List.of(error())));
        assertEquals("[]", database.value("select errors from job where state = 'CANCELLED'"));
    }

    @Test
    void releasedJobIsBegunByTheNextServerAsIfForTheFirstTime() throws Exception {
        submit(1);
        queue.release("first", claim("first"));

        assertEquals(1, claim("second").attempt());
    }

    @Test
    void failedWorkLeavesNothingAndItsErrorsAreKept() throws Exception {
        submit(1);
        var task = claim("server");

        assertThrows(
                JobFailure.class,
                () -> queue.transact(connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute("insert into room (code) values ('214')");
                    }
                    throw new JobFailure(List.of(error()));
                }));
        assertEquals(Optional.of(JobState.FAILED), queue.end("server", task, List.of(error())));

        assertEquals("0", database.value("select count(*) from room"));
        assertEquals(
                "[{\"file\": \"rooms.csv\", \"line\": 2, \"column\": \"code\", \"message\": \"It is too long.\"}]",
                database.value("select errors from job where state = 'FAILED'"));
    }

    @Test
    void statementInProgressIsBrokenOffWhenTheJobIsStopped() throws Exception {
        submit(1);
        var task = claim("server");
        var executor = Executors.newSingleThreadExecutor();
        try (var lock = database.connection();
                var statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("lock table room");
            var work = executor.submit(() -> queue.transact(connection -> {
                task.works(connection);
                try (var waiting = connection.createStatement()) {
                    waiting.execute("insert into room (code) values ('214')");
                    return true;
                } finally {
                    task.works(null);
                }
            }));
            // the statement hangs on the lock; without the stop it would do so for ever
            while (database.value("select 1 from pg_stat_activity where wait_event_type = 'Lock'") == null) {
                Thread.onSpinWait();
            }

            task.stop();

            var failure = assertThrows(ExecutionException.class, work::get);
            assertEquals("57014", ((SQLException) failure.getCause()).getSQLState());
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void statementOfAJobMayTakeLongerThanThePoolLetsRequestsWait() throws Exception {
        var impatient = (PGSimpleDataSource) database.dataSource();
        impatient.setSocketTimeout(60);

        assertTrue(new JobQueue(impatient).transact(connection -> connection.getNetworkTimeout() == 0));
    }

    @Test
    void listsOfChangesAreForgottenAMonthAfterTheEnd() throws Exception {
        submit(1);
        submit(2);
        database.execute("update job set state = 'SUCCEEDED', finished_at = now() - interval '31 days' where id = 1");
        database.execute("update job set state = 'SUCCEEDED', finished_at = now() - interval '29 days' where id = 2");
        for (int job = 1; job <= 2; job++) {
            database.execute(
                    "insert into job_change (job_id, position, file, line, action, entity) values (?, 1, 'f', 2, 'added', 'e')",
                    job);
        }

        queue.forgetChanges();

        assertEquals("2", database.value("select string_agg(job_id::text, ',') from job_change"));
        assertEquals("2", database.value("select count(*) from job"));
    }

    private void submit(int id) {
        database.execute("insert into job (id, kind, parameters) values (?, 'count', '{\"to\":3}')", id);
    }

    private JobTask claim(String owner) throws SQLException {
        return queue.claim(owner, KINDS).orElseThrow();
    }

    private static JobError error() {
        return new JobError("rooms.csv", 2L, "code", "It is too long.");
    }
}

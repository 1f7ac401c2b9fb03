package org.lectern.jobs;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Does jobs, one at a time; as many run at once as there are servers with this bean. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class JobRunner {

    private static final Logger LOG = Logger.getLogger(JobRunner.class.getName());

    /** A job during which that many servers died is likely to have killed them. */
    private static final int ATTEMPTS = 3;

    private final String owner = UUID.randomUUID().toString();
    private final AtomicReference<JobTask> running = new AtomicReference<>();

    @Inject
    private JobQueue queue;

    @Inject
    @Any
    private Instance<JobWork> beans;

    @Inject
    private Event<JobEnded> ended;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService clock;

    private ScheduledFuture<?> looking;

    private Map<String, JobWork> works;
    private volatile boolean ending;

    @PostConstruct
    void start() {
        works = beans.stream().collect(Collectors.toUnmodifiableMap(JobWork::kind, Function.identity()));
        // No timer of the container: it gives a timer up for good that fails twice, as it may while the database is
        // gone.
        looking = clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** Once a second: shows that the job of this server is alive, or looks for one. */
    private void look() {
        var task = running.get();
        try {
            if (task != null) {
                beat(task);
            } else if (!ending) {
                queue.claim(owner, works.keySet()).ifPresent(this::begin);
            }
        } catch (SQLException | RuntimeException e) {
            // the next look tries again
            LOG.log(Level.FINE, "The jobs cannot be read", e);
            if (task != null && task.silence().compareTo(JobQueue.SILENCE) > 0) {
                task.stop();
            }
        }
    }

    private void beat(JobTask task) throws SQLException {
        if (queue.beat(owner, task)) {
            task.heard();
        } else {
            task.stop();
        }
    }

    /** Once a day: throws away lists of changes that nobody will look at any more. */
    @Schedule(hour = "3", minute = "20", persistent = false)
    public void tidy() {
        try {
            queue.forgetChanges();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "Old lists of changes stay until tomorrow", e);
        }
    }

    /** Gives the job of this server back, so that another one, or the next start, need not wait. */
    @PreDestroy
    void stop() {
        ending = true;
        looking.cancel(false);
        var task = running.get();
        if (task != null) {
            try {
                queue.release(owner, task);
            } catch (SQLException e) {
                LOG.log(Level.FINE, "The job is taken over when it has been silent for long", e);
            }
            task.stop();
        }
    }

    private void begin(JobTask task) {
        running.set(task);
        try {
            executor.execute(() -> {
                try {
                    run(task);
                } finally {
                    running.set(null);
                }
            });
        } catch (RuntimeException e) {
            running.set(null);
            LOG.log(Level.WARNING, "Job " + task.id() + " cannot be begun now", e);
        }
    }

    private void run(JobTask task) {
        var work = works.get(task.kind());
        long began = System.nanoTime();
        var result = new AtomicReference<String>();
        JobState state;
        try {
            if (succeeded(work, task, result)) {
                state = JobState.SUCCEEDED;
            } else {
                state = queue.end(owner, task, List.of()).orElse(null);
            }
        } catch (JobFailure refused) {
            state = end(task, refused.errors());
        } catch (SQLException | RuntimeException e) {
            if (!task.isStopped()) {
                LOG.log(Level.SEVERE, "Job " + task.id() + " failed", e);
            }
            state = end(
                    task,
                    List.of(new JobError(
                            null, null, null, "The server failed; its log says why, at job " + task.id() + ".")));
        }
        if (state != null) {
            work.discard(task.parameters());
            ended.fire(new JobEnded(
                    task.kind(),
                    state,
                    Duration.ofNanos(System.nanoTime() - began),
                    state == JobState.SUCCEEDED ? result.get() : null));
        }
    }

    private boolean succeeded(JobWork work, JobTask task, AtomicReference<String> result) throws SQLException {
        if (task.attempt() > ATTEMPTS) {
            throw new JobFailure(List.of(new JobError(
                    null, null, null, "The server stopped " + ATTEMPTS + " times while it did this job.")));
        }
        return queue.transact(connection -> {
            task.works(connection);
            try {
                result.set(work.run(connection, task));
                task.progress(100);
                return queue.succeed(connection, owner, task, result.get());
            } finally {
                task.works(null);
            }
        });
    }

    /** How the job has ended; null when it is another server's now, or when the end cannot be written. */
    private JobState end(JobTask task, List<JobError> errors) {
        try {
            return queue.end(owner, task, errors).orElse(null);
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The end of job " + task.id() + " cannot be written; it will be begun again", e);
            return null;
        }
    }
}

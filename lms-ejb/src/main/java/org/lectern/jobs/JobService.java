package org.lectern.jobs;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import jakarta.persistence.EntityManager;
import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lectern.audit.AuditTrail;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;

/** Background work: asked for, looked at and stopped by administrators. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class JobService {

    @Inject
    private EntityManager entityManager;

    @Inject
    private AuditTrail audit;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Settings settings;

    @Inject
    private ResultFiles resultFiles;

    @Inject
    @Any
    private Instance<JobWork> works;

    /**
     * A page of jobs, newest first. Results are left out; they are told of a single job.
     *
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the newest
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    public Page<Job> list(Integer limit, String after) {
        return list(null, null, limit, after);
    }

    /**
     * {@link #list(Integer, String)} of some jobs only.
     *
     * @param kind only jobs that do this; null for any
     * @param state only jobs that are there; null for any
     */
    @SuppressWarnings("unchecked")
    public Page<Job> list(String kind, JobState state, Integer limit, String after) {
        int size = Page.limit(limit);
        long before = place(after, Long.MAX_VALUE);
        var zone = settings.timeZone();
        var query = entityManager
                .createNativeQuery("""
                        select id, kind, state, progress, cast(null as text), cast(errors as text),
                               created_at, started_at, finished_at, parameters ->> 'name', parameters ->> 'dryRun',
                               (select username from account where account.id = created_by)
                        from job where id < :before""" + (kind == null ? "" : " and kind = :kind")
                        + (state == null ? "" : " and state = :state") + " order by id desc limit :rows")
                .setParameter("before", before)
                .setParameter("rows", size + 1);
        if (kind != null) {
            query.setParameter("kind", kind);
        }
        if (state != null) {
            query.setParameter("state", state.name());
        }
        List<Object[]> rows = query.getResultList();
        return Page.of(rows.stream().map(row -> job(row, zone)).toList(), size, job -> Long.toString(job.id()));
    }

    /** What jobs can do here, by name. */
    public List<String> kinds() {
        return works.stream().map(JobWork::kind).sorted().toList();
    }

    /** Whether jobs of a kind leave a file behind when they succeed. */
    public boolean makesFile(String kind) {
        return works.stream().anyMatch(work -> work.kind().equals(kind) && work.makesFile());
    }

    /**
     * The file that a job has left behind, kept for {@value ResultFiles#DAYS} days.
     *
     * @throws Problem of type NOT_FOUND when there is none, or none any more
     */
    public ResultFiles.Kept file(long id) {
        var job = get(id);
        if (job.state() != JobState.SUCCEEDED || !makesFile(job.kind())) {
            throw Problem.notFound("file of job", id);
        }
        return resultFiles
                .find(id, (String) job.result().get("file"))
                .orElseThrow(() -> Problem.notFound("file of job", id));
    }

    /**
     * One job.
     *
     * @throws Problem of type NOT_FOUND when there is none
     */
    @SuppressWarnings("unchecked")
    public Job get(long id) {
        List<Object[]> rows =
                entityManager.createNativeQuery("""
                        select id, kind, state, progress, cast(result as text), cast(errors as text),
                               created_at, started_at, finished_at, parameters ->> 'name', parameters ->> 'dryRun',
                               (select username from account where account.id = created_by)
                        from job where id = :id""").setParameter("id", id).getResultList();
        if (rows.isEmpty()) {
            throw Problem.notFound("job", id);
        }
        return job(rows.get(0), settings.timeZone());
    }

    /**
     * A page of what a job changed or, in a dry run, would change, in the order in which that happens. The list of a
     * job that has ended is kept for {@value JobQueue#DAYS_OF_CHANGES} days; a job that has not succeeded has none.
     *
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type NOT_FOUND when there is no such job, VALIDATION for a limit or place that is none
     */
    @SuppressWarnings("unchecked")
    public Page<JobChange> changes(long id, Integer limit, String after) {
        int size = Page.limit(limit);
        long place = place(after, 0);
        get(id);
        List<Object[]> rows = entityManager
                .createNativeQuery("""
                        select position, file, line, sourced_id, action, entity, label,
                               cast(before as text), cast(after as text)
                        from job_change where job_id = :id and position > :place order by position limit :rows""")
                .setParameter("id", id)
                .setParameter("place", place)
                .setParameter("rows", size + 1)
                .getResultList();
        return Page.of(
                rows.stream().map(JobService::change).toList(), size, change -> Long.toString(change.position()));
    }

    /**
     * Asks for a job. It begins within about a second, on whichever server is free.
     *
     * @param kind of a {@link JobWork}
     * @param parameters for it
     * @return the job's id
     */
    public long submit(String kind, JsonObject parameters) {
        long id = ((Number) entityManager
                        .createNativeQuery("""
                                insert into job (kind, parameters, created_by)
                                values (:kind, cast(:parameters as jsonb), :account) returning id""")
                        .setParameter("kind", kind)
                        .setParameter("parameters", parameters.toString())
                        .setParameter("account", caller.get().accountId())
                        .getSingleResult())
                .longValue();
        audit.record("job submitted", "job", id, null, null, Map.of("kind", kind));
        return id;
    }

    /**
     * Stops a job: at once when it waits, within seconds when it runs. A job that has ended as cancelled stays so.
     *
     * @return the job as it is now; it may still be RUNNING
     * @throws Problem of type NOT_FOUND when there is none, CONFLICT when it has ended otherwise
     */
    @SuppressWarnings("unchecked")
    public Job cancel(long id) {
        List<Object[]> rows = entityManager
                .createNativeQuery("select state, kind, cast(parameters as text) from job where id = :id for update")
                .setParameter("id", id)
                .getResultList();
        if (rows.isEmpty()) {
            throw Problem.notFound("job", id);
        }
        var row = rows.get(0);
        var state = JobState.valueOf((String) row[0]);
        if (state == JobState.SUCCEEDED || state == JobState.FAILED) {
            throw new Problem(ProblemType.CONFLICT, "Job " + id + " has ended already.");
        }
        if (state != JobState.CANCELLED) {
            entityManager.createNativeQuery("""
                            update job set cancel_requested = true,
                                finished_at = case state when 'QUEUED' then now() end,
                                state = case state when 'QUEUED' then 'CANCELLED' else state end
                            where id = :id""").setParameter("id", id).executeUpdate();
            audit.record("job cancelled", "job", id, null, null, null);
        }
        if (state == JobState.QUEUED) {
            var parameters = JobQueue.object((String) row[2]);
            works.stream().filter(work -> work.kind().equals(row[1])).forEach(work -> work.discard(parameters));
        }
        return get(id);
    }

    private static long place(String after, long first) {
        if (after == null) {
            return first;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw Problem.ofField(ProblemType.VALIDATION, "after", "This is no place in the list.");
        }
    }

    private static JobChange change(Object[] row) {
        return new JobChange(
                ((Number) row[0]).longValue(),
                (String) row[1],
                ((Number) row[2]).longValue(),
                (String) row[3],
                JobChange.Action.valueOf(((String) row[4]).toUpperCase(Locale.ROOT)),
                (String) row[5],
                (String) row[6],
                row[7] == null ? null : JobQueue.object((String) row[7]),
                row[8] == null ? null : JobQueue.object((String) row[8]));
    }

    private static Job job(Object[] row, ZoneId zone) {
        return new Job(
                ((Number) row[0]).longValue(),
                (String) row[1],
                (String) row[9],
                Boolean.parseBoolean((String) row[10]),
                (String) row[11],
                JobState.valueOf((String) row[2]),
                ((Number) row[3]).intValue(),
                row[4] == null ? null : map((String) row[4]),
                errors((String) row[5]),
                at(row[6], zone),
                at(row[7], zone),
                at(row[8], zone));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(String json) {
        try (var jsonb = JsonbBuilder.create()) {
            return jsonb.fromJson(json, Map.class);
        } catch (JsonbException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JobError> errors(String json) {
        JsonArray array;
        try (var reader = Json.createReader(new StringReader(json))) {
            array = reader.readArray();
        }
        return array.stream()
                .map(JsonValue::asJsonObject)
                .map(error -> new JobError(
                        error.getString("file", null),
                        error.containsKey("line") ? error.getJsonNumber("line").longValue() : null,
                        error.getString("column", null),
                        error.getString("message")))
                .toList();
    }

    private static OffsetDateTime at(Object value, ZoneId zone) {
        return value == null ? null : ((Instant) value).atZone(zone).toOffsetDateTime();
    }
}

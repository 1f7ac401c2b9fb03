package org.lectern.jobs;

import jakarta.json.bind.annotation.JsonbNillable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/**
 * A piece of background work as its owner sees it.
 *
 * @param id grows with time
 * @param kind what it does, for example {@code roster-import}
 * @param state where it is
 * @param progress 0 to 100
 * @param result what it did; null until it has succeeded
 * @param errors why it failed; empty otherwise
 * @param createdAt when it was asked for, in the school's zone
 * @param startedAt when a server began it first; null while it waits
 * @param finishedAt when it ended, however it ended; null before
 */
@JsonbNillable
public record Job(
        long id,
        String kind,
        JobState state,
        int progress,
        Map<String, Object> result,
        List<JobError> errors,
        OffsetDateTime createdAt,
        OffsetDateTime startedAt,
        OffsetDateTime finishedAt) {}

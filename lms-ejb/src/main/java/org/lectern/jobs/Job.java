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
 * @param name what it works on, for example the name of a file; null when it has none
 * @param dryRun whether it only finds out what would change
 * @param createdBy user name of the account that asked for it; null when nobody did
 * @param state where it is
 * @param progress 0 to 100
 * @param result what it did, in the way of its kind; null until it has succeeded. Of a {@code roster-import}:
 *     {@code dryRun}; {@code version} of OneRoster; {@code rows}, read from each file; {@code tables}, for each how many
 *     rows were {@code added}, {@code changed}, {@code removed} and {@code unchanged}; {@code changesByFile}, for each how
 *     many rows were written; {@code changesTotal} and {@code changes}, the first 100 of them; {@code leftOut}, a list of
 *     {@code what} Lectern has no place for and how many {@code values} it had. Of a {@code timetable-import}:
 *     {@code dryRun}; {@code format}; {@code academicSession}; {@code meetings} and how many of them are {@code placed};
 *     {@code unplaced}, those without a time; {@code readAs}, days and periods; {@code created}, names by table;
 *     {@code tables} as above; {@code clashesTotal} and the first of them as {@code clashes}
 * @param errors why it failed; empty otherwise
 * @param createdAt when it was asked for, in the school's zone
 * @param startedAt when a server began it first; null while it waits
 * @param finishedAt when it ended, however it ended; null before
 */
@JsonbNillable
public record Job(
        long id,
        String kind,
        String name,
        boolean dryRun,
        String createdBy,
        JobState state,
        int progress,
        Map<String, Object> result,
        List<JobError> errors,
        OffsetDateTime createdAt,
        OffsetDateTime startedAt,
        OffsetDateTime finishedAt) {}

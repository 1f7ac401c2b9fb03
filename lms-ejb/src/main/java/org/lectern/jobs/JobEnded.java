package org.lectern.jobs;

import java.time.Duration;

/**
 * A job of this server has ended, and what it wrote is committed or undone. Observed where it happened only.
 *
 * @param kind what it did
 * @param state SUCCEEDED, FAILED or CANCELLED
 * @param took how long this server worked on it
 * @param result the job's result, a JSON object; null unless it succeeded
 */
public record JobEnded(String kind, JobState state, Duration took, String result) {}

package org.lectern.jobs;

/** Where a job is. */
public enum JobState {
    /** Waits for a server. */
    QUEUED,
    /** A server works on it. */
    RUNNING,
    /** Done; all of it is written. */
    SUCCEEDED,
    /** Not done; nothing is written. */
    FAILED,
    /** Somebody stopped it; nothing is written. */
    CANCELLED
}

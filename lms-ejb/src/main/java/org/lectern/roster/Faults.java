package org.lectern.roster;

import java.util.ArrayList;
import java.util.List;
import org.lectern.jobs.JobError;
import org.lectern.jobs.JobFailure;

/** Collects what is wrong with a set, up to {@value #MAXIMUM}; more would help nobody. */
final class Faults {

    /** How many faults are told. */
    static final int MAXIMUM = 1000;

    private static final int SHOWN_CHARACTERS = 80;

    private final List<JobError> errors = new ArrayList<>();

    /** Adds a fault; nothing when enough are known. */
    void add(String file, Long line, String column, String message) {
        if (!full()) {
            errors.add(new JobError(file, line, column, message));
        }
    }

    /** Adds a fault of a whole file or, with null, of the set. */
    void add(String file, String message) {
        add(file, null, null, message);
    }

    /** Whether enough are known. */
    boolean full() {
        return errors.size() >= MAXIMUM;
    }

    /** How many more are told. */
    int room() {
        return MAXIMUM - errors.size();
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    /**
     * Ends the import when there is a fault.
     *
     * @throws JobFailure with all of them
     */
    void refuse() {
        if (!errors.isEmpty()) {
            throw new JobFailure(errors);
        }
    }

    /** A value as a message quotes it: whole when short, else its beginning. */
    static String shown(String value) {
        return value.length() <= SHOWN_CHARACTERS
                ? "'" + value + "'"
                : "'" + value.substring(0, SHOWN_CHARACTERS) + "…'";
    }
}

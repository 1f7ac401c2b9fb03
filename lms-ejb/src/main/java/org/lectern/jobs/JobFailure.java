package org.lectern.jobs;

import jakarta.ejb.ApplicationException;
import java.util.List;

/** A job cannot be done because of its input. Nothing that it wrote stays; the errors become the job's errors. */
@ApplicationException(rollback = true)
public class JobFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<JobError> errors;

    /**
     * A refusal.
     *
     * @param errors at least one
     */
    public JobFailure(List<JobError> errors) {
        super(errors.get(0).message());
        this.errors = List.copyOf(errors);
    }

    /** What is wrong, in the order of the input. */
    public List<JobError> errors() {
        return errors;
    }
}

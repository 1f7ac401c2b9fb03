package org.lectern.enrollment;

import jakarta.ejb.ApplicationException;
import java.util.List;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/** The key of a section was wrong. What was written before stays: that a guess was counted. */
@ApplicationException(rollback = false)
public class WrongEnrollmentKey extends Problem {

    private static final long serialVersionUID = 1L;

    WrongEnrollmentKey(String message) {
        super(ProblemType.WRONG_ENROLLMENT_KEY, message, List.of(new FieldError("key", message)));
    }
}

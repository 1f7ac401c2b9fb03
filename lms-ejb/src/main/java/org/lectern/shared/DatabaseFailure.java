package org.lectern.shared;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.lectern.shared.Problem.FieldError;
import org.postgresql.util.PSQLException;

/** Tells what a failure of the database means to the person whose request it ended. */
public final class DatabaseFailure {

    private static final Logger LOG = Logger.getLogger(DatabaseFailure.class.getName());

    /** An exclusion constraint, such as two lessons in a room. */
    private static final String EXCLUSION_VIOLATION = "23P01";

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    /** The class of values that do not fit, such as a character of code 0. */
    private static final String DATA_EXCEPTION = "22";

    /** The field at fault when one of these constraints refuses a row, and what to say. */
    private static final Map<String, FieldError> CONSTRAINTS = Map.of(
            "room_code_key", new FieldError("code", "There is a room with this code already."),
            "student_group_code_key", new FieldError("code", "There is a group with this code already."),
            "attendance_code_code_key", new FieldError("code", "There is an attendance code like this already."),
            "grading_scale_name_key", new FieldError("name", "There is a grading scale with this name already."),
            "section_academic_session_id_code_key",
                    new FieldError("code", "There is a section with this code in the term already."),
            "teacher_assignment_once",
                    new FieldError("teacherId", "This teacher is assigned to the section in these days already."),
            "student_group_member_once",
                    new FieldError("studentIds", "One of them is in the group in these days already."));

    private DatabaseFailure() {}

    /**
     * The problem behind a failure: two changed the same thing, a constraint refused it, or the database is out of reach.
     *
     * @param failure as it came out of a service
     * @return empty when the database is not the reason, or is for a reason that no caller can mend
     */
    public static Optional<Problem> problem(Throwable failure) {
        if (Causes.find(failure, OptimisticLockException.class) != null) {
            return Optional.of(new Problem(
                    ProblemType.STALE_VERSION, "Somebody else changed it at the same moment. Read it again."));
        }
        var sql = Causes.find(failure, SQLException.class);
        var state = sql == null || sql.getSQLState() == null ? "" : sql.getSQLState();
        return switch (state) {
            case EXCLUSION_VIOLATION -> conflict(failure, "It clashes with something that is there already.");
            case UNIQUE_VIOLATION -> conflict(failure, "It is there already.");
            case FOREIGN_KEY_VIOLATION -> conflict("Something refers to it, or it refers to nothing.");
            default ->
                state.startsWith(DATA_EXCEPTION)
                        ? Optional.of(new Problem(
                                ProblemType.VALIDATION, "A value has characters or a size that cannot be stored."))
                        : outage(failure, state);
        };
    }

    private static Optional<Problem> conflict(Throwable failure, String otherwise) {
        var sql = Causes.find(failure, PSQLException.class);
        var constraint = sql == null || sql.getServerErrorMessage() == null
                ? null
                : sql.getServerErrorMessage().getConstraint();
        var error = constraint == null ? null : CONSTRAINTS.get(constraint);
        return error == null
                ? conflict(otherwise)
                : Optional.of(Problem.ofField(ProblemType.CONFLICT, error.field(), error.message()));
    }

    private static Optional<Problem> conflict(String detail) {
        return Optional.of(new Problem(ProblemType.CONFLICT, detail));
    }

    private static Optional<Problem> outage(Throwable failure, String state) {
        if (!isOutage(failure, state)) {
            return Optional.empty();
        }
        LOG.log(
                Level.WARNING,
                "The database is not available: {0}",
                String.valueOf(Causes.root(failure).getMessage()));
        return Optional.of(new Problem(
                ProblemType.UNAVAILABLE,
                "The database does not answer. Send it again; with the same Idempotency-Key it happens once."));
    }

    /** Classes 08 (connection), 53 (resources), 57P (shutdown), or no connection to be had from the pool. */
    private static boolean isOutage(Throwable failure, String state) {
        if (!state.isEmpty()) {
            return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P") || state.equals("57014");
        }
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var message = cause.getMessage() == null ? "" : cause.getMessage().toLowerCase(Locale.ROOT);
            boolean aboutConnections = cause instanceof SQLException
                    || cause instanceof PersistenceException
                    || cause.getClass().getName().contains("PoolingException")
                    || cause.getClass().getName().contains("ResourceAllocationException");
            if (aboutConnections
                    && (message.contains("connection could not be allocated")
                            || message.contains("acquire jdbc connection")
                            || message.contains("error in allocating a connection")
                            || message.contains("max-wait-time")
                            || message.contains("max-pool-size"))) {
                return true;
            }
        }
        return false;
    }
}

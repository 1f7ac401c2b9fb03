package org.lectern.enrollment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Statements;

/**
 * Slows down students who guess enrolment keys, whatever the section: after five wrong ones each further closes the door for
 * 1, 2, 4 … up to 300 seconds. An hour without wrong ones, or a right one, and all is forgotten.
 */
@ApplicationScoped
class KeyGuesses {

    private static final int FREE = 5;
    private static final int LONGEST_SECONDS = 300;

    private Statements statements;

    /** For the container. */
    protected KeyGuesses() {}

    @Inject
    KeyGuesses(Statements statements) {
        this.statements = statements;
    }

    /**
     * Requires that the door is open.
     *
     * @param studentId who asks
     * @throws Problem of type TOO_MANY_ATTEMPTS that says when to try again
     */
    void requireFew(long studentId) {
        statements
                .find(
                        "select ceil(extract(epoch from blocked_until - clock_timestamp())) from enrollment_key_guess"
                                + " where student_id = ? and blocked_until > clock_timestamp()",
                        row -> row.getLong(1),
                        studentId)
                .ifPresent(seconds -> {
                    throw Problem.retryLater(
                            ProblemType.TOO_MANY_ATTEMPTS,
                            "There were too many wrong keys. Wait a moment, ask for the right one, and try again.",
                            Duration.ofSeconds(seconds));
                });
    }

    /** Counts a wrong key. */
    void failed(long studentId) {
        statements.update("""
                insert into enrollment_key_guess as g (student_id, failures, last_at) values (?, 1, now())
                on conflict (student_id) do update set last_at = now(),
                    failures = case when g.last_at > now() - interval '1 hour' then g.failures + 1 else 1 end,
                    blocked_until = case when g.last_at > now() - interval '1 hour' and g.failures >= ? then
                        clock_timestamp() + make_interval(secs => least(?, power(2, least(g.failures, 30) - ?))) end""", studentId, FREE, LONGEST_SECONDS, FREE);
    }

    /** Forgets wrong ones. */
    void succeeded(long studentId) {
        statements.update("delete from enrollment_key_guess where student_id = ?", studentId);
    }
}

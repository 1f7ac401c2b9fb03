package org.lectern.enrollment;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.shared.ProblemType;

/**
 * A reason why a student cannot enrol, or should think twice.
 *
 * @param reason for programs
 * @param message the same in a sentence, for people
 */
@Schema(name = "EnrollmentObstacle")
public record Obstacle(ObstacleReason reason, String message) {

    /** Why a student cannot enrol. */
    public enum ObstacleReason {
        /** Is enrolled. */
        ENROLLED(ProblemType.CONFLICT),

        /** Waits for a seat already. */
        WAITING(ProblemType.CONFLICT),

        /** The section runs no more. */
        OVER(ProblemType.ENROLLMENT_CLOSED),

        /** The office enrols the students, or their group does. */
        NOT_OPEN(ProblemType.ENROLLMENT_CLOSED),

        /** The time to enrol has not begun. */
        TOO_EARLY(ProblemType.ENROLLMENT_CLOSED),

        /** The time to enrol is over. */
        TOO_LATE(ProblemType.ENROLLMENT_CLOSED),

        /** A course that is required before was not completed. */
        PREREQUISITES(ProblemType.PREREQUISITES_MISSING),

        /** Meets when another section of the student meets. */
        CLASH(ProblemType.ENROLLMENT_CLASH),

        /** No seat is left, and there is no waitlist. */
        FULL(ProblemType.SECTION_FULL);

        private final ProblemType problem;

        ObstacleReason(ProblemType problem) {
            this.problem = problem;
        }

        /** What a request is refused with for this reason. */
        public ProblemType problem() {
            return problem;
        }
    }
}

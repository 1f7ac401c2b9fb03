package org.lectern.shared;

import java.net.URI;
import java.util.Locale;

/**
 * The kinds of failure that Lectern tells its callers about, each with the HTTP status and the title that RFC 9457
 * asks for. The type URI is stable: programs may compare it.
 */
public enum ProblemType {
    VALIDATION(400, "The request is not valid"),
    INVALID_CREDENTIALS(401, "User name or password is wrong"),
    INVALID_REFRESH_TOKEN(401, "The session has ended"),
    UNAUTHENTICATED(401, "Sign in first"),
    FORBIDDEN(403, "Your role does not allow this"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "This address does not take this method"),
    NOT_ACCEPTABLE(406, "No answer in a form you accept"),
    CONFLICT(409, "It is in use or already there"),
    STILL_IN_USE(409, "Something still refers to it"),
    TIMETABLE_CLASH(409, "A room, teacher or group is taken at that time"),
    GRADES_LOCKED(409, "The grades of the period are locked"),
    QUOTA_EXCEEDED(409, "There is no room left for files"),
    STALE_VERSION(412, "Somebody else changed it"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "This form of content is not understood"),
    RANGE_NOT_SATISFIABLE(416, "The file does not reach that far"),
    STUDENT_NOT_ON_ROSTER(422, "A student is not on the roster"),
    UNKNOWN_ATTENDANCE_CODE(422, "An attendance code is not known"),
    MINUTES_LATE_NOT_ALLOWED(422, "Minutes late go with a late code only"),
    LESSON_IN_FUTURE(422, "The lesson has not begun"),
    LESSON_CANCELLED(422, "The lesson is cancelled"),
    EDIT_WINDOW_CLOSED(422, "The time to change this register is over"),
    WRONG_PASSWORD(422, "The old password is wrong"),
    GRADES_REFUSED(422, "Some grades cannot be taken"),
    ENROLLMENT_CLOSED(422, "Nobody can enrol or leave here by themselves now"),
    WRONG_ENROLLMENT_KEY(422, "The enrolment key is wrong"),
    PREREQUISITES_MISSING(422, "A course that is required before is missing"),
    ENROLLMENT_CLASH(422, "It meets when another section of the student meets"),
    SECTION_FULL(422, "The section is full"),
    WEAK_PASSWORD(422, "The password is too easy to guess"),
    FILE_TYPE_NOT_ALLOWED(422, "Files of this type are not taken"),
    ASSIGNMENT_CLOSED(422, "This cannot be handed in any more"),
    NO_ATTEMPTS_LEFT(422, "All attempts are used"),
    NOT_YOURS_TO_CHANGE(422, "The school keeps this"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another request"),
    PRECONDITION_REQUIRED(428, "If-Match is required"),
    TOO_MANY_ATTEMPTS(429, "Too many attempts"),
    INTERNAL(500, "Something went wrong on our side"),
    UNAVAILABLE(503, "The service is not available right now");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status code that goes with it. */
    public int status() {
        return status;
    }

    /** A short sentence, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The identifying URI, for example {@code https://lectern.org/problems/stale-version}. */
    public URI uri() {
        return URI.create("https://lectern.org/problems/"
                + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}

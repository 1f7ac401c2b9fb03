package org.lectern.courses;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;

/**
 * A section as an administrator writes it down.
 *
 * @param courseId the course taught
 * @param termId the academic session in which it is taught
 * @param groupId the group that is taught together; null when students come from several
 * @param code as timetables show it, of no other section in the term
 * @param title the name for people
 * @param capacity how many students there are seats for; null when nobody is turned away
 * @param policy who puts students into it
 * @param enrollmentKey what students need to know from now on for the policy BY_KEY, which nobody can read afterwards; null
 *     to keep the one it has
 * @param enrollFrom when students may begin to enrol themselves; null for any time
 * @param enrollUntil until when; null for any time
 * @param waitlist whether those who find no seat may wait for one
 * @param gradingScaleId the scale of its final grades; null for the standard one
 * @param status whether it goes on; null for a new section means ACTIVE
 */
public record SectionFacts(
        @NotNull Long courseId,
        @NotNull Long termId,
        Long groupId,
        @NotBlank @Size(max = 100) String code,
        @NotBlank @Size(max = 300) String title,
        @Min(1) @Max(100_000) Integer capacity,
        @NotNull EnrollmentPolicy policy,
        @Size(max = 100) String enrollmentKey,
        OffsetDateTime enrollFrom,
        OffsetDateTime enrollUntil,
        boolean waitlist,
        Long gradingScaleId,
        LifeStatus status) {

    /** Tidies what was typed. */
    public SectionFacts {
        code = code == null ? null : code.strip();
        title = title == null ? null : title.strip();
        enrollmentKey = enrollmentKey == null || enrollmentKey.isBlank() ? null : enrollmentKey.strip();
        enrollFrom = utc(enrollFrom);
        enrollUntil = utc(enrollUntil);
    }

    /** As the database keeps it. */
    private static OffsetDateTime utc(OffsetDateTime moment) {
        return moment == null
                ? null
                : moment.withOffsetSameInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    /** The group whose members it follows; null when it follows none. */
    Long followedGroupId() {
        return policy == EnrollmentPolicy.BY_GROUP && status != LifeStatus.ENDED ? groupId : null;
    }

    /**
     * Requires what can be told without looking at others.
     *
     * @param seatsTaken how many students are in it
     * @param hasKey whether it has a key already
     * @throws Problem of type VALIDATION that names each field at fault
     */
    void requireSense(int seatsTaken, boolean hasKey) {
        var errors = new ArrayList<FieldError>();
        if (policy == EnrollmentPolicy.BY_GROUP && groupId == null) {
            errors.add(new FieldError("groupId", "Say which group it follows."));
        }
        if (policy == EnrollmentPolicy.BY_KEY && enrollmentKey == null && !hasKey) {
            errors.add(new FieldError("enrollmentKey", "Say what students have to know."));
        }
        if (enrollFrom != null && enrollUntil != null && enrollUntil.isBefore(enrollFrom)) {
            errors.add(new FieldError("enrollUntil", "It ends before it begins."));
        }
        if (capacity != null && capacity < seatsTaken) {
            errors.add(new FieldError("capacity", seatsTaken + " seats are taken already."));
        }
        if (!errors.isEmpty()) {
            throw new Problem(ProblemType.VALIDATION, errors.get(0).message(), errors);
        }
    }
}

package org.lectern.content;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.lectern.files.FileHead;
import org.lectern.grades.GradeStatus;

/**
 * What a student has, or has not, handed in for an assignment.
 *
 * @param studentId the student
 * @param name to call the student by
 * @param status how far the marking has come; null when nothing is recorded
 * @param points points that were given; null when there are none
 * @param feedback the teacher's words; null when there are none
 * @param attempts what was handed in, newest first; empty when nothing was
 */
public record HandedIn(
        long studentId, String name, GradeStatus status, BigDecimal points, String feedback, List<Attempt> attempts) {

    /**
     * One attempt, without its text, which is at {@code /api/teacher/submissions/{id}}.
     *
     * @param id the submission
     * @param number see {@link Receipt}
     * @param attempt see {@link Receipt}
     * @param handedInAt see {@link Receipt}
     * @param late see {@link Receipt}
     * @param sha256 see {@link Receipt}
     * @param hasText whether there is a text
     * @param files see {@link Receipt}
     */
    public record Attempt(
            long id,
            String number,
            int attempt,
            OffsetDateTime handedInAt,
            boolean late,
            String sha256,
            boolean hasText,
            List<FileHead> files) {}
}

package org.lectern.content;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.files.FileHead;

/**
 * An assignment as its teachers see it.
 *
 * @param id the assignment
 * @param sectionId whose students do it
 * @param gradeItemId the grade item that was made with it
 * @param title see {@link AssignmentFacts}
 * @param markdown what is to be done, as it was written
 * @param html what is to be done, safe to show
 * @param files files that go with it
 * @param dueAt until when it is on time, in the school's zone; null without an end
 * @param latePolicy what happens after that
 * @param attempts how often a student may hand in; null for as often as they like
 * @param maximum points that can be had
 * @param categoryId the grade category of its item; null for none
 * @param hidden see {@link AssignmentFacts}
 * @param visibleFrom see {@link AssignmentFacts}
 * @param visible whether students are shown it today
 * @param students how many are on the roster
 * @param handedIn how many of them have handed in
 * @param late how many of them handed their newest attempt in late
 * @param marked how many of them have points
 * @param version counts edits; what the ETag says
 */
@Schema(name = "Assignment")
public record CourseAssignment(
        long id,
        long sectionId,
        long gradeItemId,
        String title,
        String markdown,
        String html,
        List<FileHead> files,
        OffsetDateTime dueAt,
        LatePolicy latePolicy,
        Integer attempts,
        BigDecimal maximum,
        Long categoryId,
        boolean hidden,
        LocalDate visibleFrom,
        boolean visible,
        long students,
        long handedIn,
        long late,
        long marked,
        int version) {

    /** What of it can be changed. */
    AssignmentFacts facts() {
        return new AssignmentFacts(
                title,
                markdown,
                files.stream().map(FileHead::id).toList(),
                dueAt,
                latePolicy,
                attempts,
                maximum,
                categoryId,
                hidden,
                visibleFrom);
    }
}

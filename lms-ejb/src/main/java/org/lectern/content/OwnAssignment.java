package org.lectern.content;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.lectern.courses.SectionName;
import org.lectern.files.FileHead;
import org.lectern.grades.GradeStatus;

/**
 * An assignment as one of its students sees it.
 *
 * @param id the assignment
 * @param section whose assignment it is
 * @param title its name
 * @param html what is to be done, safe to show
 * @param files files that go with it
 * @param dueAt until when it is on time, in the school's zone; null without an end
 * @param latePolicy what happens after that
 * @param attempts how often it may be handed in; null for as often as one likes
 * @param attemptsLeft how often it still may; null for as often as one likes
 * @param open whether it may be handed in now
 * @param maximum points that can be had
 * @param status how far the marking has come; null when nothing is recorded
 * @param points points that were given; null when there are none yet
 * @param feedback the teacher's words; null when there are none
 * @param submissions what was handed in, newest first
 */
public record OwnAssignment(
        long id,
        SectionName section,
        String title,
        String html,
        List<FileHead> files,
        OffsetDateTime dueAt,
        LatePolicy latePolicy,
        Integer attempts,
        Integer attemptsLeft,
        boolean open,
        BigDecimal maximum,
        GradeStatus status,
        BigDecimal points,
        String feedback,
        List<Receipt> submissions) {}

package org.lectern.timetable;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A substitute for a lesson.
 *
 * @param teacherId the person who teaches it instead
 * @param reason for those who come; null when there is none to tell
 */
public record LessonCover(
        @NotNull Long teacherId, @Size(max = 500) String reason) {}

package org.lectern.timetable;

import jakarta.validation.constraints.Size;

/**
 * Why a lesson is not held.
 *
 * @param reason for those who would have come; null when there is none to tell
 */
public record LessonCancellation(@Size(max = 500) String reason) {}

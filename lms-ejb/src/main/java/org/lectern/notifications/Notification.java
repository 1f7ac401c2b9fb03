package org.lectern.notifications;

import java.time.OffsetDateTime;

/**
 * Something that a person is told.
 *
 * @param id grows with time
 * @param at when it happened, in the school's zone
 * @param kind what it is about, for programs: {@code enrolled} and {@code dropped} (topic ENROLLMENT),
 *     {@code register-reopened} and the {@code attendance-warning} of somebody else (ATTENDANCE), {@code work-set}
 *     (ASSIGNMENTS), {@code work-marked} (GRADES); and, which nobody can switch off, {@code seat-free},
 *     {@code seat-passed}, {@code absence-decided} and the {@code attendance-warning} of oneself
 * @param text the same in a sentence or two, for people
 * @param sectionId the section it is about; null when it is about none
 * @param subjectId the student it is about, when that is somebody else; null otherwise
 * @param readAt when it was marked as read, in the school's zone; null before
 */
public record Notification(
        long id, OffsetDateTime at, String kind, String text, Long sectionId, Long subjectId, OffsetDateTime readAt) {}

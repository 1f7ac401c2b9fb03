package org.lectern.notifications;

import java.time.OffsetDateTime;

/**
 * Something that a person is told.
 *
 * @param id grows with time
 * @param at when it happened, in the school's zone
 * @param kind what it is about, for programs: {@code seat-free}, {@code seat-passed}, {@code enrolled}, {@code dropped}, {@code absence-decided},
 *     {@code attendance-warning}
 * @param text the same in a sentence or two, for people
 * @param sectionId the section it is about; null when it is about none
 * @param subjectId the student it is about, when that is somebody else; null otherwise
 * @param readAt when it was marked as read, in the school's zone; null before
 */
public record Notification(
        long id, OffsetDateTime at, String kind, String text, Long sectionId, Long subjectId, OffsetDateTime readAt) {}

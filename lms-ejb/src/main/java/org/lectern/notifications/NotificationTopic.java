package org.lectern.notifications;

/** What people may want to be told of, or not; {@link NotificationKind} says what belongs to which. */
public enum NotificationTopic {
    /** New grades and feedback. */
    GRADES,

    /** Registers, absences and warnings. */
    ATTENDANCE,

    /** Seats, waitlists and sections. */
    ENROLLMENT,

    /** Work that is set, due or handed in. */
    ASSIGNMENTS
}

package org.lectern.notifications;

/**
 * What a notification can be about. Most are told as long as a person has not switched their topic off; those without a
 * topic are always told, because whoever does not know of them sits in the wrong room, or waits for an answer.
 */
public enum NotificationKind {
    /** Who waited has a seat now, and lessons to go to. Always told. */
    SEAT_FREE("seat-free", null),

    /** Who waits would have a seat now, but for a clash. Always told. */
    SEAT_PASSED("seat-passed", null),

    /** An administrator has put a student into a section, or on its waitlist. */
    ENROLLED("enrolled", NotificationTopic.ENROLLMENT),

    /** An administrator has taken a student out of a section. */
    DROPPED("dropped", NotificationTopic.ENROLLMENT),

    /** The answer to a student's absence notice. Always told. */
    ABSENCE_DECIDED("absence-decided", null),

    /** A student's own attendance is below what the school expects. Always told. */
    OWN_ATTENDANCE_WARNING("attendance-warning", null),

    /** The same to those who lead the section. */
    ATTENDANCE_WARNING_OF_STUDENT("attendance-warning", NotificationTopic.ATTENDANCE),

    /** An administrator has opened a register again, to those who can correct it. */
    REGISTER_REOPENED("register-reopened", NotificationTopic.ATTENDANCE),

    /** A teacher has set work, or shows what was hidden. What becomes visible because its day has come is not told. */
    WORK_SET("work-set", NotificationTopic.ASSIGNMENTS),

    /** Grades that a student can see were entered, or shown. Told once, until it is read. */
    GRADED("graded", NotificationTopic.GRADES),

    /** A teacher has marked work that a student handed in. */
    WORK_MARKED("work-marked", NotificationTopic.GRADES);

    private final String code;
    private final NotificationTopic topic;

    NotificationKind(String code, NotificationTopic topic) {
        this.code = code;
        this.topic = topic;
    }

    /** What programs know it by. */
    public String code() {
        return code;
    }

    /** What switches it off; null when nothing does. */
    public NotificationTopic topic() {
        return topic;
    }
}

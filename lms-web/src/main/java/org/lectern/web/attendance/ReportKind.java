package org.lectern.web.attendance;

/** What a report on attendance has rows of. */
public enum ReportKind {
    /** Student groups. */
    GROUPS,

    /** Sections. */
    SECTIONS,

    /** Students. */
    STUDENTS,

    /** Days. */
    DAYS
}

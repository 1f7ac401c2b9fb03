package org.lectern.web.schedule;

/** Whose week is shown. */
public enum Kind {
    /** Of a student group. */
    GROUP,

    /** Of a teacher. */
    TEACHER,

    /** Of a room. */
    ROOM
}

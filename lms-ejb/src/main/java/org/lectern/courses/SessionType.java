package org.lectern.courses;

/** The kinds of academic session, as OneRoster names them. */
public enum SessionType {
    /** A school year. */
    SCHOOL_YEAR,

    /** Half of a year. */
    SEMESTER,

    /** A part of the year in which sections run. */
    TERM,

    /** A part of the year that gets a grade of its own. */
    GRADING_PERIOD;

    /** Whether one of this kind may be part of one of another: the whole comes first, so there are no circles. */
    public boolean isPartOf(SessionType whole) {
        return whole.ordinal() < ordinal();
    }
}

package org.lectern.content;

import java.time.LocalDate;

/** Whether students are shown something. */
final class Visibility {

    private Visibility() {}

    /** Whether it is shown on a day: not hidden, and not before its first day. */
    static boolean on(LocalDate day, boolean hidden, LocalDate from) {
        return !hidden && (from == null || !from.isAfter(day));
    }
}

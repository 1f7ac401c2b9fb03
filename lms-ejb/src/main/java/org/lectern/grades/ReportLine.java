package org.lectern.grades;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A result as it is printed.
 *
 * @param sessionId the term or year
 * @param session its name
 * @param sessionStart its first day, which orders
 * @param course title of the course
 * @param section title of the section
 * @param credits null for none
 * @param teachers their names; empty for none
 * @param percent null when there is no grade yet
 * @param label null for none
 * @param comment what a teacher says of it; null for nothing
 */
record ReportLine(
        long sessionId,
        String session,
        LocalDate sessionStart,
        String course,
        String section,
        BigDecimal credits,
        String teachers,
        BigDecimal percent,
        String label,
        String comment) {}

package org.lectern.attendance;

import java.math.BigDecimal;
import java.util.List;

/**
 * A student as a section's teacher sees one in a list.
 *
 * @param studentId the student
 * @param name the name to call out
 * @param recent codes in the section's last five taken lessons, oldest first; fewer when the student was not on the roster
 * @param counts what the marks in this section add up to
 * @param taken lessons with a mark
 * @param rate see {@link AttendanceCounts#rate()}
 */
public record SectionStudent(
        long studentId, String name, List<String> recent, AttendanceCounts counts, long taken, BigDecimal rate) {

    static SectionStudent of(long studentId, String name, List<String> recent, AttendanceCounts counts) {
        return new SectionStudent(studentId, name, recent, counts, counts.taken(), counts.rate());
    }
}

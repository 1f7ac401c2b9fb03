package org.lectern.enrollment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A student in a section, as the office sees it.
 *
 * @param id the enrolment
 * @param studentId the student
 * @param name the name to call out
 * @param givenName as in the records
 * @param familyName as in the records
 * @param status where the student stands
 * @param waitlistPlace place in the line, from 1; null when not in it
 * @param beginDate first day on the roster; null when it was always, or is not yet
 * @param endDate last day on the roster; null when none is set
 */
@Schema(name = "Enrollment")
public record RosterLine(
        long id,
        long studentId,
        String name,
        String givenName,
        String familyName,
        EnrollmentStatus status,
        Integer waitlistPlace,
        LocalDate beginDate,
        LocalDate endDate) {

    /** What is selected of an enrolment {@code e} and its student {@code p}. */
    static final String COLUMNS = """
            e.id, p.id, coalesce(p.preferred_given_name, p.given_name) || ' '
                || coalesce(p.preferred_family_name, p.family_name), p.given_name, p.family_name, e.status,
            (select count(*) from enrollment w where w.section_id = e.section_id and w.status = 'WAITLISTED'
                and w.waitlist_position <= e.waitlist_position),
            e.begin_date, e.end_date
            """;

    static RosterLine read(ResultSet row) throws SQLException {
        var status = EnrollmentStatus.valueOf(row.getString(6));
        return new RosterLine(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                status,
                status == EnrollmentStatus.WAITLISTED ? row.getInt(7) : null,
                row.getObject(8, LocalDate.class),
                row.getObject(9, LocalDate.class));
    }
}

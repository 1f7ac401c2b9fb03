package org.lectern.enrollment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.lectern.courses.SectionName;

/**
 * An enrolment as its student sees it.
 *
 * @param id the enrolment
 * @param section the section
 * @param course title of the course
 * @param term title of the section's first term
 * @param status where the student stands
 * @param waitlistPlace place in the line, from 1; null when not in it
 * @param beginDate first day on the roster; null when it was always, or is not yet
 * @param endDate last day on the roster; null when none is set
 * @param mayDrop whether the student may give it up now without asking anybody
 * @param warnings what there is to think of, just after enrolling; empty otherwise
 */
public record OwnEnrollment(
        long id,
        SectionName section,
        String course,
        String term,
        EnrollmentStatus status,
        Integer waitlistPlace,
        LocalDate beginDate,
        LocalDate endDate,
        boolean mayDrop,
        List<Obstacle> warnings) {

    /** Parameters: the student, and an enrolment or null for all. */
    static final String SQL = """
            select e.id, s.id, s.code, s.title, c.title, t.title, e.status,
                (select count(*) from enrollment w where w.section_id = s.id and w.status = 'WAITLISTED'
                    and w.waitlist_position <= e.waitlist_position),
                e.begin_date, e.end_date,
                e.status = 'WAITLISTED' or e.status = 'ACTIVE' and s.policy in ('OPEN', 'BY_KEY')
                    and (s.enroll_until is null or s.enroll_until >= now())
            from enrollment e join section s on s.id = e.section_id join course c on c.id = s.course_id
            join academic_session t on t.id = s.academic_session_id
            where e.student_id = ? and e.id = coalesce(cast(? as bigint), e.id)
            order by t.start_date desc, s.code, e.id""";

    static OwnEnrollment read(ResultSet row) throws SQLException {
        var status = EnrollmentStatus.valueOf(row.getString(7));
        return new OwnEnrollment(
                row.getLong(1),
                new SectionName(row.getLong(2), row.getString(3), row.getString(4)),
                row.getString(5),
                row.getString(6),
                status,
                status == EnrollmentStatus.WAITLISTED ? row.getInt(8) : null,
                row.getObject(9, LocalDate.class),
                row.getObject(10, LocalDate.class),
                row.getBoolean(11),
                List.of());
    }

    OwnEnrollment with(List<Obstacle> known) {
        return new OwnEnrollment(id, section, course, term, status, waitlistPlace, beginDate, endDate, mayDrop, known);
    }
}

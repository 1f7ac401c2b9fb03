package org.lectern.profile;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.lectern.attendance.AttendanceCounts;
import org.lectern.attendance.AttendanceKind;
import org.lectern.courses.SectionName;
import org.lectern.settings.Settings;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** A person's whole picture, for those who run the school: five statements, whatever there is. */
@Stateless
@RolesAllowed(Roles.ADMIN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class PersonOverviewService {

    private static final int ABSENCES = 6;
    private static final int SESSIONS = 5;

    @Inject
    private Statements statements;

    @Inject
    private Settings settings;

    /**
     * A group that a person is in, or was.
     *
     * @param id the group
     * @param code as timetables show it
     * @param title the name for people
     * @param from first day
     * @param to last day; null for no end
     */
    public record InGroup(long id, String code, String title, LocalDate from, LocalDate to) {}

    /**
     * A section that a person attends or teaches.
     *
     * @param section the section
     * @param term title of its academic session
     * @param as status of the enrolment, or role of the teacher
     * @param teaches whether the person teaches it
     * @param from first day; null for the section's
     * @param to last day; null for the section's
     * @param over whether it has ended for the person
     */
    public record InSection(
            SectionName section, String term, String as, boolean teaches, LocalDate from, LocalDate to, boolean over) {}

    /**
     * A lesson that a person missed, or came late to.
     *
     * @param lessonId the lesson
     * @param section the section
     * @param startsAt when it began, in the school's zone
     * @param kind what the mark counts as
     * @param code the code
     * @param name what the code is called
     * @param note for staff only; null when there is none
     */
    public record Missed(
            long lessonId,
            SectionName section,
            OffsetDateTime startsAt,
            AttendanceKind kind,
            String code,
            String name,
            String note) {}

    /**
     * A sign-in.
     *
     * @param at when the password was typed, in the school's zone
     * @param usedAt when it was last renewed, in the school's zone
     * @param open whether it can be used still
     * @param address IP address from which it began; null when it is not known
     * @param device what the browser called itself; null when it did not say
     */
    public record SignedIn(OffsetDateTime at, OffsetDateTime usedAt, boolean open, String address, String device) {}

    /**
     * A person's whole picture.
     *
     * @param groups newest first
     * @param sections those that go on first, by code
     * @param attendance what all marks add up to
     * @param missed the latest lessons that the person missed or was late to, newest first
     * @param signIns the latest, newest first
     */
    public record Picture(
            List<InGroup> groups,
            List<InSection> sections,
            AttendanceCounts attendance,
            List<Missed> missed,
            List<SignedIn> signIns) {}

    /**
     * The picture of a person. Somebody unknown has an empty one.
     *
     * @param personId the person
     */
    public Picture of(long personId) {
        var zone = settings.timeZone();
        var today = settings.today();
        return new Picture(
                statements.list(
                        """
                        select g.id, g.code, g.title, m.from_date, m.to_date
                        from student_group_member m join student_group g on g.id = m.student_group_id
                        where m.student_id = ? order by m.from_date desc, g.code""",
                        row -> new InGroup(
                                row.getLong(1), row.getString(2), row.getString(3), day(row, 4), day(row, 5)),
                        personId),
                statements.list(
                        """
                        select s.id, s.code, s.title, t.title, u.held, u.teaches, u.from_date, u.to_date,
                            u.over or s.status = 'ENDED' as over
                        from (
                            select section_id, status as held, false as teaches, begin_date as from_date,
                                end_date as to_date, status in ('DROPPED', 'COMPLETED') or end_date < ? as over
                            from enrollment where student_id = ?
                            union all
                            select section_id, role, true, from_date, to_date, coalesce(to_date < ?, false)
                            from teacher_assignment where teacher_id = ?) u
                        join section s on s.id = u.section_id join academic_session t on t.id = s.academic_session_id
                        order by coalesce(u.over, false) or s.status = 'ENDED', s.code, s.id""",
                        row -> new InSection(
                                name(row, 1),
                                row.getString(4),
                                row.getString(5),
                                row.getBoolean(6),
                                day(row, 7),
                                day(row, 8),
                                row.getBoolean(9)),
                        today,
                        personId,
                        today,
                        personId),
                counts(personId),
                statements.list(
                        """
                        select l.id, s.id, s.code, s.title, l.starts_at, c.kind, c.code, c.name, m.note
                        from attendance_mark m join attendance_code c on c.id = m.code_id
                        join lesson l on l.id = m.lesson_id join section s on s.id = l.section_id
                        where m.student_id = ? and c.kind <> 'PRESENT' and l.status <> 'CANCELLED'
                            and l.register_taken_at is not null
                        order by l.starts_at desc, l.id desc limit ?""",
                        row -> new Missed(
                                row.getLong(1),
                                name(row, 2),
                                moment(row, 5, zone),
                                AttendanceKind.valueOf(row.getString(6)),
                                row.getString(7),
                                row.getString(8),
                                row.getString(9)),
                        personId,
                        ABSENCES),
                statements.list(
                        """
                        select s.created_at, s.last_used_at, s.ended_at is null and s.expires_at > now(), s.address,
                            s.user_agent
                        from auth_session s join account a on a.id = s.account_id
                        where a.person_id = ? order by s.id desc limit ?""",
                        row -> new SignedIn(
                                moment(row, 1, zone),
                                moment(row, 2, zone),
                                row.getBoolean(3),
                                row.getString(4),
                                row.getString(5)),
                        personId,
                        SESSIONS));
    }

    private AttendanceCounts counts(long personId) {
        return statements
                .find("""
                        select count(*) filter (where c.kind = 'PRESENT'), count(*) filter (where c.kind = 'ABSENT'),
                            count(*) filter (where c.kind = 'LATE'), count(*) filter (where c.kind = 'EXCUSED')
                        from attendance_mark m join attendance_code c on c.id = m.code_id
                        join lesson l on l.id = m.lesson_id
                        where m.student_id = ? and l.status <> 'CANCELLED' and l.register_taken_at is not null""", row -> counts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)), personId)
                .orElseThrow();
    }

    private static AttendanceCounts counts(long present, long absent, long late, long excused) {
        long counted = present + absent + late;
        return new AttendanceCounts(
                present,
                absent,
                late,
                excused,
                counted + excused,
                counted == 0
                        ? null
                        : BigDecimal.valueOf(present + late)
                                .divide(BigDecimal.valueOf(counted), 4, RoundingMode.HALF_UP));
    }

    private static SectionName name(ResultSet row, int column) throws SQLException {
        return new SectionName(row.getLong(column), row.getString(column + 1), row.getString(column + 2));
    }

    private static LocalDate day(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    private static OffsetDateTime moment(ResultSet row, int column, ZoneId zone) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.atZoneSameInstant(zone).toOffsetDateTime();
    }
}

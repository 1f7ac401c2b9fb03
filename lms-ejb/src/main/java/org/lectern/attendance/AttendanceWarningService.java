package org.lectern.attendance;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.lectern.audit.AuditTrail;
import org.lectern.notifications.NotificationKind;
import org.lectern.notifications.Notifications;
import org.lectern.notifications.Notifications.Message;
import org.lectern.settings.Settings;
import org.lectern.shared.Statements;

/**
 * Warns of attendance that falls below what the school has set, once for each student, section and term: the student, and those
 * who lead the section. Whoever recovers and falls again in the same term is not warned again; in the next term counting
 * begins anew. Done in the background, after registers were recorded, so that taking a register does not wait for it.
 * Nobody calls it from outside.
 */
@Stateless
@PermitAll
public class AttendanceWarningService {

    /** Fewer lessons say nothing: one missed of four would be 75 %. */
    static final int LEAST_LESSONS = 10;

    private static final String ACTOR = "attendance warnings";

    /** A transaction may become visible this long after its events got their ids. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    /**
     * Parameters: the school's zone, the events after which and up to which to look, the zone twice, the least lessons, the
     * rate, today twice. A term of a section is the shortest of its sessions, and of the terms within them, in which the day
     * of the lesson lies; a lesson outside of all of them counts with the whole section.
     */
    static final String RAISE = """
            with recursive recorded as (
                select distinct l.section_id, cast(l.starts_at at time zone ? as date) as day
                from outbox_event e join lesson l on l.id = cast(e.payload ->> 'lessonId' as bigint)
                where e.id > ? and e.id <= ? and e.topic = 'register'),
            own as (
                select s.id as section_id, s.academic_session_id as id from section s
                where s.id in (select section_id from recorded)
                union select t.section_id, t.academic_session_id from section_term t
                where t.section_id in (select section_id from recorded)),
            around as (
                select section_id, id from own
                union select a.section_id, c.id from around a
                join academic_session c on c.parent_id = a.id and c.type in ('SEMESTER', 'TERM')),
            touched as (
                select distinct r.section_id, coalesce(term.id, s.academic_session_id) as session_id,
                    coalesce(term.start_date, date '0001-01-01') as start_date,
                    coalesce(term.end_date, date '9999-12-30') as end_date
                from recorded r join section s on s.id = r.section_id
                left join lateral (
                    select a.id, a.start_date, a.end_date from around x join academic_session a on a.id = x.id
                    where x.section_id = r.section_id and r.day between a.start_date and a.end_date
                    order by a.end_date - a.start_date, a.id limit 1) term on true),
            sums as (
                select touched.section_id, touched.session_id, m.student_id,
                    count(*) filter (where c.kind <> 'EXCUSED') as counted,
                    count(*) filter (where c.kind in ('PRESENT', 'LATE')) as present
                from touched join lesson l on l.section_id = touched.section_id
                    and l.starts_at >= cast(touched.start_date as timestamp) at time zone ?
                    and l.starts_at < cast(touched.end_date + 1 as timestamp) at time zone ?
                    and l.register_taken_at is not null and l.status <> 'CANCELLED'
                join attendance_mark m on m.lesson_id = l.id
                join attendance_code c on c.id = m.code_id
                group by touched.section_id, touched.session_id, m.student_id),
            raised as (
                insert into attendance_warning (student_id, section_id, academic_session_id, rate)
                select student_id, section_id, session_id, round(cast(present as numeric) / counted, 4) from sums
                where counted >= ? and present < counted * cast(? as numeric)
                on conflict do nothing returning student_id, section_id, academic_session_id, rate)
            select r.student_id, r.section_id, r.rate, s.title || ' (' || term.title || ')',
                coalesce(p.preferred_given_name, p.given_name) || ' ' || coalesce(p.preferred_family_name, p.family_name),
                array(select a.teacher_id from teacher_assignment a where a.section_id = r.section_id and a.role = 'LEAD'
                    and (a.from_date is null or a.from_date <= ?) and (a.to_date is null or a.to_date >= ?))
            from raised r join section s on s.id = r.section_id join person p on p.id = r.student_id
            join academic_session term on term.id = r.academic_session_id""";

    @Inject
    private Statements statements;

    @Inject
    private Settings settings;

    @Inject
    private AuditTrail audit;

    @Inject
    private Notifications notifications;

    private record Warning(
            long studentId, long sectionId, BigDecimal rate, String section, String student, List<Long> teachers) {

        static Warning read(ResultSet row) throws SQLException {
            return new Warning(
                    row.getLong(1),
                    row.getLong(2),
                    row.getBigDecimal(3),
                    row.getString(4),
                    row.getString(5),
                    Arrays.asList((Long[]) row.getArray(6).getArray()));
        }

        List<Message> messages(String expected) {
            List<Message> messages = new ArrayList<>();
            messages.add(new Message(
                    studentId,
                    NotificationKind.OWN_ATTENDANCE_WARNING,
                    "Your attendance in " + section + " is " + percent(rate) + "; at least " + expected
                            + " is expected.",
                    sectionId,
                    null));
            for (var teacher : teachers) {
                messages.add(new Message(
                        teacher,
                        NotificationKind.ATTENDANCE_WARNING_OF_STUDENT,
                        "The attendance of " + student + " in " + section + " is " + percent(rate) + ".",
                        sectionId,
                        studentId));
            }
            return messages;
        }
    }

    /**
     * Looks at the sections whose registers were recorded since the last time, and warns. While another server does so, it
     * does nothing.
     *
     * @return how many students were warned of
     */
    public int raise() {
        return raise(SETTLED);
    }

    int raise(Duration settled) {
        var seen = statements
                .find("select last_event_id from attendance_watch for update skip locked", row -> row.getLong(1))
                .orElse(null);
        if (seen == null) {
            return 0;
        }
        long newest = statements
                .find(
                        "select coalesce(max(id), 0) from outbox_event where id > ? and at <= now() - make_interval(secs => ?)",
                        row -> row.getLong(1),
                        seen,
                        settled.toSeconds())
                .orElse(0L);
        if (newest <= seen) {
            return 0;
        }
        var today = settings.today();
        var expected = settings.current().attendanceWarningRate();
        var zone = settings.timeZone().getId();
        var warnings = statements.list(
                RAISE, Warning::read, zone, seen, newest, zone, zone, LEAST_LESSONS, expected, today, today);
        notifications.tell(warnings.stream()
                .flatMap(warning -> warning.messages(percent(expected)).stream())
                .toList());
        audit.recordEachAs(
                ACTOR,
                "attendance warning raised",
                "section",
                warnings.stream()
                        .map(warning -> new AuditTrail.Line(
                                warning.sectionId(), warning.studentId(), null, Map.of("rate", warning.rate())))
                        .toList());
        statements.update("update attendance_watch set last_event_id = ?", newest);
        return warnings.size();
    }

    private static String percent(BigDecimal rate) {
        return rate.movePointRight(2).setScale(0, RoundingMode.DOWN) + " %";
    }
}

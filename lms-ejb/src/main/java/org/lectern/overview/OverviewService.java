package org.lectern.overview;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lectern.overview.Overview.Absence;
import org.lectern.overview.Overview.Gap;
import org.lectern.overview.Overview.Lessons;
import org.lectern.overview.Overview.OpenRegister;
import org.lectern.overview.Overview.People;
import org.lectern.overview.Overview.Setup;
import org.lectern.overview.Overview.Term;
import org.lectern.settings.Settings;
import org.lectern.shared.Roles;

/** Gathers what the office looks at first in the morning: seven statements, however large the school. */
@Stateless
@RolesAllowed(Roles.ADMIN)
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class OverviewService {

    /** A register counts as missing once the lesson has run for this long. */
    private static final Duration TIME_TO_TAKE = Duration.ofMinutes(15);

    /** How far back registers that nobody took are asked for. */
    private static final int REGISTER_DAYS = 7;

    /** School days in the chart of absence. */
    private static final int ABSENCE_DAYS = 10;

    /** How far back the usual absence of a weekday looks. */
    private static final int USUAL_WEEKS = 5;

    @Inject
    private EntityManager entityManager;

    @Inject
    private Settings settings;

    /**
     * The school at this moment.
     *
     * @param openRegisters how many of the registers not taken to name, latest first
     */
    public Overview now(int openRegisters) {
        var zone = settings.timeZone();
        var now = Instant.now();
        var today = LocalDate.ofInstant(now, zone);
        return new Overview(
                now,
                today,
                term(today).orElse(null),
                lessons(today, now, zone),
                openRegisters(today, now, zone, openRegisters),
                absence(today, zone),
                people(),
                gaps(today),
                setup());
    }

    @SuppressWarnings("unchecked")
    private Optional<Term> term(LocalDate today) {
        List<Object[]> rows = entityManager
                .createNativeQuery("""
                        select title, start_date, end_date from academic_session
                         where status = 'ACTIVE' and type in ('TERM', 'SEMESTER') and :today between start_date and end_date
                         order by end_date - start_date limit 1""")
                .setParameter("today", today)
                .getResultList();
        return rows.stream().findFirst().map(row -> Term.of((String) row[0], date(row[1]), date(row[2]), today));
    }

    private Lessons lessons(LocalDate today, Instant now, ZoneId zone) {
        var row = (Object[]) entityManager
                .createNativeQuery("""
                        select count(*),
                               count(*) filter (where status <> 'CANCELLED' and :now >= starts_at and :now < ends_at),
                               count(*) filter (where status <> 'CANCELLED' and ends_at <= :now),
                               count(*) filter (where status = 'CANCELLED'),
                               count(*) filter (where status = 'MOVED'),
                               count(*) filter (where status = 'COVERED'),
                               count(*) filter (where status <> 'CANCELLED' and starts_at < :due),
                               count(*) filter (where status <> 'CANCELLED' and starts_at < :due
                                   and register_taken_at is not null)
                          from lesson where starts_at >= :begin and starts_at < :end""")
                .setParameter("now", now)
                .setParameter("due", now.minus(TIME_TO_TAKE))
                .setParameter("begin", today.atStartOfDay(zone).toInstant())
                .setParameter("end", today.plusDays(1).atStartOfDay(zone).toInstant())
                .getSingleResult();
        return new Lessons(
                count(row[0]),
                count(row[1]),
                count(row[2]),
                count(row[3]),
                count(row[4]),
                count(row[5]),
                count(row[6]),
                count(row[7]));
    }

    @SuppressWarnings("unchecked")
    private Overview.OpenRegisters openRegisters(LocalDate today, Instant now, ZoneId zone, int shown) {
        List<Object[]> rows = entityManager
                .createNativeQuery("""
                        select l.id, coalesce(g.code || ' ' || c.title, s.title), l.starts_at,
                               coalesce(p.preferred_given_name, p.given_name) || ' '
                                   || coalesce(p.preferred_family_name, p.family_name),
                               (select count(*) from enrollment e where e.section_id = l.section_id
                                   and e.status = 'ACTIVE'),
                               l.open, l.open_today, p.id, l.section_id
                          from (select l.*, count(*) over () as open,
                                       count(*) filter (where l.starts_at >= :begin) over () as open_today
                                  from lesson l
                                 where l.starts_at >= :since and l.starts_at < :due and l.status <> 'CANCELLED'
                                   and l.register_taken_at is null
                                 order by l.starts_at desc, l.id
                                 limit :shown) l
                          join section s on s.id = l.section_id
                          join course c on c.id = s.course_id
                          left join student_group g on g.id = l.student_group_id
                          left join person p on p.id = coalesce(l.teacher_id, (
                               select a.teacher_id from teacher_assignment a
                                where a.section_id = l.section_id and a.role = 'LEAD'
                                  and (a.from_date is null or a.from_date <= :today)
                                  and (a.to_date is null or a.to_date >= :today)
                                order by a.id limit 1))
                         order by l.starts_at desc, l.id""")
                .setParameter("today", today)
                .setParameter("begin", today.atStartOfDay(zone).toInstant())
                .setParameter(
                        "since",
                        today.minusDays(REGISTER_DAYS).atStartOfDay(zone).toInstant())
                .setParameter("due", now.minus(TIME_TO_TAKE))
                .setParameter("shown", shown)
                .getResultList();
        if (rows.isEmpty()) {
            return new Overview.OpenRegisters(0, 0, List.of());
        }
        return new Overview.OpenRegisters(
                count(rows.get(0)[5]),
                count(rows.get(0)[6]),
                rows.stream()
                        .map(row -> new OpenRegister(
                                count(row[0]),
                                (String) row[1],
                                (Instant) row[2],
                                (String) row[3],
                                (Long) row[7],
                                count(row[8]),
                                count(row[4])))
                        .toList());
    }

    @SuppressWarnings("unchecked")
    private List<Absence> absence(LocalDate today, ZoneId zone) {
        var since = today.minusWeeks(USUAL_WEEKS).minusDays(2L * ABSENCE_DAYS);
        List<Object[]> rows = entityManager
                .createNativeQuery("""
                        select day, count(*), count(*) filter (where absent)
                          from (select cast(l.starts_at at time zone :zone as date) as day, m.student_id,
                                       bool_or(c.kind = 'ABSENT') as absent
                                  from lesson l
                                  join attendance_mark m on m.lesson_id = l.id
                                  join attendance_code c on c.id = m.code_id
                                 where l.starts_at >= :since and l.starts_at < :until and l.status <> 'CANCELLED'
                                 group by 1, 2) student_day
                         group by day order by day""")
                .setParameter("zone", zone.getId())
                .setParameter("since", since.atStartOfDay(zone).toInstant())
                .setParameter("until", today.plusDays(1).atStartOfDay(zone).toInstant())
                .getResultList();
        List<Absence> days = new ArrayList<>();
        for (var row : rows) {
            days.add(Absence.of(date(row[0]), count(row[1]), count(row[2]), days, USUAL_WEEKS));
        }
        return List.copyOf(days.subList(Math.max(0, days.size() - ABSENCE_DAYS), days.size()));
    }

    private People people() {
        var row = (Object[]) entityManager.createNativeQuery("""
                        select count(*) filter (where r.role = 'STUDENT'), count(*) filter (where r.role = 'TEACHER'),
                               count(*) filter (where r.role = 'ADMIN'),
                               (select count(*) from account where state = 'INVITED'),
                               (select count(*) from student_group where status = 'ACTIVE'),
                               (select count(*) from section where status = 'ACTIVE')
                          from person_role r join person p on p.id = r.person_id where p.status = 'ACTIVE'""").getSingleResult();
        return new People(count(row[0]), count(row[1]), count(row[2]), count(row[3]), count(row[4]), count(row[5]));
    }

    @SuppressWarnings("unchecked")
    private List<Gap> gaps(LocalDate today) {
        List<Object[]> rows = entityManager
                .createNativeQuery("""
                        select 'SECTIONS_WITHOUT_TEACHER', count(*),
                               (array_agg(s.title order by s.title, s.id))[1:3],
                               (array_agg(s.id order by s.title, s.id))[1:3]
                          from section s join academic_session t on t.id = s.academic_session_id
                         where s.status = 'ACTIVE' and :today between t.start_date and t.end_date
                           and not exists (select 1 from teacher_assignment a where a.section_id = s.id
                                  and (a.from_date is null or a.from_date <= :today)
                                  and (a.to_date is null or a.to_date >= :today))
                        having count(*) > 0
                        union all
                        select 'STUDENTS_WITHOUT_GROUP', count(*),
                               (array_agg(p.given_name || ' ' || p.family_name order by p.family_name, p.given_name, p.id))[1:3],
                               (array_agg(p.id order by p.family_name, p.given_name, p.id))[1:3]
                          from person_role r join person p on p.id = r.person_id
                         where r.role = 'STUDENT' and p.status = 'ACTIVE'
                           and exists (select 1 from student_group where status = 'ACTIVE')
                           and not exists (select 1 from student_group_member m where m.student_id = p.id
                                  and m.from_date <= :today and (m.to_date is null or m.to_date >= :today))
                        having count(*) > 0
                        union all
                        select 'STUDENTS_IN_NO_SECTION', count(*),
                               (array_agg(p.given_name || ' ' || p.family_name order by p.family_name, p.given_name, p.id))[1:3],
                               (array_agg(p.id order by p.family_name, p.given_name, p.id))[1:3]
                          from person_role r join person p on p.id = r.person_id
                         where r.role = 'STUDENT' and p.status = 'ACTIVE'
                           and exists (select 1 from section where status = 'ACTIVE')
                           and not exists (select 1 from enrollment e where e.student_id = p.id and e.status = 'ACTIVE')
                        having count(*) > 0
                        union all
                        select 'ABSENCES_TO_DECIDE', count(*),
                               (array_agg(p.given_name || ' ' || p.family_name order by n.created_at, n.id))[1:3],
                               (array_agg(p.id order by n.created_at, n.id))[1:3]
                          from absence_notice n join person p on p.id = n.student_id
                         where n.status = 'PENDING'
                        having count(*) > 0""")
                .setParameter("today", today)
                .getResultList();
        return rows.stream()
                .map(row -> new Gap(
                        Gap.Kind.valueOf((String) row[0]), count(row[1]), examples((String[]) row[2], (Long[]) row[3])))
                .toList();
    }

    private static List<Gap.Example> examples(String[] names, Long[] ids) {
        return IntStream.range(0, ids.length)
                .mapToObj(index -> new Gap.Example(ids[index], names[index]))
                .toList();
    }

    private Setup setup() {
        var row = (Object[]) entityManager.createNativeQuery("""
                        select exists (select 1 from setting where name = 'school.name'),
                               exists (select 1 from academic_session where type = 'SCHOOL_YEAR'),
                               exists (select 1 from academic_session where type in ('TERM', 'SEMESTER')),
                               exists (select 1 from room), exists (select 1 from course),
                               exists (select 1 from person_role where role = 'TEACHER'),
                               exists (select 1 from person_role where role = 'STUDENT'),
                               exists (select 1 from student_group), exists (select 1 from section),
                               exists (select 1 from teacher_assignment), exists (select 1 from enrollment),
                               exists (select 1 from timetable_slot) or exists (select 1 from lesson),
                               exists (select 1 from account a join person_role r on r.person_id = a.person_id
                                        where r.role <> 'ADMIN')""").getSingleResult();
        return new Setup(
                (Boolean) row[0],
                (Boolean) row[1],
                (Boolean) row[2],
                (Boolean) row[3],
                (Boolean) row[4],
                (Boolean) row[5],
                (Boolean) row[6],
                (Boolean) row[7],
                (Boolean) row[8],
                (Boolean) row[9],
                (Boolean) row[10],
                (Boolean) row[11],
                (Boolean) row[12]);
    }

    private static long count(Object value) {
        return ((Number) value).longValue();
    }

    private static LocalDate date(Object value) {
        return value instanceof Date date ? date.toLocalDate() : (LocalDate) value;
    }
}

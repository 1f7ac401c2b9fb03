package org.lectern.timetable;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lectern.settings.Settings;
import org.lectern.shared.Page;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** What those who plan need to see before they change a week: when the school is open, what is taken, who is free. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class ScheduleService {

    /** Days that are shown though nobody has lessons on them. */
    private static final int USUAL_DAYS = 5;

    /** A time that only a few slots have is no period. */
    private static final double RARE = 0.02;

    @Inject
    private Statements statements;

    @Inject
    private Settings settings;

    /** How many slots lie at a time of a weekday. */
    private record Habit(int weekday, LocalTime startTime, LocalTime endTime, WeekCycle cycle, int slots) {}

    /** How many slots lie at a time of day. */
    private record Usual(SchoolWeek.Period period, int slots) {}

    /**
     * The week that a day lies in.
     *
     * @param day any of its days; null for today in the school's zone
     */
    public SchoolWeek week(LocalDate day) {
        var school = settings.current();
        var first = (day == null ? settings.today() : day).with(TemporalAdjusters.previousOrSame(school.weekStart()));
        var last = first.plusDays(6);
        var habits = statements.list(
                """
                select weekday, start_time, end_time, week_cycle, count(*) from timetable_slot
                group by 1, 2, 3, 4""",
                row -> new Habit(
                        row.getInt(1),
                        row.getObject(2, LocalTime.class),
                        row.getObject(3, LocalTime.class),
                        WeekCycle.valueOf(row.getString(4)),
                        row.getInt(5)));
        var closures = statements.list(
                """
                select h.title, h.start_date, h.end_date from holiday h
                where h.start_date <= ? and h.end_date >= ? order by h.start_date, h.title""",
                row -> new SchoolWeek.Closure(
                        row.getString(1), row.getObject(2, LocalDate.class), row.getObject(3, LocalDate.class)),
                last,
                first);
        record Session(String title, boolean whole, LocalDate from) {}
        var sessions = statements.list(
                """
                select title, type = 'SCHOOL_YEAR', start_date from academic_session
                where status = 'ACTIVE' and start_date <= ? and end_date >= ?
                    and type in ('SCHOOL_YEAR', 'SEMESTER', 'TERM') order by start_date, id""",
                row -> new Session(row.getString(1), row.getBoolean(2), row.getObject(3, LocalDate.class)),
                last,
                first);
        var takeTurns = habits.stream().anyMatch(habit -> habit.cycle != WeekCycle.EVERY);
        var weekA = school.weekCycleStart() != null
                ? school.weekCycleStart()
                : sessions.stream()
                        .filter(Session::whole)
                        .map(Session::from)
                        .findFirst()
                        .orElse(null);
        WeekCycle cycle = null;
        if (takeTurns && weekA != null) {
            cycle = WeekCycle.A.isHeld(first, weekA, school.weekStart()) ? WeekCycle.A : WeekCycle.B;
        }
        return new SchoolWeek(
                first,
                cycle,
                days(first, habits),
                periods(habits),
                closures,
                sessions.stream()
                        .filter(session -> !session.whole())
                        .map(Session::title)
                        .toList());
    }

    private static List<LocalDate> days(LocalDate first, List<Habit> habits) {
        Set<Integer> weekdays = new TreeSet<>();
        habits.forEach(habit -> weekdays.add(habit.weekday));
        if (weekdays.isEmpty() || weekdays.stream().allMatch(day -> day <= USUAL_DAYS)) {
            IntStream.rangeClosed(1, USUAL_DAYS).forEach(weekdays::add);
        }
        return IntStream.range(0, DayOfWeek.values().length)
                .mapToObj(first::plusDays)
                .filter(day -> weekdays.contains(day.getDayOfWeek().getValue()))
                .toList();
    }

    /** The times that most slots have; of those that overlap the one with more slots. */
    private static List<SchoolWeek.Period> periods(List<Habit> habits) {
        record Time(LocalTime from, LocalTime to) {}
        var total = habits.stream().mapToInt(Habit::slots).sum();
        var usual = habits.stream()
                .collect(Collectors.groupingBy(
                        habit -> new Time(habit.startTime, habit.endTime), Collectors.summingInt(Habit::slots)))
                .entrySet()
                .stream()
                .map(entry ->
                        new Usual(new SchoolWeek.Period(entry.getKey().from, entry.getKey().to), entry.getValue()))
                .filter(each -> each.slots >= total * RARE)
                .sorted(Comparator.comparingInt(Usual::slots)
                        .reversed()
                        .thenComparing(each -> each.period.startTime())
                        .thenComparing(each -> each.period.endTime()))
                .toList();
        var chosen = new ArrayList<SchoolWeek.Period>();
        for (var each : usual) {
            if (chosen.stream()
                    .noneMatch(other -> other.startTime().isBefore(each.period.endTime())
                            && each.period.startTime().isBefore(other.endTime()))) {
                chosen.add(each.period);
            }
        }
        chosen.sort(Comparator.comparing(SchoolWeek.Period::startTime));
        return List.copyOf(chosen);
    }

    /**
     * The lessons that would stand in the way of one, if it were held at any time of a stretch: those that need the same
     * room, teacher, assistant or group. One statement. What comes back is what is taken now; the database decides when the lesson is changed.
     *
     * @param lessonId the lesson
     * @param roomId where it would be; null for no room
     * @param teacherId who would teach it; null for nobody
     * @param from the beginning of the stretch
     * @param to its end, within 31 days
     * @return by time, at most 500; one that is in the way for two reasons comes twice
     */
    public Page<Clash> inTheWay(
            long lessonId, Long roomId, Long teacherId, @NotNull OffsetDateTime from, @NotNull OffsetDateTime to) {
        var zone = settings.timeZone();
        return Page.whole(
                statements.with(connection -> Clashes.find(connection, lessonId, roomId, teacherId, from, to, zone)));
    }

    /**
     * The teachers who have nothing to teach during a lesson, those who know it best first: assigned to its section,
     * then teaching its course, then with the fewest lessons on that day.
     *
     * @param lessonId the lesson
     */
    public Page<Substitute> substitutes(long lessonId) {
        var zone = settings.timeZone().getId();
        return Page.whole(statements.list(
                """
                with wanted as (
                    select l.id, l.section_id, l.teacher_id, l.during, s.course_id, (l.starts_at at time zone ?)::date as day,
                        date_trunc('day', l.starts_at at time zone ?) at time zone ? as morning
                    from lesson l join section s on s.id = l.section_id where l.id = ?),
                busy as (
                    select unnest(x.staff) as teacher_id from wanted w join lesson x on x.during && w.during and x.id <> w.id
                    where x.status <> 'CANCELLED')
                select p.id, coalesce(p.preferred_given_name, p.given_name) || ' '
                        || coalesce(p.preferred_family_name, p.family_name),
                    exists (select 1 from teacher_assignment a where a.teacher_id = p.id and a.section_id = w.section_id
                        and (a.from_date is null or a.from_date <= w.day) and (a.to_date is null or a.to_date >= w.day))
                        as assigned,
                    exists (select 1 from teacher_assignment a join section s on s.id = a.section_id
                        where a.teacher_id = p.id and s.course_id = w.course_id
                        and (a.from_date is null or a.from_date <= w.day) and (a.to_date is null or a.to_date >= w.day))
                        as course,
                    (select count(*) from lesson x where x.teacher_id = p.id and x.status <> 'CANCELLED'
                        and x.starts_at >= w.morning and x.starts_at < w.morning + interval '1 day') as load
                from wanted w
                cross join person p join person_role r on r.person_id = p.id and r.role = 'TEACHER'
                where p.status = 'ACTIVE' and p.id is distinct from w.teacher_id
                    and not exists (select 1 from busy b where b.teacher_id = p.id)
                order by assigned desc, course desc, load, p.family_name, p.given_name, p.id""",
                row -> new Substitute(
                        row.getLong(1), row.getString(2), row.getBoolean(3), row.getBoolean(4), row.getInt(5)),
                zone,
                zone,
                zone,
                lessonId));
    }
}

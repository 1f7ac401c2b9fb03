package org.lectern.attendance;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.lectern.attendance.AttendanceReports.OfDay;
import org.lectern.attendance.AttendanceReports.OfGroup;
import org.lectern.attendance.AttendanceReports.OfSection;
import org.lectern.attendance.AttendanceReports.OfStudent;
import org.lectern.attendance.AttendanceReports.OpenRegister;
import org.lectern.courses.SectionName;
import org.lectern.settings.Settings;
import org.lectern.shared.Conditions;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/**
 * Reports on attendance for those who run the school. Each is one statement, which finds the rows of the page first and then
 * adds up the marks of each by an index, so that it costs what it shows and not what there is.
 */
@Stateless
@RolesAllowed(Roles.ADMIN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class AttendanceReportService {

    private static final int LONGEST_SPAN_DAYS = 400;
    private static final int LONGEST_SPAN_OF_DAYS = 92;
    private static final int USUAL_SPAN_DAYS = 27;

    private static final String COUNTS = """
            count(*) filter (where c.kind = 'PRESENT') as present, count(*) filter (where c.kind = 'ABSENT') as absent,
            count(*) filter (where c.kind = 'LATE') as late, count(*) filter (where c.kind = 'EXCUSED') as excused""";

    /** Marks of the lessons {@code l} that count, between two moments. */
    private static final String COUNTED = """
            l.starts_at >= ? and l.starts_at < ? and l.status <> 'CANCELLED' and l.register_taken_at is not null""";

    /** Parameters: those of the condition, how many rows, from, until, those of the lessons. */
    static final String BY_STUDENT = """
            with page as materialized (
                select p.id, p.family_name, p.given_name, coalesce(p.preferred_given_name, p.given_name) || ' '
                    || coalesce(p.preferred_family_name, p.family_name) as name
                from person p
                where exists (select 1 from person_role r where r.person_id = p.id and r.role = 'STUDENT') and <condition>
                order by p.family_name, p.given_name, p.id limit ?)
            select page.id, page.name, page.given_name, page.family_name, m.present, m.absent, m.late, m.excused
            from page cross join lateral (
                select <counts> from attendance_mark m join lesson l on l.id = m.lesson_id
                join attendance_code c on c.id = m.code_id
                where m.student_id = page.id and <counted> <lessons>) m
            order by page.family_name, page.given_name, page.id""".replace("<counts>", COUNTS).replace("<counted>", COUNTED);

    /** Parameters: from, until, those of the condition, how many rows, from, until, from, until. */
    static final String BY_SECTION = """
            with page as materialized (
                select s.id, s.code, s.title from section s
                where exists (select 1 from lesson l where l.section_id = s.id and l.starts_at >= ? and l.starts_at < ?)
                    and <condition>
                order by s.code, s.id limit ?)
            select page.id, page.code, page.title, h.lessons, h.taken, m.present, m.absent, m.late, m.excused
            from page
            cross join lateral (
                select count(*) as lessons, count(l.register_taken_at) as taken from lesson l
                where l.section_id = page.id and l.starts_at >= ? and l.starts_at < ? and l.starts_at <= now()
                    and l.status <> 'CANCELLED') h
            cross join lateral (
                select <counts> from lesson l join attendance_mark m on m.lesson_id = l.id
                join attendance_code c on c.id = m.code_id
                where l.section_id = page.id and <counted>) m
            order by page.code, page.id""".replace("<counts>", COUNTS).replace("<counted>", COUNTED);

    /** Parameters: the last day twice, those of the condition, how many rows, from, until, the zone twice. */
    static final String BY_GROUP = """
            with page as materialized (
                select g.id, g.code, g.title, (select count(*) from student_group_member gm
                    where gm.student_group_id = g.id and gm.from_date <= ? and (gm.to_date is null or gm.to_date >= ?))
                    as members
                from student_group g where g.status = 'ACTIVE' and <condition> order by g.code, g.id limit ?)
            select page.id, page.code, page.title, page.members, m.present, m.absent, m.late, m.excused
            from page cross join lateral (
                select <counts> from student_group_member gm join attendance_mark m on m.student_id = gm.student_id
                join lesson l on l.id = m.lesson_id join attendance_code c on c.id = m.code_id
                where gm.student_group_id = page.id and <counted>
                    and gm.from_date <= cast(l.starts_at at time zone ? as date)
                    and (gm.to_date is null or gm.to_date >= cast(l.starts_at at time zone ? as date))) m
            order by page.code, page.id""".replace("<counts>", COUNTS).replace("<counted>", COUNTED);

    /** Parameters: the zone twice, the first and the last day. */
    static final String BY_DAY = """
            with day as materialized (
                select cast(d as date) as date, cast(d as timestamp) at time zone ? as begins,
                    cast(d + interval '1 day' as timestamp) at time zone ? as ends
                from generate_series(cast(? as timestamp), cast(? as timestamp), interval '1 day') d)
            select day.date, h.lessons, h.taken, m.present, m.absent, m.late, m.excused
            from day
            cross join lateral (
                select count(*) as lessons, count(l.register_taken_at) as taken from lesson l
                where l.starts_at >= day.begins and l.starts_at < day.ends and l.starts_at <= now()
                    and l.status <> 'CANCELLED') h
            cross join lateral (
                select <counts> from lesson l join attendance_mark m on m.lesson_id = l.id
                join attendance_code c on c.id = m.code_id
                where l.starts_at >= day.begins and l.starts_at < day.ends and l.status <> 'CANCELLED'
                    and l.register_taken_at is not null) m
            where h.lessons > 0 order by day.date""".replace("<counts>", COUNTS);

    /** Parameters: the school's zone twice, from, until, now, the place of the page, how many rows. */
    static final String NOT_TAKEN = """
            select l.id, s.id, s.code, s.title, l.starts_at, l.ends_at, t.id,
                coalesce(t.preferred_given_name, t.given_name) || ' ' || coalesce(t.preferred_family_name, t.family_name),
                l.register_reopened_until
            from lesson l join section s on s.id = l.section_id
            left join person t on t.id = coalesce(l.teacher_id, (
                select min(a.teacher_id) from teacher_assignment a where a.section_id = s.id and a.role = 'LEAD'
                    and (a.from_date is null or a.from_date <= cast(l.starts_at at time zone ? as date))
                    and (a.to_date is null or a.to_date >= cast(l.starts_at at time zone ? as date))))
            where l.register_taken_at is null and l.status <> 'CANCELLED'
                and l.starts_at >= ? and l.starts_at < ? and l.ends_at <= ? and (l.starts_at, l.id) > (?, ?)
            order by l.starts_at, l.id limit ?""";

    @Inject
    private Statements statements;

    @Inject
    private Settings settings;

    /** Days, both included, and the moments at which they begin and end. */
    private record Span(LocalDate first, LocalDate last, OffsetDateTime from, OffsetDateTime until) {}

    /**
     * What each student's marks add up to, by family name and given name.
     *
     * @param from first day in the school's zone; null for 27 days before the last
     * @param to last day; null for today
     * @param groupId only students who are in this group on the last day; null for all
     * @param sectionId only marks of this section, and students who have been in it; null for all
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for days, a limit or a place that are none
     */
    public Page<OfStudent> byStudent(
            LocalDate from, LocalDate to, Long groupId, Long sectionId, Integer limit, String after) {
        int rows = Page.limit(limit);
        var span = span(from, to, LONGEST_SPAN_DAYS);
        var conditions = new Conditions()
                .when("""
                        p.id in (select gm.student_id from student_group_member gm where gm.student_group_id = ?
                            and gm.from_date <= ? and (gm.to_date is null or gm.to_date >= ?))""", groupId, span.last(), span.last())
                .when("p.id in (select e.student_id from enrollment e where e.section_id = ?)", sectionId)
                .when("p.status = ?", groupId == null && sectionId == null ? LifeStatus.ACTIVE : null)
                .after("(p.family_name, p.given_name, p.id)", "(?, ?, ?)", after);
        List<Object> values = new ArrayList<>(List.of(conditions.values(rows + 1, span.from(), span.until())));
        if (sectionId != null) {
            values.add(sectionId);
        }
        var students = statements.list(
                BY_STUDENT
                        .replace("<condition>", conditions.sql())
                        .replace("<lessons>", sectionId == null ? "" : "and l.section_id = ?"),
                row -> new OfStudent(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), counts(row, 5)),
                values.toArray());
        return Page.of(
                students,
                rows,
                student -> Conditions.place(student.familyName(), student.givenName(), student.studentId()));
    }

    /**
     * What the marks in each section that has lessons in a time add up to, by code.
     *
     * @param from see {@link #byStudent}
     * @param to see {@link #byStudent}
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for days, a limit or a place that are none
     */
    public Page<OfSection> bySection(LocalDate from, LocalDate to, Integer limit, String after) {
        int rows = Page.limit(limit);
        var span = span(from, to, LONGEST_SPAN_DAYS);
        var conditions = new Conditions().after("(s.code, s.id)", "(?, ?)", after);
        List<Object> values = new ArrayList<>(List.of(span.from(), span.until()));
        values.addAll(List.of(conditions.values(rows + 1, span.from(), span.until(), span.from(), span.until())));
        var sections = statements.list(
                BY_SECTION.replace("<condition>", conditions.sql()),
                row -> new OfSection(section(row, 1), row.getLong(4), row.getLong(5), counts(row, 6)),
                values.toArray());
        return Page.of(
                sections,
                rows,
                each -> Conditions.place(each.section().code(), each.section().id()));
    }

    /**
     * What the marks of each group's members add up to, by code.
     *
     * @param from see {@link #byStudent}
     * @param to see {@link #byStudent}
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for days, a limit or a place that are none
     */
    public Page<OfGroup> byGroup(LocalDate from, LocalDate to, Integer limit, String after) {
        int rows = Page.limit(limit);
        var span = span(from, to, LONGEST_SPAN_DAYS);
        var zone = settings.timeZone().getId();
        var conditions = new Conditions().after("(g.code, g.id)", "(?, ?)", after);
        List<Object> values = new ArrayList<>(List.of(span.last(), span.last()));
        values.addAll(List.of(conditions.values(rows + 1, span.from(), span.until(), zone, zone)));
        var groups = statements.list(
                BY_GROUP.replace("<condition>", conditions.sql()),
                row -> new OfGroup(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), counts(row, 5)),
                values.toArray());
        return Page.of(groups, rows, each -> Conditions.place(each.code(), each.groupId()));
    }

    /**
     * What the marks of each day that has lessons add up to.
     *
     * @param from see {@link #byStudent}
     * @param to see {@link #byStudent}; at most 92 days in all
     * @throws Problem of type VALIDATION for days that are none
     */
    public Page<OfDay> byDay(LocalDate from, LocalDate to) {
        var span = span(from, to, LONGEST_SPAN_OF_DAYS);
        var zone = settings.timeZone().getId();
        return Page.whole(statements.list(
                BY_DAY,
                row -> new OfDay(row.getObject(1, LocalDate.class), row.getLong(2), row.getLong(3), counts(row, 4)),
                zone,
                zone,
                span.first(),
                span.last()));
    }

    /**
     * The registers of lessons that are over and that nobody took, by time, each with the teacher to ask.
     *
     * @param from see {@link #byStudent}
     * @param to see {@link #byStudent}
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for days, a limit or a place that are none
     */
    public Page<OpenRegister> notTaken(LocalDate from, LocalDate to, Integer limit, String after) {
        int rows = Page.limit(limit);
        var span = span(from, to, LONGEST_SPAN_DAYS);
        var place = after == null ? new PlaceInTime(Instant.EPOCH, 0) : PlaceInTime.parse(after);
        var school = settings.current();
        var zone = school.timeZone();
        return Page.of(
                statements.list(
                        NOT_TAKEN,
                        row -> {
                            var endsAt = row.getObject(6, OffsetDateTime.class);
                            var until = endsAt.plus(school.editWindow());
                            var reopened = row.getObject(9, OffsetDateTime.class);
                            return new OpenRegister(
                                    row.getLong(1),
                                    section(row, 2),
                                    row.getObject(5, OffsetDateTime.class)
                                            .atZoneSameInstant(zone)
                                            .toOffsetDateTime(),
                                    endsAt.atZoneSameInstant(zone).toOffsetDateTime(),
                                    row.getObject(7, Long.class),
                                    row.getString(8),
                                    (reopened != null && reopened.isAfter(until) ? reopened : until)
                                            .atZoneSameInstant(zone)
                                            .toOffsetDateTime());
                        },
                        zone.getId(),
                        zone.getId(),
                        span.from(),
                        span.until(),
                        Clock.systemUTC().instant().atOffset(ZoneOffset.UTC),
                        place.at().atOffset(ZoneOffset.UTC),
                        place.id(),
                        rows + 1),
                rows,
                open -> new PlaceInTime(open.startsAt().toInstant(), open.lessonId()).toString());
    }

    private Span span(LocalDate from, LocalDate to, int longest) {
        var zone = settings.timeZone();
        var last = to != null ? to : from != null ? from.plusDays(USUAL_SPAN_DAYS) : settings.today();
        var first = from == null ? last.minusDays(USUAL_SPAN_DAYS) : from;
        if (last.isBefore(first) || last.isAfter(first.plusDays(longest - 1))) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    "to",
                    "The last day is on or after the first, and these are at most " + longest + " days.");
        }
        return new Span(
                first,
                last,
                first.atStartOfDay(zone).toOffsetDateTime(),
                last.plusDays(1).atStartOfDay(zone).toOffsetDateTime());
    }

    private static SectionName section(ResultSet row, int column) throws SQLException {
        return new SectionName(row.getLong(column), row.getString(column + 1), row.getString(column + 2));
    }

    private static AttendanceCounts counts(ResultSet row, int column) throws SQLException {
        Map<AttendanceKind, Long> counts = new EnumMap<>(AttendanceKind.class);
        var kinds = Arrays.asList(
                AttendanceKind.PRESENT, AttendanceKind.ABSENT, AttendanceKind.LATE, AttendanceKind.EXCUSED);
        for (int i = 0; i < kinds.size(); i++) {
            counts.put(kinds.get(i), row.getLong(column + i));
        }
        return AttendanceCounts.of(counts);
    }
}

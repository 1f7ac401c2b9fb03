package org.lectern.timetable;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.lectern.courses.SectionName;
import org.lectern.courses.TeachingRole;
import org.lectern.shared.Conditions;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** How much every teacher teaches: two statements for a page of them. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class TeacherLoadService {

    /** Weekly slots that are held around a day. Parameters: the day, three times. */
    private static final String SLOTS_OF_DAY = """
            (select t.teacher_id, t.section_id, t.start_time, t.end_time,
                case t.week_cycle when 'EVERY' then 1.0 else 0.5 end as weight
             from timetable_slot t join section s on s.id = t.section_id and s.status = 'ACTIVE'
             where %s and coalesce(t.from_date, '-infinity') <= ? and coalesce(t.to_date, 'infinity') >= ?
                and exists (select 1 from academic_session y
                    where (y.id = s.academic_session_id or exists (select 1 from section_term x
                            where x.section_id = s.id and x.academic_session_id = y.id))
                        and ? between y.start_date and y.end_date))""";

    private static final String TEACHERS = """
            select p.id, coalesce(p.preferred_given_name, p.given_name) || ' '
                    || coalesce(p.preferred_family_name, p.family_name),
                coalesce(l.lessons, 0), coalesce(l.minutes, 0), p.family_name, p.given_name
            from person p join person_role r on r.person_id = p.id and r.role = 'TEACHER'
            left join lateral (
                select sum(t.weight) as lessons,
                    round(sum(t.weight * extract(epoch from t.end_time - t.start_time) / 60)) as minutes
                from %s t) l on true
            where p.status = 'ACTIVE' and\s""".formatted(SLOTS_OF_DAY.formatted("t.teacher_id = p.id"));

    private static final String ASSIGNMENTS = """
            select a.teacher_id, a.id, s.id, s.code, s.title, a.role, a.from_date, a.to_date,
                coalesce((select sum(t.weight) from %s t where t.teacher_id = a.teacher_id), 0)
            from teacher_assignment a join section s on s.id = a.section_id
            where a.teacher_id = any (?) and s.status = 'ACTIVE' and (a.to_date is null or a.to_date >= ?)
                and exists (select 1 from academic_session y
                    where (y.id = s.academic_session_id or exists (select 1 from section_term x
                            where x.section_id = s.id and x.academic_session_id = y.id))
                        and y.end_date >= ?)
            order by s.code, a.from_date nulls first, a.id""".formatted(SLOTS_OF_DAY.formatted("t.section_id = a.section_id"));

    @Inject
    private Statements statements;

    private record Teacher(long id, String name, BigDecimal lessons, int minutes, String family, String given) {}

    private record Held(long teacherId, TeacherLoad.Assignment assignment) {}

    /**
     * A page of the teachers who belong to the school, by family name, with what they teach.
     *
     * @param search words that all must occur in name, e-mail or number; null or blank for all
     * @param on the day on which the load is counted; assignments that ended before are left out
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    public Page<TeacherLoad> list(String search, @NotNull LocalDate on, Integer limit, String after) {
        int size = Page.limit(limit);
        var conditions = new Conditions()
                .words(
                        "lower(p.given_name || ' ' || p.family_name || ' ' || coalesce(p.email, '') || ' '"
                                + " || coalesce(p.identifier, ''))",
                        search)
                .after("(p.family_name, p.given_name, p.id)", "(?, ?, ?)", after);
        var teachers = Page.of(
                statements.list(
                        TEACHERS + conditions.sql() + " order by p.family_name, p.given_name, p.id limit ?",
                        row -> new Teacher(
                                row.getLong(1),
                                row.getString(2),
                                row.getBigDecimal(3),
                                row.getInt(4),
                                row.getString(5),
                                row.getString(6)),
                        conditions.valuesBehind(List.of(on, on, on), size + 1)),
                size,
                teacher -> Conditions.place(teacher.family, teacher.given, teacher.id));
        var ids = teachers.items().stream().map(Teacher::id).toArray();
        var held = statements
                .list(
                        ASSIGNMENTS,
                        row -> new Held(
                                row.getLong(1),
                                new TeacherLoad.Assignment(
                                        row.getLong(2),
                                        new SectionName(row.getLong(3), row.getString(4), row.getString(5)),
                                        TeachingRole.valueOf(row.getString(6)),
                                        row.getObject(7, LocalDate.class),
                                        row.getObject(8, LocalDate.class),
                                        row.getBigDecimal(9))),
                        on,
                        on,
                        on,
                        new Statements.Array("bigint", ids),
                        on,
                        on)
                .stream()
                .collect(Collectors.groupingBy(
                        Held::teacherId, Collectors.mapping(Held::assignment, Collectors.toList())));
        return new Page<>(
                teachers.items().stream()
                        .map(teacher -> new TeacherLoad(
                                teacher.id,
                                teacher.name,
                                teacher.lessons.stripTrailingZeros(),
                                teacher.minutes,
                                held.getOrDefault(teacher.id, List.of())))
                        .toList(),
                teachers.next());
    }
}

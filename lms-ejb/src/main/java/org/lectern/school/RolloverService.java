package org.lectern.school;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.audit.AuditTrail;
import org.lectern.courses.AcademicSessionFacts;
import org.lectern.courses.AcademicSessionFacts.Days;
import org.lectern.courses.AcademicSessionService;
import org.lectern.courses.SessionType;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Idempotent;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Rehearsal;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/**
 * Makes the next school year from the last: its terms, grading periods and holidays, and its sections. Nobody is enrolled
 * by it: groups bring their members along when they move up, and students choose anew.
 */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class RolloverService {

    @Inject
    private AcademicSessionService sessions;

    @Inject
    private Statements statements;

    @Inject
    private Rehearsal rehearsal;

    @Inject
    private AuditTrail audit;

    /**
     * What a rollover made, or would make.
     *
     * @param preview whether nothing was changed
     * @param yearId the new school year; null in a preview
     * @param sessions the year and its parts, each after the one it is part of
     * @param sections the new sections by code
     * @param teacherAssignments how many teachers were assigned to them
     */
    @Schema(name = "RolledOver")
    public record RolledOver(
            boolean preview,
            Long yearId,
            List<NewSession> sessions,
            List<NewSection> sections,
            int teacherAssignments) {}

    /**
     * A session that a rollover makes.
     *
     * @param copyOf the session of the year before
     * @param title the name for people
     * @param type what it is
     * @param startDate its first day
     * @param endDate its last day
     * @param holidays how many holidays were taken over into it
     */
    @Schema(name = "NewSession")
    public record NewSession(
            long copyOf, String title, SessionType type, LocalDate startDate, LocalDate endDate, int holidays) {}

    /**
     * A section that a rollover makes.
     *
     * @param code as timetables show it
     * @param title the name for people
     * @param term title of its academic session
     * @param group code of the group it follows or is taught to; null when students come from several
     */
    @Schema(name = "NewSection")
    public record NewSection(String code, String title, String term, String group) {}

    /**
     * Makes the school year after another.
     *
     * @param yearId the year before
     * @param plan the new year
     * @param preview whether to tell only what would be made
     * @param key makes sending it again harmless; null for none
     * @throws Problem of type NOT_FOUND when there is no such session; VALIDATION when it is no school year or the days
     *     make no sense; CONFLICT when there is a school year at that time already
     */
    @Idempotent
    public RolledOver rollOver(long yearId, @NotNull @Valid Rollover plan, boolean preview, IdempotencyKey key) {
        var year = sessions.get(yearId);
        if (year.type() != SessionType.SCHOOL_YEAR) {
            throw new Problem(ProblemType.VALIDATION, year.title() + " is no school year.");
        }
        return rehearsal.run(preview, () -> make(year, plan, preview));
    }

    private RolledOver make(AcademicSessionService.View year, Rollover plan, boolean preview) {
        long days = ChronoUnit.DAYS.between(year.startDate(), plan.startDate());
        if (days <= 0) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    "startDate",
                    "It begins after " + year.title() + ", which began " + year.startDate() + ".");
        }
        var made = new LinkedHashMap<Long, AcademicSessionService.View>();
        copy(year, plan, days, null, made);
        for (int i = 0; plan.parts() != null && i < plan.parts().size(); i++) {
            if (!made.containsKey(plan.parts().get(i).copyOf())) {
                throw Problem.ofField(
                        ProblemType.VALIDATION, "parts[" + i + "].copyOf", "This is no part of " + year.title() + ".");
            }
        }
        var sections = copySections(made, days);
        int teachers = plan.copyTeachers() ? copyTeachers(made) : 0;
        var newYear = made.get(year.id());
        audit.record(
                "school year rolled over",
                "academic session",
                newYear.id(),
                null,
                Map.of("year", year.title()),
                Map.of(
                        "year", newYear.title(),
                        "sessions", made.size(),
                        "sections", sections.size(),
                        "teacherAssignments", teachers));
        return new RolledOver(
                preview,
                preview ? null : newYear.id(),
                made.entrySet().stream()
                        .map(copy -> new NewSession(
                                copy.getKey(),
                                copy.getValue().title(),
                                copy.getValue().type(),
                                copy.getValue().startDate(),
                                copy.getValue().endDate(),
                                copy.getValue().holidays().size()))
                        .toList(),
                sections,
                teachers);
    }

    /** A year has a handful of parts, so that one after the other is quick enough. */
    private void copy(
            AcademicSessionService.View session,
            Rollover plan,
            long days,
            AcademicSessionService.View whole,
            Map<Long, AcademicSessionService.View> made) {
        var facts = moved(session, plan, days, whole);
        var copy = sessions.create(facts, null);
        made.put(session.id(), copy);
        for (var part : session.parts()) {
            if (part.status() == LifeStatus.ACTIVE) {
                copy(sessions.get(part.id()), plan, days, copy, made);
            }
        }
    }

    private static AcademicSessionFacts moved(
            AcademicSessionService.View session, Rollover plan, long days, AcademicSessionService.View whole) {
        var own = plan.parts() == null
                ? null
                : plan.parts().stream()
                        .filter(part -> part.copyOf().equals(session.id()))
                        .findFirst()
                        .orElse(null);
        var title = whole == null ? plan.title() : own == null ? session.title() : own.title();
        var start = own == null ? session.startDate().plusDays(days) : own.startDate();
        var end = own == null ? session.endDate().plusDays(days) : own.endDate();
        if (whole == null) {
            start = plan.startDate();
            end = plan.endDate() == null ? end : plan.endDate();
        } else if (own == null && end.isAfter(whole.endDate())) {
            end = whole.endDate();
        }
        var from = start;
        var to = end;
        return new AcademicSessionFacts(
                title,
                session.type(),
                start,
                end,
                whole == null ? null : whole.id(),
                session.schoolYear() == null ? null : session.schoolYear() + 1,
                LifeStatus.ACTIVE,
                session.holidays().stream()
                        .map(holiday -> new Days(
                                holiday.title(),
                                holiday.startDate().plusDays(days),
                                holiday.endDate().plusDays(days)))
                        .filter(holiday -> !holiday.startDate().isBefore(from)
                                && !holiday.endDate().isAfter(to))
                        .toList());
    }

    /** Those that go on; a group that has ended is taught no more. */
    private List<NewSection> copySections(Map<Long, AcademicSessionService.View> made, long days) {
        var copies = statements.list(
                """
                with copy (old_id, new_id) as (select * from unnest(?::bigint[], ?::bigint[])),
                copied as (
                    insert into section (course_id, academic_session_id, student_group_id, org_id, code, title, class_type,
                        location, periods, grades, subjects, subject_codes, capacity, policy, enrollment_key_hash, enroll_from,
                        enroll_until, waitlist, grading_scale_id)
                    select s.course_id, copy.new_id, g.id, s.org_id, s.code, s.title, s.class_type,
                        s.location, s.periods, s.grades, s.subjects, s.subject_codes, s.capacity,
                        case when s.policy = 'BY_GROUP' and g.id is null then 'CLOSED' else s.policy end,
                        s.enrollment_key_hash,
                        s.enroll_from + make_interval(days => ?), s.enroll_until + make_interval(days => ?), s.waitlist,
                        s.grading_scale_id
                    from section s join copy on copy.old_id = s.academic_session_id
                    join course c on c.id = s.course_id and c.status = 'ACTIVE'
                    left join student_group g on g.id = s.student_group_id and g.status = 'ACTIVE'
                    where s.status = 'ACTIVE'
                    returning id, code, title, academic_session_id, student_group_id)
                select copied.code, copied.title, t.title, g.code
                from copied join academic_session t on t.id = copied.academic_session_id
                left join student_group g on g.id = copied.student_group_id
                order by copied.code, copied.id""",
                row -> new NewSection(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                olds(made),
                news(made),
                (int) days,
                (int) days);
        statements.update("""
                insert into section_term (section_id, academic_session_id)
                select n.id, further.new_id
                from unnest(?::bigint[], ?::bigint[]) as first (old_id, new_id)
                join section o on o.academic_session_id = first.old_id
                join section n on n.academic_session_id = first.new_id and n.code = o.code
                join section_term x on x.section_id = o.id
                join unnest(?::bigint[], ?::bigint[]) as further (old_id, new_id) on further.old_id = x.academic_session_id""", olds(made), news(made), olds(made), news(made));
        return copies;
    }

    /** Those who teach to the end, and not as substitutes. */
    private int copyTeachers(Map<Long, AcademicSessionService.View> made) {
        return statements.update("""
                insert into teacher_assignment (section_id, teacher_id, role)
                select distinct on (n.id, a.teacher_id) n.id, a.teacher_id, a.role
                from unnest(?::bigint[], ?::bigint[]) as copy (old_id, new_id)
                join academic_session t on t.id = copy.old_id
                join section o on o.academic_session_id = copy.old_id
                join section n on n.academic_session_id = copy.new_id and n.code = o.code
                join teacher_assignment a on a.section_id = o.id and a.role in ('LEAD', 'ASSISTANT')
                    and (a.to_date is null or a.to_date >= t.end_date)
                join person p on p.id = a.teacher_id and p.status = 'ACTIVE'
                join person_role r on r.person_id = p.id and r.role = 'TEACHER'
                order by n.id, a.teacher_id, a.role desc""", olds(made), news(made));
    }

    private static Statements.Array olds(Map<Long, AcademicSessionService.View> made) {
        return new Statements.Array("bigint", made.keySet().toArray());
    }

    private static Statements.Array news(Map<Long, AcademicSessionService.View> made) {
        return new Statements.Array(
                "bigint",
                made.values().stream().map(AcademicSessionService.View::id).toArray());
    }
}

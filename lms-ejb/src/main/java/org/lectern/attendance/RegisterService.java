package org.lectern.attendance;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lectern.audit.AuditTrail;
import org.lectern.notifications.NotificationKind;
import org.lectern.notifications.Notifications;
import org.lectern.notifications.Notifications.Message;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;
import org.lectern.timetable.Lesson;

/** What is done about registers besides taking them: looking back at a mark, and opening a closed one. */
@Stateless
public class RegisterService {

    /** Whoever teaches the lesson, or leads its section on its day. Parameters: the school's zone twice, the lesson. */
    private static final String TEACHERS = """
            select t.id, s.title from lesson l join section s on s.id = l.section_id
            cross join lateral (
                select l.teacher_id
                union
                select a.teacher_id from teacher_assignment a where a.section_id = s.id and a.role = 'LEAD'
                    and (a.from_date is null or a.from_date <= cast(l.starts_at at time zone ? as date))
                    and (a.to_date is null or a.to_date >= cast(l.starts_at at time zone ? as date))) t(id)
            where t.id is not null and l.id = ?""";

    /** Parameters: the student as text, the lesson. Every write of a register is one entry of the audit. */
    static final String HISTORY = """
            select e.at, e.actor, coalesce(d.preferred_given_name, d.given_name) || ' '
                    || coalesce(d.preferred_family_name, d.family_name),
                nullif(e.before ->> mark.student, ''), e.after ->> mark.student
            from (select cast(? as text) as student) mark
            join audit_entry e on e.entity = 'lesson' and e.entity_id = ? and e.action like 'register%'
                and e.after -> mark.student is not null
            left join account a on a.id = e.account_id left join person d on d.id = a.person_id
            order by e.id""";

    @Inject
    private EntityManager entityManager;

    @Inject
    private AttendanceQueries queries;

    @Inject
    private Statements statements;

    @Inject
    private Settings settings;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private AuditTrail audit;

    @Inject
    private Notifications notifications;

    /**
     * Every change of one student's mark in one lesson, oldest first.
     *
     * @param lessonId a lesson of the caller's; administrators may read every one
     * @param studentId the student
     * @return empty when nobody ever marked the student in it
     * @throws Problem of type NOT_FOUND when it is no lesson of the caller's
     */
    @RolesAllowed({Roles.TEACHER, Roles.ADMIN})
    public Page<MarkChange> history(long lessonId, long studentId) {
        var zone = settings.timeZone();
        if (queries.lesson(lessonId, currentCaller.get().personId(), currentCaller.isIn(Roles.ADMIN), zone.getId())
                .isEmpty()) {
            throw Problem.notFound("lesson", lessonId);
        }
        return Page.whole(statements.list(
                HISTORY,
                row -> new MarkChange(
                        row.getObject(1, OffsetDateTime.class)
                                .atZoneSameInstant(zone)
                                .toOffsetDateTime(),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)),
                Long.toString(studentId),
                lessonId));
    }

    /**
     * Lets the teachers of a lesson change its register once more, beyond the edit window. They are told.
     *
     * @param lessonId the lesson
     * @param reopening until when, and why
     * @throws Problem of type NOT_FOUND when there is no such lesson, LESSON_CANCELLED or LESSON_IN_FUTURE when it has no
     *     register, VALIDATION when that moment is past or too far away
     */
    @RolesAllowed(Roles.ADMIN)
    public ReopenedRegister reopen(long lessonId, @Valid @NotNull Reopening reopening) {
        var school = settings.current();
        var lesson = entityManager.find(Lesson.class, lessonId, LockModeType.PESSIMISTIC_WRITE);
        if (lesson == null) {
            throw Problem.notFound("lesson", lessonId);
        }
        Map<String, Object> before = Collections.singletonMap("until", lesson.registerReopenedUntil());
        var until = reopening.until().toInstant().truncatedTo(ChronoUnit.MICROS);
        lesson.reopenRegister(until, Clock.systemUTC().instant());
        entityManager.flush();
        Map<String, Object> after = new LinkedHashMap<>();
        after.put("until", until);
        after.put("reason", reopening.reason().strip());
        audit.record("register reopened", "lesson", lessonId, null, before, after);

        record Teacher(long id, String section) {}
        List<Teacher> teachers = statements.list(
                TEACHERS,
                row -> new Teacher(row.getLong(1), row.getString(2)),
                school.timeZone().getId(),
                school.timeZone().getId(),
                lessonId);
        notifications.tell(teachers.stream()
                .map(teacher -> new Message(
                        teacher.id(),
                        NotificationKind.REGISTER_REOPENED,
                        "The register of " + teacher.section() + " of " + lesson.date(school.timeZone())
                                + " is open again: " + reopening.reason().strip(),
                        lesson.section().id(),
                        null))
                .toList());
        return new ReopenedRegister(
                lessonId,
                lesson.registerEditableUntil(school.editWindow())
                        .atZone(school.timeZone())
                        .toOffsetDateTime());
    }
}

package org.lectern.attendance;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lectern.audit.AuditTrail;
import org.lectern.files.FileKeeping;
import org.lectern.notifications.NotificationKind;
import org.lectern.notifications.Notifications;
import org.lectern.notifications.Notifications.Message;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Idempotent;
import org.lectern.shared.Outbox;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** Absences that students announce, and what staff decide on them. */
@Stateless
public class AbsenceNoticeService {

    /** Of a teacher, the notices of those who are on the roster of the teacher's sections today or later. */
    private static final String OF_THE_TEACHER = """
            n.student_id in (select e.student_id from teacher_assignment a
                join enrollment e on e.section_id = a.section_id and e.status = 'ACTIVE'
                    and (e.end_date is null or e.end_date >= ?)
                where a.teacher_id = ? and (a.from_date is null or a.from_date <= ?)
                    and (a.to_date is null or a.to_date >= ?))""";

    /** Parameters: the student, from when and until when. */
    static final String LOCK_TAKEN = """
            select l.id from attendance_mark m join lesson l on l.id = m.lesson_id
            join section s on s.id = l.section_id and s.status = 'ACTIVE'
            where m.student_id = ? and l.starts_at >= ? and l.starts_at < ?
                and l.register_taken_at is not null and l.status <> 'CANCELLED'
            order by l.id for update of l""";

    /** Parameters: the student, the lessons, the reason. The teacher's note stays where there is one. */
    static final String EXCUSE = """
            with code as (
                select id, code from attendance_code where kind = 'EXCUSED' and status = 'ACTIVE'
                order by position, code limit 1),
            hit as (
                select m.lesson_id, m.student_id, c.code, m.note from attendance_mark m
                join attendance_code c on c.id = m.code_id and c.kind = 'ABSENT'
                where m.student_id = ? and m.lesson_id = any (?)),
            marks as (
                update attendance_mark m set code_id = code.id, note = coalesce(m.note, ?) from hit, code
                where m.lesson_id = hit.lesson_id and m.student_id = hit.student_id
                returning m.lesson_id, hit.code || coalesce(' (' || hit.note || ')', '') as before,
                    code.code || ' (' || m.note || ')' as after)
            update lesson l set register_version = l.register_version + 1 from marks where l.id = marks.lesson_id
            returning l.id, l.section_id, marks.before, marks.after""";

    @Inject
    private EntityManager entityManager;

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

    @Inject
    private FileKeeping files;

    @Inject
    private Outbox outbox;

    /**
     * Announces an absence of the caller.
     *
     * @param entry when and why
     * @param key makes a repeated request harmless; null without one
     * @throws Problem of type VALIDATION when the days are past or in the wrong order or the file is none of the caller's,
     *     CONFLICT when another notice covers one of them
     */
    @RolesAllowed(Roles.STUDENT)
    @Idempotent
    public Absence announce(@Valid @NotNull AbsenceEntry entry, IdempotencyKey key) {
        long student = currentCaller.get().personId();
        var notice = new AbsenceNotice(
                student, entry, settings.today(), Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS));
        // the database refuses an overlap by itself; this says which one it is
        statements
                .find("""
                        select from_date || ' to ' || to_date from absence_notice
                        where student_id = ? and status in ('PENDING', 'APPROVED') and from_date <= ? and to_date >= ?
                        order by from_date limit 1""", row -> row.getString(1), student, entry.toDate(), entry.fromDate())
                .ifPresent(other -> {
                    throw new Problem(
                            ProblemType.CONFLICT,
                            "You have announced an absence from " + other + "; withdraw that one first.");
                });
        if (entry.fileId() != null) {
            files.requireOwn(entry.fileId(), "fileId");
        }
        entityManager.persist(notice);
        entityManager.flush();
        audit.record("absence announced", "absence_notice", notice.id(), student, null, entry);
        return get(notice.id());
    }

    /**
     * A page of the caller's notices, newest first.
     *
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the newest
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    @RolesAllowed(Roles.STUDENT)
    public Page<Absence> own(Integer limit, String after) {
        return page("n.student_id = ?", List.of(currentCaller.get().personId()), limit, after);
    }

    /**
     * Takes a notice of the caller back. Its file is forgotten, unless the caller uses it elsewhere.
     *
     * @throws Problem of type NOT_FOUND when it is none of the caller's, CONFLICT when it is refused, withdrawn, or
     *     approved and begun
     */
    @RolesAllowed(Roles.STUDENT)
    public void withdraw(long id) {
        var notice = entityManager.find(AbsenceNotice.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (notice == null || notice.studentId() != currentCaller.get().personId()) {
            throw Problem.notFound("absence notice", id);
        }
        var before = notice.status();
        var file = notice.withdraw(settings.today());
        entityManager.flush();
        if (file != null) {
            files.release(file);
        }
        audit.record(
                "absence withdrawn",
                "absence_notice",
                id,
                notice.studentId(),
                Map.of("status", before),
                Map.of("status", notice.status()));
    }

    /**
     * A page of notices, newest first: for teachers those of their students, for administrators all.
     *
     * @param status only notices of it; null for any
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the newest
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    @RolesAllowed({Roles.TEACHER, Roles.ADMIN})
    public Page<Absence> list(AbsenceStatus status, Integer limit, String after) {
        List<Object> values = new ArrayList<>();
        var condition = mine(values);
        if (status != null) {
            condition += " and n.status = ?";
            values.add(status.name());
        }
        return page(condition, values, limit, after);
    }

    /**
     * Approves a notice: from now on it excuses the student in the registers of its days as they are taken, and at once in
     * those where the student is marked as absent already, however long ago. The student is told.
     *
     * @throws Problem of type NOT_FOUND when it is of no student of the caller's, CONFLICT when it is decided or withdrawn
     */
    @RolesAllowed({Roles.TEACHER, Roles.ADMIN})
    public Absence approve(long id, @Valid @NotNull AbsenceDecision decision) {
        return decide(id, AbsenceStatus.APPROVED, decision.note());
    }

    /**
     * Refuses a notice. The student is told.
     *
     * @throws Problem of type NOT_FOUND when it is of no student of the caller's, CONFLICT when it is decided or withdrawn
     */
    @RolesAllowed({Roles.TEACHER, Roles.ADMIN})
    public Absence refuse(long id, @Valid @NotNull AbsenceDecision decision) {
        return decide(id, AbsenceStatus.REFUSED, decision.note());
    }

    private Absence decide(long id, AbsenceStatus status, String note) {
        List<Object> values = new ArrayList<>(List.of(id));
        var condition = "n.id = ? and " + mine(values);
        var found = statements.find(
                "select n.id from absence_notice n where " + condition, row -> row.getLong(1), values.toArray());
        if (found.isEmpty()) {
            throw Problem.notFound("absence notice", id);
        }
        var notice = entityManager.find(AbsenceNotice.class, id, LockModeType.PESSIMISTIC_WRITE);
        notice.decide(
                status,
                note,
                currentCaller.get().personId(),
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS));
        entityManager.flush();
        if (status == AbsenceStatus.APPROVED) {
            excuse(notice);
        }
        audit.record(
                status == AbsenceStatus.APPROVED ? "absence approved" : "absence refused",
                "absence_notice",
                id,
                notice.studentId(),
                Map.of("status", AbsenceStatus.PENDING),
                notice.decisionNote() == null
                        ? Map.of("status", status)
                        : Map.of("status", status, "note", notice.decisionNote()));
        notifications.tell(List.of(new Message(
                notice.studentId(),
                NotificationKind.ABSENCE_DECIDED,
                "Your absence from " + notice.fromDate() + " to " + notice.toDate() + " was "
                        + (status == AbsenceStatus.APPROVED ? "approved." : "refused.")
                        + (notice.decisionNote() == null ? "" : " " + notice.decisionNote()),
                null,
                null)));
        return get(id);
    }

    /** A mark that became an excused one. */
    private record Excused(long lessonId, long sectionId, String before, String after) {}

    /**
     * Excuses in registers that were taken before: three statements, however many. Lessons that were cancelled since, and
     * those of sections that have ended, stay as they are.
     */
    private void excuse(AbsenceNotice notice) {
        var zone = settings.timeZone();
        var student = notice.studentId();
        // whoever records such a register waits, or is told that it has changed
        var lessons = new Statements.Array(
                "bigint",
                statements
                        .list(
                                LOCK_TAKEN,
                                row -> row.getLong(1),
                                student,
                                notice.fromDate().atStartOfDay(zone).toOffsetDateTime(),
                                notice.toDate().plusDays(1).atStartOfDay(zone).toOffsetDateTime())
                        .toArray());
        var excused = statements.list(
                EXCUSE,
                row -> new Excused(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4)),
                student,
                lessons,
                notice.reason());
        var key = Long.toString(student);
        audit.recordEach(
                "register changed",
                "lesson",
                excused.stream()
                        .map(mark -> new AuditTrail.Line(
                                mark.lessonId(), student, Map.of(key, mark.before()), Map.of(key, mark.after())))
                        .toList());
        outbox.addEach(
                "register",
                excused.stream()
                        .map(mark -> new Outbox.Line(mark.sectionId(), null, Map.of("lessonId", mark.lessonId())))
                        .toList());
    }

    /** The condition that makes a notice one of the caller's to decide; adds its values. */
    private String mine(List<Object> values) {
        if (currentCaller.isIn(Roles.ADMIN)) {
            return "true";
        }
        var today = settings.today();
        values.addAll(List.of(today, currentCaller.get().personId(), today, today));
        return OF_THE_TEACHER;
    }

    private Absence get(long id) {
        var zone = settings.timeZone();
        return statements
                .find(Absence.SELECT + "n.id = ?", row -> Absence.read(row, zone), id)
                .orElseThrow(() -> Problem.notFound("absence notice", id));
    }

    private Page<Absence> page(String condition, List<Object> conditionValues, Integer limit, String after) {
        int rows = Page.limit(limit);
        List<Object> values = new ArrayList<>(conditionValues);
        values.add(place(after));
        values.add(rows + 1);
        var zone = settings.timeZone();
        return Page.of(
                statements.list(
                        Absence.SELECT + condition + " and n.id < ? order by n.id desc limit ?",
                        row -> Absence.read(row, zone),
                        values.toArray()),
                rows,
                notice -> Long.toString(notice.id()));
    }

    private static long place(String after) {
        if (after == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw Problem.ofField(ProblemType.VALIDATION, "after", "Send what the page before gave as next.");
        }
    }
}

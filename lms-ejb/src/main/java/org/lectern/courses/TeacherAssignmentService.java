package org.lectern.courses;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.audit.AuditTrail;
import org.lectern.shared.Conditions;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Idempotent;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.References;
import org.lectern.shared.References.Kind;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** Who teaches which section and when, for those who run the school. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class TeacherAssignmentService {

    /** No row points to an assignment, but what the teacher did in its days is explained by it. */
    private static final List<Kind> USERS = List.of(Kind.of("register", """
            lesson l join teacher_assignment a on a.section_id = l.section_id and a.teacher_id = l.register_taken_by
            where a.id = ?"""));

    private static final String COLUMNS = """
            select a.id, a.section_id, s.code, s.title, a.teacher_id,
                coalesce(p.preferred_given_name, p.given_name) || ' ' || coalesce(p.preferred_family_name, p.family_name),
                a.role, a.from_date, a.to_date, a.version
            from teacher_assignment a join section s on s.id = a.section_id join person p on p.id = a.teacher_id
            where\s""";

    private static final Statements.Row<View> ROW = row -> new View(
            row.getLong(1),
            row.getLong(2),
            new SectionName(row.getLong(2), row.getString(3), row.getString(4)),
            row.getLong(5),
            row.getString(6),
            TeachingRole.valueOf(row.getString(7)),
            row.getObject(8, LocalDate.class),
            row.getObject(9, LocalDate.class),
            row.getInt(10));

    @Inject
    private EntityManager entityManager;

    @Inject
    private Statements statements;

    @Inject
    private References references;

    @Inject
    private AuditTrail audit;

    @Inject
    private Event<AssistantsChanged> assistantsChanged;

    /**
     * A teacher of a section.
     *
     * @param id the assignment
     * @param sectionId see {@link TeacherAssignmentFacts}
     * @param section the section by name
     * @param teacherId see {@link TeacherAssignmentFacts}
     * @param teacher the teacher's name
     * @param role see {@link TeacherAssignmentFacts}
     * @param fromDate see {@link TeacherAssignmentFacts}
     * @param toDate see {@link TeacherAssignmentFacts}
     * @param version counts edits; what the ETag says
     */
    @Schema(name = "TeacherAssignment")
    public record View(
            long id,
            long sectionId,
            SectionName section,
            long teacherId,
            String teacher,
            TeachingRole role,
            LocalDate fromDate,
            LocalDate toDate,
            int version) {}

    /**
     * A page of the assignments, oldest first.
     *
     * @param search words that all must occur in the section's code or title or the teacher's name; null or blank for all
     * @param sectionId only of this section; null for any
     * @param teacherId only of this teacher; null for any
     * @param role only in this role; null for any
     * @param on only those that hold on this day; null for any
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<View> list(
            String search,
            Long sectionId,
            Long teacherId,
            TeachingRole role,
            LocalDate on,
            Integer limit,
            String after) {
        int size = Page.limit(limit);
        var conditions = new Conditions()
                .when("a.section_id = ?", sectionId)
                .when("a.teacher_id = ?", teacherId)
                .when("a.role = ?", role)
                .when("(a.from_date is null or a.from_date <= ?)", on)
                .when("(a.to_date is null or a.to_date >= ?)", on)
                .words(
                        "lower(s.code || ' ' || s.title || ' ' || p.given_name || ' ' || p.family_name || ' '"
                                + " || coalesce(p.preferred_given_name, '') || ' ' || coalesce(p.preferred_family_name, ''))",
                        search)
                .after("a.id", "?", after);
        var assignments = statements.list(
                COLUMNS + conditions.sql() + " order by a.id limit ?", ROW, conditions.values(size + 1));
        return Page.of(assignments, size, assignment -> Conditions.place(assignment.id));
    }

    /**
     * One assignment.
     *
     * @param id the assignment
     * @throws Problem of type NOT_FOUND when there is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public View get(long id) {
        return statements
                .find(COLUMNS + "a.id = ?", ROW, id)
                .orElseThrow(() -> Problem.notFound("teacher assignment", id));
    }

    private TeacherAssignment assignment(long id) {
        var assignment = entityManager.find(TeacherAssignment.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (assignment == null) {
            throw Problem.notFound("teacher assignment", id);
        }
        return assignment;
    }

    /**
     * Assigns a teacher.
     *
     * @param facts what it is
     * @param key makes sending it again harmless; null for none
     * @throws Problem of type VALIDATION when there is no such section or teacher, or it ends before it begins;
     *     TIMETABLE_CLASH for an assistant who is in other lessons at the time of those to come
     */
    @Idempotent
    public View create(@NotNull @Valid TeacherAssignmentFacts facts, IdempotencyKey key) {
        var section = entityManager.find(Section.class, facts.sectionId());
        if (section == null) {
            throw Problem.ofField(
                    ProblemType.VALIDATION, "sectionId", "There is no section " + facts.sectionId() + ".");
        }
        requireTeacher(facts.teacherId());
        var assignment = new TeacherAssignment(facts, section);
        entityManager.persist(assignment);
        entityManager.flush();
        audit.record("teacher assigned", "teacher assignment", assignment.id(), facts.teacherId(), null, facts);
        tellLessons(facts, facts);
        return get(assignment.id());
    }

    /** Who assists is in the lessons of the section, and nowhere else meanwhile. */
    private void tellLessons(TeacherAssignmentFacts before, TeacherAssignmentFacts after) {
        if (before.role() == TeachingRole.ASSISTANT || after.role() == TeachingRole.ASSISTANT) {
            assistantsChanged.fire(new AssistantsChanged(after.sectionId()));
        }
    }

    private void requireTeacher(long personId) {
        if (statements
                .find(
                        "select 1 from person_role r join person p on p.id = r.person_id"
                                + " where r.person_id = ? and r.role = 'TEACHER' and p.status = 'ACTIVE'",
                        row -> true,
                        personId)
                .isEmpty()) {
            throw Problem.ofField(
                    ProblemType.VALIDATION, "teacherId", "Nobody with the id " + personId + " teaches here.");
        }
    }

    /**
     * Changes the role or the days of an assignment. Facts that change nothing are no edit.
     *
     * @param id the assignment
     * @param expected the version that the caller has seen
     * @param facts what is known now, of the same section and teacher
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION; VALIDATION when section or teacher are
     *     others, or it ends before it begins; TIMETABLE_CLASH as in {@link #create}
     */
    public View update(long id, ExpectedVersion expected, @NotNull @Valid TeacherAssignmentFacts facts) {
        var assignment = assignment(id);
        ExpectedVersion.require(expected, assignment.version());
        var before = assignment.facts();
        if (!before.equals(facts)) {
            assignment.change(facts);
            entityManager.flush();
            audit.record("teacher assignment changed", "teacher assignment", id, facts.teacherId(), before, facts);
            tellLessons(before, facts);
        }
        return get(id);
    }

    /**
     * Deletes an assignment that was a mistake: one whose teacher has taken no register of the section.
     *
     * @param id the assignment
     * @throws Problem of type NOT_FOUND, or STILL_IN_USE with how many registers the teacher took
     */
    public void delete(long id) {
        var assignment = assignment(id);
        references.requireNone(id, USERS);
        var before = assignment.facts();
        entityManager.remove(assignment);
        entityManager.flush();
        audit.record("teacher assignment deleted", "teacher assignment", id, before.teacherId(), before, null);
    }
}

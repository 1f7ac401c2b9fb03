package org.lectern.content;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lectern.audit.AuditTrail;
import org.lectern.courses.SectionAccess;
import org.lectern.files.FileHead;
import org.lectern.files.FileKeeping;
import org.lectern.notifications.NotificationKind;
import org.lectern.notifications.Notifications;
import org.lectern.notifications.Notifications.Message;
import org.lectern.settings.Settings;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Idempotent;
import org.lectern.shared.Outbox;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** Work that teachers set. Each has a grade item, which is made, changed and deleted with it. */
@Stateless
@RolesAllowed({Roles.TEACHER, Roles.ADMIN})
public class AssignmentService {

    private static final DateTimeFormatter DUE = DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.UK);

    private static final String READ = """
            select a.id, a.section_id, a.grade_item_id, a.title, a.markdown, a.due_at, a.late_policy, a.attempts,
                   i.maximum, i.category_id, a.hidden, a.visible_from, a.version,
                   roster.students, work.handed_in, work.late,
                   (select count(*) from grade g join enrollment e on e.student_id = g.student_id
                        and e.section_id = a.section_id and e.status in ('ACTIVE', 'COMPLETED')
                    where g.item_id = i.id and g.points is not null)
            from assignment a join grade_item i on i.id = a.grade_item_id
            cross join lateral (select count(*) as students from enrollment e
                where e.section_id = a.section_id and e.status in ('ACTIVE', 'COMPLETED')) roster
            cross join lateral (select count(*) as handed_in, count(*) filter (where newest.late) as late
                from enrollment e
                join lateral (select s.late from submission s
                    where s.assignment_id = a.id and s.student_id = e.student_id
                    order by s.attempt desc limit 1) newest on true
                where e.section_id = a.section_id and e.status in ('ACTIVE', 'COMPLETED')) work
            where""";

    private static final String FILES = """
            select x.assignment_id, f.id, f.name, f.content_type, f.size, f.sha256
            from assignment_file x join assignment a on a.id = x.assignment_id join stored_file f on f.id = x.file_id
            where""";

    @Inject
    private EntityManager entityManager;

    @Inject
    private Statements statements;

    @Inject
    private SectionAccess sections;

    @Inject
    private FileKeeping files;

    @Inject
    private AuditTrail audit;

    @Inject
    private Outbox outbox;

    @Inject
    private Settings settings;

    @Inject
    private Notifications notifications;

    /**
     * The assignments of a section, by the time they are due.
     *
     * @param sectionId a section that the caller teaches; administrators may read every one
     * @throws Problem of type NOT_FOUND when it is no section of the caller's
     */
    public Page<CourseAssignment> ofSection(long sectionId) {
        sections.requireStaff(sectionId);
        return Page.whole(read("a.section_id = ?", sectionId));
    }

    /**
     * One assignment.
     *
     * @param id an assignment in a section of the caller's
     * @throws Problem of type NOT_FOUND when there is none
     */
    public CourseAssignment get(long id) {
        requireMine(entityManager.find(Assignment.class, id), id);
        return one(id);
    }

    private CourseAssignment one(long id) {
        return read("a.id = ?", id).get(0);
    }

    private List<CourseAssignment> read(String condition, long id) {
        var today = settings.today();
        Map<Long, List<FileHead>> attached = new HashMap<>();
        statements.list(
                FILES + " " + condition + " order by x.position",
                row -> attached.computeIfAbsent(row.getLong(1), any -> new ArrayList<>())
                        .add(new FileHead(
                                row.getLong(2), row.getString(3), row.getString(4), row.getLong(5), row.getString(6))),
                id);
        return statements.list(
                READ + " " + condition + " order by a.due_at nulls last, a.title, a.id",
                row -> assignment(row, today, attached),
                id);
    }

    private CourseAssignment assignment(ResultSet row, LocalDate today, Map<Long, List<FileHead>> attached)
            throws SQLException {
        boolean hidden = row.getBoolean(11);
        var from = row.getObject(12, LocalDate.class);
        var due = row.getObject(6, OffsetDateTime.class);
        return new CourseAssignment(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                Markdown.html(row.getString(5)),
                attached.getOrDefault(row.getLong(1), List.of()),
                due == null ? null : due.atZoneSameInstant(settings.timeZone()).toOffsetDateTime(),
                LatePolicy.valueOf(row.getString(7)),
                row.getObject(8, Integer.class),
                row.getBigDecimal(9),
                row.getObject(10, Long.class),
                hidden,
                from,
                Visibility.on(today, hidden, from),
                row.getLong(14),
                row.getLong(15),
                row.getLong(16),
                row.getLong(17),
                row.getInt(13));
    }

    /** What is somebody else's is not there. */
    private Assignment requireMine(Assignment assignment, long id) {
        if (assignment == null || !sections.isStaff(assignment.sectionId())) {
            throw Problem.notFound("assignment", id);
        }
        return assignment;
    }

    /**
     * Sets work, and makes the grade item for it.
     *
     * @param sectionId a section of the caller's
     * @param facts what it is
     * @param key makes a repeated request harmless; null without one
     * @throws Problem of type NOT_FOUND when it is no section of the caller's, VALIDATION for files or a category that do
     *     not belong to it
     */
    @Idempotent
    public CourseAssignment create(long sectionId, @NotNull @Valid AssignmentFacts facts, IdempotencyKey key) {
        sections.requireStaff(sectionId);
        requireParts(sectionId, facts);
        long item = statements
                .find(
                        """
                        insert into grade_item (section_id, category_id, title, assign_date, due_date, maximum, released)
                        values (?, cast(? as bigint), ?, ?, cast(? as date), ?, true) returning id""",
                        row -> row.getLong(1),
                        sectionId,
                        facts.categoryId(),
                        facts.title(),
                        settings.today(),
                        dueDate(facts),
                        facts.maximum())
                .orElseThrow();
        var assignment = new Assignment(sectionId, item, facts);
        entityManager.persist(assignment);
        entityManager.flush();
        attach(assignment.id(), facts.fileIds());
        audit.record("assignment created", "assignment", assignment.id(), null, null, facts);
        outbox.add("assignment", sectionId, null, Map.of("assignmentId", assignment.id()));
        var made = one(assignment.id());
        if (made.visible()) {
            tellSet(made);
        }
        return made;
    }

    /** Tells students of work when somebody shows it to them; a day that comes does so silently. */
    private void tellSet(CourseAssignment assignment) {
        var due = assignment.dueAt() == null ? "." : ", due on " + DUE.format(assignment.dueAt()) + ".";
        notifications.tell(statements.list(
                """
                select e.student_id, s.title from enrollment e join section s on s.id = e.section_id
                where e.section_id = ? and e.status = 'ACTIVE' order by e.student_id""",
                row -> new Message(
                        row.getLong(1),
                        NotificationKind.WORK_SET,
                        assignment.title() + " is set in " + row.getString(2) + due,
                        assignment.sectionId(),
                        null),
                assignment.sectionId()));
    }

    private LocalDate dueDate(AssignmentFacts facts) {
        return facts.dueAt() == null
                ? null
                : facts.dueAt().atZoneSameInstant(settings.timeZone()).toLocalDate();
    }

    private void requireParts(long sectionId, AssignmentFacts facts) {
        files.requireUsable(facts.fileIds(), sectionId, "fileIds");
        if (facts.categoryId() != null
                && statements
                        .find("""
                                select id from grade_category
                                where id = ? and status = 'ACTIVE' and (section_id = ? or section_id is null)""", row -> row.getLong(1), facts.categoryId(), sectionId)
                        .isEmpty()) {
            throw Problem.ofField(ProblemType.VALIDATION, "categoryId", "The section has no such grade category.");
        }
    }

    private void attach(long id, List<Long> fileIds) {
        statements.update("""
                insert into assignment_file (assignment_id, file_id, position)
                select ?, file.id, file.place from unnest(?) with ordinality file (id, place)""", id, new Statements.Array("bigint", fileIds.toArray()));
    }

    /**
     * Replaces what is said of an assignment, and changes its grade item accordingly. What was handed in before keeps
     * being on time or late as it was.
     *
     * @param id an assignment in a section of the caller's
     * @param expected the version that the caller has seen
     * @param facts what it is now
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED, STALE_VERSION, or VALIDATION for files or a category that
     *     do not belong to the section, and for a maximum below points that were given
     */
    public CourseAssignment change(long id, ExpectedVersion expected, @NotNull @Valid AssignmentFacts facts) {
        var assignment = requireMine(entityManager.find(Assignment.class, id, LockModeType.PESSIMISTIC_WRITE), id);
        ExpectedVersion.require(expected, assignment.version());
        requireParts(assignment.sectionId(), facts);
        var known = one(id);
        var before = known.facts();
        var most = statements
                .find(
                        "select coalesce(max(points), 0) from grade where item_id = ?",
                        row -> row.getBigDecimal(1),
                        assignment.gradeItemId())
                .orElseThrow();
        if (most.compareTo(facts.maximum()) > 0) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    "maximum",
                    "A student has " + most.stripTrailingZeros().toPlainString() + " points already.");
        }
        assignment.change(facts);
        entityManager.lock(assignment, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        entityManager.flush();
        statements.update("delete from assignment_file where assignment_id = ?", id);
        attach(id, facts.fileIds());
        statements.update(
                """
                update grade_item set title = ?, due_date = cast(? as date), maximum = ?, category_id = cast(? as bigint),
                    version = version + 1
                where id = ?""", facts.title(), dueDate(facts), facts.maximum(), facts.categoryId(), assignment.gradeItemId());
        audit.record("assignment changed", "assignment", id, null, before, facts);
        outbox.add("assignment", assignment.sectionId(), null, Map.of("assignmentId", id));
        var changed = one(id);
        if (changed.visible() && !known.visible()) {
            tellSet(changed);
        }
        return changed;
    }

    /**
     * Deletes an assignment that nobody has handed in, with its grade item.
     *
     * @param id an assignment in a section of the caller's
     * @param expected the version that the caller has seen
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED, STALE_VERSION, or STILL_IN_USE when there is work
     *     or a grade
     */
    public void delete(long id, ExpectedVersion expected) {
        var assignment = requireMine(entityManager.find(Assignment.class, id, LockModeType.PESSIMISTIC_WRITE), id);
        ExpectedVersion.require(expected, assignment.version());
        var facts = one(id).facts();
        var used = statements
                .find("""
                        select (select count(*) from submission where assignment_id = ?),
                               (select count(*) from grade where item_id = ?)""", row -> new long[] {row.getLong(1), row.getLong(2)}, id, assignment.gradeItemId())
                .orElseThrow();
        if (used[0] + used[1] > 0) {
            throw new Problem(
                    ProblemType.STILL_IN_USE,
                    "It has " + used[0] + " submissions and " + used[1] + " grades. Hide it instead.");
        }
        entityManager.remove(assignment);
        entityManager.flush();
        statements.update("delete from grade_item where id = ?", assignment.gradeItemId());
        audit.record("assignment deleted", "assignment", id, null, facts, null);
        outbox.add("assignment", assignment.sectionId(), null, Map.of("assignmentId", id));
    }
}

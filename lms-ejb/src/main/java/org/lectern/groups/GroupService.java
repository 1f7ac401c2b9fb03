package org.lectern.groups;

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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.audit.AuditTrail;
import org.lectern.settings.Settings;
import org.lectern.shared.Conditions;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Idempotent;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.References;
import org.lectern.shared.References.Kind;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;
import org.lectern.shared.Turns;

/** The groups in which students are kept together, for those who run the school. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class GroupService {

    private static final List<Kind> USERS = List.of(
            new Kind("members", "membership", "memberships", "student_group_member where student_group_id = ?"),
            Kind.of("part", "student_group where parent_id = ?"),
            Kind.of("section", "section where student_group_id = ?"),
            Kind.of("lesson", "lesson where student_group_id = ?"));

    private static final String SIZE = """
            (select count(*) from student_group_member m where m.student_group_id = student_group.id
                and m.from_date <= ? and (m.to_date is null or m.to_date >= ?))""";

    @Inject
    private EntityManager entityManager;

    @Inject
    private Statements statements;

    @Inject
    private References references;

    @Inject
    private Settings settings;

    @Inject
    private AuditTrail audit;

    @Inject
    private Turns turns;

    @Inject
    private Event<GroupPartsChanged> partsChanged;

    /**
     * A student group.
     *
     * @param id the group
     * @param code see {@link StudentGroupFacts}
     * @param title see {@link StudentGroupFacts}
     * @param kind see {@link StudentGroupFacts}
     * @param gradeLevel see {@link StudentGroupFacts}
     * @param parentId see {@link StudentGroupFacts}
     * @param parent code of that group; null for none
     * @param status whether it goes on
     * @param members how many students are in it today
     * @param version counts edits; what the ETag says
     */
    @Schema(name = "StudentGroup")
    public record View(
            long id,
            String code,
            String title,
            GroupKind kind,
            Integer gradeLevel,
            Long parentId,
            String parent,
            LifeStatus status,
            int members,
            int version) {

        /** What of it can be changed. */
        public StudentGroupFacts facts() {
            return new StudentGroupFacts(code, title, kind, gradeLevel, parentId, status);
        }
    }

    /**
     * A page of the groups by code.
     *
     * @param search words that all must occur in code or title; null or blank for all
     * @param kind only groups of it; null for any
     * @param gradeLevel only groups of this year; null for any
     * @param status only groups of it; null for any
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<View> list(
            String search, GroupKind kind, Integer gradeLevel, LifeStatus status, Integer limit, String after) {
        int size = Page.limit(limit);
        var conditions = new Conditions()
                .when("kind = ?", kind)
                .when("grade_level = ?", gradeLevel)
                .when("status = ?", status)
                .words("lower(code || ' ' || title)", search)
                .after("(code, id)", "(?, ?)", after);
        var groups = rows(conditions, size + 1);
        return Page.of(groups, size, group -> Conditions.place(group.code, group.id));
    }

    private List<View> rows(Conditions conditions, int limit) {
        var today = settings.today();
        return statements.list(
                "select id, code, title, kind, grade_level, status, version, " + SIZE
                        + ", parent_id, (select p.code from student_group p where p.id = student_group.parent_id) as parent"
                        + " from student_group where "
                        + conditions.sql() + " order by code, id limit ?",
                row -> new View(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        GroupKind.valueOf(row.getString(4)),
                        row.getObject(5, Integer.class),
                        row.getObject(9, Long.class),
                        row.getString(10),
                        LifeStatus.valueOf(row.getString(6)),
                        row.getInt(8),
                        row.getInt(7)),
                conditions.valuesBehind(List.of(today, today), limit));
    }

    /**
     * One group.
     *
     * @param id the group
     * @throws Problem of type NOT_FOUND when there is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public View get(long id) {
        return rows(new Conditions().when("id = ?", id), 1).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("group", id));
    }

    private StudentGroup group(long id) {
        var group = entityManager.find(StudentGroup.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (group == null) {
            throw Problem.notFound("group", id);
        }
        return group;
    }

    /**
     * Adds a group without members.
     *
     * @param facts what it is
     * @param key makes sending it again harmless; null for none
     */
    @Idempotent
    public View create(@NotNull @Valid StudentGroupFacts facts, IdempotencyKey key) {
        requireParent(-1, facts.parentId());
        var group = new StudentGroup(facts);
        entityManager.persist(group);
        entityManager.flush();
        audit.record("group created", "group", group.id(), null, null, group.facts());
        return get(group.id());
    }

    /**
     * Replaces all that is known of a group but its members. Facts that change nothing are no edit.
     *
     * @param id the group
     * @param expected the version that the caller has seen
     * @param facts what is known now, with a status
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION; VALIDATION when there is no status, or
     *     when it would be a part of itself; TIMETABLE_CLASH when it has lessons at the time of the group that it becomes a
     *     part of
     */
    public View update(long id, ExpectedVersion expected, @NotNull @Valid StudentGroupFacts facts) {
        var group = group(id);
        ExpectedVersion.require(expected, group.version());
        if (facts.status() == null) {
            throw Problem.ofField(ProblemType.VALIDATION, "status", "The status is ACTIVE or ENDED.");
        }
        var before = group.facts();
        if (!before.equals(facts)) {
            boolean moves = facts.parentId() != null && !facts.parentId().equals(before.parentId());
            if (moves) {
                requireParent(id, facts.parentId());
            }
            group.change(facts);
            entityManager.flush();
            audit.record("group changed", "group", id, null, before, facts);
            if (moves) {
                partsChanged.fire(new GroupPartsChanged(facts.parentId()));
            }
        }
        return get(id);
    }

    /** A group is part of one that exists and that is no part of it. */
    private void requireParent(long id, Long parentId) {
        if (parentId == null) {
            return;
        }
        turns.take("groups within groups");
        var around = statements.list("""
                with recursive around (id, parent_id) as (
                    select id, parent_id from student_group where id = ?
                    union
                    select g.id, g.parent_id from student_group g join around on g.id = around.parent_id)
                select id from around""", row -> row.getLong(1), parentId);
        if (around.isEmpty()) {
            throw Problem.ofField(ProblemType.VALIDATION, "parentId", "There is no group " + parentId + ".");
        }
        if (around.contains(id)) {
            throw Problem.ofField(ProblemType.VALIDATION, "parentId", "A group cannot be a part of itself.");
        }
    }

    /**
     * Deletes a group that never had members and that nothing refers to.
     *
     * @param id the group
     * @throws Problem of type NOT_FOUND, or STILL_IN_USE with what refers to it
     */
    public void delete(long id) {
        var group = group(id);
        references.requireNone(id, USERS);
        entityManager.remove(group);
        entityManager.flush();
        audit.record("group deleted", "group", id, null, group.facts(), null);
    }
}

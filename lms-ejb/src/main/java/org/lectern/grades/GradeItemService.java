package org.lectern.grades;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.lectern.audit.AuditTrail;
import org.lectern.courses.AcademicSession;
import org.lectern.courses.Section;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Idempotent;
import org.lectern.shared.Outbox;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** What is marked in a section, for its lead and assistant teachers and for administrators. */
@Stateless
@RolesAllowed({Roles.TEACHER, Roles.ADMIN})
public class GradeItemService {

    @Inject
    private EntityManager entityManager;

    @Inject
    private GradingRules grading;

    @Inject
    private GradeWriter writer;

    @Inject
    private Statements statements;

    @Inject
    private AuditTrail audit;

    @Inject
    private Outbox outbox;

    /**
     * One item of a section that the caller teaches.
     *
     * @throws Problem of type NOT_FOUND when it is none
     */
    public ItemDetails get(long id) {
        return grading.item(id).thing();
    }

    /**
     * Adds an item.
     *
     * @param sectionId a section that the caller teaches
     * @param facts what is said of it
     * @param key makes a repeated request harmless; null without one
     * @throws Problem of type NOT_FOUND when it is no section of the caller's, VALIDATION for a category or period that it
     *     has not, GRADES_LOCKED when the period is
     */
    @Idempotent
    public ItemDetails create(long sectionId, @NotNull @Valid ItemFacts facts, IdempotencyKey key) {
        grading.holdPeriods();
        requireFitting(grading.rules(sectionId), facts);
        var item = new GradeItem(
                entityManager.getReference(Section.class, sectionId), category(facts), period(facts), facts);
        entityManager.persist(item);
        entityManager.flush();
        audit.record("grade item created", "grade_item", item.id(), null, null, facts);
        outbox.add("grades", sectionId, null, Map.of("itemIds", java.util.List.of(item.id())));
        return get(item.id());
    }

    /**
     * Replaces what is said of an item. Who has a grade for it is told when it is shown.
     *
     * @param id an item of a section that the caller teaches
     * @param expected the version that the caller has seen
     * @param facts what is said of it now
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION; VALIDATION for a category or period that
     *     the section has not, or a maximum below points that were given; GRADES_LOCKED when the period was or would be
     */
    public ItemDetails update(long id, ExpectedVersion expected, @NotNull @Valid ItemFacts facts) {
        grading.holdPeriods();
        var owned = grading.item(id);
        var item = entityManager.find(GradeItem.class, id, LockModeType.PESSIMISTIC_WRITE);
        ExpectedVersion.require(expected, item.version());
        requireOpen(owned.thing().locked());
        requireFitting(grading.rules(owned.sectionId()), facts);
        var most = statements
                .find(
                        "select max(points) from grade where item_id = ? having max(points) is not null",
                        row -> row.getBigDecimal(1),
                        id)
                .orElse(null);
        if (most != null && most.compareTo(facts.maximum()) > 0) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    "maximum",
                    "Somebody was given " + Decimals.plain(most).toPlainString() + " points.");
        }
        item.change(category(facts), period(facts), facts);
        entityManager.flush();
        var after = get(id);
        if (after.version() != owned.thing().version()) {
            audit.record("grade item changed", "grade_item", id, null, owned.thing(), after);
            outbox.add("grades", owned.sectionId(), null, Map.of("itemIds", java.util.List.of(id)));
        }
        if (after.released() && !owned.thing().released()) {
            tellShown(owned.sectionId(), id);
        }
        return after;
    }

    /** Tells those who have a grade for it that they can see it now. */
    private void tellShown(long sectionId, long itemId) {
        var students = statements.list("""
                select student_id from grade
                where item_id = ? and (points is not null or status <> 'NOT_SUBMITTED' or feedback is not null)""", row -> row.getLong(1), itemId);
        writer.tell(grading.rules(sectionId).section(), students);
    }

    /**
     * Deletes an item for which nothing was ever given.
     *
     * @param id an item of a section that the caller teaches
     * @throws Problem of type NOT_FOUND; GRADES_LOCKED when its period is;
     *     STILL_IN_USE when there are grades or was one
     */
    public void delete(long id) {
        grading.holdPeriods();
        var owned = grading.item(id);
        var item = entityManager.find(GradeItem.class, id, LockModeType.PESSIMISTIC_WRITE);
        requireOpen(owned.thing().locked());
        statements
                .find("""
                        select (select count(*) from grade where item_id = ?),
                            (select count(*) from grade_change where item_id = ?)""", row -> new long[] {row.getLong(1), row.getLong(2)}, id, id)
                .filter(counts -> counts[0] + counts[1] > 0)
                .ifPresent(counts -> {
                    throw new Problem(
                            ProblemType.STILL_IN_USE,
                            "It has " + counts[0] + " grades and " + counts[1]
                                    + " changes of grades in its history; end it instead (status ENDED).");
                });
        entityManager.remove(item);
        audit.record("grade item deleted", "grade_item", id, null, owned.thing(), null);
        outbox.add("grades", owned.sectionId(), null, Map.of("itemIds", java.util.List.of(id)));
    }

    private static void requireFitting(SectionRules rules, ItemFacts facts) {
        if (facts.categoryId() != null
                && rules.categories().stream().noneMatch(category -> category.id() == facts.categoryId())) {
            throw Problem.ofField(
                    ProblemType.VALIDATION, "categoryId", "The section has no category " + facts.categoryId() + ".");
        }
        if (facts.periodId() != null && !rules.hasPeriod(facts.periodId())) {
            throw Problem.ofField(
                    ProblemType.VALIDATION, "periodId", "The section has no period " + facts.periodId() + ".");
        }
        if (facts.assignDate() != null
                && facts.dueDate() != null
                && facts.dueDate().isBefore(facts.assignDate())) {
            throw Problem.ofField(ProblemType.VALIDATION, "dueDate", "It is due on the day it is set, or later.");
        }
        requireOpen(rules.isLocked(facts.periodId()));
    }

    private static void requireOpen(boolean locked) {
        if (locked) {
            throw new Problem(ProblemType.GRADES_LOCKED, "The grades of this period are locked.");
        }
    }

    private GradeCategory category(ItemFacts facts) {
        return facts.categoryId() == null ? null : entityManager.getReference(GradeCategory.class, facts.categoryId());
    }

    private AcademicSession period(ItemFacts facts) {
        return facts.periodId() == null ? null : entityManager.getReference(AcademicSession.class, facts.periodId());
    }
}

package org.lectern.grades;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.lectern.audit.AuditTrail;
import org.lectern.courses.Section;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Idempotent;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** The categories of a section's gradebook, for its lead and assistant teachers and for administrators. */
@Stateless
@RolesAllowed({Roles.TEACHER, Roles.ADMIN})
public class GradeCategoryService {

    @Inject
    private EntityManager entityManager;

    @Inject
    private GradingRules grading;

    @Inject
    private Statements statements;

    @Inject
    private AuditTrail audit;

    /**
     * One category of a section that the caller teaches.
     *
     * @throws Problem of type NOT_FOUND when it is none
     */
    public CategoryDetails get(long id) {
        return grading.category(id).thing();
    }

    /**
     * Adds a category.
     *
     * @param sectionId a section that the caller teaches
     * @param facts what is said of it
     * @param key makes a repeated request harmless; null without one
     * @throws Problem of type NOT_FOUND when it is no section of the caller's
     */
    @Idempotent
    public CategoryDetails create(long sectionId, @NotNull @Valid CategoryFacts facts, IdempotencyKey key) {
        grading.rules(sectionId);
        requireNoDropOfExtra(facts);
        var category = new GradeCategory(entityManager.getReference(Section.class, sectionId), facts);
        entityManager.persist(category);
        entityManager.flush();
        stepGradebook(sectionId);
        audit.record("grade category created", "grade_category", category.id(), null, null, facts);
        return category.details();
    }

    /**
     * Replaces what is said of a category.
     *
     * @param id a category of a section that the caller teaches
     * @param expected the version that the caller has seen
     * @param facts what is said of it now
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION
     */
    public CategoryDetails update(long id, ExpectedVersion expected, @NotNull @Valid CategoryFacts facts) {
        var owned = grading.category(id);
        requireNoDropOfExtra(facts);
        var category = entityManager.find(GradeCategory.class, id, LockModeType.PESSIMISTIC_WRITE);
        ExpectedVersion.require(expected, category.version());
        var before = category.details();
        category.change(facts);
        entityManager.flush();
        if (category.version() != before.version()) {
            stepGradebook(owned.sectionId());
            audit.record("grade category changed", "grade_category", id, null, before, category.details());
        }
        return category.details();
    }

    /**
     * Deletes a category in which nothing is.
     *
     * @param id a category of a section that the caller teaches
     * @throws Problem of type NOT_FOUND; STILL_IN_USE when items are in it
     */
    public void delete(long id) {
        var owned = grading.category(id);
        var category = entityManager.find(GradeCategory.class, id, LockModeType.PESSIMISTIC_WRITE);
        long items = statements
                .find("select count(*) from grade_item where category_id = ?", row -> row.getLong(1), id)
                .orElseThrow();
        if (items > 0) {
            throw new Problem(
                    ProblemType.STILL_IN_USE,
                    "It still has " + items + (items == 1 ? " item" : " items") + "; move them to another category.");
        }
        var before = category.details();
        entityManager.remove(category);
        stepGradebook(owned.sectionId());
        audit.record("grade category deleted", "grade_category", id, null, before, null);
    }

    private static void requireNoDropOfExtra(CategoryFacts facts) {
        if (Boolean.TRUE.equals(facts.extra()) && facts.dropLowest() != null && facts.dropLowest() > 0) {
            throw Problem.ofField(
                    ProblemType.VALIDATION, "dropLowest", "Nothing is dropped of extra credit, which never hurts.");
        }
    }

    /** Whoever has seen the weights without this change is told. */
    private void stepGradebook(long sectionId) {
        statements.update("""
                insert into gradebook as b (section_id, version) values (?, 1)
                on conflict (section_id) do update set version = b.version + 1""", sectionId);
    }
}

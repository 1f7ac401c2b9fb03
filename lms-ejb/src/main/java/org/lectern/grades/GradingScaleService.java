package org.lectern.grades;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.audit.AuditTrail;
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

/** The scales that turn percentages into letters or numbers, for those who run the school. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class GradingScaleService {

    private static final List<Kind> USERS = List.of(Kind.of("section", "section where grading_scale_id = ?"));

    @Inject
    private EntityManager entityManager;

    @Inject
    private Statements statements;

    @Inject
    private References references;

    @Inject
    private Turns turns;

    @Inject
    private AuditTrail audit;

    /**
     * A grading scale.
     *
     * @param id the scale
     * @param name see {@link GradingScaleFacts}
     * @param rounding see {@link GradingScaleFacts}
     * @param decimals see {@link GradingScaleFacts}
     * @param standard see {@link GradingScaleFacts}
     * @param status whether it can be chosen
     * @param bands see {@link GradingScaleFacts}
     * @param version counts edits; what the ETag says
     */
    @Schema(name = "GradingScale")
    public record View(
            long id,
            String name,
            Rounding rounding,
            int decimals,
            boolean standard,
            LifeStatus status,
            List<GradingBand> bands,
            int version) {

        private static View of(GradingScale scale) {
            return new View(
                    scale.id(),
                    scale.name(),
                    scale.rounding(),
                    scale.decimals(),
                    scale.isStandard(),
                    scale.status(),
                    scale.bands().stream()
                            .map(band -> new GradingBand(band.label(), plain(band.from()), plain(band.points())))
                            .toList(),
                    scale.version());
        }

        /** Without noughts at the end, and without an exponent. */
        private static BigDecimal plain(BigDecimal number) {
            if (number == null) {
                return null;
            }
            var stripped = number.stripTrailingZeros();
            return stripped.setScale(Math.max(0, stripped.scale()));
        }
    }

    /**
     * A page of the scales by name.
     *
     * @param search words that all must occur in the name; null or blank for all
     * @param status only scales of it; null for any
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<View> list(String search, LifeStatus status, Integer limit, String after) {
        int size = Page.limit(limit);
        var conditions = new Conditions()
                .when("status = ?", status)
                .words("lower(name)", search)
                .after("(name, id)", "(?, ?)", after);
        var ids = statements.list(
                "select id from grading_scale where " + conditions.sql() + " order by name, id limit ?",
                row -> row.getLong(1),
                conditions.values(size + 1));
        var scales = entityManager
                .createQuery(
                        "select distinct s from GradingScale s left join fetch s.bands where s.id in :ids"
                                + " order by s.name, s.id",
                        GradingScale.class)
                .setParameter("ids", ids)
                .getResultList();
        return Page.of(scales.stream().map(View::of).toList(), size, scale -> Conditions.place(scale.name, scale.id));
    }

    /**
     * One scale.
     *
     * @param id the scale
     * @throws Problem of type NOT_FOUND when there is none
     */
    public View get(long id) {
        return View.of(scale(id, LockModeType.NONE));
    }

    private GradingScale scale(long id, LockModeType lock) {
        var scale = entityManager.find(GradingScale.class, id, lock);
        if (scale == null) {
            throw Problem.notFound("grading scale", id);
        }
        return scale;
    }

    /**
     * Adds a scale. When it is the standard, the one that was is so no more.
     *
     * @param facts what it is
     * @param key makes sending it again harmless; null for none
     * @throws Problem of type VALIDATION when a percentage would have no band or two
     */
    @Idempotent
    public View create(@NotNull @Valid GradingScaleFacts facts, IdempotencyKey key) {
        facts.requireComplete();
        giveWay(facts, -1);
        var scale = new GradingScale(facts);
        entityManager.persist(scale);
        entityManager.flush();
        var view = View.of(scale);
        audit.record("grading scale created", "grading scale", scale.id(), null, null, view);
        return view;
    }

    /**
     * Makes a scale another one. Facts that change nothing are no edit.
     *
     * @param id the scale
     * @param expected the version that the caller has seen
     * @param facts what it is from now on, with a status
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION; VALIDATION when a percentage would have
     *     no band or two, or when no scale would be the standard
     */
    public View update(long id, ExpectedVersion expected, @NotNull @Valid GradingScaleFacts facts) {
        var scale = scale(id, LockModeType.PESSIMISTIC_WRITE);
        ExpectedVersion.require(expected, scale.version());
        if (facts.status() == null) {
            throw Problem.ofField(ProblemType.VALIDATION, "status", "The status is ACTIVE or ENDED.");
        }
        facts.requireComplete();
        if (scale.isStandard() && !facts.standard()) {
            throw Problem.ofField(
                    ProblemType.VALIDATION, "standard", "Make another scale the standard; then this is so no more.");
        }
        giveWay(facts, id);
        var before = View.of(scale);
        scale.change(facts);
        entityManager.flush();
        var after = View.of(scale);
        if (after.version != before.version) {
            audit.record("grading scale changed", "grading scale", id, null, before, after);
        }
        return after;
    }

    /** There is one standard; whoever comes later takes its place. */
    private void giveWay(GradingScaleFacts facts, long id) {
        if (!facts.standard()) {
            return;
        }
        turns.take("standard grading scale");
        entityManager
                .createQuery("select s from GradingScale s where s.standard and s.id <> :id", GradingScale.class)
                .setParameter("id", id)
                .getResultList()
                .forEach(GradingScale::stopBeingStandard);
        entityManager.flush();
    }

    /**
     * Deletes a scale that no section uses.
     *
     * @param id the scale
     * @throws Problem of type NOT_FOUND, or STILL_IN_USE when sections use it or it is the standard
     */
    public void delete(long id) {
        var scale = scale(id, LockModeType.PESSIMISTIC_WRITE);
        if (scale.isStandard()) {
            throw Problem.ofField(
                    ProblemType.STILL_IN_USE, "standard", "It is the standard scale. Make another one that first.");
        }
        references.requireNone(id, USERS);
        var before = View.of(scale);
        entityManager.remove(scale);
        entityManager.flush();
        audit.record("grading scale deleted", "grading scale", id, null, before, null);
    }
}

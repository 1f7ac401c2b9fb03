package org.lectern.attendance;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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

/**
 * The codes that registers are marked with, for those who run the school. A code that marks have keeps its kind, because
 * what was counted would count differently; it can be ended. Servers know a change within seconds.
 */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class AttendanceCodeService {

    /** Marks have no index by code; a thousand are enough to say no. */
    private static final List<Kind> USERS = List.of(
            Kind.of("mark", "(select 1 from attendance_mark where code_id = ? limit 1000) as the_first_thousand"));

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
     * An attendance code with all that is known of it.
     *
     * @param id the code
     * @param code see {@link AttendanceCodeFacts}
     * @param name see {@link AttendanceCodeFacts}
     * @param kind see {@link AttendanceCodeFacts}
     * @param position see {@link AttendanceCodeFacts}
     * @param status whether it can be given
     * @param version counts edits; what the ETag says
     */
    @Schema(name = "AttendanceCodeDetails")
    public record View(
            long id, String code, String name, AttendanceKind kind, int position, LifeStatus status, int version) {

        private static View of(AttendanceCode code) {
            var facts = code.facts();
            return new View(
                    code.id(),
                    facts.code(),
                    facts.name(),
                    facts.kind(),
                    facts.position(),
                    facts.status(),
                    code.version());
        }
    }

    /**
     * A page of the codes in the school's order.
     *
     * @param search words that all must occur in code or name; null or blank for all
     * @param kind only codes that count as this; null for any
     * @param status only codes of it; null for any
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<View> list(String search, AttendanceKind kind, LifeStatus status, Integer limit, String after) {
        int size = Page.limit(limit);
        var conditions = new Conditions()
                .when("kind = ?", kind)
                .when("status = ?", status)
                .words("lower(code || ' ' || name)", search)
                .after("(position, code, id)", "(cast(? as int), ?, ?)", after);
        var codes = statements.list(
                "select id, code, name, kind, position, status, version from attendance_code where " + conditions.sql()
                        + " order by position, code, id limit ?",
                row -> new View(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        AttendanceKind.valueOf(row.getString(4)),
                        row.getInt(5),
                        LifeStatus.valueOf(row.getString(6)),
                        row.getInt(7)),
                conditions.values(size + 1));
        return Page.of(codes, size, code -> Conditions.place(code.position, code.code, code.id));
    }

    /**
     * One code.
     *
     * @param id the code
     * @throws Problem of type NOT_FOUND when there is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public View get(long id) {
        return View.of(code(id, LockModeType.NONE));
    }

    private AttendanceCode code(long id, LockModeType lock) {
        var code = entityManager.find(AttendanceCode.class, id, lock);
        if (code == null) {
            throw Problem.notFound("attendance code", id);
        }
        return code;
    }

    /**
     * Adds a code.
     *
     * @param facts what it is
     * @param key makes sending it again harmless; null for none
     */
    @Idempotent
    public View create(@NotNull @Valid AttendanceCodeFacts facts, IdempotencyKey key) {
        var code = new AttendanceCode(facts);
        entityManager.persist(code);
        entityManager.flush();
        audit.record("attendance code created", "attendance code", code.id(), null, null, code.facts());
        return View.of(code);
    }

    /**
     * Replaces all that is known of a code. Facts that change nothing are no edit.
     *
     * @param id the code
     * @param expected the version that the caller has seen
     * @param facts what is known now, with a status
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION; VALIDATION when there is no status, or
     *     when nobody could be marked as present or absent any more; STILL_IN_USE when a code that marks have would
     *     count differently
     */
    public View update(long id, ExpectedVersion expected, @NotNull @Valid AttendanceCodeFacts facts) {
        turns.take("attendance codes");
        var code = code(id, LockModeType.PESSIMISTIC_WRITE);
        ExpectedVersion.require(expected, code.version());
        if (facts.status() == null) {
            throw Problem.ofField(ProblemType.VALIDATION, "status", "The status is ACTIVE or ENDED.");
        }
        var before = code.facts();
        if (!before.equals(facts)) {
            if (facts.kind() != before.kind() && !references.count(id, USERS).isEmpty()) {
                throw Problem.ofField(
                        ProblemType.STILL_IN_USE,
                        "kind",
                        "Marks have this code, and would count differently. End it and add another one.");
            }
            code.change(facts);
            entityManager.flush();
            requirePresentAndAbsent(ProblemType.VALIDATION, facts.kind() == before.kind() ? "status" : "kind");
            audit.record("attendance code changed", "attendance code", id, null, before, facts);
        }
        return View.of(code);
    }

    /** Without them no register could be taken. */
    private void requirePresentAndAbsent(ProblemType type, String field) {
        int kinds = statements
                .find(
                        "select count(distinct kind) from attendance_code where status = 'ACTIVE' and kind in ('PRESENT', 'ABSENT')",
                        row -> row.getInt(1))
                .orElseThrow();
        if (kinds < 2) {
            throw Problem.ofField(type, field, "At least one code for present and one for absent must be left.");
        }
    }

    /**
     * Deletes a code that no mark has.
     *
     * @param id the code
     * @throws Problem of type NOT_FOUND; STILL_IN_USE when marks have it, or when nobody could be marked as present or
     *     absent any more
     */
    public void delete(long id) {
        turns.take("attendance codes");
        var code = code(id, LockModeType.PESSIMISTIC_WRITE);
        references.requireNone(id, USERS);
        entityManager.remove(code);
        entityManager.flush();
        requirePresentAndAbsent(ProblemType.STILL_IN_USE, "kind");
        audit.record("attendance code deleted", "attendance code", id, null, code.facts(), null);
    }
}

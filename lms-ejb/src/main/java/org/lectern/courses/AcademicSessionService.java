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
 * School years, their terms and grading periods, for those who run the school. A session lies within the one it is part
 * of, and two of a kind that are parts of the same do not overlap; imported ones may, until they are changed here.
 */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class AcademicSessionService {

    private static final List<Kind> USERS = List.of(
            new Kind("academic-sessions", "part", "parts", "academic_session where parent_id = ?"),
            Kind.of("section", """
                    (select cast(? as bigint) as id) session, lateral (
                        select s.id from section s where s.academic_session_id = session.id
                        union select t.section_id from section_term t where t.academic_session_id = session.id) used"""),
            Kind.of("course", "course where school_year_id = ?"),
            Kind.of("grade item", "grade_item where academic_session_id = ?"));

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

    @Inject
    private Event<SchoolDaysChanged> daysChanged;

    /**
     * An academic session in a list.
     *
     * @param id the session
     * @param title see {@link AcademicSessionFacts}
     * @param type see {@link AcademicSessionFacts}
     * @param startDate see {@link AcademicSessionFacts}
     * @param endDate see {@link AcademicSessionFacts}
     * @param parentId see {@link AcademicSessionFacts}
     * @param schoolYear see {@link AcademicSessionFacts}
     * @param status whether it is used
     */
    @Schema(name = "AcademicSessionSummary")
    public record Row(
            long id,
            String title,
            SessionType type,
            LocalDate startDate,
            LocalDate endDate,
            Long parentId,
            Integer schoolYear,
            LifeStatus status) {}

    /**
     * Days without lessons, both ends included.
     *
     * @param title why, for people
     * @param startDate the first
     * @param endDate the last
     */
    @Schema(name = "Holiday")
    public record HolidayRow(String title, LocalDate startDate, LocalDate endDate) {}

    /**
     * An academic session.
     *
     * @param id the session
     * @param title see {@link AcademicSessionFacts}
     * @param type see {@link AcademicSessionFacts}
     * @param startDate see {@link AcademicSessionFacts}
     * @param endDate see {@link AcademicSessionFacts}
     * @param parentId see {@link AcademicSessionFacts}
     * @param schoolYear see {@link AcademicSessionFacts}
     * @param status whether it is used
     * @param holidays days of it without lessons, by date
     * @param parts the sessions it is divided into, by date
     * @param version counts edits; what the ETag says
     */
    @Schema(name = "AcademicSession")
    public record View(
            long id,
            String title,
            SessionType type,
            LocalDate startDate,
            LocalDate endDate,
            Long parentId,
            Integer schoolYear,
            LifeStatus status,
            List<HolidayRow> holidays,
            List<Row> parts,
            int version) {}

    private static final String COLUMNS =
            "select id, title, type, start_date, end_date, parent_id, school_year, status from academic_session where ";

    private static final Statements.Row<Row> ROW = row -> new Row(
            row.getLong(1),
            row.getString(2),
            SessionType.valueOf(row.getString(3)),
            row.getObject(4, LocalDate.class),
            row.getObject(5, LocalDate.class),
            row.getObject(6, Long.class),
            row.getObject(7, Integer.class),
            LifeStatus.valueOf(row.getString(8)));

    /**
     * A page of the sessions by first day.
     *
     * @param search words that all must occur in the title; null or blank for all
     * @param type only sessions of it; null for any
     * @param parentId only parts of that session; null for any
     * @param on only sessions in which this day lies; null for any
     * @param status only sessions of it; null for any
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<Row> list(
            String search,
            SessionType type,
            Long parentId,
            LocalDate on,
            LifeStatus status,
            Integer limit,
            String after) {
        int size = Page.limit(limit);
        var conditions = new Conditions()
                .when("type = ?", type)
                .when("parent_id = ?", parentId)
                .when("start_date <= ?", on)
                .when("end_date >= ?", on)
                .when("status = ?", status)
                .words("lower(title)", search)
                .after("(start_date, id)", "(cast(? as date), ?)", after);
        var sessions = statements.list(
                COLUMNS + conditions.sql() + " order by start_date, id limit ?", ROW, conditions.values(size + 1));
        return Page.of(sessions, size, session -> Conditions.place(session.startDate, session.id));
    }

    /**
     * One session.
     *
     * @param id the session
     * @throws Problem of type NOT_FOUND when there is none
     */
    public View get(long id) {
        return view(session(id, LockModeType.NONE));
    }

    private View view(AcademicSession session) {
        var facts = session.facts();
        return new View(
                session.id(),
                facts.title(),
                facts.type(),
                facts.startDate(),
                facts.endDate(),
                facts.parentId(),
                facts.schoolYear(),
                facts.status(),
                facts.holidays().stream()
                        .map(days -> new HolidayRow(days.title(), days.startDate(), days.endDate()))
                        .toList(),
                statements.list(COLUMNS + "parent_id = ? order by start_date, id", ROW, session.id()),
                session.version());
    }

    private AcademicSession session(long id, LockModeType lock) {
        var session = entityManager.find(AcademicSession.class, id, lock);
        if (session == null) {
            throw Problem.notFound("academic session", id);
        }
        return session;
    }

    /**
     * Adds a session.
     *
     * @param facts what it is
     * @param key makes sending it again harmless; null for none
     * @throws Problem of type VALIDATION when days are in the wrong order or place; CONFLICT when it overlaps with
     *     another of its kind
     */
    @Idempotent
    public View create(@NotNull @Valid AcademicSessionFacts facts, IdempotencyKey key) {
        turns.take("academic sessions");
        var session = new AcademicSession(facts, whole(facts));
        refuseOverlap(-1, facts);
        entityManager.persist(session);
        entityManager.flush();
        audit.record("academic session created", "academic session", session.id(), null, null, session.facts());
        tellYear(facts.parentId(), facts);
        return view(session);
    }

    /**
     * Replaces all that is known of a session. Facts that change nothing are no edit. With other days or holidays the
     * lessons to come that nobody has touched are made anew.
     *
     * @param id the session
     * @param expected the version that the caller has seen
     * @param facts what is known now, with a status
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION; VALIDATION when there is no status, when
     *     days are in the wrong order or place, or when parts of it would lie outside; CONFLICT when it overlaps with
     *     another of its kind
     */
    public View update(long id, ExpectedVersion expected, @NotNull @Valid AcademicSessionFacts facts) {
        turns.take("academic sessions");
        var session = session(id, LockModeType.PESSIMISTIC_WRITE);
        ExpectedVersion.require(expected, session.version());
        if (facts.status() == null) {
            throw Problem.ofField(ProblemType.VALIDATION, "status", "The status is ACTIVE or ENDED.");
        }
        var before = session.facts();
        if (!before.equals(facts)) {
            session.change(facts, whole(facts));
            refuseOverlap(id, facts);
            refuseToLoseParts(id, facts);
            entityManager.flush();
            audit.record("academic session changed", "academic session", id, null, before, session.facts());
            if (!before.hasSameDaysAs(session.facts())) {
                daysChanged.fire(new SchoolDaysChanged(id));
            }
        }
        return view(session);
    }

    /** Holidays of a part close the whole year. */
    private void tellYear(Long wholeId, AcademicSessionFacts part) {
        if (wholeId != null && !part.holidays().isEmpty()) {
            daysChanged.fire(new SchoolDaysChanged(wholeId));
        }
    }

    private AcademicSession whole(AcademicSessionFacts facts) {
        if (facts.parentId() == null) {
            return null;
        }
        var whole = entityManager.find(AcademicSession.class, facts.parentId());
        if (whole == null) {
            throw Problem.ofField(
                    ProblemType.VALIDATION, "parentId", "There is no academic session " + facts.parentId() + ".");
        }
        return whole;
    }

    private void refuseOverlap(long id, AcademicSessionFacts facts) {
        if (facts.status() == LifeStatus.ENDED) {
            return;
        }
        statements
                .find(
                        """
                        select title || ', ' || start_date || ' to ' || end_date from academic_session
                        where type = ? and parent_id is not distinct from cast(? as bigint) and status = 'ACTIVE' and id <> ?
                            and start_date <= ? and end_date >= ? order by start_date limit 1""",
                        row -> row.getString(1),
                        facts.type().name(),
                        facts.parentId(),
                        id,
                        facts.endDate(),
                        facts.startDate())
                .ifPresent(other -> {
                    throw Problem.ofField(ProblemType.CONFLICT, "startDate", "It overlaps with " + other + ".");
                });
    }

    private void refuseToLoseParts(long id, AcademicSessionFacts facts) {
        for (var part : statements.list(COLUMNS + "parent_id = ? and status = 'ACTIVE' order by id", ROW, id)) {
            if (!facts.contains(part.startDate, part.endDate)) {
                throw Problem.ofField(
                        ProblemType.VALIDATION,
                        part.startDate.isBefore(facts.startDate()) ? "startDate" : "endDate",
                        "%s, %s to %s, would lie outside.".formatted(part.title, part.startDate, part.endDate));
            }
            if (!part.type.isPartOf(facts.type())) {
                throw Problem.ofField(ProblemType.VALIDATION, "type", part.title + " cannot be part of it any more.");
            }
        }
    }

    /**
     * Deletes a session, with its holidays, that nothing refers to.
     *
     * @param id the session
     * @throws Problem of type NOT_FOUND, or STILL_IN_USE with what refers to it
     */
    public void delete(long id) {
        var session = session(id, LockModeType.PESSIMISTIC_WRITE);
        references.requireNone(id, USERS);
        var before = session.facts();
        entityManager.remove(session);
        entityManager.flush();
        audit.record("academic session deleted", "academic session", id, null, before, null);
        tellYear(before.parentId(), before);
    }
}

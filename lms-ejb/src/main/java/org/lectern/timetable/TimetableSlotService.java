package org.lectern.timetable;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lectern.audit.AuditTrail;
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

/** The weekly plan. A slot makes the dated lessons of its section's terms; holidays are left out. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class TimetableSlotService {

    @Inject
    private Statements statements;

    @Inject
    private PlanReferences references;

    @Inject
    private Settings settings;

    @Inject
    private AuditTrail audit;

    @Inject
    private Outbox outbox;

    /**
     * A page of the slots, by weekday and time. Filters that are given hold together.
     *
     * @param sectionId only of this section; null for any
     * @param roomId only in this room; null for any
     * @param teacherId only of this teacher; null for any
     * @param sessionId only of sections that run in this academic session; null for any
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    public Page<Slot> list(Long sectionId, Long roomId, Long teacherId, Long sessionId, Integer limit, String after) {
        int size = Page.limit(limit);
        var conditions = new StringBuilder(" where true");
        List<Object> values = new ArrayList<>();
        filter(conditions, values, " and t.section_id = ?", sectionId);
        filter(conditions, values, " and t.room_id = ?", roomId);
        filter(conditions, values, " and t.teacher_id = ?", teacherId);
        if (sessionId != null) {
            conditions.append(" and (s.academic_session_id = ? or exists (select 1 from section_term x"
                    + " where x.section_id = s.id and x.academic_session_id = ?))");
            values.addAll(List.of(sessionId, sessionId));
        }
        if (after != null) {
            conditions.append(" and (t.weekday, t.start_time, t.id) > (?, ?, ?)");
            values.addAll(place(after));
        }
        values.add(size + 1);
        var rows = statements.list(
                Slot.SELECT + conditions + " order by t.weekday, t.start_time, t.id limit ?",
                Slot::read,
                values.toArray());
        return Page.of(rows, size, slot -> slot.weekday() + "_" + slot.startTime() + "_" + slot.id());
    }

    private static void filter(StringBuilder conditions, List<Object> values, String condition, Object value) {
        if (value != null) {
            conditions.append(condition);
            values.add(value);
        }
    }

    private static List<Object> place(String after) {
        try {
            var parts = after.split("_", -1);
            if (parts.length == 3) {
                return List.of(Short.parseShort(parts[0]), LocalTime.parse(parts[1]), Long.parseLong(parts[2]));
            }
        } catch (NumberFormatException | DateTimeException notOurs) {
            // told below, like one of another length
        }
        throw Problem.ofField(ProblemType.VALIDATION, "after", "This is not the next of a page that was read here.");
    }

    /**
     * One slot.
     *
     * @throws Problem of type NOT_FOUND when there is none
     */
    public Slot get(long id) {
        return statements
                .find(Slot.SELECT + " where t.id = ?", Slot::read, id)
                .orElseThrow(() -> Problem.notFound("timetable slot", id));
    }

    /**
     * Adds a slot, and the lessons of it that are still to come.
     *
     * @param facts the pattern
     * @param key makes a repeated request harmless; null without one
     * @throws Problem of type VALIDATION when the times are in the wrong order or it refers to what is not there;
     *     TIMETABLE_CLASH when lessons stand in the way of any of its own
     */
    @Idempotent
    public Slot create(@NotNull @Valid SlotFacts facts, IdempotencyKey key) {
        requireOrder(facts);
        references.require(facts.sectionId(), facts.roomId(), facts.teacherId());
        long id = statements
                .find(
                        """
                        insert into timetable_slot (section_id, weekday, start_time, end_time, room_id, teacher_id,
                            week_cycle, from_date, to_date)
                        values (?, ?, ?, ?, cast(? as bigint), cast(? as bigint), ?, cast(? as date), cast(? as date))
                        returning id""",
                        row -> row.getLong(1),
                        facts.sectionId(),
                        facts.weekday(),
                        facts.startTime(),
                        facts.endTime(),
                        facts.roomId(),
                        facts.teacherId(),
                        facts.weekCycle().name(),
                        facts.fromDate(),
                        facts.toDate())
                .orElseThrow();
        remake(id);
        var slot = get(id);
        audit.record("timetable slot created", "timetable_slot", id, null, null, slot.forAudit());
        tell(slot);
        return slot;
    }

    /**
     * Changes a slot. Its lessons that are still to come follow, but for those that somebody has moved, covered,
     * cancelled or marked.
     *
     * @param id the slot
     * @param expected the version that the caller has seen
     * @param facts the pattern as it is to be
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION; else as {@link #create}
     */
    public Slot update(long id, ExpectedVersion expected, @NotNull @Valid SlotFacts facts) {
        var before = locked(id, expected);
        requireOrder(facts);
        if (facts.sectionId() != before.section().id()) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    "sectionId",
                    "A slot stays with its section; delete it and add one to the other section.");
        }
        if (before.facts().equals(facts)) {
            return before;
        }
        var groupId = references.require(facts.sectionId(), facts.roomId(), facts.teacherId());
        statements.update(
                """
                update timetable_slot set weekday = ?, start_time = ?, end_time = ?, room_id = cast(? as bigint),
                    teacher_id = cast(? as bigint), week_cycle = ?, from_date = cast(? as date),
                    to_date = cast(? as date), version = version + 1
                where id = ?""",
                facts.weekday(),
                facts.startTime(),
                facts.endTime(),
                facts.roomId(),
                facts.teacherId(),
                facts.weekCycle().name(),
                facts.fromDate(),
                facts.toDate(),
                id);
        remake(id, before.needs(groupId));
        var slot = get(id);
        audit.record("timetable slot changed", "timetable_slot", id, null, before.forAudit(), slot.forAudit());
        tell(slot);
        return slot;
    }

    /**
     * Deletes a slot, and its lessons that are still to come; those that were held or that somebody has moved, covered,
     * cancelled or marked stay.
     *
     * @param id the slot
     * @param expected the version that the caller has seen
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION
     */
    public void delete(long id, ExpectedVersion expected) {
        var before = locked(id, expected);
        statements.with(connection -> new LessonMaker(
                        connection, settings.timeZone(), Clock.systemUTC().instant())
                .dissolve(id));
        statements.update("delete from timetable_slot where id = ?", id);
        audit.record("timetable slot deleted", "timetable_slot", id, null, before.forAudit(), null);
        tell(before);
    }

    /**
     * What became of lessons.
     *
     * @param added new ones
     * @param changed those that are now at another time, in another room or with another teacher
     * @param removed those that are no more
     */
    public record LessonsMade(int added, int changed, int removed) {}

    /**
     * Makes the lessons of an academic session anew, as far as they are still to come and nobody has touched them: after
     * its days or holidays have changed, or after clashes of an import were resolved. Where nothing has changed nothing
     * happens; lessons that something stands in the way of are left out.
     *
     * @param sessionId a term or year
     * @throws Problem of type NOT_FOUND when there is none
     */
    public LessonsMade remakeAll(long sessionId) {
        if (statements
                .find("select id from academic_session where id = ?", row -> row.getLong(1), sessionId)
                .isEmpty()) {
            throw Problem.notFound("academic session", sessionId);
        }
        var slots = statements.list("""
                select t.id from timetable_slot t join section s on s.id = t.section_id
                where s.academic_session_id = ? or exists (select 1 from section_term x
                    where x.section_id = s.id and x.academic_session_id = ?)""", row -> row.getLong(1), sessionId, sessionId);
        var made = statements.with(connection -> new LessonMaker(
                        connection, settings.timeZone(), Clock.systemUTC().instant())
                .makePossible(slots));
        var result = new LessonsMade(made.added(), made.changed(), made.removed());
        if (made.added() + made.changed() + made.removed() > 0) {
            audit.record("lessons made anew", "academic_session", sessionId, null, null, result);
            outbox.add("timetable", null, null, Map.of("academicSessionId", sessionId));
        }
        return result;
    }

    private Slot locked(long id, ExpectedVersion expected) {
        if (statements
                .find("select id from timetable_slot where id = ? for update", row -> row.getLong(1), id)
                .isEmpty()) {
            throw Problem.notFound("timetable slot", id);
        }
        var slot = get(id);
        ExpectedVersion.require(expected, slot.version());
        return slot;
    }

    private void remake(long id, Clashes.Needs... before) {
        statements.with(connection -> new LessonMaker(
                        connection, settings.timeZone(), Clock.systemUTC().instant())
                .remake(List.of(id), before));
    }

    private void tell(Slot slot) {
        outbox.add(
                "timetable",
                slot.section().id(),
                null,
                Map.of("sectionId", slot.section().id()));
    }

    private static void requireOrder(SlotFacts facts) {
        if (!facts.startTime().isBefore(facts.endTime())) {
            throw Problem.ofField(ProblemType.VALIDATION, "endTime", "It ends after it has begun, on the same day.");
        }
        if (facts.fromDate() != null && facts.toDate() != null && facts.toDate().isBefore(facts.fromDate())) {
            throw Problem.ofField(ProblemType.VALIDATION, "toDate", "The last day is not before the first.");
        }
    }
}

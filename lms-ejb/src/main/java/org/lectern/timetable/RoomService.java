package org.lectern.timetable;

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

/** The rooms, for those who run the school. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class RoomService {

    private static final List<Kind> USERS = List.of(
            Kind.of("lesson", "lesson where room_id = ?"),
            Kind.of("timetable slot", "timetable_slot where room_id = ?"));

    @Inject
    private EntityManager entityManager;

    @Inject
    private Statements statements;

    @Inject
    private References references;

    @Inject
    private AuditTrail audit;

    /**
     * A room.
     *
     * @param id the room
     * @param code see {@link RoomFacts}
     * @param title see {@link RoomFacts}
     * @param capacity see {@link RoomFacts}
     * @param status whether it is used
     * @param version counts edits; what the ETag says
     */
    @Schema(name = "Room")
    public record View(long id, String code, String title, Integer capacity, LifeStatus status, int version) {

        private static View of(Room room) {
            var facts = room.facts();
            return new View(room.id(), facts.code(), facts.title(), facts.capacity(), facts.status(), room.version());
        }
    }

    /**
     * A page of the rooms by code.
     *
     * @param search words that all must occur in code or title; null or blank for all
     * @param status only rooms of it; null for any
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<View> list(String search, LifeStatus status, Integer limit, String after) {
        int size = Page.limit(limit);
        var conditions = new Conditions()
                .when("status = ?", status)
                .words("lower(code || ' ' || coalesce(title, ''))", search)
                .after("(code, id)", "(?, ?)", after);
        var rooms = statements.list(
                "select id, code, title, capacity, status, version from room where " + conditions.sql()
                        + " order by code, id limit ?",
                row -> new View(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, Integer.class),
                        LifeStatus.valueOf(row.getString(5)),
                        row.getInt(6)),
                conditions.values(size + 1));
        return Page.of(rooms, size, room -> Conditions.place(room.code, room.id));
    }

    /**
     * One room.
     *
     * @param id the room
     * @throws Problem of type NOT_FOUND when there is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public View get(long id) {
        return View.of(room(id, LockModeType.NONE));
    }

    private Room room(long id, LockModeType lock) {
        var room = entityManager.find(Room.class, id, lock);
        if (room == null) {
            throw Problem.notFound("room", id);
        }
        return room;
    }

    /**
     * Adds a room.
     *
     * @param facts what it is
     * @param key makes sending it again harmless; null for none
     */
    @Idempotent
    public View create(@NotNull @Valid RoomFacts facts, IdempotencyKey key) {
        var room = new Room(facts);
        entityManager.persist(room);
        entityManager.flush();
        audit.record("room created", "room", room.id(), null, null, room.facts());
        return View.of(room);
    }

    /**
     * Replaces all that is known of a room. Facts that change nothing are no edit.
     *
     * @param id the room
     * @param expected the version that the caller has seen
     * @param facts what is known now, with a status
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION; VALIDATION when there is no status
     */
    public View update(long id, ExpectedVersion expected, @NotNull @Valid RoomFacts facts) {
        var room = room(id, LockModeType.PESSIMISTIC_WRITE);
        ExpectedVersion.require(expected, room.version());
        if (facts.status() == null) {
            throw Problem.ofField(ProblemType.VALIDATION, "status", "The status is ACTIVE or ENDED.");
        }
        var before = room.facts();
        if (!before.equals(facts)) {
            room.change(facts);
            entityManager.flush();
            audit.record("room changed", "room", id, null, before, facts);
        }
        return View.of(room);
    }

    /**
     * Deletes a room that nothing refers to.
     *
     * @param id the room
     * @throws Problem of type NOT_FOUND, or STILL_IN_USE with what refers to it
     */
    public void delete(long id) {
        var room = room(id, LockModeType.PESSIMISTIC_WRITE);
        references.requireNone(id, USERS);
        entityManager.remove(room);
        entityManager.flush();
        audit.record("room deleted", "room", id, null, room.facts(), null);
    }
}

package org.lectern.timetable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lectern.testing.Office.assertProblem;
import static org.lectern.testing.Office.problem;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.ProblemType;
import org.lectern.testing.Office;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class RoomServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private final Office office = new Office(database);

    @BeforeEach
    void signedInAsAdministrator() {
        services.callAs(office.administrator());
    }

    @Test
    void roomIsReadBackWithAllThatWasSaid() {
        var made = create(new RoomFacts(" 214 ", "Physics lab", 28, null));

        assertEquals(new RoomService.View(made.id(), "214", "Physics lab", 28, LifeStatus.ACTIVE, 0), made);
        assertEquals(made, get(made.id()));
        assertEquals("room created by h.marsh", office.lastAudit("room", made.id()));
    }

    @Test
    void changeIsAuditedWithWhatWasBefore() {
        var made = create(new RoomFacts("215", null, 28, null));

        var changed = update(made, new RoomFacts("215", null, 30, LifeStatus.ENDED));

        assertEquals(new RoomService.View(made.id(), "215", null, 30, LifeStatus.ENDED, 1), changed);
        assertEquals(
                "28 -> 30",
                database.value(
                        "select (before ->> 'capacity') || ' -> ' || (after ->> 'capacity') from audit_entry"
                                + " where action = 'room changed' and entity_id = ?",
                        made.id()));
        assertEquals(changed, update(changed, new RoomFacts("215", null, 30, LifeStatus.ENDED)));
    }

    @Test
    void whoeverSawAnOlderVersionIsTold() {
        var made = create(new RoomFacts("216", null, null, null));
        update(made, new RoomFacts("216", "Art", null, LifeStatus.ACTIVE));

        assertProblem(
                ProblemType.STALE_VERSION, () -> update(made, new RoomFacts("216", "Music", null, LifeStatus.ACTIVE)));
        assertEquals(
                "VALIDATION status: The status is ACTIVE or ENDED.",
                problem(() -> update(get(made.id()), new RoomFacts("216", null, null, null))));
    }

    @Test
    void codeOfAnotherRoomIsRefused() {
        create(new RoomFacts("217", null, null, null));

        assertEquals(
                "CONFLICT code: There is a room with this code already.",
                problem(() -> create(new RoomFacts("217", null, null, null))));
    }

    @Test
    void roomOfLessonsAndSlotsIsKept() {
        var made = create(new RoomFacts("218", null, null, null));
        long section = office.section("ROOMY");
        office.insert(
                "timetable_slot (section_id, weekday, start_time, end_time, room_id) values (?, 1, '9:00', '10:00', ?)",
                section,
                made.id());
        for (int day = 1; day <= 2; day++) {
            office.insert(
                    "lesson (section_id, starts_at, ends_at, room_id) values (?, date '2026-11-24' + ?, date '2026-11-24' + ?"
                            + " + interval '1 hour', ?)",
                    section,
                    day,
                    day,
                    made.id());
        }

        assertEquals(
                "STILL_IN_USE lessons: 2 lessons timetable-slots: 1 timetable slot", problem(() -> delete(made.id())));
        assertEquals("218", get(made.id()).code());
    }

    @Test
    void roomThatNothingUsesIsDeleted() {
        var made = create(new RoomFacts("219", null, null, null));

        delete(made.id());

        assertProblem(ProblemType.NOT_FOUND, () -> get(made.id()));
        assertEquals("room deleted by h.marsh", office.lastAudit("room", made.id()));
    }

    @Test
    void listIsSearchedAndPagedInOneStatement() {
        for (var code : List.of("Gym 3", "Gym 1", "Gym 2")) {
            create(new RoomFacts(code, "Sports", null, null));
        }
        create(new RoomFacts("Gym 4", "Sports", null, LifeStatus.ENDED));
        services.prepared();

        var first = services.call(RoomService.class, rooms -> rooms.list("SPORTS gym", LifeStatus.ACTIVE, 2, null));
        assertEquals(1, services.prepared());

        var second =
                services.call(RoomService.class, rooms -> rooms.list("SPORTS gym", LifeStatus.ACTIVE, 2, first.next()));
        assertEquals(
                List.of("Gym 1", "Gym 2"),
                first.items().stream().map(RoomService.View::code).toList());
        assertEquals(
                List.of("Gym 3"),
                second.items().stream().map(RoomService.View::code).toList());
        assertEquals(
                "VALIDATION after: Send what the page before gave as next.",
                problem(() -> services.call(RoomService.class, rooms -> rooms.list(null, null, null, "Z"))));
    }

    private static RoomService.View create(RoomFacts facts) {
        return services.call(RoomService.class, service -> service.create(facts, null));
    }

    private static RoomService.View get(long id) {
        return services.call(RoomService.class, service -> service.get(id));
    }

    private static RoomService.View update(RoomService.View seen, RoomFacts facts) {
        return services.call(
                RoomService.class, service -> service.update(seen.id(), new ExpectedVersion(seen.version()), facts));
    }

    private static void delete(long id) {
        services.run(RoomService.class, service -> service.delete(id));
    }
}

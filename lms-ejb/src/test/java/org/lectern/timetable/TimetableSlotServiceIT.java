package org.lectern.timetable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class TimetableSlotServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private PlannedSchool school;
    private long section;
    private long room;
    private long teacher;

    @BeforeEach
    void school() {
        school = new PlannedSchool(database, services);
        section = school.section(null);
        room = school.room();
        teacher = school.teacher();
    }

    @Test
    void slotMakesTheLessonsOfItsTermWithoutHolidaysAtTheSameTimeOfTheClockInSummerAndWinter() {
        school.holiday(school.year, "2040-10-22", "2040-10-26");

        var slot = create(facts(1, "09:50", "10:40", room, teacher));

        assertEquals(15, slot.lessonsToCome());
        assertEquals("2040-09-03 08:50 2040-10-15 08:50 2040-10-29 09:50", database.value("""
                        select string_agg(to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), ' ' order by starts_at)
                        from lesson where slot_id = ? and slot_date in
                            ('2040-09-03', '2040-10-15', '2040-10-22', '2040-10-29')""", slot.id()));
        assertEquals(
                "timetable slot created",
                database.value(
                        "select action from audit_entry where entity = 'timetable_slot' and entity_id = ?", slot.id()));
    }

    @Test
    void slotsOfWeeksAAndBShareARoomAndATime() {
        var a = create(facts(1, "09:50", "10:40", room, teacher, WeekCycle.A));
        var b = create(facts(1, "09:50", "10:40", room, teacher, WeekCycle.B));

        assertEquals(List.of(8, 8), List.of(a.lessonsToCome(), b.lessonsToCome()));
    }

    @Test
    void changedSlotTakesItsUntouchedLessonsAlongAndNoOthers() {
        var slot = create(facts(1, "09:50", "10:40", room, teacher));
        database.execute(
                "update lesson set status = 'CANCELLED' where slot_id = ? and slot_date = '2040-09-10'", slot.id());
        database.execute(
                "update lesson set register_taken_at = now(), register_taken_by = ?"
                        + " where slot_id = ? and slot_date = '2040-09-17'",
                teacher,
                slot.id());
        var kept = database.value("select id from lesson where slot_id = ? and slot_date = '2040-09-24'", slot.id());

        var changed = update(slot, facts(1, "11:00", "11:50", null, teacher));

        assertEquals(1, changed.version());
        assertEquals("16", lessons(slot, "true"));
        assertEquals("14", lessons(slot, "starts_at::time = '10:00' or starts_at::time = '11:00'"));
        assertEquals("2", lessons(slot, "room_id is not null"));
        assertEquals("1", database.value("select version from lesson where id = ?", Long.valueOf(kept)));
    }

    @Test
    void slotThatGoesToAnotherWeekdayLeavesTheOldOne() {
        var slot = create(facts(1, "09:50", "10:40", room, teacher));

        var changed = update(slot, facts(2, "09:50", "10:40", room, teacher));

        assertEquals(16, changed.lessonsToCome());
        assertEquals("16", lessons(slot, "extract(isodow from slot_date) = 2"));
    }

    @Test
    void deletedSlotTakesItsUntouchedLessonsWithItAndLeavesTheOthers() {
        var slot = create(facts(1, "09:50", "10:40", room, teacher));
        database.execute("update lesson set reason = 'Trip' where slot_id = ? and slot_date = '2040-09-10'", slot.id());

        services.run(TimetableSlotService.class, slots -> slots.delete(slot.id(), new ExpectedVersion(0)));

        assertEquals("1", database.value("select count(*) from lesson where section_id = ?", section));
        assertEquals("0", database.value("select count(*) from timetable_slot where id = ?", slot.id()));
    }

    @Test
    void slotWhoseRoomIsTakenOnOneDayIsRefusedWithTheNameOfThatLesson() {
        var other = school.section(null);
        var lesson = school.insert(
                "lesson (section_id, starts_at, ends_at, room_id)"
                        + " values (?, '2040-11-05T10:00Z', '2040-11-05T11:00Z', ?)",
                other,
                room);

        var problem = assertThrows(Problem.class, () -> create(facts(1, "09:50", "10:40", room, teacher)));

        assertEquals(ProblemType.TIMETABLE_CLASH, problem.type());
        assertEquals("roomId", problem.errors().get(0).field());
        assertTrue(
                problem.getMessage().contains("by lesson " + lesson + " of MATH-")
                        && problem.getMessage().contains("on Monday 5 November 2040, 10:00–11:00 in room R-"),
                problem.getMessage());
        assertEquals("0", database.value("select count(*) from timetable_slot where section_id = ?", section));
    }

    @Test
    void groupThatIsInAnotherLessonIsNamed() {
        var group = school.group();
        var first = school.section(group);
        var second = school.section(group);
        create(new SlotFacts(first, 3, LocalTime.of(9, 0), LocalTime.of(9, 50), null, null, null, null, null));

        var problem = assertThrows(
                Problem.class,
                () -> create(new SlotFacts(
                        second, 3, LocalTime.of(9, 30), LocalTime.of(10, 0), null, null, null, null, null)));

        assertEquals("sectionId", problem.errors().get(0).field());
        assertTrue(problem.getMessage().startsWith("Group G-"), problem.getMessage());
    }

    @Test
    void slotMayBeShiftedOverItsOwnOldTime() {
        var slot = create(facts(1, "09:50", "10:40", room, teacher));

        assertEquals(16, update(slot, facts(1, "10:00", "10:50", room, teacher)).lessonsToCome());
    }

    @Test
    void holidayThatIsAddedLaterTakesItsLessonsAwayWhenTheyAreMadeAnew() {
        var slot = create(facts(1, "09:50", "10:40", room, teacher));
        school.holiday(school.term, "2040-10-22", "2040-10-26");

        var made = services.call(TimetableSlotService.class, slots -> slots.remakeAll(school.term));
        var again = services.call(TimetableSlotService.class, slots -> slots.remakeAll(school.term));

        assertEquals(new TimetableSlotService.LessonsMade(0, 0, 1), made);
        assertEquals(new TimetableSlotService.LessonsMade(0, 0, 0), again);
        assertEquals("0", lessons(slot, "slot_date = '2040-10-22'"));
    }

    @Test
    void whatIsNotThereIsNamedByField() {
        var problem = assertThrows(Problem.class, () -> create(facts(1, "09:50", "10:40", 987654L, 987655L)));

        assertEquals(
                List.of("roomId", "teacherId"),
                problem.errors().stream().map(Problem.FieldError::field).toList());
    }

    @Test
    void pagesFollowEachOtherByWeekdayAndTime() {
        create(facts(2, "09:50", "10:40", room, teacher));
        create(facts(1, "11:00", "11:50", room, teacher));
        create(facts(1, "09:50", "10:40", room, teacher));

        var first = list(null);
        var second = list(first.next());

        assertEquals("1 09:50, 1 11:00", told(first));
        assertEquals("2 09:50", told(second));
    }

    private org.lectern.shared.Page<Slot> list(String after) {
        return services.call(
                TimetableSlotService.class, slots -> slots.list(section, null, teacher, school.term, 2, after));
    }

    private static String told(org.lectern.shared.Page<Slot> page) {
        return String.join(
                ", ",
                page.items().stream()
                        .map(slot -> slot.weekday() + " " + slot.startTime())
                        .toList());
    }

    private String lessons(Slot slot, String condition) {
        return database.value("select count(*) from lesson where slot_id = ? and (" + condition + ")", slot.id());
    }

    private SlotFacts facts(int weekday, String start, String end, Long room, Long teacher) {
        return facts(weekday, start, end, room, teacher, WeekCycle.EVERY);
    }

    private SlotFacts facts(int weekday, String start, String end, Long room, Long teacher, WeekCycle cycle) {
        return new SlotFacts(
                section, weekday, LocalTime.parse(start), LocalTime.parse(end), room, teacher, cycle, null, null);
    }

    private static Slot create(SlotFacts facts) {
        return services.call(TimetableSlotService.class, slots -> slots.create(facts, null));
    }

    private static Slot update(Slot seen, SlotFacts facts) {
        return services.call(
                TimetableSlotService.class,
                slots -> slots.update(seen.id(), new ExpectedVersion(seen.version()), facts));
    }
}

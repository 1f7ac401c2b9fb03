package org.lectern.timetable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.courses.AssistantsChanged;
import org.lectern.courses.SchoolDaysChanged;
import org.lectern.courses.SectionTaughtTo;
import org.lectern.groups.GroupPartsChanged;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

/** Assistants and groups within groups, and lessons that follow what they depend on. */
class LessonUpkeepIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private PlannedSchool school;

    @BeforeEach
    void school() {
        school = new PlannedSchool(database, services);
    }

    // ------------------------------------------------------------------------------------------ assistants

    @Test
    void assistantIsInNoOtherLessonMeanwhile() {
        var assistant = school.teacher();
        var section = school.section(null);
        var other = school.section(null);
        assist(section, assistant, null);
        assist(other, assistant, null);
        var lesson = create(section, "09:00", "10:00", null);

        var teaches = clash(() -> create(school.section(null), "09:30", "10:30", assistant));
        assertEquals(List.of("TEACHER teacherId " + lesson.id()), kinds(teaches));
        assertEquals(section, teaches.clashes().get(0).sectionId());
        assertEquals(lesson.startsAt(), teaches.clashes().get(0).startsAt());
        assertTrue(teaches.clashes().get(0).with().startsWith("Ines Calder-"));
        var assists = clash(() -> create(other, "09:30", "10:30", null));
        assertEquals(List.of("ASSISTANT sectionId " + lesson.id()), kinds(assists));
        assertTrue(refusedByTheDatabase(other, "09:30", "10:30").contains("lesson_teacher_free"));
        create(other, "10:00", "11:00", null);
    }

    @Test
    void assistantIsElsewhereOnDaysThatAreNotAssigned() {
        var assistant = school.teacher();
        var section = school.section(null);
        assist(section, assistant, "2040-11-04");
        create(section, "09:00", "10:00", null);

        create(school.section(null), "09:30", "10:30", assistant);
    }

    @Test
    void assistantsGoBetweenRoomsWhereTheSchoolSaysSo() {
        var assistant = school.teacher();
        var section = school.section(null);
        assist(section, assistant, null);
        create(section, "09:00", "10:00", null);
        set("false");
        try {
            create(school.section(null), "09:30", "10:30", assistant);
        } finally {
            set("true");
        }
        // the lesson of the section could not take the assistant back, and the report says so
        assertEquals(
                "0",
                database.value(
                        "select count(*) from lesson where section_id = ? and cast(? as int) = any(staff)",
                        section,
                        assistant));
    }

    @Test
    void whoComesToAssistWhileTeachingElsewhereIsRefusedWithTheLesson() {
        var teacher = school.teacher();
        var section = school.section(null);
        create(section, "09:00", "10:00", null);
        var later = create(section, "11:00", "12:00", null);
        var elsewhere = create(school.section(null), "09:30", "10:30", teacher);

        // an import does not fail for it
        assist(section, teacher, null);

        var problem = clash(() -> services.run(LessonUpkeep.class, it -> it.take(new AssistantsChanged(section))));
        assertEquals(List.of("ASSISTANT teacherId " + elsewhere.id()), kinds(problem));
        assertEquals(
                "true",
                database.value(
                        "select case when cast(? as int) = any(staff) then 'true' end from lesson where id = ?",
                        teacher,
                        later.id()));
    }

    // ------------------------------------------------------------------------------------------ groups

    @Test
    void groupAndItsPartsHaveNoLessonsAtTheSameTimeButItsPartsDo() {
        var year = school.group();
        var form = part(year);
        var set = part(form);
        var ofSet = create(school.section(set), "09:00", "10:00", null);
        create(school.section(part(year)), "09:00", "10:00", null);

        for (var around : List.of(year, form, set)) {
            var problem = clash(() -> create(school.section(around), "09:30", "10:30", null));
            assertTrue(kinds(problem).contains("GROUP sectionId " + ofSet.id()), () -> "of " + around);
        }
        assertTrue(refusedByTheDatabase(school.section(year), "09:30", "10:30").contains("lesson_group_free"));
    }

    @Test
    void groupThatBecomesAPartIsRefusedWithTheLessonInTheWay() {
        var year = school.group();
        var form = school.group();
        create(school.section(year), "09:00", "10:00", null);
        var ofForm = create(school.section(form), "09:30", "10:30", null);
        database.execute("update student_group set parent_id = ? where id = ?", year, form);

        var problem = clash(() -> services.run(LessonUpkeep.class, it -> it.take(new GroupPartsChanged(year))));

        assertEquals(List.of("GROUP parentId " + ofForm.id()), kinds(problem));
    }

    @Test
    void reportNamesSlotsOfGroupsWithinEachOther() {
        var year = school.group();
        var one = school.section(year);
        var two = school.section(part(year));
        for (var section : List.of(one, two)) {
            school.insert(
                    "timetable_slot (section_id, weekday, start_time, end_time) values (?, 4, '09:00', '09:50')",
                    section);
        }

        var own = services.call(TimetableService.class, timetable -> timetable.clashes(500)).items().stream()
                .filter(clash -> clash.first().section().id() == one)
                .toList();

        assertEquals(List.of(Taken.GROUP), own.stream().map(SlotClash::taken).toList());
        assertEquals(two, own.get(0).second().section().id());
    }

    @Test
    void studentsInTwoLessonsAtOnceAreNamedInOneStatement() {
        var one = school.section(null);
        var two = school.section(null);
        var first = create(one, "09:00", "10:00", null);
        var second = create(two, "09:30", "10:30", null);
        create(two, "10:30", "11:30", null);
        var lena = school.insert("person (given_name, family_name) values ('Lena', 'Baker')");
        var tobi = school.insert("person (given_name, family_name) values ('Tobi', 'Adebayo')");
        for (var section : List.of(one, two)) {
            school.insert("enrollment (section_id, student_id) values (?, ?)", section, lena);
            school.insert(
                    "enrollment (section_id, student_id, begin_date, end_date) values (?, ?, ?, ?)",
                    section,
                    tobi,
                    LocalDate.of(2040, 9, 3),
                    section == one ? LocalDate.of(2040, 11, 4) : null);
        }
        var day = LocalDate.of(2040, 11, 5);
        services.prepared();

        var found =
                services
                        .call(TimetableService.class, it -> it.studentClashes(new Days(day, day), null))
                        .items()
                        .stream()
                        .filter(clash -> clash.studentId() == lena || clash.studentId() == tobi)
                        .toList();

        assertTrue(services.prepared() <= 3);
        assertEquals(1, found.size());
        assertEquals("Baker, Lena", found.get(0).name());
        assertEquals(
                List.of(first.id(), second.id()),
                List.of(found.get(0).first().lessonId(), found.get(0).second().lessonId()));
    }

    // ------------------------------------------------------------------------------------------ what lessons follow

    @Test
    void lessonsOfASectionThatIsTaughtToAnotherGroupFollowUnlessTheGroupIsTaken() {
        var group = school.group();
        var section = school.section(null);
        var lesson = create(section, "09:00", "10:00", null);
        database.execute("update section set student_group_id = ? where id = ?", group, section);

        services.run(LessonUpkeep.class, it -> it.follow(new SectionTaughtTo(section, group)));

        assertEquals(
                group + " 1",
                database.value("select student_group_id || ' ' || version from lesson where id = ?", lesson.id()));
        var other = school.section(null);
        create(other, "09:30", "10:30", null);
        database.execute("update section set student_group_id = ? where id = ?", group, other);
        var problem = clash(() -> services.run(LessonUpkeep.class, it -> it.follow(new SectionTaughtTo(other, group))));
        assertEquals(List.of("GROUP groupId " + lesson.id()), kinds(problem));
    }

    @Test
    void holidayTakesLessonsOfItsYearAwayThatNobodyTouchedAndItsEndBringsThemBack() {
        var section = school.section(null);
        var slot = services.call(
                TimetableSlotService.class,
                slots -> slots.create(
                        new SlotFacts(
                                section,
                                DayOfWeek.MONDAY.getValue(),
                                LocalTime.of(9, 0),
                                LocalTime.of(9, 50),
                                null,
                                null,
                                WeekCycle.EVERY,
                                null,
                                null),
                        null));
        database.execute("update lesson set reason = 'Trip' where slot_id = ? and slot_date = '2040-11-12'", slot.id());
        school.holiday(school.year, "2040-11-05", "2040-11-16");

        remake();

        assertEquals("2040-11-12", between(slot));
        assertEquals(
                "{\"added\": 0, \"changed\": 0, \"removed\": 1}",
                database.value(
                        "select after from audit_entry where action = 'lessons made anew' order by id desc limit 1"));
        database.execute("delete from holiday where academic_session_id = ?", school.year);
        remake();
        assertEquals("2040-11-05 2040-11-12", between(slot));
    }

    private void remake() {
        services.run(LessonUpkeep.class, it -> it.remake(new SchoolDaysChanged(school.year)));
    }

    private static String between(Slot slot) {
        return database.value(
                "select string_agg(slot_date::text, ' ' order by slot_date) from lesson where slot_id = ?"
                        + " and slot_date between '2040-11-04' and '2040-11-17'",
                slot.id());
    }

    // ------------------------------------------------------------------------------------------ helpers

    private static TimetableClash clash(Runnable request) {
        return assertThrows(TimetableClash.class, request::run);
    }

    private static List<String> kinds(TimetableClash problem) {
        return java.util.stream.IntStream.range(0, problem.clashes().size())
                .mapToObj(i -> problem.clashes().get(i).kind() + " "
                        + problem.errors().get(i).field() + " "
                        + problem.clashes().get(i).lessonId())
                .toList();
    }

    private static void set(String value) {
        database.execute(
                "insert into setting (name, value) values ('timetable.assistants-clash', ?)"
                        + " on conflict (name) do update set value = excluded.value",
                value);
    }

    private static void assist(long section, long teacher, String until) {
        database.execute(
                "insert into teacher_assignment (section_id, teacher_id, role, to_date) values (?, ?, 'ASSISTANT', ?)",
                section,
                teacher,
                until == null ? null : LocalDate.parse(until));
    }

    private long part(long whole) {
        return school.insert(
                "student_group (code, title, parent_id) values (?, 'A part', ?)", "P-" + PlannedSchool.unique(), whole);
    }

    private static String refusedByTheDatabase(long section, String start, String end) {
        return String.valueOf(assertThrows(
                        AssertionError.class,
                        () -> database.execute(
                                "insert into lesson (section_id, student_group_id, starts_at, ends_at)"
                                        + " select id, student_group_id, ?, ? from section where id = ?",
                                at(start),
                                at(end),
                                section))
                .getCause());
    }

    private static PlannedLesson create(long section, String start, String end, Long teacher) {
        return services.call(
                PlannedLessonService.class,
                lessons -> lessons.create(new LessonEntry(section, at(start), at(end), null, teacher), null));
    }

    private static OffsetDateTime at(String time) {
        return OffsetDateTime.parse("2040-11-05T" + time + ":00Z");
    }
}

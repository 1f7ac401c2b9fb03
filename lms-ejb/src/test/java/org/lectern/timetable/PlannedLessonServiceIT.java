package org.lectern.timetable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.shared.Caller;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class PlannedLessonServiceIT {

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
    void hundredAtOnceForOneRoomAreOneLessonAndNinetyNineProblemsThatNameIt() throws Exception {
        var go = new CountDownLatch(1);
        List<Callable<String>> requests = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            var own = school.section(null);
            requests.add(() -> {
                go.await();
                try {
                    return "made " + create(own, "09:00", "10:00", room, null).id();
                } catch (TimetableClash problem) {
                    var clash = problem.clashes().get(0);
                    return problem.type() + " " + problem.errors().get(0).field() + " "
                            + problem.getMessage().replaceAll(".*by lesson (\\d+) .*", "$1") + " " + clash.kind() + " "
                            + clash.lessonId();
                }
            });
        }
        create(school.section(null), "09:00", "10:00", null, null);
        var threads = Executors.newFixedThreadPool(32);
        try {
            var running = requests.stream().map(threads::submit).toList();
            go.countDown();
            List<String> answers = new ArrayList<>();
            for (var each : running) {
                answers.add(each.get());
            }
            var made =
                    answers.stream().filter(answer -> answer.startsWith("made")).toList();

            assertEquals(1, made.size(), answers::toString);
            var id = made.get(0).substring("made ".length());
            assertEquals(
                    99,
                    answers.stream()
                            .filter(answer -> answer.equals("TIMETABLE_CLASH roomId " + id + " ROOM " + id))
                            .count(),
                    answers::toString);
            assertEquals("1", database.value("select count(*) from lesson where room_id = ?", room));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void movedLessonSaysWhereItWasPlannedAndMovedBackItIsAsPlanned() {
        var lesson = create(section, "09:00", "10:00", room, teacher);
        var other = school.room();

        var moved = call(
                lesson,
                (lessons, seen) -> lessons.move(
                        lesson.id(), seen, new LessonMove(at("11:00"), at("12:00"), other, "Heating is broken")));

        assertEquals(LessonStatus.MOVED, moved.status());
        assertEquals("Heating is broken", moved.reason());
        assertEquals(lesson.startsAt(), moved.movedFrom().startsAt());
        assertEquals(lesson.room().code(), moved.movedFrom().room());
        assertEquals(1, moved.version());
        assertEquals(
                "lesson moved SCHEDULED MOVED",
                database.value(
                        "select action || ' ' || (before ->> 'status') || ' ' || (after ->> 'status')"
                                + " from audit_entry where entity = 'lesson' and entity_id = ? order by id desc limit 1",
                        lesson.id()));

        var back = call(
                moved,
                (lessons, seen) ->
                        lessons.move(lesson.id(), seen, new LessonMove(at("09:00"), at("10:00"), room, null)));

        assertEquals(LessonStatus.SCHEDULED, back.status());
        assertNull(back.movedFrom());
    }

    @Test
    void substituteWhoTeachesElsewhereIsRefusedAndAFreeOneIsTaken() {
        var lesson = create(section, "09:00", "10:00", room, teacher);
        var busy = school.teacher();
        create(school.section(null), "09:30", "10:30", null, busy);
        var free = school.teacher();

        var problem = assertThrows(
                Problem.class,
                () -> call(lesson, (lessons, seen) -> lessons.cover(lesson.id(), seen, new LessonCover(busy, null))));
        var covered = call(lesson, (lessons, seen) -> lessons.cover(lesson.id(), seen, new LessonCover(free, "Ill")));

        assertEquals(ProblemType.TIMETABLE_CLASH, problem.type());
        assertEquals("teacherId", problem.errors().get(0).field());
        assertEquals(LessonStatus.COVERED, covered.status());
        assertEquals(free, covered.teacher().id());
        assertEquals(teacher, covered.coveredFor().id());
    }

    @Test
    void cancelledLessonFreesItsRoomAndIsNotRestoredWhereAnotherTookIt() {
        var lesson = create(section, "09:00", "10:00", room, teacher);
        var cancelled =
                call(lesson, (lessons, seen) -> lessons.cancel(lesson.id(), seen, new LessonCancellation("Snow")));
        create(school.section(null), "09:30", "10:30", room, null);

        var problem = assertThrows(
                Problem.class, () -> call(cancelled, (lessons, seen) -> lessons.restore(lesson.id(), seen)));

        assertEquals(LessonStatus.CANCELLED, cancelled.status());
        assertEquals(ProblemType.TIMETABLE_CLASH, problem.type());
    }

    @Test
    void restoredLessonIsHeldAsPlanned() {
        var lesson = create(section, "09:00", "10:00", room, teacher);
        var free = school.teacher();
        var covered = call(lesson, (lessons, seen) -> lessons.cover(lesson.id(), seen, new LessonCover(free, "Ill")));
        var cancelled =
                call(covered, (lessons, seen) -> lessons.cancel(lesson.id(), seen, new LessonCancellation("Snow")));

        var restored = call(cancelled, (lessons, seen) -> lessons.restore(lesson.id(), seen));

        assertEquals(LessonStatus.SCHEDULED, restored.status());
        assertEquals(teacher, restored.teacher().id());
        assertNull(restored.reason());
        assertEquals(3, restored.version());
    }

    @Test
    void lessonWhoseRegisterWasTakenStaysAsItIs() {
        var lesson = create(section, "09:00", "10:00", room, teacher);
        database.execute(
                "update lesson set register_taken_at = now(), register_taken_by = ? where id = ?",
                teacher,
                lesson.id());

        var problem = assertThrows(
                Problem.class,
                () -> call(lesson, (lessons, seen) -> lessons.cancel(lesson.id(), seen, new LessonCancellation(null))));

        assertEquals(ProblemType.CONFLICT, problem.type());
    }

    @Test
    void changeOfALessonThatSomebodyElseChangedIsRefused() {
        var lesson = create(section, "09:00", "10:00", room, teacher);
        call(lesson, (lessons, seen) -> lessons.cancel(lesson.id(), seen, new LessonCancellation(null)));

        var problem =
                assertThrows(Problem.class, () -> call(lesson, (lessons, seen) -> lessons.restore(lesson.id(), seen)));

        assertEquals(ProblemType.STALE_VERSION, problem.type());
    }

    @Test
    void lessonsArePagedByTimeForWhomIsAsked() {
        var first = create(section, "09:00", "10:00", room, teacher);
        var second = create(school.section(null), "10:00", "11:00", room, null);
        create(school.section(null), "10:00", "11:00", null, null);
        var day = LocalDate.of(2040, 11, 5);

        var page = services.call(
                PlannedLessonService.class,
                lessons -> lessons.list(
                        new Days(day, day), new PlannedLessonService.Filter(null, room, null, null), 1, null));
        var next = services.call(
                PlannedLessonService.class,
                lessons -> lessons.list(
                        new Days(day, day), new PlannedLessonService.Filter(null, room, null, null), 1, page.next()));

        assertEquals(
                List.of(first.id()),
                page.items().stream().map(PlannedLesson::id).toList());
        assertEquals(
                List.of(second.id()),
                next.items().stream().map(PlannedLesson::id).toList());
        assertNull(next.next());
    }

    @Test
    void freeRoomsAndTeachersAreThoseWithoutALessonThen() {
        var freeRoom = school.room();
        var assistant = school.teacher();
        var freeTeacher = school.teacher();
        create(section, "09:00", "10:00", room, teacher);
        database.execute(
                "insert into teacher_assignment (section_id, teacher_id, role) values (?, ?, 'ASSISTANT')",
                section,
                assistant);

        var rooms = services.call(TimetableService.class, it -> it.freeRooms(at("09:30"), at("10:30"))).items().stream()
                .map(FreeRoom::id)
                .toList();
        var teachers =
                services.call(TimetableService.class, it -> it.freeTeachers(at("09:30"), at("10:30"))).items().stream()
                        .map(TeacherName::id)
                        .toList();

        assertTrue(rooms.contains(freeRoom) && !rooms.contains(room), rooms::toString);
        assertTrue(
                teachers.contains(freeTeacher) && !teachers.contains(teacher) && !teachers.contains(assistant),
                teachers::toString);
    }

    @Test
    void assistantWhoTeachesElsewhereIsInTheReportOnce() {
        var other = school.section(null);
        database.execute(
                "insert into teacher_assignment (section_id, teacher_id, role) values (?, ?, 'ASSISTANT')",
                section,
                teacher);
        for (var each : List.of(section, other)) {
            database.execute(
                    "insert into timetable_slot (section_id, weekday, start_time, end_time, teacher_id)"
                            + " values (?, 3, '09:00', '09:50', cast(? as bigint))",
                    each,
                    each == other ? teacher : null);
        }

        var own = services.call(TimetableService.class, timetable -> timetable.clashes(500)).items().stream()
                .filter(clash -> clash.first().section().id() == section)
                .toList();

        assertEquals(
                List.of(Taken.ASSISTANT), own.stream().map(SlotClash::taken).toList());
        assertEquals(other, own.get(0).second().section().id());
    }

    @Test
    void coverIsSeenByTheTeacherTheSubstituteTheAssistantAndTheStudentAndByNobodyElse() {
        var lesson = create(section, "09:00", "10:00", room, teacher);
        var substitute = school.teacher();
        var assistant = school.teacher();
        database.execute(
                "insert into teacher_assignment (section_id, teacher_id, role) values (?, ?, 'ASSISTANT')",
                section,
                assistant);
        var student = school.insert("person (given_name, family_name) values ('Lena', 'Baker')");
        database.execute("insert into enrollment (section_id, student_id) values (?, ?)", section, student);
        call(lesson, (lessons, seen) -> lessons.cover(lesson.id(), seen, new LessonCover(substitute, "Ill")));

        for (var person : List.of(teacher, substitute, assistant)) {
            assertEquals(List.of("COVERED true"), timetable(person, TimetableService::taught), () -> "of " + person);
        }
        assertEquals(List.of("COVERED true"), timetable(student, TimetableService::attended));
        assertEquals(List.of(), timetable(school.teacher(), TimetableService::taught));
        assertEquals(List.of(), timetable(substitute, TimetableService::attended));
    }

    private static List<String> timetable(
            long person, BiFunction<TimetableService, Days, Page<TimetableLesson>> timetable) {
        var day = LocalDate.of(2040, 11, 5);
        services.callAs(new Caller(0, person, "somebody"));
        return services.call(TimetableService.class, it -> timetable.apply(it, new Days(day, day))).items().stream()
                .map(lesson -> lesson.status() + " " + (lesson.coveredFor() != null))
                .toList();
    }

    /** A change of a lesson as it was seen. */
    private interface Change {
        PlannedLesson by(PlannedLessonService lessons, ExpectedVersion seen);
    }

    private static PlannedLesson call(PlannedLesson seen, Change change) {
        return services.call(
                PlannedLessonService.class, lessons -> change.by(lessons, new ExpectedVersion(seen.version())));
    }

    private static PlannedLesson create(long section, String start, String end, Long room, Long teacher) {
        return services.call(
                PlannedLessonService.class,
                lessons -> lessons.create(new LessonEntry(section, at(start), at(end), room, teacher), null));
    }

    private static OffsetDateTime at(String time) {
        return OffsetDateTime.parse("2040-11-05T" + time + ":00Z");
    }
}

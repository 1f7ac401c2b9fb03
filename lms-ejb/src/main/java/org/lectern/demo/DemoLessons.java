package org.lectern.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.lectern.demo.DemoPeople.Teacher;
import org.lectern.demo.DemoTimetable.Slot;

/**
 * The dated lessons, and what became of the plan: teachers who were ill and were covered, trips, rooms that could not be
 * used. The next days have one of each for the demo teacher.
 */
final class DemoLessons {

    private static final List<String> SPARE_ROOMS = List.of("118", "119", "Library", "Hall");
    private static final List<String> ROOM_REASONS = List.of(
            "The heating is being repaired.", "The room is needed for an exam.", "The projector is being replaced.");
    private static final List<String> TRIPS =
            List.of("at the theatre", "at the museum", "on a field trip", "at the library");

    private final List<Lesson> lessons = new ArrayList<>();
    private final Set<List<Object>> busy = new HashSet<>();
    private final List<Teacher> teachers;
    private final LocalDate today;

    /** Whom the demo teacher will stand in for. */
    private final Teacher physicist;

    /** A dated lesson; what can still change in it is what {@link DemoLessons} decides. */
    static final class Lesson {
        private final int id;
        private final Slot slot;
        private final LocalDate date;
        private final Instant startsAt;
        private final Instant endsAt;
        private String room;
        private Teacher teacher;
        private String status = "SCHEDULED";
        private String reason;
        private Instant takenAt;

        private Lesson(int id, Slot slot, LocalDate date) {
            var period = DemoTimetable.PERIODS.get(slot.period() - 1);
            this.id = id;
            this.slot = slot;
            this.date = date;
            this.startsAt = DemoCalendar.at(date, period.start());
            this.endsAt = DemoCalendar.at(date, period.end());
            this.teacher = slot.section().teacher();
            this.room = teacher.room();
        }

        int id() {
            return id;
        }

        Slot slot() {
            return slot;
        }

        LocalDate date() {
            return date;
        }

        boolean isCancelled() {
            return status.equals("CANCELLED");
        }

        /** Whether somebody took the register. */
        boolean isTaken() {
            return takenAt != null;
        }
    }

    /**
     * @param now decides which registers can have been taken
     */
    DemoLessons(DemoCalendar calendar, DemoTimetable timetable, DemoPeople people, Instant now) {
        this.teachers = people.teachers();
        this.today = LocalDate.ofInstant(now, DemoCalendar.ZONE);
        this.physicist = teachers.stream()
                .filter(each -> each.name().full().equals("Daniel Osei"))
                .findFirst()
                .orElseThrow();
        var days = calendar.schoolDays();
        for (var day : days) {
            for (var slot : timetable.slots()) {
                var isHeld = slot.cycle().equals("EVERY") || slot.cycle().equals("A") == calendar.isWeekA(day);
                if (slot.weekday() == day.getDayOfWeek().getValue() && isHeld) {
                    var lesson = new Lesson(lessons.size() + 1, slot, day);
                    lessons.add(lesson);
                    busy.add(List.of(lesson.teacher, day, slot.period()));
                }
            }
        }
        days.forEach(this::changesOf);
        changesForTheDemoTeacher();
        var lastDay = days.stream().filter(day -> day.isBefore(today)).reduce(today, (before, day) -> day);
        lessons.forEach(lesson -> takeRegister(lesson, now, lastDay));
        leaveOpenForTheDemoTeacher(now, lastDay);
    }

    /** What an ordinary day brings, known until a few days ahead. */
    private void changesOf(LocalDate day) {
        if (day.isAfter(today.plusDays(2))) {
            return;
        }
        var random = DemoRandom.of("changes", day.toEpochDay());
        var ofDay = lessons.stream().filter(each -> each.date.equals(day)).toList();
        if (random.chance(0.8)) {
            var ill = teachers.get(random.between(1, teachers.size() - 1));
            if (!ill.equals(physicist) || day.isBefore(today)) {
                cover(ofDay, ill, ill.name().full() + " is ill.");
            }
        }
        if (random.chance(0.12) && !day.equals(today)) {
            var year = random.pick(List.of(7, 9, 10));
            var place = random.pick(TRIPS);
            ofDay.stream()
                    .filter(each -> each.slot.section().year() == year && each.slot.period() >= 6)
                    .forEach(each -> cancel(each, "Year " + year + " " + place));
        }
        var unusable = ofDay.get(random.between(0, ofDay.size() - 1));
        if (random.chance(0.4) && unusable.status.equals("SCHEDULED")) {
            move(unusable, random.pick(ROOM_REASONS));
        }
    }

    private void changesForTheDemoTeacher() {
        var teacher = teachers.get(0);
        firstFromToday(each -> each.slot.section().subject() == DemoSubject.FMATH)
                .ifPresent(each -> move(each, "The projector in 214 is being replaced."));
        firstFromToday(each -> each.slot.section().code().equals("8-C-MATH") && each.slot.period() == 6)
                .ifPresent(first -> lessons.stream()
                        .filter(each -> each.date.equals(first.date)
                                && each.slot.section().year() == 8
                                && each.slot.period() >= 6
                                && each.status.equals("SCHEDULED"))
                        .forEach(each -> cancel(each, "Year 8 at the museum")));
        firstFromToday(each -> each.teacher.equals(physicist)
                        && !busy.contains(List.of(teacher, each.date, each.slot.period())))
                .ifPresent(each -> cover(each, teacher, "Daniel Osei is on a course."));
    }

    private Optional<Lesson> firstFromToday(Predicate<Lesson> which) {
        return lessons.stream()
                .filter(each -> !each.date.isBefore(today) && each.status.equals("SCHEDULED") && which.test(each))
                .findFirst();
    }

    private void cover(List<Lesson> ofDay, Teacher absent, String reason) {
        for (var lesson : ofDay) {
            if (lesson.teacher.equals(absent) && lesson.status.equals("SCHEDULED")) {
                teachers.stream()
                        .skip(1)
                        .filter(each -> !each.equals(absent)
                                && !busy.contains(List.of(each, lesson.date, lesson.slot.period())))
                        .min(Comparator.comparingInt(each -> each.subject() == absent.subject() ? 0 : 1))
                        .ifPresentOrElse(each -> cover(lesson, each, reason), () -> cancel(lesson, reason));
            }
        }
    }

    private void cover(Lesson lesson, Teacher substitute, String reason) {
        busy.add(List.of(substitute, lesson.date, lesson.slot.period()));
        lesson.teacher = substitute;
        lesson.status = "COVERED";
        lesson.reason = reason;
    }

    private static void cancel(Lesson lesson, String reason) {
        lesson.status = "CANCELLED";
        lesson.reason = reason;
    }

    private void move(Lesson lesson, String reason) {
        for (var room : SPARE_ROOMS) {
            if (busy.add(List.of(room, lesson.date, lesson.slot.period()))) {
                lesson.room = room;
                lesson.status = "MOVED";
                lesson.reason = reason;
                return;
            }
        }
    }

    private void takeRegister(Lesson lesson, Instant now, LocalDate lastDay) {
        var random = DemoRandom.of("register", lesson.slot.id(), lesson.date.toEpochDay());
        var takenAt = lesson.startsAt.plus(random.between(120, 1_200), ChronoUnit.SECONDS);
        var probability = lesson.date.equals(today) ? 0.8 : lesson.date.equals(lastDay) ? 0.95 : 0.994;
        if (!lesson.isCancelled() && random.chance(probability) && !takenAt.isAfter(now)) {
            lesson.takenAt = takenAt;
        }
    }

    /**
     * The demo teacher is diligent: she took all registers of earlier days but the last of 8-C, and today's but that of
     * the latest lesson that has begun.
     */
    private void leaveOpenForTheDemoTeacher(Instant now, LocalDate lastDay) {
        var own = lessons.stream()
                .filter(each ->
                        each.teacher.equals(teachers.get(0)) && !each.isCancelled() && each.startsAt.isBefore(now))
                .toList();
        own.forEach(each -> each.takenAt = each.startsAt.plus(4, ChronoUnit.MINUTES));
        own.stream()
                .filter(each -> each.date.equals(today))
                .max(Comparator.comparing(each -> each.startsAt))
                .ifPresent(each -> each.takenAt = null);
        own.stream()
                .filter(each -> each.date.equals(lastDay)
                        && lastDay.isBefore(today)
                        && each.slot.section().code().equals("8-C-MATH"))
                .forEach(each -> each.takenAt = null);
    }

    /** All lessons by time; their ids count from 1. */
    List<Lesson> all() {
        return lessons;
    }

    /** The school has these rooms beside those of the teachers. */
    static List<String> spareRooms() {
        return SPARE_ROOMS;
    }

    /**
     * Writes the lessons.
     *
     * @param rooms ids by code
     * @throws SQLException when the database refuses one
     */
    void write(Connection connection, Map<String, Integer> rooms) throws SQLException {
        var table = new DemoTable(
                "lesson",
                "id, section_id, slot_id, slot_date, student_group_id, starts_at, ends_at, room_id, teacher_id, "
                        + "original_teacher_id, status, reason, register_taken_at, register_taken_by, register_version, "
                        + "changed_at");
        var planned = today.atStartOfDay(DemoCalendar.ZONE).toInstant();
        for (var lesson : lessons) {
            var section = lesson.slot.section();
            table.add(
                    lesson.id,
                    section.id(),
                    lesson.slot.id(),
                    lesson.date,
                    section.form() < 0 ? null : section.form() + 1,
                    lesson.startsAt,
                    lesson.endsAt,
                    rooms.get(lesson.room),
                    lesson.teacher.id(),
                    lesson.teacher.equals(section.teacher())
                            ? null
                            : section.teacher().id(),
                    lesson.status,
                    lesson.reason,
                    lesson.takenAt,
                    lesson.isTaken() ? lesson.teacher.id() : null,
                    lesson.isTaken() ? 1 : 0,
                    planned);
        }
        table.writeWithIds(connection);
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    update lesson l set original_starts_at = l.starts_at, original_ends_at = l.ends_at,
                        original_room_id = s.room_id
                    from timetable_slot s where s.id = l.slot_id and l.status = 'MOVED'""");
        }
    }
}

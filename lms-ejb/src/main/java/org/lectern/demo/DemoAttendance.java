package org.lectern.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lectern.demo.DemoLessons.Lesson;
import org.lectern.demo.DemoPeople.Student;

/**
 * Who was there. Most students hardly miss a day and a few miss many; who falls ill stays away for some days; single
 * days are missed around weekends; who is late is late in the morning.
 */
final class DemoAttendance {

    private static final List<String> APPOINTMENTS =
            List.of("Dentist", "Orthodontist", "Music exam", "Medical appointment", "Passport office", "Eye test");
    private static final List<String> DELAYS =
            List.of("Bus did not come", "Train was late", "Puncture", "Overslept", "Had to take brother to school");

    /** Monday to Friday: how much likelier than on average a single day is missed. */
    private static final double[] WEEKDAY = {1.4, 0.8, 0.75, 0.8, 1.4};

    private final List<LocalDate> days;
    private final Map<Long, Habits> habits = new HashMap<>();
    private final Student demoStudent;
    private final int todayIndex;

    /**
     * What is known of a day of a student.
     *
     * @param code {@code A} or {@code E}
     * @param from first period missed
     * @param note what the office wrote; null mostly
     */
    private record Away(String code, int from, int to, String note) {}

    /**
     * How a student is.
     *
     * @param skipping probability that a single lesson is missed
     * @param lateness probability to be late in the first period
     * @param away days away by index
     */
    private record Habits(double skipping, double lateness, Map<LocalDate, Away> away) {}

    /**
     * A student's mark on a register.
     *
     * @param code {@code P}, {@code A}, {@code L} or {@code E}
     * @param minutesLate null unless late
     */
    private record Mark(String code, Integer minutesLate, String note) {
        private static final Mark PRESENT = new Mark("P", null, null);
    }

    /** @param today in the school's zone */
    DemoAttendance(DemoCalendar calendar, DemoPeople people, LocalDate today) {
        this.days = calendar.schoolDays();
        this.todayIndex = (int) days.stream().filter(day -> day.isBefore(today)).count();
        this.demoStudent = people.demoStudent();
        people.students().forEach(each -> habits.put(each.id(), habitsOf(each)));
    }

    private Habits habitsOf(Student student) {
        if (student.equals(demoStudent)) {
            return new Habits(0, 0, awayOfTheDemoStudent());
        }
        var random = DemoRandom.of("habits", student.id());
        var missing = skewed(random, 0.014, 0.055, 0.12, 0.27);
        var lateness = skewed(random, 0.01, 0.05, 0.12, 0.3);
        var away = new HashMap<LocalDate, Away>();
        for (var day : days) {
            var chance = DemoRandom.of("day", student.id(), day.toEpochDay());
            if (chance.chance(0.007)) {
                var code = chance.chance(0.6) ? "E" : "A";
                var length = 1 + (int) (5 * chance.next() * chance.next());
                var first = days.indexOf(day);
                days.subList(first, Math.min(first + length, days.size()))
                        .forEach(each -> away.put(each, new Away(code, 1, 8, code.equals("E") ? "Ill" : null)));
            } else if (chance.chance(missing * 0.8 * WEEKDAY[day.getDayOfWeek().getValue() - 1])) {
                away.putIfAbsent(day, new Away(chance.chance(0.25) ? "E" : "A", 1, 8, null));
            } else if (chance.chance(0.006)) {
                var from = chance.between(1, 6);
                away.putIfAbsent(day, new Away("E", from, from + 1, chance.pick(APPOINTMENTS)));
            }
        }
        return new Habits(missing * 0.35, lateness, away);
    }

    /** A number around one of four, of which the first is the most usual and the last is rare. */
    private static double skewed(DemoRandom random, double usual, double some, double few, double rare) {
        var which = random.next();
        var middle = which < 0.55 ? usual : which < 0.85 ? some : which < 0.97 ? few : rare;
        return middle * (0.6 + 0.8 * random.next());
    }

    private Map<LocalDate, Away> awayOfTheDemoStudent() {
        var away = new HashMap<LocalDate, Away>();
        put(away, 5, new Away("E", 1, 2, "Dentist"));
        put(away, 11, new Away("A", 1, 8, null));
        put(away, 19, new Away("E", 4, 7, "Regional choir day"));
        put(away, 26, new Away("A", 7, 7, null));
        return away;
    }

    private void put(Map<LocalDate, Away> away, int daysAgo, Away what) {
        if (todayIndex >= daysAgo) {
            away.put(days.get(todayIndex - daysAgo), what);
        }
    }

    private Mark mark(Student student, Lesson lesson) {
        var habit = habits.get(student.id());
        var period = lesson.slot().period();
        var away = habit.away.get(lesson.date());
        if (away != null && period >= away.from && period <= away.to) {
            return new Mark(away.code, null, away.note);
        }
        if (student.equals(demoStudent)) {
            return markOfTheDemoStudent(lesson, period);
        }
        var random = DemoRandom.of("mark", student.id(), lesson.date().toEpochDay(), period);
        if (random.chance(habit.skipping)) {
            return new Mark("A", null, null);
        }
        var factor = period == 1 ? 1 : period == 4 || period == 6 ? 0.2 : 0.06;
        if (random.chance(habit.lateness * factor)) {
            var minutes = period == 1 ? 2 + (int) (24 * random.next() * random.next()) : random.between(1, 7);
            return new Mark("L", minutes, period == 1 && random.chance(0.15) ? random.pick(DELAYS) : null);
        }
        return Mark.PRESENT;
    }

    private Mark markOfTheDemoStudent(Lesson lesson, int period) {
        var daysAgo = todayIndex - days.indexOf(lesson.date());
        if (period <= 2 && daysAgo == 3) {
            return period == 1 ? new Mark("L", 6, "Bus did not come") : Mark.PRESENT;
        }
        return period == 1 && daysAgo == 16 ? new Mark("L", 11, null) : Mark.PRESENT;
    }

    /**
     * Writes the marks of all registers that were taken.
     *
     * @return how many marks
     * @throws SQLException when the database refuses one
     */
    int write(Connection connection, DemoLessons lessons) throws SQLException {
        var codes = new HashMap<String, Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select code, id from attendance_code")) {
            while (rows.next()) {
                codes.put(rows.getString(1), rows.getLong(2));
            }
        }
        var table = new DemoTable("attendance_mark", "lesson_id, student_id, code_id, minutes_late, note");
        for (var lesson : lessons.all()) {
            if (lesson.isTaken()) {
                for (var student : lesson.slot().section().students()) {
                    if (!student.joined().isAfter(lesson.date())) {
                        var mark = mark(student, lesson);
                        table.add(lesson.id(), student.id(), codes.get(mark.code), mark.minutesLate, mark.note);
                    }
                }
            }
        }
        table.writeCheckedAfterwards(connection);
        return table.count();
    }
}

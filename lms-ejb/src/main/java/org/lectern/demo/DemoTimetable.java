package org.lectern.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lectern.demo.DemoSections.Section;

/**
 * The weekly timetable. Lessons are first spread over the days; then, day by day, each is given a period in which its
 * form and its teacher are both free. That is the colouring of a bipartite graph's edges, which always succeeds when
 * nobody has more lessons on a day than there are periods: where no common period is left, two periods are swapped along
 * the chain of lessons that stands in the way. Every teacher has a room of their own, so rooms cannot clash either.
 */
final class DemoTimetable {

    /** The periods of a day; the last is for clubs. */
    static final List<Period> PERIODS = List.of(
            Period.of(8, 10),
            Period.of(9, 0),
            Period.of(9, 50),
            Period.of(10, 55),
            Period.of(11, 45),
            Period.of(13, 20),
            Period.of(14, 10),
            Period.of(15, 0));

    private static final int TAUGHT = 7;

    /**
     * The week of the demo teacher and of the options, which are set at the same time for a whole year: a day and a
     * period for each lesson.
     */
    private static final Map<String, String> SET = Map.ofEntries(
            Map.entry("9-B-MATH", "11 21 37 44 56"),
            Map.entry("10-A-MATH", "13 23 33 41 53"),
            Map.entry("8-C-MATH", "16 26 32 46 51"),
            Map.entry("11", "15 25 35 55"),
            Map.entry("12", "12 22 42 52"),
            Map.entry("CHOIR", "18"),
            Map.entry("CLINIC", "28 48"),
            Map.entry("ROBOTICS", "28"),
            Map.entry("CHESS", "38"),
            Map.entry("DEBATE", "48"),
            Map.entry("RUNNING", "58"));

    private final List<Slot> slots = new ArrayList<>();
    private final Map<Object, Integer> perDay = new HashMap<>();

    /** When a period is, on the school's clocks. */
    record Period(LocalTime start, LocalTime end) {

        static Period of(int hour, int minute) {
            var start = LocalTime.of(hour, minute);
            return new Period(start, start.plusMinutes(45));
        }
    }

    /**
     * A lesson of the weekly pattern.
     *
     * @param id of the row
     * @param weekday 1 to 5, Monday first
     * @param period 1 to 8
     * @param cycle {@code EVERY}, {@code A} or {@code B}
     */
    record Slot(int id, Section section, int weekday, int period, String cycle) {}

    /** A lesson whose period is still sought, held by one form and one teacher; -1 where a whole year is busy. */
    private static final class Edge {
        private final Section section;
        private final int weekday;
        private final boolean set;
        private int period;

        Edge(Section section, int weekday, int period) {
            this.section = section;
            this.weekday = weekday;
            this.period = period;
            this.set = period > 0;
        }

        /** Who cannot be elsewhere: the teacher and the forms. */
        List<Object> busy() {
            var all = new ArrayList<Object>();
            all.add(section.teacher());
            if (section.form() >= 0) {
                all.add(section.form());
            } else if (section.year() > 0) {
                IntStream.range(0, 4).forEach(i -> all.add((section.year() - 7) * 4 + i));
            }
            return all;
        }
    }

    DemoTimetable(DemoSections sections) {
        var edges = new ArrayList<Edge>();
        var free = new ArrayList<Section>();
        for (var section : sections.all()) {
            var set = set(section);
            if (set != null) {
                for (var place : set.split(" ")) {
                    edges.add(new Edge(section, place.charAt(0) - '0', place.charAt(1) - '0'));
                }
            } else if (!section.subject().isAlternate()) {
                free.add(section);
            }
        }
        edges.stream()
                .flatMap(edge -> edge.busy().stream().map(who -> List.of(who, edge.weekday, edge.period)))
                .distinct()
                .forEach(place -> perDay.merge(place.subList(0, 2), 1, Integer::sum));
        free.sort(Comparator.comparingInt(Section::weekly).reversed());
        free.forEach(section -> days(section).forEach(day -> edges.add(new Edge(section, day, 0))));
        for (var day = 1; day <= 5; day++) {
            var weekday = day;
            placeAll(edges.stream().filter(each -> each.weekday == weekday).toList());
        }
        var alternates = new HashMap<String, Section>();
        sections.all().stream()
                .filter(each -> each.subject().isAlternate())
                .forEach(each -> alternates.put(each.form() + each.subject().name(), each));
        edges.sort(Comparator.<Edge>comparingInt(each -> each.section.id())
                .thenComparing(each -> each.weekday)
                .thenComparing(each -> each.period));
        for (var edge : edges) {
            var other = edge.section.subject().alternate();
            var alternate = other == null ? null : alternates.get(edge.section.form() + other.name());
            add(edge.section, edge, alternate == null ? "EVERY" : "A");
            if (alternate != null) {
                add(alternate, edge, "B");
            }
        }
    }

    private static String set(Section section) {
        var ofYear = section.form() < 0 ? SET.get(Integer.toString(section.year())) : null;
        return ofYear != null ? ofYear : SET.get(section.code());
    }

    private void add(Section section, Edge edge, String cycle) {
        slots.add(new Slot(slots.size() + 1, section, edge.weekday, edge.period, cycle));
    }

    /** Takes the days on which form and teacher have fewest lessons. */
    private List<Integer> days(Section section) {
        var days = IntStream.rangeClosed(1, 5)
                .boxed()
                .sorted(Comparator.comparingInt((Integer day) -> weight(section, day))
                        .thenComparing(day -> (day + section.id()) % 5))
                .limit(section.weekly())
                .toList();
        for (var day : days) {
            perDay.merge(List.of(section.form(), day), 1, Integer::sum);
            perDay.merge(List.of(section.teacher(), day), 1, Integer::sum);
        }
        return days;
    }

    private int weight(Section section, int day) {
        var form = perDay.getOrDefault(List.of(section.form(), day), 0);
        var teacher = perDay.getOrDefault(List.of(section.teacher(), day), 0);
        return form * form + teacher * teacher + (form >= TAUGHT || teacher >= TAUGHT ? 1_000 : 0);
    }

    private static void placeAll(List<Edge> edges) {
        var at = new HashMap<Object, Edge>();
        edges.stream().filter(each -> each.set).forEach(each -> occupy(at, each));
        // in no order of subjects, or mathematics would be the first lesson of every day
        edges.stream()
                .filter(each -> !each.set)
                .sorted(Comparator.comparingDouble(each ->
                        DemoRandom.of("turn", each.section.id(), each.weekday).next()))
                .forEach(each -> place(at, each));
    }

    private static void occupy(Map<Object, Edge> at, Edge edge) {
        for (var who : edge.busy()) {
            var other = at.put(List.of(who, edge.period), edge);
            // the options of a year are beside each other, for the same forms
            var isOption = other != null && other.set && edge.set && !who.equals(edge.section.teacher());
            if (other != null && !isOption) {
                throw new IllegalStateException(edge.section.code() + " clashes in period " + edge.period + ".");
            }
        }
    }

    private static void place(Map<Object, Edge> at, Edge edge) {
        var form = (Object) edge.section.form();
        var teacher = (Object) edge.section.teacher();
        var formFree = free(at, form);
        var teacherFree = free(at, teacher);
        var common = formFree.stream().filter(teacherFree::contains).toList();
        if (!common.isEmpty()) {
            // mostly early, so that gaps are few, but not always the first
            var random = DemoRandom.of("period", edge.section.id(), edge.weekday);
            edge.period = common.get(random.chance(0.75) ? 0 : random.between(0, common.size() - 1));
            occupy(at, edge);
            return;
        }
        for (var formPeriod : formFree) {
            for (var teacherPeriod : teacherFree) {
                if (swap(at, teacher, formPeriod, teacherPeriod)) {
                    edge.period = formPeriod;
                    occupy(at, edge);
                    return;
                }
            }
        }
        throw new IllegalStateException("No period is left for " + edge.section.code() + ".");
    }

    private static List<Integer> free(Map<Object, Edge> at, Object who) {
        return IntStream.rangeClosed(1, TAUGHT)
                .filter(period -> !at.containsKey(List.of(who, period)))
                .boxed()
                .toList();
    }

    /**
     * Frees a period of a teacher, who has the other one free, by swapping the two along the chain of lessons.
     *
     * @return false, with nothing changed, where a lesson of the chain is set
     */
    private static boolean swap(Map<Object, Edge> at, Object teacher, int period, int other) {
        var chain = new ArrayList<Edge>();
        var seen = new HashSet<Edge>();
        var who = teacher;
        var wanted = period;
        for (var edge = at.get(List.of(who, wanted)); edge != null; edge = at.get(List.of(who, wanted))) {
            if (edge.set || !seen.add(edge)) {
                return false;
            }
            chain.add(edge);
            who = who.equals(edge.section.teacher()) ? (Object) edge.section.form() : edge.section.teacher();
            wanted = wanted == period ? other : period;
        }
        chain.forEach(edge -> edge.busy().forEach(each -> at.remove(List.of(each, edge.period))));
        chain.forEach(edge -> edge.period = edge.period == period ? other : period);
        chain.forEach(edge -> occupy(at, edge));
        return true;
    }

    /** All slots; their ids count from 1. */
    List<Slot> slots() {
        return slots;
    }

    /**
     * Writes the slots.
     *
     * @param rooms ids by code
     * @throws SQLException when the database refuses one
     */
    void write(Connection connection, Map<String, Integer> rooms, DemoCalendar calendar) throws SQLException {
        var table = new DemoTable(
                "timetable_slot",
                "id, section_id, weekday, start_time, end_time, room_id, teacher_id, week_cycle, from_date, to_date");
        for (var slot : slots) {
            var period = PERIODS.get(slot.period - 1);
            var teacher = slot.section.teacher();
            table.add(
                    slot.id,
                    slot.section.id(),
                    slot.weekday,
                    period.start,
                    period.end,
                    rooms.get(teacher.room()),
                    teacher.id(),
                    slot.cycle,
                    calendar.start(),
                    calendar.end());
        }
        table.writeWithIds(connection);
    }
}

package org.lectern.web.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.lectern.timetable.LessonStatus;
import org.lectern.timetable.PlannedLesson;
import org.lectern.timetable.SchoolWeek;
import org.lectern.web.tags.Functions;

/**
 * A week drawn: its days side by side, what happens in them in its place. Places are minutes below the upper edge.
 *
 * @param days in order
 * @param hours lines with the time of day
 * @param begin the time of day at the upper edge, in minutes after midnight
 * @param minutes from the upper to the lower edge
 * @param counts what the week holds, in words
 */
public record Board(List<Day> days, List<Hour> hours, int begin, int minutes, String counts) {

    /** The board shows at least this much of the day. */
    private static final int EARLIEST = 9 * 60;

    private static final int LATEST = 15 * 60;
    private static final int HOUR = 60;
    private static final int HUES = 10;
    private static final String MOVED = "arrow-right-left";

    /** Shorter ones are drawn as if they were so long, so that their name can be read. */
    private static final int SHORTEST = 25;

    /**
     * A day.
     *
     * @param date which
     * @param today whether it is today
     * @param closure why there are no lessons; null when there are
     * @param blocks what happens, by time
     * @param now where the present moment is; null on other days and outside of the board
     */
    public record Day(LocalDate date, boolean today, String closure, List<Block> blocks, Integer now) {}

    /**
     * A line.
     *
     * @param label the time of day
     * @param at its place
     */
    public record Hour(String label, int at) {}

    /**
     * A lesson in its place, or the place that it was moved from.
     *
     * @param lesson the lesson
     * @param ghost whether it is not held here any more
     * @param hue 1 to 10, the same for a section throughout the week
     * @param at its place
     * @param length in minutes
     * @param lane 0 for the first of those beside each other
     * @param lanes how many are beside each other
     * @param title its first line
     * @param details its second line
     * @param note what became of it; null when it stands as planned
     * @param brief the same in as few letters as can be, for narrow ones
     * @param icon of the note; null when there is none
     * @param styles classes of its state
     * @param fixed whether it cannot be moved any more
     */
    public record Block(
            PlannedLesson lesson,
            boolean ghost,
            int hue,
            int at,
            int length,
            int lane,
            int lanes,
            String title,
            String details,
            String note,
            String brief,
            String icon,
            String styles,
            boolean fixed) {

        private Block in(int place, int places) {
            return new Block(
                    lesson, ghost, hue, at, length, place, places, title, details, note, brief, icon, styles, fixed);
        }

        private boolean meets(Block other) {
            return at < other.at + other.length && other.at < at + length;
        }
    }

    /** What became of a lesson, in words and in few. */
    private record Note(String text, String brief, String icon) {

        private static Note of(String key, String value, String icon) {
            return new Note(Functions.say(key, value), Functions.say(key + ".brief", value), icon);
        }
    }

    /**
     * Draws a week.
     *
     * @param week the days and what closes them
     * @param lessons of one group, teacher or room
     * @param by whose they are
     * @param zone of the school
     * @param now the present moment
     */
    static Board of(SchoolWeek week, List<PlannedLesson> lessons, Kind by, ZoneId zone, Instant now) {
        var dates = new ArrayList<>(week.days());
        lessons.stream()
                .map(lesson -> lesson.startsAt().toLocalDate())
                .filter(date -> !dates.contains(date))
                .distinct()
                .forEach(dates::add);
        dates.sort(Comparator.naturalOrder());
        var first = IntStream.concat(
                        week.periods().stream().mapToInt(period -> minute(period.startTime())),
                        lessons.stream().mapToInt(lesson -> minute(lesson.startsAt())))
                .min()
                .orElse(EARLIEST);
        var last = IntStream.concat(
                        week.periods().stream().mapToInt(period -> minute(period.endTime())),
                        lessons.stream().mapToInt(lesson -> minute(lesson.startsAt()) + length(lesson)))
                .max()
                .orElse(LATEST);
        int begin = Math.min(EARLIEST, first - first % HOUR);
        int end = Math.min(24 * HOUR, Math.max(LATEST, last + (HOUR - last % HOUR) % HOUR));
        var hues = hues(lessons);
        var today = now.atZone(zone).toLocalDate();
        var days = new ArrayList<Day>();
        for (var date : dates) {
            var blocks = new ArrayList<Block>();
            for (var lesson : lessons) {
                if (lesson.startsAt().toLocalDate().equals(date)) {
                    blocks.add(block(lesson, by, hues, begin, now));
                }
                var from = lesson.movedFrom();
                if (from != null
                        && from.startsAt().toLocalDate().equals(date)
                        && !from.startsAt().isEqual(lesson.startsAt())) {
                    blocks.add(ghost(lesson, by, hues, begin));
                }
            }
            int minute = minute(now.atZone(zone).toLocalTime()) - begin;
            days.add(new Day(
                    date,
                    date.equals(today),
                    week.closures().stream()
                            .filter(closure -> closure.contains(date))
                            .map(SchoolWeek.Closure::title)
                            .findFirst()
                            .orElse(null),
                    inLanes(blocks),
                    date.equals(today) && minute >= 0 && minute <= end - begin ? minute : null));
        }
        var hours = new ArrayList<Hour>();
        for (int minute = begin; minute <= end; minute += HOUR) {
            hours.add(new Hour(String.format(Locale.ROOT, "%02d:00", minute / HOUR), minute - begin));
        }
        return new Board(List.copyOf(days), List.copyOf(hours), begin, end - begin, counts(lessons));
    }

    private static Map<Long, Integer> hues(List<PlannedLesson> lessons) {
        Map<Long, Integer> hues = new HashMap<>();
        lessons.stream()
                .map(lesson -> lesson.section().id())
                .distinct()
                .sorted()
                .forEach(id -> hues.put(id, hues.size() % HUES + 1));
        return hues;
    }

    private static Block block(PlannedLesson lesson, Kind by, Map<Long, Integer> hues, int begin, Instant now) {
        var open = lesson.status() != LessonStatus.CANCELLED
                && !lesson.registerTaken()
                && lesson.endsAt().toInstant().isBefore(now);
        var styles = new StringJoiner(" ");
        Note note = null;
        var cancelled = lesson.status() == LessonStatus.CANCELLED;
        if (cancelled) {
            styles.add("off");
            note = lesson.reason() == null
                    ? Note.of("schedule.cancelled", null, "ban")
                    : Note.of("schedule.cancelledFor", lesson.reason(), "ban");
        } else if (lesson.coveredFor() != null || lesson.status() == LessonStatus.COVERED) {
            styles.add("cov");
            note = Note.of(
                    "schedule.covers",
                    lesson.teacher() == null ? "" : lesson.teacher().name(),
                    "user-round-check");
        } else if (lesson.movedFrom() != null) {
            note = lesson.movedFrom().startsAt().isEqual(lesson.startsAt())
                    ? Note.of(
                            "schedule.roomWas",
                            lesson.movedFrom().room() == null
                                    ? "–"
                                    : lesson.movedFrom().room(),
                            MOVED)
                    : Note.of(
                            "schedule.movedFrom", Texts.place(lesson.movedFrom().startsAt()), MOVED);
        }
        if (open) {
            styles.add("open");
            if (note == null) {
                note = Note.of("schedule.notTaken", null, null);
            }
        }
        var details = new StringJoiner(" · ");
        details.add(Texts.time(lesson.startsAt()));
        if (by != Kind.ROOM && lesson.room() != null) {
            details.add(lesson.room().code());
        }
        return new Block(
                lesson,
                false,
                hues.get(lesson.section().id()),
                minute(lesson.startsAt()) - begin,
                Math.max(SHORTEST, length(lesson)),
                0,
                1,
                Texts.title(lesson, by),
                details.toString(),
                note == null ? null : note.text(),
                note == null ? null : note.brief(),
                note == null ? null : note.icon(),
                styles.toString(),
                cancelled || lesson.registerTaken());
    }

    private static Block ghost(PlannedLesson lesson, Kind by, Map<Long, Integer> hues, int begin) {
        var from = lesson.movedFrom();
        var note = Note.of("schedule.movedTo", Texts.place(lesson.startsAt()), "arrow-right");
        return new Block(
                lesson,
                true,
                hues.get(lesson.section().id()),
                minute(from.startsAt()) - begin,
                Math.max(SHORTEST, (int)
                        Duration.between(from.startsAt(), from.endsAt()).toMinutes()),
                0,
                1,
                Texts.title(lesson, by),
                Texts.time(from.startsAt()),
                note.text(),
                note.brief(),
                note.icon(),
                "ghost",
                true);
    }

    /** Puts those that meet beside each other. */
    private static List<Block> inLanes(List<Block> blocks) {
        blocks.sort(Comparator.comparingInt(Block::at).thenComparing(Block::ghost));
        var placed = new ArrayList<Block>();
        for (int i = 0; i < blocks.size(); ) {
            int end = i + 1;
            int reach = blocks.get(i).at + blocks.get(i).length;
            while (end < blocks.size() && blocks.get(end).at < reach) {
                reach = Math.max(reach, blocks.get(end).at + blocks.get(end).length);
                end++;
            }
            placed.addAll(beside(blocks.subList(i, end)));
            i = end;
        }
        return List.copyOf(placed);
    }

    private static List<Block> beside(List<Block> together) {
        var lanes = new ArrayList<List<Block>>();
        var laneOf = new ArrayList<Integer>();
        for (var block : together) {
            int lane = 0;
            while (lane < lanes.size() && lanes.get(lane).stream().anyMatch(block::meets)) {
                lane++;
            }
            if (lane == lanes.size()) {
                lanes.add(new ArrayList<>());
            }
            lanes.get(lane).add(block);
            laneOf.add(lane);
        }
        return IntStream.range(0, together.size())
                .mapToObj(i -> together.get(i).in(laneOf.get(i), lanes.size()))
                .toList();
    }

    private static String counts(List<PlannedLesson> lessons) {
        var parts = new StringJoiner(", ");
        parts.add(Functions.say("schedule.lessons", lessons.size()));
        count(parts, "home.moved", lessons, lesson -> lesson.movedFrom() != null);
        count(parts, "home.covered", lessons, lesson -> lesson.status() == LessonStatus.COVERED);
        count(parts, "home.cancelled", lessons, lesson -> lesson.status() == LessonStatus.CANCELLED);
        return parts.toString();
    }

    private static void count(
            StringJoiner parts, String key, List<PlannedLesson> lessons, Predicate<PlannedLesson> which) {
        long count = lessons.stream().filter(which).count();
        if (count > 0) {
            parts.add(Functions.say(key, count));
        }
    }

    private static int length(PlannedLesson lesson) {
        return (int) Duration.between(lesson.startsAt(), lesson.endsAt()).toMinutes();
    }

    private static int minute(OffsetDateTime moment) {
        return minute(moment.toLocalTime());
    }

    static int minute(LocalTime time) {
        return time.getHour() * HOUR + time.getMinute();
    }
}

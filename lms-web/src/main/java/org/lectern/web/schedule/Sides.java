package org.lectern.web.schedule;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lectern.timetable.LessonStatus;
import org.lectern.timetable.PlannedLesson;
import org.lectern.web.shell.EditBean.Difference;
import org.lectern.web.tags.Functions;

/**
 * A lesson in words, so that what two people made of it can be put side by side.
 *
 * @param day when it is
 * @param time from when until when
 * @param room where
 * @param teacher who teaches it
 * @param state whether it is held
 * @param reason why it is not as planned
 */
record Sides(String day, String time, String room, String teacher, String state, String reason) {

    private static final String STATE = "lesson.state";

    static Sides of(PlannedLesson lesson) {
        return new Sides(
                words(lesson.startsAt().toLocalDate()),
                words(lesson.startsAt().toLocalTime(), lesson.endsAt().toLocalTime()),
                words(lesson.room() == null ? null : lesson.room().code()),
                words(lesson.teacher() == null ? null : lesson.teacher().name()),
                state(lesson.status() != LessonStatus.CANCELLED),
                words(lesson.reason()));
    }

    /** The same lesson elsewhere. */
    Sides at(LocalDate date, LocalTime from, LocalTime to, String where, String why) {
        return new Sides(words(date), words(from, to), words(where), teacher, state, words(why));
    }

    /** The same lesson with another teacher. */
    Sides by(String substitute, String why) {
        return new Sides(day, time, room, substitute, state, words(why));
    }

    /** The same lesson cancelled. */
    Sides cancelled(String why) {
        return new Sides(day, time, room, teacher, state(false), words(why));
    }

    /** The same lesson held as planned. */
    Sides held() {
        return new Sides(day, time, room, teacher, state(true), words((String) null));
    }

    /** What both changed, and not to the same; all of the own when the other cancelled what is to be held, or held it. */
    List<Difference> against(Sides theirs, Sides before) {
        var was = before.values();
        var other = theirs.values();
        boolean opposed = !state.equals(theirs.state);
        return values().entrySet().stream()
                .filter(mine -> !mine.getValue().equals(other.get(mine.getKey())))
                .filter(mine -> mine.getKey().equals(STATE)
                        || !mine.getValue().equals(was.get(mine.getKey()))
                                && (opposed || !other.get(mine.getKey()).equals(was.get(mine.getKey()))))
                .map(mine -> new Difference(label(mine.getKey()), mine.getValue(), other.get(mine.getKey())))
                .toList();
    }

    /** Labels of what only the other changed. */
    List<String> withoutMine(Sides theirs, Sides before) {
        var was = before.values();
        var other = theirs.values();
        return values().entrySet().stream()
                .filter(mine -> !mine.getKey().equals(STATE))
                .filter(mine -> mine.getValue().equals(was.get(mine.getKey())))
                .filter(mine -> !mine.getValue().equals(other.get(mine.getKey())))
                .map(mine -> label(mine.getKey()))
                .toList();
    }

    private Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        values.put("schedule.day", day);
        values.put("schedule.time", time);
        values.put("schedule.ROOM", room);
        values.put("schedule.TEACHER", teacher);
        values.put(STATE, state);
        values.put("schedule.reason", reason);
        return values;
    }

    private static String label(String key) {
        return Functions.say(key, null);
    }

    private static String words(LocalDate date) {
        return date == null
                ? words((String) null)
                : date.format(DateTimeFormatter.ofPattern("EEEE d MMMM", Functions.locale()));
    }

    private static String words(LocalTime from, LocalTime to) {
        return from + "–" + to;
    }

    private static String words(String text) {
        return text == null || text.isBlank() ? Functions.say("person.nothing", null) : text;
    }

    private static String state(boolean held) {
        return Functions.say(held ? "lesson.held" : "lesson.CANCELLED", null);
    }
}

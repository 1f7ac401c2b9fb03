package org.lectern.web.schedule;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lectern.settings.Settings;
import org.lectern.shared.LifeStatus;
import org.lectern.timetable.Clash;
import org.lectern.timetable.FreeRoom;
import org.lectern.timetable.RoomService;
import org.lectern.timetable.ScheduleService;
import org.lectern.timetable.Substitute;
import org.lectern.timetable.TimetableService;
import org.lectern.web.tags.Functions;

/**
 * Where, when and with whom the chosen lesson could be held: what stands in the way of the place that is typed, and what
 * is free. For {@code /admin/schedule/index.xhtml}.
 */
@Named
@RequestScoped
public class PlaceBean {

    private static final int ROOMS = 500;
    private static final int WEEK = 7;

    /** Days before and after the week that are looked at when one of them is typed. */
    private static final int NEAR = 14;

    /** How many free rooms are offered. */
    private static final int FREE_ROOMS = 6;

    @Inject
    private LessonBean chosen;

    @Inject
    private ScheduleBean schedule;

    @Inject
    private ScheduleService scheduleService;

    @Inject
    private TimetableService timetableService;

    @Inject
    private RoomService roomService;

    @Inject
    private Settings settings;

    private List<RoomService.View> rooms;
    private Answer<Clash> taken;
    private Answer<FreeRoom> freeRooms;
    private Answer<Substitute> substitutes;

    /** What was found for a question; another question is asked anew. */
    private record Answer<T>(List<Object> question, List<T> found) {

        private static <T> Answer<T> to(List<Object> question, Answer<T> known, Supplier<List<T>> search) {
            return known != null && known.question.equals(question) ? known : new Answer<>(question, search.get());
        }
    }

    private LessonForm form() {
        return chosen.getForm();
    }

    private List<Clash> taken() {
        var lesson = chosen.getLesson();
        var zone = settings.timeZone();
        var first = schedule.getSchoolWeek().first();
        var after = first.plusDays(WEEK);
        var date = form().getDate();
        // another week may have been typed
        var from = date != null && date.isBefore(first) && date.isAfter(first.minusDays(NEAR)) ? date : first;
        var to =
                date != null && !date.isBefore(after) && date.isBefore(after.plusDays(NEAR)) ? date.plusDays(1) : after;
        var teacher = lesson.teacher() == null ? null : lesson.teacher().id();
        taken = Answer.to(
                Stream.of(lesson.id(), form().getRoomId(), teacher, from, to)
                        .map(each -> (Object) String.valueOf(each))
                        .toList(),
                taken,
                () -> scheduleService
                        .inTheWay(lesson.id(), form().getRoomId(), teacher, beginOf(from), beginOf(to))
                        .items());
        return taken.found;
    }

    private OffsetDateTime beginOf(LocalDate day) {
        return day.atStartOfDay(settings.timeZone()).toOffsetDateTime();
    }

    /** What is taken in the week for the chosen lesson, for the browser. */
    public String getTaken() {
        var all = Json.createArrayBuilder();
        taken().forEach(clash -> all.add(Json.createObjectBuilder()
                .add("day", clash.startsAt().toLocalDate().toString())
                .add("from", Board.minute(clash.startsAt().toLocalTime()))
                .add("to", Board.minute(clash.endsAt().toLocalTime()))
                .add("kind", Functions.say("taken." + clash.kind(), null))
                .add("text", Texts.reason(clash))));
        return all.build().toString();
    }

    /** What stands in the way of the place that is typed, in sentences. */
    public List<String> getClashes() {
        if (!form().isPlaced() || !chosen.isHeld()) {
            return List.of();
        }
        var from = form().begin(settings.timeZone());
        var to = form().end(settings.timeZone());
        return Stream.concat(
                        schedule.getSchoolWeek().closures().stream()
                                .filter(closure -> closure.contains(form().getDate()))
                                .map(closure -> Functions.say("schedule.closedFor", closure.title())),
                        taken().stream()
                                .filter(clash -> clash.startsAt().isBefore(to) && from.isBefore(clash.endsAt()))
                                .map(Texts::sentence))
                .toList();
    }

    /** Whether another place is typed than the lesson has. */
    public boolean isElsewhere() {
        var lesson = chosen.getLesson();
        return !form().isPlaced()
                || !form().begin(settings.timeZone()).isEqual(lesson.startsAt())
                || !form().end(settings.timeZone()).isEqual(lesson.endsAt())
                || !Objects.equals(
                        form().getRoomId(),
                        lesson.room() == null ? null : lesson.room().id());
    }

    /** The rooms in use. */
    public List<RoomService.View> getRooms() {
        if (rooms == null) {
            rooms = roomService.list(null, LifeStatus.ACTIVE, ROOMS, null).items();
        }
        return rooms;
    }

    /** Some rooms in which nothing is at the time that is typed. */
    public List<FreeRoom> getFreeRooms() {
        if (!form().isPlaced()) {
            return List.of();
        }
        freeRooms = Answer.to(
                List.of(form().begin(settings.timeZone()), form().end(settings.timeZone())),
                freeRooms,
                () -> timetableService
                        .freeRooms(form().begin(settings.timeZone()), form().end(settings.timeZone()))
                        .items());
        return freeRooms.found.stream()
                .filter(room -> !Objects.equals(room.id(), form().getRoomId()))
                .limit(FREE_ROOMS)
                .toList();
    }

    /** Who is free to take the chosen lesson, those first who know it best. */
    public List<Substitute> getSubstitutes() {
        substitutes = Answer.to(
                List.of(chosen.getLessonId()),
                substitutes,
                () -> scheduleService.substitutes(chosen.getLessonId()).items());
        return substitutes.found;
    }

    /** A substitute with what speaks for the person. */
    public String words(Substitute substitute) {
        var why = substitute.assigned()
                ? "substitute.assigned"
                : substitute.teachesCourse() ? "substitute.course" : "substitute.free";
        return Functions.say(why, new Object[] {substitute.name(), substitute.lessonsThatDay()});
    }
}

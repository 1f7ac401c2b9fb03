package org.lectern.web.schedule;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lectern.groups.GroupService;
import org.lectern.people.PeopleService;
import org.lectern.people.Role;
import org.lectern.settings.Settings;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.timetable.Clash;
import org.lectern.timetable.Days;
import org.lectern.timetable.FreeRoom;
import org.lectern.timetable.LessonCancellation;
import org.lectern.timetable.LessonCover;
import org.lectern.timetable.LessonMove;
import org.lectern.timetable.LessonStatus;
import org.lectern.timetable.PlannedLesson;
import org.lectern.timetable.PlannedLessonService;
import org.lectern.timetable.RoomService;
import org.lectern.timetable.ScheduleService;
import org.lectern.timetable.SchoolWeek;
import org.lectern.timetable.SlotFacts;
import org.lectern.timetable.Substitute;
import org.lectern.timetable.TimetableService;
import org.lectern.timetable.TimetableSlotService;
import org.lectern.timetable.WeekCycle;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;

/**
 * A week of a group, teacher or room, and what is done to one of its lessons, for {@code /admin/schedule/index.xhtml}.
 * The address says whose week it is, which one, and which lesson is chosen.
 */
@Named
@ViewScoped
public class ScheduleBean implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Lessons of a week; more than anybody has. */
    private static final int LESSONS = 500;

    /** How many can be chosen from before somebody has to type. */
    private static final int CHOICES = 12;

    private static final int ROOMS = 500;
    private static final int WEEK = 7;

    /** How many free rooms are offered. */
    private static final int FREE_ROOMS = 6;

    @Inject
    private ScheduleService scheduleService;

    @Inject
    private PlannedLessonService lessonService;

    @Inject
    private TimetableSlotService slotService;

    @Inject
    private TimetableService timetableService;

    @Inject
    private GroupService groupService;

    @Inject
    private PeopleService peopleService;

    @Inject
    private RoomService roomService;

    @Inject
    private Settings settings;

    @Inject
    private Notices notices;

    private Kind by = Kind.GROUP;
    private Long id;
    private LocalDate week;
    private String search;

    private transient Choice owner;
    private transient SchoolWeek schoolWeek;
    private transient Board board;
    private transient List<Choice> choices;
    private transient List<RoomService.View> rooms;
    private transient List<Substitute> substitutes;
    private transient PlannedLesson lesson;
    private transient List<Clash> taken;
    private transient List<FreeRoom> freeRooms;

    private Long lessonId;
    private int version;
    private int slotVersion;
    private Task task = Task.MOVE;
    private boolean stale;
    private LocalDate date;
    private LocalTime startsAt;
    private LocalTime endsAt;
    private Long roomId;
    private Long teacherId;
    private String reason;

    /** What can be done to a lesson. */
    public enum Task {
        /** Hold it elsewhere. */
        MOVE,

        /** Let somebody else teach it. */
        COVER,

        /** Do not hold it. */
        CANCEL
    }

    /**
     * Somebody or something that has a week.
     *
     * @param id which
     * @param name as it is called
     * @param note what else to know it by; null for nothing
     */
    public record Choice(long id, String name, String note) {}

    /**
     * Reads what the address names; the page is unknown when there is none.
     *
     * @throws IOException when the browser went away
     */
    public void read() throws IOException {
        try {
            if (by == null) {
                by = Kind.GROUP;
            }
            if (id == null) {
                id = getChoices().stream().map(Choice::id).findFirst().orElse(null);
            }
            getOwner();
        } catch (Problem absent) {
            var faces = FacesContext.getCurrentInstance();
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            faces.responseComplete();
            return;
        }
        if (lessonId != null) {
            try {
                choose(lessonId);
            } catch (Problem gone) {
                // a slot was changed since, and its lessons were made anew
                lessonId = null;
            }
        }
    }

    /** Chooses the lesson that the browser names as {@code lesson}; none when there is no such lesson any more. */
    public void pick() {
        var named = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("lesson");
        lessonId = null;
        lesson = null;
        if (named != null && named.matches("\\d{1,18}")) {
            try {
                choose(Long.parseLong(named));
            } catch (Problem gone) {
                notices.refuse(gone);
            }
        }
    }

    private void choose(long which) {
        lesson = lessonService.get(which);
        lessonId = which;
        remember(lesson);
        task = Task.MOVE;
        stale = false;
        date = lesson.startsAt().toLocalDate();
        startsAt = lesson.startsAt().toLocalTime();
        endsAt = lesson.endsAt().toLocalTime();
        roomId = lesson.room() == null ? null : lesson.room().id();
        teacherId = null;
        reason = null;
        taken = null;
        freeRooms = null;
        substitutes = null;
    }

    /**
     * Shows what is needed for something.
     *
     * @param what one of {@link Task}
     */
    public void show(String what) {
        task = Task.valueOf(what);
    }

    /** Looks again at what is in the way, because another place was typed. */
    public void look() {
        taken = null;
        freeRooms = null;
    }

    /** Moves the lesson. */
    public String move() {
        return change(
                () -> lessonService.move(
                        lessonId, new ExpectedVersion(version), new LessonMove(begin(), end(), roomId, reason)),
                moved -> Functions.say(
                        "schedule.moved", new Object[] {moved.section().title(), Texts.exactly(moved.startsAt())}));
    }

    /** Moves the weekly slot of the lesson to the typed weekday, times and room; all lessons to come follow. */
    public String moveWeekly() {
        var slotId = getLesson().slotId();
        if (slotId == null || date == null) {
            return move();
        }
        var title = getLesson().section().title();
        return write(() -> {
            var facts = slotService.get(slotId).facts();
            slotService.update(
                    slotId,
                    new ExpectedVersion(slotVersion),
                    new SlotFacts(
                            facts.sectionId(),
                            date.getDayOfWeek().getValue(),
                            startsAt,
                            endsAt,
                            roomId,
                            facts.teacherId(),
                            facts.weekCycle(),
                            facts.fromDate(),
                            facts.toDate()));
            notices.done(Functions.say("schedule.movedWeekly", new Object[] {
                title, date.format(DateTimeFormatter.ofPattern("EEEE", Functions.locale())), startsAt.toString()
            }));
            return address(by, id, date);
        });
    }

    /** Lets the chosen teacher take the lesson. */
    public String cover() {
        if (teacherId == null) {
            notices.fault("teacherId", Functions.say("schedule.teacherMissing", null));
            return null;
        }
        return change(
                () -> lessonService.cover(lessonId, new ExpectedVersion(version), new LessonCover(teacherId, reason)),
                covered -> Functions.say("schedule.covered", new Object[] {
                    covered.teacher().name(), covered.section().title()
                }));
    }

    /** Cancels the lesson. */
    public String cancel() {
        return change(
                () -> lessonService.cancel(lessonId, new ExpectedVersion(version), new LessonCancellation(reason)),
                cancelled -> Functions.say(
                        "schedule.nowCancelled",
                        new Object[] {cancelled.section().title(), Texts.exactly(cancelled.startsAt())}));
    }

    /** Takes back what was done to the lesson. */
    public String restore() {
        return change(
                () -> lessonService.restore(lessonId, new ExpectedVersion(version)),
                restored -> Functions.say(
                        "schedule.restored",
                        new Object[] {restored.section().title(), Texts.exactly(restored.startsAt())}));
    }

    private String change(Supplier<PlannedLesson> work, Function<PlannedLesson, String> done) {
        return write(() -> {
            var changed = work.get();
            notices.done(done.apply(changed));
            return address(by, id, changed.startsAt().toLocalDate()) + "&lesson=" + lessonId;
        });
    }

    private String write(Supplier<String> work) {
        try {
            return work.get() + "&faces-redirect=true";
        } catch (Problem problem) {
            forget();
            switch (problem.type()) {
                case STALE_VERSION -> {
                    // the other's change is shown beside what was typed here; the next press is made knowing it
                    stale = true;
                    remember(getLesson());
                }
                // what is needed may have no field here, as the group has none
                case TIMETABLE_CLASH -> problem.errors().forEach(error -> notices.fault(error.message()));
                default -> notices.refuse(problem);
            }
            return null;
        }
    }

    private void remember(PlannedLesson seen) {
        version = seen.version();
        slotVersion = seen.slotId() == null ? 0 : slotService.get(seen.slotId()).version();
    }

    private void forget() {
        lesson = null;
        board = null;
        taken = null;
        freeRooms = null;
        substitutes = null;
    }

    private static String address(Kind by, Long id, LocalDate day) {
        return "/admin/schedule/index.xhtml?by=" + by + (id == null ? "" : "&id=" + id)
                + (day == null ? "" : "&week=" + day);
    }

    private OffsetDateTime begin() {
        return date.atTime(startsAt).atZone(settings.timeZone()).toOffsetDateTime();
    }

    private OffsetDateTime end() {
        return date.atTime(endsAt).atZone(settings.timeZone()).toOffsetDateTime();
    }

    /** Whose week it is; null where there is nobody yet. */
    public Choice getOwner() {
        if (owner == null && id != null) {
            owner = switch (by) {
                case GROUP -> choice(groupService.get(id));
                case TEACHER -> {
                    var person = peopleService.get(id);
                    yield new Choice(person.id(), person.name(), null);
                }
                case ROOM -> choice(roomService.get(id));
            };
        }
        return owner;
    }

    private static Choice choice(GroupService.View group) {
        return new Choice(group.id(), group.code(), Functions.say("schedule.students", group.members()));
    }

    private static Choice choice(RoomService.View room) {
        return new Choice(
                room.id(),
                room.code(),
                room.capacity() == null ? room.title() : Functions.say("schedule.seats", room.capacity()));
    }

    /** What fits what was typed. */
    public List<Choice> getChoices() {
        if (choices == null) {
            choices = switch (by) {
                case GROUP ->
                    groupService.list(search, null, null, LifeStatus.ACTIVE, CHOICES, null).items().stream()
                            .map(ScheduleBean::choice)
                            .toList();
                case TEACHER ->
                    peopleService.list(search, Role.TEACHER, LifeStatus.ACTIVE, CHOICES, null).items().stream()
                            .map(person -> new Choice(person.id(), person.name(), person.identifier()))
                            .toList();
                case ROOM ->
                    roomService.list(search, LifeStatus.ACTIVE, CHOICES, null).items().stream()
                            .map(ScheduleBean::choice)
                            .toList();
            };
        }
        return choices;
    }

    /** Looks for what was typed. */
    public void narrow() {
        choices = null;
    }

    /** The week of the school. */
    public SchoolWeek getSchoolWeek() {
        if (schoolWeek == null) {
            schoolWeek = scheduleService.week(week);
        }
        return schoolWeek;
    }

    /** The week drawn. */
    public Board getBoard() {
        if (board == null) {
            var first = getSchoolWeek().first();
            var filter = new PlannedLessonService.Filter(
                    null, by == Kind.ROOM ? id : null, by == Kind.TEACHER ? id : null, by == Kind.GROUP ? id : null);
            board = Board.of(
                    getSchoolWeek(),
                    id == null
                            ? List.of()
                            : lessonService
                                    .list(new Days(first, first.plusDays(WEEK - 1L)), filter, LESSONS, null)
                                    .items(),
                    by,
                    settings.timeZone(),
                    Instant.now());
        }
        return board;
    }

    /** The days of the week as text, and the cycle where weeks take turns. */
    public String getWeekTitle() {
        var days = getSchoolWeek().days();
        var from = days.get(0);
        var to = days.get(days.size() - 1);
        var locale = Functions.locale();
        return from.getMonth() == to.getMonth()
                ? from.getDayOfMonth() + "–" + to.format(DateTimeFormatter.ofPattern("d MMMM", locale))
                : from.format(DateTimeFormatter.ofPattern("d MMMM", locale)) + " – "
                        + to.format(DateTimeFormatter.ofPattern("d MMMM", locale));
    }

    /** Which week of the cycle it is, in words; null where weeks do not take turns. */
    public String getCycle() {
        var cycle = getSchoolWeek().cycle();
        return cycle == null || cycle == WeekCycle.EVERY ? null : Functions.say("schedule.week", cycle.name());
    }

    /** The first day of the week before. */
    public LocalDate getBefore() {
        return getSchoolWeek().first().minusDays(WEEK);
    }

    /** The first day of the week that follows. */
    public LocalDate getAfter() {
        return getSchoolWeek().first().plusDays(WEEK);
    }

    /** The times of lessons, for the browser: beginning and end of each in minutes after midnight. */
    public String getPeriods() {
        var periods = Json.createArrayBuilder();
        getSchoolWeek()
                .periods()
                .forEach(period -> periods.add(Json.createArrayBuilder()
                        .add(Board.minute(period.startTime()))
                        .add(Board.minute(period.endTime()))));
        return periods.build().toString();
    }

    /** The chosen lesson; null when none is. */
    public PlannedLesson getLesson() {
        if (lesson == null && lessonId != null) {
            lesson = lessonService.get(lessonId);
        }
        return lesson;
    }

    /** Whether the chosen lesson can still be changed. */
    public boolean isOpen() {
        return getLesson() != null && !getLesson().registerTaken();
    }

    /** Whether the chosen lesson is held. */
    public boolean isHeld() {
        return getLesson() != null && getLesson().status() != LessonStatus.CANCELLED;
    }

    /** Whether there is something to take back. */
    public boolean isChanged() {
        return isOpen() && getLesson().status() != LessonStatus.SCHEDULED;
    }

    /** Whether the register of the chosen lesson should have been taken. */
    public boolean isOverdue() {
        return isOpen() && isHeld() && getLesson().endsAt().toInstant().isBefore(Instant.now());
    }

    /** When the chosen lesson is, in words. */
    public String getTime() {
        return Texts.exactly(getLesson().startsAt()) + "–"
                + Texts.time(getLesson().endsAt());
    }

    /** What the chosen lesson was moved from, in words. */
    public String getPlanned() {
        var from = getLesson().movedFrom();
        return Texts.exactly(from.startsAt()) + (from.room() == null ? "" : " · " + from.room());
    }

    /** The chosen lesson by name. */
    public String getLessonTitle() {
        return Texts.title(getLesson(), Kind.TEACHER);
    }

    /** What the chosen lesson is drawn with. */
    private List<Clash> taken() {
        if (taken == null) {
            var current = getLesson();
            var from = getSchoolWeek().first();
            var zone = settings.timeZone();
            taken = scheduleService
                    .inTheWay(
                            lessonId,
                            roomId,
                            current.teacher() == null ? null : current.teacher().id(),
                            earlier(from.atStartOfDay(zone).toOffsetDateTime()),
                            later(from.plusDays(WEEK).atStartOfDay(zone).toOffsetDateTime()))
                    .items();
        }
        return taken;
    }

    /** Another week may have been typed. */
    private OffsetDateTime earlier(OffsetDateTime week) {
        return date != null
                        && date.isBefore(week.toLocalDate())
                        && date.isAfter(week.toLocalDate().minusDays(14))
                ? date.atStartOfDay(settings.timeZone()).toOffsetDateTime()
                : week;
    }

    private OffsetDateTime later(OffsetDateTime week) {
        return date != null
                        && !date.isBefore(week.toLocalDate())
                        && date.isBefore(week.toLocalDate().plusDays(14))
                ? date.plusDays(1).atStartOfDay(settings.timeZone()).toOffsetDateTime()
                : week;
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
        if (date == null || startsAt == null || endsAt == null || !isHeld() || !startsAt.isBefore(endsAt)) {
            return List.of();
        }
        var from = begin();
        var to = end();
        return Stream.concat(
                        getSchoolWeek().closures().stream()
                                .filter(closure -> closure.contains(date))
                                .map(closure -> Functions.say("schedule.closedFor", closure.title())),
                        taken().stream()
                                .filter(clash -> clash.startsAt().isBefore(to) && from.isBefore(clash.endsAt()))
                                .map(Texts::sentence))
                .toList();
    }

    /** Whether another place is typed than the lesson has. */
    public boolean isElsewhere() {
        var current = getLesson();
        return date == null
                || startsAt == null
                || endsAt == null
                || !begin().isEqual(current.startsAt())
                || !end().isEqual(current.endsAt())
                || !Objects.equals(
                        roomId, current.room() == null ? null : current.room().id());
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
        if (freeRooms == null) {
            freeRooms = date == null || startsAt == null || endsAt == null || !startsAt.isBefore(endsAt)
                    ? List.of()
                    : timetableService.freeRooms(begin(), end()).items().stream()
                            .filter(room -> roomId == null || room.id() != roomId)
                            .limit(FREE_ROOMS)
                            .toList();
        }
        return freeRooms;
    }

    /** Who is free to take the chosen lesson, those first who know it best. */
    public List<Substitute> getSubstitutes() {
        if (substitutes == null) {
            substitutes = scheduleService.substitutes(lessonId).items();
        }
        return substitutes;
    }

    /** A substitute with what speaks for the person. */
    public String words(Substitute substitute) {
        var why = substitute.assigned()
                ? "substitute.assigned"
                : substitute.teachesCourse() ? "substitute.course" : "substitute.free";
        return Functions.say(why, new Object[] {substitute.name(), substitute.lessonsThatDay()});
    }

    /** Whether somebody else changed the lesson since it was chosen. */
    public boolean isStale() {
        return stale;
    }

    /** Whose week is shown. */
    public Kind getBy() {
        return by;
    }

    /** Takes whose week is shown. */
    public void setBy(Kind by) {
        this.by = by;
    }

    /** What can be chosen. */
    public Kind[] getKinds() {
        return Kind.values();
    }

    /** Which group, teacher or room. */
    public Long getId() {
        return id;
    }

    /** Takes which group, teacher or room. */
    public void setId(Long id) {
        this.id = id;
    }

    /** A day of the week that is shown; null for this week. */
    public LocalDate getWeek() {
        return week;
    }

    /** Takes a day of the week to show. */
    public void setWeek(LocalDate week) {
        this.week = week;
    }

    /** The chosen lesson's id. */
    public Long getLessonId() {
        return lessonId;
    }

    /** Takes the lesson to choose. */
    public void setLessonId(Long lessonId) {
        this.lessonId = lessonId;
    }

    /** What was typed to find a week. */
    public String getSearch() {
        return search;
    }

    /** Takes what was typed. */
    public void setSearch(String search) {
        this.search = search;
    }

    /** What is being done. */
    public Task getTask() {
        return task;
    }

    /** The day to hold the lesson on. */
    public LocalDate getDate() {
        return date;
    }

    /** Takes the day. */
    public void setDate(LocalDate date) {
        this.date = date;
    }

    /** When it is to begin. */
    public LocalTime getStartsAt() {
        return startsAt;
    }

    /** Takes when it is to begin. */
    public void setStartsAt(LocalTime startsAt) {
        this.startsAt = startsAt;
    }

    /** When it is to end. */
    public LocalTime getEndsAt() {
        return endsAt;
    }

    /** Takes when it is to end. */
    public void setEndsAt(LocalTime endsAt) {
        this.endsAt = endsAt;
    }

    /** Where it is to be; null for no room. */
    public Long getRoomId() {
        return roomId;
    }

    /** Takes where it is to be. */
    public void setRoomId(Long roomId) {
        this.roomId = roomId;
    }

    /** Who is to take it; null when nobody is chosen. */
    public Long getTeacherId() {
        return teacherId;
    }

    /** Takes who is to take it. */
    public void setTeacherId(Long teacherId) {
        this.teacherId = teacherId;
    }

    /** Why. */
    public String getReason() {
        return reason;
    }

    /** Takes why. */
    public void setReason(String reason) {
        this.reason = reason;
    }
}

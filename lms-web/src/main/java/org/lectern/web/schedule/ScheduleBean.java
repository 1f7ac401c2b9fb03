package org.lectern.web.schedule;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.lectern.groups.GroupService;
import org.lectern.people.PeopleService;
import org.lectern.people.Role;
import org.lectern.settings.Settings;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.timetable.Days;
import org.lectern.timetable.PlannedLessonService;
import org.lectern.timetable.RoomService;
import org.lectern.timetable.ScheduleService;
import org.lectern.timetable.SchoolWeek;
import org.lectern.timetable.WeekCycle;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;

/**
 * A week of a group, teacher or room, for {@code /admin/schedule/index.xhtml}. The address says whose week it is and
 * which one.
 */
@Named
@ViewScoped
public class ScheduleBean implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Lessons of a week; more than anybody has. */
    private static final int LESSONS = 500;

    /** How many can be chosen from before somebody has to type. */
    private static final int CHOICES = 12;

    private static final int WEEK = 7;

    @Inject
    private ScheduleService scheduleService;

    @Inject
    private PlannedLessonService lessonService;

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

    /**
     * Somebody or something that has a week.
     *
     * @param id which
     * @param name as it is called
     * @param note what else to know it by; null for nothing
     */
    public record Choice(long id, String name, String note) {}

    /** Reads what the address names; the page is unknown when there is none. */
    public void read() {
        try {
            if (by == null) {
                by = Kind.GROUP;
            }
            if (id == null) {
                id = getChoices().stream().map(Choice::id).findFirst().orElse(null);
            }
            getOwner();
        } catch (Problem absent) {
            notices.unknownPage();
        }
    }

    /** The page with another week of the same group, teacher or room. */
    public String address(LocalDate day) {
        return "/admin/schedule/index.xhtml?by=" + by + (id == null ? "" : "&id=" + id)
                + (day == null ? "" : "&week=" + day);
    }

    /** Reads the lessons anew, because they may have changed. */
    public void forget() {
        board = null;
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

    /** What was typed to find a week. */
    public String getSearch() {
        return search;
    }

    /** Takes what was typed. */
    public void setSearch(String search) {
        this.search = search;
    }
}

package org.lectern.web.schedule;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lectern.people.PeopleService;
import org.lectern.settings.Settings;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Problem;
import org.lectern.timetable.LessonCancellation;
import org.lectern.timetable.LessonCover;
import org.lectern.timetable.LessonMove;
import org.lectern.timetable.LessonStatus;
import org.lectern.timetable.PlannedLesson;
import org.lectern.timetable.PlannedLessonService;
import org.lectern.timetable.RoomService;
import org.lectern.timetable.SlotFacts;
import org.lectern.timetable.TimetableSlotService;
import org.lectern.web.shell.EditBean.Conflict;
import org.lectern.web.shell.LastChange;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;

/**
 * The chosen lesson of a week: moves, covers, cancels it or holds it as planned, for {@code /admin/schedule/index.xhtml}.
 * When somebody else has changed it in the meantime, both sides are shown before anything is changed again.
 */
@Named
@ViewScoped
public class LessonBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private ScheduleBean schedule;

    @Inject
    private PlannedLessonService lessonService;

    @Inject
    private TimetableSlotService slotService;

    @Inject
    private RoomService roomService;

    @Inject
    private PeopleService peopleService;

    @Inject
    private LastChange lastChange;

    @Inject
    private Settings settings;

    @Inject
    private Notices notices;

    private Long lessonId;
    private int version;
    private int slotVersion;
    private Instant readAt;
    private Task task = Task.MOVE;
    private Deed deed = Deed.MOVE;
    private Conflict conflict;
    private LessonForm form = new LessonForm();

    private transient PlannedLesson lesson;

    /** What can be done to a lesson. */
    public enum Task {
        /** Hold it elsewhere. */
        MOVE,

        /** Let somebody else teach it. */
        COVER,

        /** Do not hold it. */
        CANCEL
    }

    /** What was asked for last. */
    private enum Deed {
        MOVE,
        MOVE_WEEKLY,
        COVER,
        CANCEL,
        RESTORE
    }

    /** Reads the lesson that the address names, if it names one. */
    public void read() {
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
        conflict = null;
        form = LessonForm.of(lesson);
    }

    private void remember(PlannedLesson seen) {
        version = seen.version();
        slotVersion = seen.slotId() == null ? 0 : slotService.get(seen.slotId()).version();
        readAt = Instant.now();
    }

    /**
     * Shows what is needed for something.
     *
     * @param what one of {@link Task}
     */
    public void show(String what) {
        task = Task.valueOf(what);
    }

    /** Moves the lesson. */
    public String move() {
        deed = Deed.MOVE;
        return change(
                () -> lessonService.move(
                        lessonId,
                        new ExpectedVersion(version),
                        new LessonMove(form.begin(zone()), form.end(zone()), form.getRoomId(), form.getReason())),
                moved -> Functions.say(
                        "schedule.moved", new Object[] {moved.section().title(), Texts.exactly(moved.startsAt())}));
    }

    /** Moves the weekly slot of the lesson to the typed weekday, times and room; all lessons to come follow. */
    public String moveWeekly() {
        var slotId = getLesson().slotId();
        if (slotId == null || !form.isPlaced()) {
            return move();
        }
        deed = Deed.MOVE_WEEKLY;
        var title = getLesson().section().title();
        return write(() -> {
            var facts = slotService.get(slotId).facts();
            slotService.update(
                    slotId,
                    new ExpectedVersion(slotVersion),
                    new SlotFacts(
                            facts.sectionId(),
                            form.getDate().getDayOfWeek().getValue(),
                            form.getStartsAt(),
                            form.getEndsAt(),
                            form.getRoomId(),
                            facts.teacherId(),
                            facts.weekCycle(),
                            facts.fromDate(),
                            facts.toDate()));
            notices.done(Functions.say("schedule.movedWeekly", new Object[] {
                title,
                Texts.dayName(form.getDate().getDayOfWeek()),
                form.getStartsAt().toString()
            }));
            return schedule.address(form.getDate());
        });
    }

    /** Lets the chosen teacher take the lesson. */
    public String cover() {
        deed = Deed.COVER;
        if (form.getTeacherId() == null) {
            notices.fault("teacherId", Functions.say("schedule.teacherMissing", null));
            return null;
        }
        return change(
                () -> lessonService.cover(
                        lessonId, new ExpectedVersion(version), new LessonCover(form.getTeacherId(), form.getReason())),
                covered -> Functions.say("schedule.covered", new Object[] {
                    covered.teacher().name(), covered.section().title()
                }));
    }

    /** Cancels the lesson. */
    public String cancel() {
        deed = Deed.CANCEL;
        return change(
                () -> lessonService.cancel(
                        lessonId, new ExpectedVersion(version), new LessonCancellation(form.getReason())),
                cancelled -> Functions.say(
                        "schedule.nowCancelled",
                        new Object[] {cancelled.section().title(), Texts.exactly(cancelled.startsAt())}));
    }

    /** Takes back what was done to the lesson. */
    public String restore() {
        deed = Deed.RESTORE;
        return change(
                () -> lessonService.restore(lessonId, new ExpectedVersion(version)),
                restored -> Functions.say(
                        "schedule.restored",
                        new Object[] {restored.section().title(), Texts.exactly(restored.startsAt())}));
    }

    /** Does what was asked for last, knowing what the other has changed. */
    public String save() {
        return switch (deed) {
            case MOVE -> move();
            case MOVE_WEEKLY -> moveWeekly();
            case COVER -> cover();
            case CANCEL -> cancel();
            case RESTORE -> restore();
        };
    }

    /** Leaves the lesson as the other has changed it. */
    public void takeTheirs() {
        choose(lessonId);
    }

    private String change(Supplier<PlannedLesson> work, Function<PlannedLesson, String> done) {
        return write(() -> {
            var changed = work.get();
            notices.done(done.apply(changed));
            return schedule.address(changed.startsAt().toLocalDate()) + "&lesson=" + lessonId;
        });
    }

    private String write(Supplier<String> work) {
        try {
            return work.get() + "&faces-redirect=true";
        } catch (Problem problem) {
            schedule.forget();
            switch (problem.type()) {
                case STALE_VERSION -> meet();
                // what is needed may have no field here, as the group has none
                case TIMETABLE_CLASH -> problem.errors().forEach(error -> notices.fault(error.message()));
                default -> {
                    notices.refuse(problem);
                    again();
                }
            }
            return null;
        }
    }

    /** Reads the lesson anew; it is chosen no more when it is gone. */
    private boolean again() {
        try {
            lesson = lessonService.get(lessonId);
            return true;
        } catch (Problem gone) {
            notices.refuse(gone);
            lesson = null;
            lessonId = null;
            return false;
        }
    }

    /** Somebody was faster: what only the other changed is taken over, what both changed is shown side by side. */
    private void meet() {
        var before = Sides.of(getLesson());
        var mine = wish(before);
        var beganAt = readAt;
        if (!again()) {
            return;
        }
        var now = Sides.of(lesson);
        form.follow(
                lesson,
                mine.day().equals(before.day()),
                mine.time().equals(before.time()),
                mine.room().equals(before.room()));
        boolean weekly = deed == Deed.MOVE_WEEKLY && lesson.slotId() != null;
        var change = lastChange.of(weekly ? "timetable_slot" : "lesson", weekly ? lesson.slotId() : lessonId, beganAt);
        conflict = Conflict.of(change, mine.against(now, before), mine.withoutMine(now, before), null);
        remember(lesson);
    }

    /** The lesson as it would be if nobody else had changed it. */
    private Sides wish(Sides before) {
        return switch (deed) {
            case MOVE, MOVE_WEEKLY ->
                before.at(form.getDate(), form.getStartsAt(), form.getEndsAt(), roomCode(), form.getReason());
            case COVER -> before.by(peopleService.get(form.getTeacherId()).name(), form.getReason());
            case CANCEL -> before.cancelled(form.getReason());
            case RESTORE -> before.held();
        };
    }

    private String roomCode() {
        return form.getRoomId() == null
                ? null
                : roomService.get(form.getRoomId()).code();
    }

    private ZoneId zone() {
        return settings.timeZone();
    }

    /** The changes of two people that met; null when none did. */
    public Conflict getConflict() {
        return conflict;
    }

    /** Whether what is wanted can still be done knowing what the other did. */
    public boolean isKeepable() {
        return isOpen() && (isHeld() || deed == Deed.RESTORE);
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
    public String getName() {
        return Texts.title(getLesson(), Kind.TEACHER);
    }

    /** The chosen lesson's id. */
    public Long getLessonId() {
        return lessonId;
    }

    /** Takes the lesson to choose. */
    public void setLessonId(Long lessonId) {
        this.lessonId = lessonId;
    }

    /** What is being done. */
    public Task getTask() {
        return task;
    }

    /** What can be done. */
    public Task[] getTasks() {
        return Task.values();
    }

    /** What is typed. */
    public LessonForm getForm() {
        return form;
    }
}

package org.lectern.web.schedule;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lectern.courses.SectionService;
import org.lectern.courses.TeacherAssignmentService;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.timetable.RoomService;
import org.lectern.timetable.Slot;
import org.lectern.timetable.SlotFacts;
import org.lectern.timetable.TimetableSlotService;
import org.lectern.timetable.WeekCycle;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;

/** Adds a weekly slot, changes or deletes one, for {@code /admin/schedule/slot.xhtml}. */
@Named
@ViewScoped
public class SlotBean implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int SECTIONS = 20;
    private static final int ROOMS = 500;
    private static final int TEACHERS = 50;

    @Inject
    private TimetableSlotService slotService;

    @Inject
    private SectionService sectionService;

    @Inject
    private TeacherAssignmentService assignmentService;

    @Inject
    private RoomService roomService;

    @Inject
    private Validator validator;

    @Inject
    private Notices notices;

    private Kind by;
    private Long id;
    private LocalDate week;
    private Long slotId;
    private int version;
    private int lessonsToCome;
    private String sectionCode;
    private Long sectionId;
    private Integer weekday = 1;
    private LocalTime startTime;
    private LocalTime endTime;
    private Long roomId;
    private Long teacherId;
    private String teacherName;
    private WeekCycle weekCycle = WeekCycle.EVERY;
    private LocalDate fromDate;
    private LocalDate toDate;
    private String savedByOther;

    private transient List<SectionService.Row> sections;
    private transient List<RoomService.View> rooms;
    private transient Map<Long, String> teachers;

    /**
     * Reads the slot that the address names, if it names one; the page is unknown when there is none.
     *
     * @throws IOException when the browser went away
     */
    public void read() throws IOException {
        try {
            if (slotId != null) {
                remember(slotService.get(slotId));
            } else if (by == Kind.ROOM) {
                roomId = id;
            }
        } catch (Problem absent) {
            var faces = FacesContext.getCurrentInstance();
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            faces.responseComplete();
        }
    }

    private void remember(Slot slot) {
        version = slot.version();
        lessonsToCome = slot.lessonsToCome();
        sectionId = slot.section().id();
        sectionCode = slot.section().code();
        weekday = slot.weekday();
        startTime = slot.startTime();
        endTime = slot.endTime();
        roomId = slot.room() == null ? null : slot.room().id();
        teacherId = slot.teacher() == null ? null : slot.teacher().id();
        teacherName = slot.teacher() == null ? null : slot.teacher().name();
        weekCycle = slot.weekCycle();
        fromDate = slot.fromDate();
        toDate = slot.toDate();
    }

    /** Looks for sections, because something was typed; when it is the code of one, its teachers can be chosen. */
    public void narrow() {
        sections = null;
        teachers = null;
        sectionId = null;
        var fitting = fitting();
        if (fitting.size() == 1) {
            sectionId = fitting.get(0).id();
            if (teacherId == null && getTeachers().size() == 1) {
                teacherId = getTeachers().keySet().iterator().next();
            }
        }
    }

    private List<SectionService.Row> fitting() {
        return getSections().stream()
                .filter(section -> label(section).equals(sectionCode)
                        || section.code().equalsIgnoreCase(sectionCode == null ? "" : sectionCode.strip()))
                .toList();
    }

    /**
     * Saves what was typed.
     *
     * @return the week that it was opened from; null when something has to be mended first
     */
    public String save() {
        if (slotId == null) {
            sections = null;
            var fitting = fitting();
            if (fitting.size() != 1) {
                notices.fault(
                        "sectionId",
                        Functions.say(fitting.isEmpty() ? "slot.sectionUnknown" : "slot.sectionSeveral", null));
                return null;
            }
            sectionId = fitting.get(0).id();
        }
        var facts =
                new SlotFacts(sectionId, weekday, startTime, endTime, roomId, teacherId, weekCycle, fromDate, toDate);
        var violations = validator.validate(facts);
        if (!violations.isEmpty()) {
            notices.refuse(violations);
            return null;
        }
        try {
            if (slotId == null) {
                var slot = slotService.create(facts, null);
                notices.done(Functions.say("slot.added", new Object[] {
                    slot.section().code(),
                    dayName(slot.weekday()),
                    slot.startTime().toString()
                }));
            } else {
                var slot = slotService.update(slotId, new ExpectedVersion(version), facts);
                notices.done(Functions.say("slot.saved", slot.section().code()));
            }
            return back() + "&faces-redirect=true";
        } catch (Problem problem) {
            if (problem.type() == ProblemType.STALE_VERSION) {
                var saved = slotService.get(slotId);
                version = saved.version();
                savedByOther = words(saved);
            } else {
                notices.refuse(problem);
            }
            return null;
        }
    }

    private static String words(Slot slot) {
        return dayName(slot.weekday()) + " " + slot.startTime() + "–" + slot.endTime()
                + (slot.room() == null ? "" : ", " + slot.room().code())
                + (slot.teacher() == null ? "" : ", " + slot.teacher().name()) + ", "
                + Functions.say("cycle." + slot.weekCycle(), null);
    }

    /** Deletes the slot with its lessons to come. */
    public String delete() {
        try {
            slotService.delete(slotId, new ExpectedVersion(version));
            notices.done(Functions.say("slot.deleted", sectionCode));
            return back() + "&faces-redirect=true";
        } catch (Problem problem) {
            notices.refuse(problem);
            return null;
        }
    }

    private String back() {
        return "/admin/schedule/index.xhtml?by=" + (by == null ? Kind.GROUP : by) + (id == null ? "" : "&id=" + id)
                + (week == null ? "" : "&week=" + week);
    }

    /** The address of the week that the page was opened from. */
    public String getBack() {
        return back();
    }

    /** The sections that fit what was typed. */
    public List<SectionService.Row> getSections() {
        if (sections == null) {
            var group = by == Kind.GROUP && (sectionCode == null || sectionCode.isBlank()) ? id : null;
            sections = sectionService
                    .list(searched(), null, null, group, null, LifeStatus.ACTIVE, SECTIONS, null)
                    .items();
        }
        return sections;
    }

    /** Title and term may stand behind the code, as the list shows it. */
    private String searched() {
        return sectionCode == null ? null : sectionCode.split(" · ", 2)[0];
    }

    /** A section as the list shows it. */
    public String label(SectionService.Row section) {
        return section.code() + " · " + section.title() + " · " + section.term();
    }

    /** The rooms in use. */
    public List<RoomService.View> getRooms() {
        if (rooms == null) {
            rooms = roomService.list(null, LifeStatus.ACTIVE, ROOMS, null).items();
        }
        return rooms;
    }

    /** Names of those who are assigned to the section, by id. */
    public Map<Long, String> getTeachers() {
        if (teachers == null) {
            teachers = new LinkedHashMap<>();
            if (sectionId != null) {
                assignmentService
                        .list(null, sectionId, null, null, null, TEACHERS, null)
                        .items()
                        .forEach(assignment -> teachers.put(assignment.teacherId(), assignment.teacher()));
            }
            if (teacherId != null && teacherName != null) {
                teachers.putIfAbsent(teacherId, teacherName);
            }
        }
        return teachers;
    }

    /** The days of a week. */
    public DayOfWeek[] getWeekdays() {
        return DayOfWeek.values();
    }

    /** A day of the week by its number, in the reader's language. */
    public static String dayName(int weekday) {
        return DayOfWeek.of(weekday).getDisplayName(TextStyle.FULL_STANDALONE, Functions.locale());
    }

    /** A day of the week in the reader's language. */
    public String name(DayOfWeek day) {
        return dayName(day.getValue());
    }

    /** In which weeks a slot can be held. */
    public WeekCycle[] getCycles() {
        return WeekCycle.values();
    }

    /** Whether one is added. */
    public boolean isFresh() {
        return slotId == null;
    }

    /** What somebody else saved meanwhile, in words; null when nobody did. */
    public String getSavedByOther() {
        return savedByOther;
    }

    /** How many of its lessons are still to come. */
    public int getLessonsToCome() {
        return lessonsToCome;
    }

    /** Whose week the page was opened from. */
    public Kind getBy() {
        return by;
    }

    /** Takes whose week the page was opened from. */
    public void setBy(Kind by) {
        this.by = by;
    }

    /** Which group, teacher or room the page was opened from. */
    public Long getId() {
        return id;
    }

    /** Takes which group, teacher or room the page was opened from. */
    public void setId(Long id) {
        this.id = id;
    }

    /** The week that the page was opened from. */
    public LocalDate getWeek() {
        return week;
    }

    /** Takes the week that the page was opened from. */
    public void setWeek(LocalDate week) {
        this.week = week;
    }

    /** Which slot; null for a new one. */
    public Long getSlotId() {
        return slotId;
    }

    /** Takes which slot. */
    public void setSlotId(Long slotId) {
        this.slotId = slotId;
    }

    /** Code of the section. */
    public String getSectionCode() {
        return sectionCode;
    }

    /** Takes the code of the section. */
    public void setSectionCode(String sectionCode) {
        this.sectionCode = sectionCode;
    }

    /** Day of the week; 1 is Monday. */
    public Integer getWeekday() {
        return weekday;
    }

    /** Takes the day of the week. */
    public void setWeekday(Integer weekday) {
        this.weekday = weekday;
    }

    /** When it begins. */
    public LocalTime getStartTime() {
        return startTime;
    }

    /** Takes when it begins. */
    public void setStartTime(LocalTime startTime) {
        this.startTime = startTime;
    }

    /** When it ends. */
    public LocalTime getEndTime() {
        return endTime;
    }

    /** Takes when it ends. */
    public void setEndTime(LocalTime endTime) {
        this.endTime = endTime;
    }

    /** Where; null for no room. */
    public Long getRoomId() {
        return roomId;
    }

    /** Takes where. */
    public void setRoomId(Long roomId) {
        this.roomId = roomId;
    }

    /** Who teaches; null for nobody. */
    public Long getTeacherId() {
        return teacherId;
    }

    /** Takes who teaches. */
    public void setTeacherId(Long teacherId) {
        this.teacherId = teacherId;
    }

    /** In which weeks. */
    public WeekCycle getWeekCycle() {
        return weekCycle;
    }

    /** Takes in which weeks. */
    public void setWeekCycle(WeekCycle weekCycle) {
        this.weekCycle = weekCycle;
    }

    /** Its first day; null for that of the term. */
    public LocalDate getFromDate() {
        return fromDate;
    }

    /** Takes its first day. */
    public void setFromDate(LocalDate fromDate) {
        this.fromDate = fromDate;
    }

    /** Its last day; null for that of the term. */
    public LocalDate getToDate() {
        return toDate;
    }

    /** Takes its last day. */
    public void setToDate(LocalDate toDate) {
        this.toDate = toDate;
    }
}

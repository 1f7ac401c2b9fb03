package org.lectern.web.schedule;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lectern.courses.SectionService;
import org.lectern.courses.TeacherAssignmentService;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.timetable.RoomService;
import org.lectern.timetable.Slot;
import org.lectern.timetable.SlotFacts;
import org.lectern.timetable.TimetableSlotService;
import org.lectern.timetable.WeekCycle;
import org.lectern.web.shell.EditBean;
import org.lectern.web.shell.Notices;
import org.lectern.web.shell.Picker.Choice;
import org.lectern.web.tags.Functions;

/** Adds a weekly slot, changes or deletes one, for {@code /admin/schedule/slot.xhtml}. */
@Named
@ViewScoped
public class SlotBean extends EditBean<SlotFacts> {

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
    private SlotWish wish;

    @Inject
    private Notices notices;

    private Kind by;
    private Long owner;
    private LocalDate week;
    private String sectionText;
    private boolean another;

    private transient List<SectionService.Row> sections;
    private transient List<Choice> rooms;
    private transient Map<String, String> teachers;

    /** An empty form. */
    public SlotBean() {
        super(SlotFacts.class, "timetable_slot");
    }

    /**
     * A slot as the form holds it.
     *
     * @param slot what is known of it
     * @param sectionId see {@link SlotFacts}
     * @param weekday see {@link SlotFacts}
     * @param startTime see {@link SlotFacts}
     * @param endTime see {@link SlotFacts}
     * @param roomId see {@link SlotFacts}
     * @param teacherId see {@link SlotFacts}
     * @param weekCycle see {@link SlotFacts}
     * @param fromDate see {@link SlotFacts}
     * @param toDate see {@link SlotFacts}
     * @param version counts edits
     */
    public record Form(
            Slot slot,
            Long sectionId,
            Integer weekday,
            LocalTime startTime,
            LocalTime endTime,
            Long roomId,
            Long teacherId,
            WeekCycle weekCycle,
            LocalDate fromDate,
            LocalDate toDate,
            int version) {}

    @Override
    protected Record get(long key) {
        var slot = slotService.get(key);
        var facts = slot.facts();
        return new Form(
                slot,
                facts.sectionId(),
                facts.weekday(),
                facts.startTime(),
                facts.endTime(),
                facts.roomId(),
                facts.teacherId(),
                facts.weekCycle(),
                facts.fromDate(),
                facts.toDate(),
                slot.version());
    }

    @Override
    protected long create(SlotFacts typed) {
        return slotService.create(typed, null).id();
    }

    @Override
    protected void update(long key, ExpectedVersion expected, SlotFacts typed) {
        slotService.update(key, expected, typed);
    }

    @Override
    protected void remove(long key) {
        slotService.delete(key, new ExpectedVersion((int) getKnown().get("version")));
    }

    @Override
    protected String nameOf(Record one) {
        var slot = ((Form) one).slot();
        return Functions.say("slot.name", new Object[] {
            slot.section().code(), dayName(slot.weekday()), slot.startTime().toString()
        });
    }

    @Override
    protected String said(Record saved) {
        var slot = ((Form) saved).slot();
        return isFresh()
                ? Functions.say("slot.added", new Object[] {
                    slot.section().code(),
                    dayName(slot.weekday()),
                    slot.startTime().toString()
                })
                : Functions.say("slot.saved", slot.section().code());
    }

    @Override
    protected String pageOf(long key) {
        if (!another) {
            return getBack();
        }
        var typed = getTyped();
        int day = Integer.parseInt(typed.get("weekday").toString()) % DayOfWeek.values().length + 1;
        return getBack().replace("/index.xhtml?", "/slot.xhtml?") + "&section=" + typed.get("sectionId") + "&weekday="
                + day + "&from=" + typed.get("startTime") + "&until=" + typed.get("endTime")
                + (hasText("roomId") ? "&room=" + typed.get("roomId") : "");
    }

    /** Adds the slot and opens the page again, for the section's slot on the day that follows. */
    public String addAnother() {
        another = true;
        var page = save();
        another = false;
        return page;
    }

    @Override
    protected String pageWithout() {
        return getBack();
    }

    @Override
    protected void begin(Map<String, Object> fresh) {
        fresh.put("weekday", wish.getWeekday() == null ? 1 : wish.getWeekday());
        fresh.put("startTime", wish.begin());
        fresh.put("endTime", wish.end());
        fresh.put("weekCycle", WeekCycle.EVERY);
        fresh.put("roomId", by == Kind.ROOM ? owner : wish.getRoom());
        fresh.put("sectionId", wish.getSection());
        try {
            sectionText = wish.getSection() == null
                    ? null
                    : sectionService.get(wish.getSection()).code();
        } catch (Problem absent) {
            notices.unknownPage();
        }
    }

    @Override
    public void read() {
        super.read();
        if (isFresh() && wish.getSection() != null && getTeachers().size() == 1) {
            getTyped().put("teacherId", getTeachers().keySet().iterator().next());
        }
    }

    @Override
    protected String words(String field, Object value) {
        if (value == null || value.equals("")) {
            return super.words(field, null);
        }
        return switch (field) {
            case "weekday" -> dayName(Integer.parseInt(value.toString()));
            case "weekCycle" -> Functions.say("cycle." + value, null);
            case "roomId" -> roomService.get(Long.parseLong(value.toString())).code();
            case "teacherId" -> getTeachers().getOrDefault(value.toString(), value.toString());
            default -> super.words(field, value);
        };
    }

    @Override
    public String save() {
        if (isFresh()) {
            sections = null;
            var fitting = fitting();
            if (fitting.size() != 1) {
                notices.fault(
                        "sectionId",
                        Functions.say(fitting.isEmpty() ? "slot.sectionUnknown" : "slot.sectionSeveral", null));
                return null;
            }
            getTyped().put("sectionId", Long.toString(fitting.get(0).id()));
        }
        return super.save();
    }

    /** Looks for sections, because something was typed; when it is the code of one, its teachers can be chosen. */
    public void narrow() {
        sections = null;
        teachers = null;
        getTyped().put("sectionId", null);
        var fitting = fitting();
        if (fitting.size() == 1) {
            getTyped().put("sectionId", Long.toString(fitting.get(0).id()));
            if (!hasText("teacherId") && getTeachers().size() == 1) {
                getTyped().put("teacherId", getTeachers().keySet().iterator().next());
            }
        }
    }

    private List<SectionService.Row> fitting() {
        return getSections().stream()
                .filter(section -> label(section).equals(sectionText)
                        || section.code().equalsIgnoreCase(sectionText == null ? "" : sectionText.strip()))
                .toList();
    }

    private boolean hasText(String field) {
        return getTyped().get(field) instanceof String text && !text.isBlank();
    }

    /** The address of the week that the page was opened from. */
    public String getBack() {
        return "/admin/schedule/index.xhtml?by=" + (by == null ? Kind.GROUP : by)
                + (owner == null ? "" : "&id=" + owner) + (week == null ? "" : "&week=" + week);
    }

    /** The sections that fit what was typed. */
    public List<SectionService.Row> getSections() {
        if (sections == null) {
            var group = by == Kind.GROUP && (sectionText == null || sectionText.isBlank()) ? owner : null;
            sections = sectionService
                    .list(searched(), null, null, group, null, LifeStatus.ACTIVE, SECTIONS, null)
                    .items();
        }
        return sections;
    }

    /** Title and term may stand behind the code, as the list shows it. */
    private String searched() {
        return sectionText == null ? null : sectionText.split(" · ", 2)[0];
    }

    /** A section as the list shows it. */
    public String label(SectionService.Row section) {
        return section.code() + " · " + section.title() + " · " + section.term();
    }

    /** The rooms in use, and the slot's own. */
    public List<Choice> getRooms() {
        if (rooms == null) {
            var known = new LinkedHashMap<Long, String>();
            roomService
                    .list(null, LifeStatus.ACTIVE, ROOMS, null)
                    .items()
                    .forEach(room -> known.put(room.id(), room.code()));
            var own = getSlot() == null ? null : getSlot().room();
            if (own != null) {
                known.putIfAbsent(own.id(), own.code());
            }
            rooms = known.entrySet().stream()
                    .map(room -> new Choice(room.getKey(), room.getValue(), null))
                    .toList();
        }
        return rooms;
    }

    /** Names of those who are assigned to the section, by id. */
    public Map<String, String> getTeachers() {
        if (teachers == null) {
            teachers = new LinkedHashMap<>();
            var section = getTyped().get("sectionId");
            if (section != null) {
                assignmentService
                        .list(null, Long.valueOf(section.toString()), null, null, null, TEACHERS, null)
                        .items()
                        .forEach(each -> teachers.put(Long.toString(each.teacherId()), each.teacher()));
            }
            var own = getSlot() == null ? null : getSlot().teacher();
            if (own != null) {
                teachers.putIfAbsent(Long.toString(own.id()), own.name());
            }
        }
        return teachers;
    }

    /** What is known of the slot; null for a new one. */
    public Slot getSlot() {
        return (Slot) getKnown().get("slot");
    }

    /** The days of a week. */
    public DayOfWeek[] getWeekdays() {
        return DayOfWeek.values();
    }

    private static String dayName(int weekday) {
        return Texts.dayName(DayOfWeek.of(weekday));
    }

    /** A day of the week in the reader's language. */
    public String name(DayOfWeek day) {
        return Texts.dayName(day);
    }

    /** In which weeks a slot can be held. */
    public WeekCycle[] getCycles() {
        return WeekCycle.values();
    }

    /** Code of the section of a new slot, or what was typed to find it. */
    public String getSectionText() {
        return getSlot() == null ? sectionText : getSlot().section().code();
    }

    /** Takes what was typed to find the section. */
    public void setSectionText(String sectionText) {
        this.sectionText = sectionText;
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
    public Long getOwner() {
        return owner;
    }

    /** Takes which group, teacher or room the page was opened from. */
    public void setOwner(Long owner) {
        this.owner = owner;
    }

    /** The week that the page was opened from. */
    public LocalDate getWeek() {
        return week;
    }

    /** Takes the week that the page was opened from. */
    public void setWeek(LocalDate week) {
        this.week = week;
    }
}

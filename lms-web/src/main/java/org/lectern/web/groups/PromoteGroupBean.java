package org.lectern.web.groups;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.lectern.courses.AcademicSessionService;
import org.lectern.courses.SessionType;
import org.lectern.enrollment.GroupPromotion;
import org.lectern.enrollment.MembershipService;
import org.lectern.groups.GroupService;
import org.lectern.settings.Settings;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;

/** Moves a group up a year, after a look at what that does, for {@code /admin/groups/promote.xhtml}. */
@Named
@ViewScoped
public class PromoteGroupBean implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** What becomes of a member. */
    public enum Fate {
        /** Moves with the group. */
        MOVES,

        /** Repeats the year. */
        STAYS,

        /** Leaves and joins no other group. */
        LEAVES
    }

    @Inject
    private GroupService groupService;

    @Inject
    private MembershipService membershipService;

    @Inject
    private AcademicSessionService sessionService;

    @Inject
    private Settings settings;

    @Inject
    private Notices notices;

    private final Map<Long, String> fates = new LinkedHashMap<>();
    private Long id;
    private String code;
    private Long targetId;
    private String newCode;
    private String newTitle;
    private LocalDate lastDay;
    private LocalDate firstDay;
    private transient List<MembershipService.Member> members;
    private transient MembershipService.GroupPromoted preview;

    /** Reads the group that the address names, and thinks of where it moves; the page is unknown when there is none. */
    public void read() {
        try {
            if (id != null) {
                var group = groupService.get(id);
                code = group.code();
                newCode = nextYear(group.code());
                newTitle = nextYear(group.title());
                lastDay = lastDayOfYear();
                firstDay = lastDay.plusDays(1);
                getMembers().forEach(member -> fates.put(member.studentId(), Fate.MOVES.name()));
                return;
            }
        } catch (Problem absent) {
            // answered below
        }
        notices.unknownPage();
    }

    private LocalDate lastDayOfYear() {
        var today = settings.today();
        return sessionService
                .list(null, SessionType.SCHOOL_YEAR, null, today, LifeStatus.ACTIVE, 1, null)
                .items()
                .stream()
                .map(AcademicSessionService.Row::endDate)
                .findFirst()
                .orElse(today);
    }

    /** 10-A becomes 11-A. */
    private static String nextYear(String name) {
        return NUMBER.matcher(name)
                .replaceFirst(year ->
                        year.group().length() > 4 ? year.group() : String.valueOf(Integer.parseInt(year.group()) + 1));
    }

    /** Looks at what would happen. */
    public void look() {
        preview = null;
        notices.attempt(() -> preview = membershipService.promote(id, promotion(), true, null));
    }

    /** Lets the form be changed again. */
    public void change() {
        preview = null;
    }

    /**
     * Moves the group.
     *
     * @return the page of the group they are in then; null when something has to be mended first
     */
    public String promote() {
        var did = new MembershipService.GroupPromoted[1];
        if (!notices.attempt(() -> did[0] = membershipService.promote(id, promotion(), false, null))) {
            return null;
        }
        notices.done(Functions.say(
                "promote.done",
                new Object[] {did[0].moved().size(), did[0].target().code()}));
        return "/admin/groups/group.xhtml?faces-redirect=true&all=true&id="
                + did[0].target().id();
    }

    private GroupPromotion promotion() {
        boolean makesOne = targetId == null;
        return new GroupPromotion(
                targetId,
                makesOne ? newCode : null,
                makesOne ? newTitle : null,
                lastDay,
                firstDay,
                those(Fate.STAYS),
                those(Fate.LEAVES));
    }

    private List<Long> those(Fate fate) {
        return fates.entrySet().stream()
                .filter(each -> fate.name().equals(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What would happen; null before anybody looked. */
    public MembershipService.GroupPromoted getPreview() {
        return preview;
    }

    /** Who is in the group today. */
    public List<MembershipService.Member> getMembers() {
        if (members == null) {
            members = membershipService
                    .list(id, settings.today(), Page.MAX_LIMIT, null)
                    .items();
        }
        return members;
    }

    /** The other groups that go on. */
    public List<GroupService.View> getTargets() {
        return groupService.list(null, null, null, LifeStatus.ACTIVE, Page.MAX_LIMIT, null).items().stream()
                .filter(group -> group.id() != id)
                .toList();
    }

    /** What becomes of the members, by student. */
    public Map<Long, String> getFates() {
        return fates;
    }

    /** What can become of a member. */
    public Fate[] getAllFates() {
        return Fate.values();
    }

    /** The group to move to; null to make one. */
    public Long getTargetId() {
        return targetId;
    }

    /** Takes the group to move to. */
    public void setTargetId(Long targetId) {
        this.targetId = targetId;
    }

    /** Code of the group to make. */
    public String getNewCode() {
        return newCode;
    }

    /** Takes the code of the group to make. */
    public void setNewCode(String newCode) {
        this.newCode = newCode;
    }

    /** Title of the group to make. */
    public String getNewTitle() {
        return newTitle;
    }

    /** Takes the title of the group to make. */
    public void setNewTitle(String newTitle) {
        this.newTitle = newTitle;
    }

    /** The last day in the old group. */
    public LocalDate getLastDay() {
        return lastDay;
    }

    /** Takes the last day in the old group. */
    public void setLastDay(LocalDate lastDay) {
        this.lastDay = lastDay;
    }

    /** The first day in the new group. */
    public LocalDate getFirstDay() {
        return firstDay;
    }

    /** Takes the first day in the new group. */
    public void setFirstDay(LocalDate firstDay) {
        this.firstDay = firstDay;
    }

    /** What the group is called. */
    public String getCode() {
        return code;
    }

    /** Which group. */
    public Long getId() {
        return id;
    }

    /** Takes which group. */
    public void setId(Long id) {
        this.id = id;
    }
}

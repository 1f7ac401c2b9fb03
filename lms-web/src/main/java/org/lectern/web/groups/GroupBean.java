package org.lectern.web.groups;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lectern.courses.SectionService;
import org.lectern.enrollment.MembershipEnd;
import org.lectern.enrollment.MembershipService;
import org.lectern.groups.GroupService;
import org.lectern.settings.Settings;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;

/** A group with its members and sections, for {@code /admin/groups/group.xhtml}. */
@Named
@ViewScoped
public class GroupBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private GroupService groupService;

    @Inject
    private MembershipService membershipService;

    @Inject
    private SectionService sectionService;

    @Inject
    private Settings settings;

    @Inject
    private Notices notices;

    private final Map<Long, Boolean> picked = new HashMap<>();
    private Long id;
    private boolean everybody;
    private LocalDate lastDay;
    private transient GroupService.View group;
    private transient List<MembershipService.Member> members;
    private transient List<SectionService.Row> sections;

    /** Reads the group that the address names; the page is unknown when there is none. */
    public void read() {
        try {
            group = id == null ? null : groupService.get(id);
        } catch (Problem absent) {
            group = null;
        }
        if (group == null) {
            notices.unknownPage();
        }
        lastDay = settings.today();
    }

    /** Takes those who are picked out of the group after the last day. */
    public String end() {
        var students = getMembers().stream()
                .filter(member -> Boolean.TRUE.equals(picked.get(member.id())))
                .map(MembershipService.Member::studentId)
                .distinct()
                .toList();
        if (students.isEmpty()) {
            notices.fault(Functions.say("group.nobodyPicked", null));
            return null;
        }
        var did = new MembershipService.MembershipChange[1];
        if (!notices.attempt(() -> did[0] = membershipService.end(id, new MembershipEnd(students, lastDay), null))) {
            return null;
        }
        notices.done(Functions.say("group.ended", new Object[] {did[0].ended(), did[0].dropped()}));
        return again();
    }

    private String again() {
        return "/admin/groups/group.xhtml?faces-redirect=true&id=" + id + (everybody ? "&all=true" : "");
    }

    /** The group. */
    public GroupService.View getGroup() {
        if (group == null && id != null) {
            group = groupService.get(id);
        }
        return group;
    }

    /** Who is in it today, or everybody who ever was or will be. */
    public List<MembershipService.Member> getMembers() {
        if (members == null) {
            members = membershipService
                    .list(id, everybody ? null : settings.today(), Page.MAX_LIMIT, null)
                    .items();
        }
        return members;
    }

    /** The sections that are taught to it. */
    public List<SectionService.Row> getSections() {
        if (sections == null) {
            sections = sectionService
                    .list(null, null, null, id, null, LifeStatus.ACTIVE, Page.MAX_LIMIT, null)
                    .items();
        }
        return sections;
    }

    /** Whether somebody is picked, by the id of the membership. */
    public Map<Long, Boolean> getPicked() {
        return picked;
    }

    /** The last day of those who are picked. */
    public LocalDate getLastDay() {
        return lastDay;
    }

    /** Takes the last day of those who are picked. */
    public void setLastDay(LocalDate lastDay) {
        this.lastDay = lastDay;
    }

    /** Whether former and future members are shown too. */
    public boolean isEverybody() {
        return everybody;
    }

    /** Takes whether former and future members are shown too. */
    public void setEverybody(boolean everybody) {
        this.everybody = everybody;
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

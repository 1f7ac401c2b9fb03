package org.lectern.web.groups;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.lectern.enrollment.GroupSections;
import org.lectern.enrollment.MembershipService;
import org.lectern.groups.GroupService;
import org.lectern.shared.Problem;
import org.lectern.web.shell.Choices;
import org.lectern.web.shell.Notices;
import org.lectern.web.shell.Picker;
import org.lectern.web.tags.Functions;

/** Enrols a group in sections, for {@code /admin/groups/sections.xhtml}. */
@Named
@ViewScoped
public class GroupSectionsBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private GroupService groupService;

    @Inject
    private MembershipService membershipService;

    @Inject
    private Choices choices;

    @Inject
    private Notices notices;

    private final Picker picker = new Picker(search -> choices.sections(search));
    private Long id;
    private String code;
    private int members;
    private boolean keepInStep = true;

    /** Reads the group that the address names; the page is unknown when there is none. */
    public void read() {
        try {
            if (id != null) {
                var group = groupService.get(id);
                code = group.code();
                members = group.members();
                return;
            }
        } catch (Problem absent) {
            // answered below
        }
        notices.unknownPage();
    }

    /**
     * Enrols the group.
     *
     * @return the group's page; null when something has to be mended first
     */
    public String enroll() {
        if (picker.ids().isEmpty()) {
            notices.fault("pick-search", Functions.say("group.noSectionChosen", null));
            return null;
        }
        var did = new MembershipService.GroupEnrolled[1];
        if (!notices.attempt(
                () -> did[0] = membershipService.enroll(id, new GroupSections(picker.ids(), keepInStep), null))) {
            return null;
        }
        notices.done(Functions.say("group.enrolled", new Object[] {code, did[0].sections(), did[0].enrolled()}));
        return "/admin/groups/group.xhtml?faces-redirect=true&id=" + id;
    }

    /** The sections chosen so far. */
    public Picker getPicker() {
        return picker;
    }

    /** Whether the sections follow the group from now on. */
    public boolean isKeepInStep() {
        return keepInStep;
    }

    /** Takes whether the sections follow the group from now on. */
    public void setKeepInStep(boolean keepInStep) {
        this.keepInStep = keepInStep;
    }

    /** How many students are in the group today. */
    public int getMembers() {
        return members;
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

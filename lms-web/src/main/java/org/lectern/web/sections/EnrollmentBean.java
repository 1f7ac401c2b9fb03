package org.lectern.web.sections;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.lectern.courses.SectionService;
import org.lectern.enrollment.EnrollmentStatus;
import org.lectern.enrollment.RosterLine;
import org.lectern.enrollment.RosterService;
import org.lectern.enrollment.TransferEntry;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;

/** Moves a student to another section, or out of it, for {@code /admin/sections/enrollment.xhtml}. */
@Named
@ViewScoped
public class EnrollmentBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private SectionService sectionService;

    @Inject
    private RosterService rosterService;

    @Inject
    private Notices notices;

    private Long id;
    private Long target;
    private boolean overbook;
    private transient RosterService.Placed placed;
    private transient SectionService.View section;

    /** Reads the enrolment that the address names; the page is unknown when there is none. */
    public void read() {
        try {
            if (id != null) {
                getSection();
                return;
            }
        } catch (Problem absent) {
            // answered below
        }
        notices.unknownPage();
    }

    /** Takes the student out of the section. */
    public String drop() {
        var page = page(getSection().id());
        var text = Functions.say(
                "enrollment.dropped",
                new Object[] {getLine().name(), getSection().code()});
        return done(() -> rosterService.dropByOffice(id), text, page);
    }

    /** Moves the student to the section that was chosen. */
    public String transfer() {
        if (target == null) {
            notices.fault("sectionId", Functions.say("enrollment.noTarget", null));
            return null;
        }
        var code = sectionService.get(target).code();
        return done(
                () -> rosterService.transfer(id, new TransferEntry(target, overbook)),
                Functions.say("enrollment.moved", new Object[] {getLine().name(), code}),
                page(target));
    }

    private String done(Runnable work, String text, String page) {
        if (!notices.attempt(work)) {
            return null;
        }
        notices.done(text);
        return page;
    }

    private static String page(long section) {
        return "/admin/sections/section.xhtml?faces-redirect=true&id=" + section;
    }

    private RosterService.Placed placed() {
        if (placed == null) {
            placed = rosterService.get(id);
        }
        return placed;
    }

    /** The student and the status. */
    public RosterLine getLine() {
        return placed().line();
    }

    /** Whether it can be changed still. */
    public boolean isOpen() {
        return getLine().status() == EnrollmentStatus.ACTIVE || getLine().status() == EnrollmentStatus.WAITLISTED;
    }

    /** The section. */
    public SectionService.View getSection() {
        if (section == null) {
            section = sectionService.get(placed().sectionId());
        }
        return section;
    }

    /** The other sections of the course in the term. */
    public List<SectionService.Row> getTargets() {
        return sectionService
                .list(
                        null,
                        getSection().courseId(),
                        getSection().termId(),
                        null,
                        null,
                        LifeStatus.ACTIVE,
                        Page.MAX_LIMIT,
                        null)
                .items()
                .stream()
                .filter(other -> other.id() != getSection().id())
                .toList();
    }

    /** The section to move to. */
    public Long getTarget() {
        return target;
    }

    /** Takes the section to move to. */
    public void setTarget(Long target) {
        this.target = target;
    }

    /** Whether the student is seated beyond its capacity. */
    public boolean isOverbook() {
        return overbook;
    }

    /** Takes whether the student is seated beyond its capacity. */
    public void setOverbook(boolean overbook) {
        this.overbook = overbook;
    }

    /** Which enrolment. */
    public Long getId() {
        return id;
    }

    /** Takes which enrolment. */
    public void setId(Long id) {
        this.id = id;
    }
}

package org.lectern.web.sections;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.lectern.courses.SectionService;
import org.lectern.enrollment.EnrollmentStatus;
import org.lectern.enrollment.RosterEntry;
import org.lectern.enrollment.RosterLine;
import org.lectern.enrollment.RosterService;
import org.lectern.settings.Settings;
import org.lectern.shared.Problem;
import org.lectern.web.shell.Choices;
import org.lectern.web.shell.Notices;
import org.lectern.web.shell.Picker;
import org.lectern.web.tags.Functions;

/** Puts students into a section, for {@code /admin/sections/enroll.xhtml}. */
@Named
@ViewScoped
public class EnrollBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private SectionService sectionService;

    @Inject
    private RosterService rosterService;

    @Inject
    private Choices choices;

    @Inject
    private Settings settings;

    @Inject
    private Notices notices;

    private final Picker picker = new Picker(search -> choices.students(search));
    private Long id;
    private LocalDate from;
    private boolean overbook;
    private transient SectionService.View section;

    /** Reads the section that the address names; the page is unknown when there is none. */
    public void read() {
        try {
            if (id != null) {
                section = sectionService.get(id);
                from = settings.today();
                return;
            }
        } catch (Problem absent) {
            // answered below
        }
        notices.unknownPage();
    }

    /**
     * Enrols those who were chosen.
     *
     * @return the section's page; null when something has to be mended first
     */
    public String enroll() {
        if (picker.ids().isEmpty()) {
            notices.fault("pick-search", Functions.say("enroll.nobody", null));
            return null;
        }
        List<RosterLine> lines = new ArrayList<>();
        if (!notices.attempt(() -> lines.addAll(rosterService
                .enroll(id, new RosterEntry(picker.ids(), from, overbook))
                .items()))) {
            return null;
        }
        long waiting = lines.stream()
                .filter(line -> line.status() == EnrollmentStatus.WAITLISTED)
                .count();
        notices.done(Functions.say("enroll.done", new Object[] {lines.size() - waiting, waiting}));
        return "/admin/sections/section.xhtml?faces-redirect=true&id=" + id;
    }

    /** The section. */
    public SectionService.View getSection() {
        if (section == null && id != null) {
            section = sectionService.get(id);
        }
        return section;
    }

    /** Who was chosen so far. */
    public Picker getPicker() {
        return picker;
    }

    /** Their first day on the roster. */
    public LocalDate getFrom() {
        return from;
    }

    /** Takes their first day on the roster. */
    public void setFrom(LocalDate from) {
        this.from = from;
    }

    /** Whether they are seated beyond the capacity. */
    public boolean isOverbook() {
        return overbook;
    }

    /** Takes whether they are seated beyond the capacity. */
    public void setOverbook(boolean overbook) {
        this.overbook = overbook;
    }

    /** Which section. */
    public Long getId() {
        return id;
    }

    /** Takes which section. */
    public void setId(Long id) {
        this.id = id;
    }
}

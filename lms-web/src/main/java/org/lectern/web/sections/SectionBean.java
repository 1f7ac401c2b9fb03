package org.lectern.web.sections;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.lectern.courses.SectionService;
import org.lectern.courses.TeacherAssignmentService;
import org.lectern.enrollment.EnrollmentStatus;
import org.lectern.enrollment.RosterLine;
import org.lectern.enrollment.RosterService;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.web.shell.ListBean;
import org.lectern.web.shell.Notices;

/** A section with its roster, waitlist and teachers, for {@code /admin/sections/section.xhtml}. */
@Named
@ViewScoped
public class SectionBean extends ListBean<RosterLine> {

    private static final long serialVersionUID = 1L;

    @Inject
    private SectionService sectionService;

    @Inject
    private RosterService rosterService;

    @Inject
    private TeacherAssignmentService assignmentService;

    @Inject
    private Notices notices;

    private Long id;
    private EnrollmentStatus shown = EnrollmentStatus.ACTIVE;
    private transient SectionService.View section;
    private transient List<TeacherAssignmentService.View> teachers;

    /** Reads the section that the address names; the page is unknown when there is none. */
    public void read() {
        try {
            section = id == null ? null : sectionService.get(id);
        } catch (Problem absent) {
            section = null;
        }
        if (section == null) {
            notices.unknownPage();
        }
    }

    @Override
    protected Page<RosterLine> read(String after) {
        return rosterService.roster(id, shown, null, after);
    }

    /** The section. */
    public SectionService.View getSection() {
        if (section == null && id != null) {
            section = sectionService.get(id);
        }
        return section;
    }

    /** Who teaches it, taught it, or will. */
    public List<TeacherAssignmentService.View> getTeachers() {
        if (teachers == null) {
            teachers = assignmentService
                    .list(null, id, null, null, null, Page.MAX_LIMIT, null)
                    .items();
        }
        return teachers;
    }

    /** Which enrolments are shown. */
    public EnrollmentStatus getShown() {
        return shown;
    }

    /** Takes which enrolments are shown. */
    public void setShown(EnrollmentStatus shown) {
        this.shown = shown == null ? EnrollmentStatus.ACTIVE : shown;
    }

    /** Which enrolments can be shown. */
    public EnrollmentStatus[] getEnrollmentStatuses() {
        return EnrollmentStatus.values();
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

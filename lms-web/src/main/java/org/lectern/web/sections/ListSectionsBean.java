package org.lectern.web.sections;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.lectern.courses.EnrollmentPolicy;
import org.lectern.courses.SectionService;
import org.lectern.shared.Page;
import org.lectern.web.shell.ListBean;

/** The sections by code, for {@code /admin/sections/list.xhtml}. */
@Named
@ViewScoped
public class ListSectionsBean extends ListBean<SectionService.Row> {

    private static final long serialVersionUID = 1L;

    @Inject
    private SectionService sectionService;

    private Long course;
    private Long term;
    private EnrollmentPolicy policy;
    private boolean untaught;

    @Override
    protected Page<SectionService.Row> read(String after) {
        return sectionService.list(getSearch(), course, term, null, policy, getStatus(), untaught, null, after);
    }

    @Override
    protected boolean isFiltered() {
        return term != null || policy != null || course != null || untaught;
    }

    /** Whether only sections are shown that run today and that nobody teaches. */
    public boolean isUntaught() {
        return untaught;
    }

    /** Takes whether only those are shown. */
    public void setUntaught(boolean untaught) {
        this.untaught = untaught;
    }

    /** What can be chosen as policy. */
    public EnrollmentPolicy[] getPolicies() {
        return EnrollmentPolicy.values();
    }

    /** The policy to show; null for any. */
    public EnrollmentPolicy getPolicy() {
        return policy;
    }

    /** Takes the policy to show; null for any. */
    public void setPolicy(EnrollmentPolicy policy) {
        this.policy = policy;
    }

    /** The academic session to show; null for any. */
    public Long getTerm() {
        return term;
    }

    /** Takes the academic session to show; null for any. */
    public void setTerm(Long term) {
        this.term = term;
    }

    /** The course to show; null for any. */
    public Long getCourse() {
        return course;
    }

    /** Takes the course to show; null for any. */
    public void setCourse(Long course) {
        this.course = course;
    }
}

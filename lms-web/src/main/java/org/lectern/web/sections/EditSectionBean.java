package org.lectern.web.sections;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import org.lectern.courses.CourseName;
import org.lectern.courses.CourseService;
import org.lectern.courses.EnrollmentPolicy;
import org.lectern.courses.SectionFacts;
import org.lectern.courses.SectionService;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Problem;
import org.lectern.web.shell.EditBean;
import org.lectern.web.shell.Notices;

/** Adds a section of a course, or changes one, for {@code /admin/sections/edit.xhtml}. */
@Named
@ViewScoped
public class EditSectionBean extends EditBean<SectionFacts> {

    private static final long serialVersionUID = 1L;

    @Inject
    private SectionService sectionService;

    @Inject
    private CourseService courseService;

    @Inject
    private Notices notices;

    private Long course;

    /** An empty form. */
    public EditSectionBean() {
        super(SectionFacts.class, "section");
    }

    @Override
    protected Record get(long key) {
        return sectionService.get(key);
    }

    @Override
    protected long create(SectionFacts typed) {
        return sectionService.create(typed, null).id();
    }

    @Override
    protected void update(long key, ExpectedVersion expected, SectionFacts typed) {
        sectionService.update(key, expected, typed);
    }

    @Override
    protected void remove(long key) {
        sectionService.delete(key);
    }

    @Override
    protected String nameOf(Record one) {
        return ((SectionService.View) one).code();
    }

    @Override
    protected String pageOf(long key) {
        return "/admin/sections/section.xhtml?id=" + key;
    }

    @Override
    protected String pageWithout() {
        return "/admin/sections/list.xhtml";
    }

    @Override
    protected void begin(Map<String, Object> fresh) {
        try {
            var given = courseService.get(course == null ? 0 : course);
            fresh.put("course", new CourseName(given.id(), given.code(), given.title()));
            fresh.put("courseId", given.id());
            fresh.put("title", given.title());
            fresh.put("policy", EnrollmentPolicy.CLOSED);
        } catch (Problem absent) {
            notices.unknownPage();
        }
    }

    /** What can be chosen as policie. */
    public EnrollmentPolicy[] getPolicies() {
        return EnrollmentPolicy.values();
    }

    /** The course of a new section. */
    public Long getCourse() {
        return course;
    }

    /** Takes the course of a new section. */
    public void setCourse(Long course) {
        this.course = course;
    }
}

package org.lectern.web.courses;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.lectern.courses.CourseService;
import org.lectern.courses.SectionService;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.web.shell.Notices;

/** A course with its sections, for {@code /admin/courses/course.xhtml}. */
@Named
@ViewScoped
public class CourseBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private CourseService courseService;

    @Inject
    private SectionService sectionService;

    @Inject
    private Notices notices;

    private Long id;
    private transient CourseService.View course;
    private transient List<SectionService.Row> sections;

    /** Reads the course that the address names; the page is unknown when there is none. */
    public void read() {
        try {
            course = id == null ? null : courseService.get(id);
        } catch (Problem absent) {
            course = null;
        }
        if (course == null) {
            notices.unknownPage();
        }
    }

    /** The course. */
    public CourseService.View getCourse() {
        if (course == null && id != null) {
            course = courseService.get(id);
        }
        return course;
    }

    /** Its sections, also those that have ended. */
    public List<SectionService.Row> getSections() {
        if (sections == null) {
            sections = sectionService
                    .list(null, id, null, null, null, null, Page.MAX_LIMIT, null)
                    .items();
        }
        return sections;
    }

    /**
     * The final grade that is asked for in a course that is required before.
     *
     * @param required that course
     * @return in percent; null when to have completed it is enough
     */
    public BigDecimal minimum(long required) {
        return getCourse().minimums().stream()
                .filter(each -> each.courseId() == required)
                .map(each -> each.percent().stripTrailingZeros())
                .findFirst()
                .orElse(null);
    }

    /** Which course. */
    public Long getId() {
        return id;
    }

    /** Takes which course. */
    public void setId(Long id) {
        this.id = id;
    }
}

package org.lectern.web.courses;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.lectern.courses.CourseService;
import org.lectern.shared.Page;
import org.lectern.web.shell.ListBean;

/** The courses by code, for {@code /admin/courses/list.xhtml}. */
@Named
@ViewScoped
public class ListCoursesBean extends ListBean<CourseService.Row> {

    private static final long serialVersionUID = 1L;

    @Inject
    private CourseService courseService;

    @Override
    protected Page<CourseService.Row> read(String after) {
        return courseService.list(getSearch(), getStatus(), null, after);
    }
}

package org.lectern.web.courses;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lectern.courses.CourseFacts;
import org.lectern.courses.CourseService;
import org.lectern.shared.ExpectedVersion;
import org.lectern.web.shell.Choices;
import org.lectern.web.shell.EditBean;
import org.lectern.web.shell.Picker;

/** Adds a course, or changes one, for {@code /admin/courses/edit.xhtml}. */
@Named
@ViewScoped
public class EditCourseBean extends EditBean<CourseFacts> {

    private static final long serialVersionUID = 1L;

    @Inject
    private CourseService courseService;

    @Inject
    private Choices choices;

    private final Picker picker = new Picker(search -> choices.courses(search));

    /** An empty form. */
    public EditCourseBean() {
        super(CourseFacts.class, "course");
    }

    @Override
    protected Record get(long key) {
        return courseService.get(key);
    }

    @Override
    protected long create(CourseFacts typed) {
        return courseService.create(typed, null).id();
    }

    @Override
    protected void update(long key, ExpectedVersion expected, CourseFacts typed) {
        courseService.update(key, expected, typed);
    }

    @Override
    protected void remove(long key) {
        courseService.delete(key);
    }

    @Override
    protected String nameOf(Record one) {
        return ((CourseService.View) one).code();
    }

    @Override
    protected String pageOf(long key) {
        return "/admin/courses/course.xhtml?id=" + key;
    }

    @Override
    protected String pageWithout() {
        return "/admin/courses/list.xhtml";
    }

    @Override
    public void read() {
        super.read();
        if (!isFresh() && getKnown().get("prerequisites") != null) {
            picker.choose(courseService.get(getId()).prerequisites().stream()
                    .map(course -> new Picker.Choice(course.id(), course.code() + " " + course.title(), null))
                    .toList());
        }
    }

    @Override
    protected void gather(Map<String, Object> form) {
        var required =
                picker.ids().stream().sorted().map(String::valueOf).collect(Collectors.toCollection(ArrayList::new));
        form.put("prerequisiteIds", required);
        // a grade can only be asked for in a course that is required
        ((List<?>) form.get("minimums"))
                .removeIf(row -> !required.contains(String.valueOf(((Map<?, ?>) row).get("courseId"))));
    }

    @Override
    protected void spread(Map<String, Object> form) {
        var required = (List<?>) form.get("prerequisiteIds");
        var named = new ArrayList<>(picker.getChosen());
        courseService
                .get(getId())
                .prerequisites()
                .forEach(each -> named.add(new Picker.Choice(each.id(), each.code() + " " + each.title(), null)));
        picker.chooseOnly(
                named.stream().filter(each -> required.contains(each.key())).toList());
    }

    /** The courses that are required before. */
    public Picker getPicker() {
        return picker;
    }
}

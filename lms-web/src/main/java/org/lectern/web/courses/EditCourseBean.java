package org.lectern.web.courses;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
    private static final String PREREQUISITES = "prerequisiteIds";
    private static final String MINIMUMS = "minimums";
    private static final String COURSE = "courseId";
    private static final String PERCENT = "percent";

    @Inject
    private CourseService courseService;

    @Inject
    private Choices choices;

    private final List<Required> required = new ArrayList<>();
    private final Picker picker = new Picker(this::others);

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
            spread(getTyped());
        }
    }

    /** The form is filled from the choice and the grades typed beside it; those without a grade come last. */
    @Override
    protected void gather(Map<String, Object> form) {
        form.put(
                PREREQUISITES,
                picker.ids().stream().sorted().map(String::valueOf).collect(Collectors.toCollection(ArrayList::new)));
        // faults name a grade by its place among those that are asked for
        getRequired().sort(Comparator.comparing(Required::isEnough).thenComparing(Required::getCourse));
        form.put(
                MINIMUMS,
                required.stream()
                        .filter(each -> !each.isEnough())
                        .map(Required::row)
                        .collect(Collectors.toCollection(ArrayList::new)));
    }

    @Override
    protected void spread(Map<String, Object> form) {
        var ids = (List<?>) form.get(PREREQUISITES);
        var named = new ArrayList<>(picker.getChosen());
        courseService
                .get(getId())
                .prerequisites()
                .forEach(each -> named.add(new Picker.Choice(each.id(), each.code() + " " + each.title(), null)));
        picker.chooseOnly(
                named.stream().filter(each -> ids.contains(each.key())).toList());
        required.clear();
        for (var each : (List<?>) form.get(MINIMUMS)) {
            var row = (Map<?, ?>) each;
            required.add(new Required(Long.parseLong(row.get(COURSE).toString()), (String) row.get(PERCENT)));
        }
    }

    @Override
    protected String words(String field, Object value) {
        if (field.equals(PREREQUISITES)) {
            return super.words(field, ((List<?>) value).stream().map(this::name).toList());
        }
        if (field.equals(MINIMUMS)) {
            return super.words(
                    field,
                    ((List<?>) value)
                            .stream()
                                    .map(each -> (Map<?, ?>) each)
                                    .map(row -> name(row.get(COURSE)) + " " + row.get(PERCENT) + "%")
                                    .toList());
        }
        return super.words(field, value);
    }

    private String name(Object id) {
        return courseService.get(Long.parseLong(id.toString())).code();
    }

    /** A course cannot be required before itself. */
    private List<Picker.Choice> others(String search) {
        return choices.courses(search).stream()
                .filter(course -> isFresh() || course.id() != getId())
                .toList();
    }

    /** The courses that are chosen, each with the grade that is asked for in it. */
    public List<Required> getRequired() {
        var chosen = picker.getChosen();
        var ids = picker.ids();
        required.removeIf(each -> !ids.contains(each.course));
        chosen.stream()
                .filter(choice -> required.stream().noneMatch(each -> each.course == choice.id()))
                .forEach(choice -> required.add(new Required(choice.id(), null)));
        chosen.forEach(choice -> required.stream()
                .filter(each -> each.course == choice.id())
                .forEach(each -> each.name = choice.name()));
        return required;
    }

    /** The courses that are required before. */
    public Picker getPicker() {
        return picker;
    }

    /** A course that is required, with the least grade as it is typed. */
    public static final class Required implements Serializable {

        private static final long serialVersionUID = 1L;

        private final long course;
        private String name;
        private String percent;

        private Required(long course, String percent) {
            this.course = course;
            this.percent = percent;
        }

        private Map<String, Object> row() {
            var row = new LinkedHashMap<String, Object>();
            row.put(COURSE, Long.toString(course));
            row.put(PERCENT, percent);
            return row;
        }

        private boolean isEnough() {
            return percent == null || percent.isBlank();
        }

        private long getCourse() {
            return course;
        }

        /** What it is called. */
        public String getName() {
            return name;
        }

        /** The least final grade in percent; empty when to have completed it is enough. */
        public String getPercent() {
            return percent;
        }

        /** Takes the least final grade. */
        public void setPercent(String percent) {
            this.percent = percent;
        }
    }
}

package org.lectern.web.shell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lectern.courses.AcademicSessionService;
import org.lectern.courses.CourseService;
import org.lectern.courses.SectionService;
import org.lectern.grades.GradingScaleService;
import org.lectern.groups.GroupService;
import org.lectern.people.PeopleService;
import org.lectern.people.Role;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;
import org.lectern.web.shell.Picker.Choice;
import org.lectern.web.tags.Functions;

/** What can be chosen in forms, with the names people know it by. */
@Named
@ApplicationScoped
public class Choices {

    @Inject
    private PeopleService peopleService;

    @Inject
    private SectionService sectionService;

    @Inject
    private CourseService courseService;

    @Inject
    private GroupService groupService;

    @Inject
    private AcademicSessionService sessionService;

    @Inject
    private GradingScaleService scaleService;

    /** Students at the school who fit. */
    public List<Choice> students(String search) {
        return people(search, Role.STUDENT);
    }

    /** Teachers at the school who fit. */
    public List<Choice> teachers(String search) {
        return people(search, Role.TEACHER);
    }

    private List<Choice> people(String search, Role role) {
        return peopleService.list(search, role, LifeStatus.ACTIVE, Picker.MOST, null).items().stream()
                .map(person -> new Choice(person.id(), person.name(), person.identifier()))
                .toList();
    }

    /** Sections that go on and fit. */
    public List<Choice> sections(String search) {
        return sectionService
                .list(search, null, null, null, null, LifeStatus.ACTIVE, Picker.MOST, null)
                .items()
                .stream()
                .map(section -> new Choice(section.id(), section.code() + " " + section.title(), section.term()))
                .toList();
    }

    /** Courses that are taught and fit. */
    public List<Choice> courses(String search) {
        return courseService.list(search, LifeStatus.ACTIVE, Picker.MOST, null).items().stream()
                .map(course -> new Choice(course.id(), course.code() + " " + course.title(), null))
                .toList();
    }

    /** Groups by code, also those that have ended: something may be of one. */
    public List<Choice> getGroups() {
        return all(
                after -> groupService.list(null, null, null, null, Page.MAX_LIMIT, after),
                group -> new Choice(group.id(), named(group.code(), group.status()), group.title()));
    }

    /** Years, semesters and terms by first day, also those that are no longer used. */
    public List<Choice> getSessions() {
        return all(
                after -> sessionService.list(null, null, null, null, null, Page.MAX_LIMIT, after),
                session -> new Choice(
                        session.id(),
                        named(session.title(), session.status()),
                        session.type().name()));
    }

    /** Grading scales by name, also those that have ended. */
    public List<Choice> getScales() {
        return all(
                after -> scaleService.list(null, null, Page.MAX_LIMIT, after),
                scale -> new Choice(scale.id(), named(scale.name(), scale.status()), null));
    }

    private static String named(String name, LifeStatus status) {
        return status == LifeStatus.ENDED ? Functions.say("choice.ended", name) : name;
    }

    private static <T> List<Choice> all(Function<String, Page<T>> list, Function<T, Choice> choice) {
        var choices = new ArrayList<Choice>();
        String after = null;
        do {
            var page = list.apply(after);
            page.items().forEach(each -> choices.add(choice.apply(each)));
            after = page.next();
        } while (after != null);
        return choices;
    }
}

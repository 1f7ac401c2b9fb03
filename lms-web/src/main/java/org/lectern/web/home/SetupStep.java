package org.lectern.web.home;

import java.util.ArrayList;
import java.util.List;
import org.lectern.overview.Overview.Setup;

/**
 * A step on the way from an empty school to its first lesson.
 *
 * @param key names its words in the bundle: {@code setup.key} and {@code setup.key.about}
 * @param done whether it is done
 * @param next whether it is the first that is not
 * @param page where it is done
 */
public record SetupStep(String key, boolean done, boolean next, String page) {

    static List<SetupStep> of(Setup setup) {
        var steps = new ArrayList<SetupStep>();
        add(steps, "named", setup.named(), "/admin/settings/index.xhtml");
        add(steps, "year", setup.year(), "/admin/years/edit.xhtml");
        add(steps, "term", setup.term(), "/admin/years/edit.xhtml");
        add(steps, "rooms", setup.rooms(), "/admin/rooms/edit.xhtml");
        add(steps, "courses", setup.courses(), "/admin/courses/edit.xhtml");
        add(steps, "teachers", setup.teachers(), "/admin/people/edit.xhtml");
        add(steps, "students", setup.students(), "/admin/people/edit.xhtml");
        add(steps, "groups", setup.groups(), "/admin/groups/edit.xhtml");
        add(steps, "sections", setup.sections(), "/admin/courses/list.xhtml");
        add(steps, "taught", setup.taught(), "/admin/assignments/edit.xhtml");
        add(steps, "enrolled", setup.enrolled(), "/admin/groups/list.xhtml");
        add(steps, "timetable", setup.timetable(), "/admin/schedule/slot.xhtml");
        add(steps, "accounts", setup.accounts(), "/admin/people/list.xhtml");
        return List.copyOf(steps);
    }

    private static void add(List<SetupStep> steps, String key, boolean done, String page) {
        var next = !done && steps.stream().allMatch(SetupStep::done);
        steps.add(new SetupStep(key, done, next, page));
    }
}

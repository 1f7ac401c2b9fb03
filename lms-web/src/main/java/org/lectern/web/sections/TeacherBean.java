package org.lectern.web.sections;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import org.lectern.courses.SectionName;
import org.lectern.courses.SectionService;
import org.lectern.courses.TeacherAssignmentFacts;
import org.lectern.courses.TeacherAssignmentService;
import org.lectern.courses.TeachingRole;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Problem;
import org.lectern.web.shell.Choices;
import org.lectern.web.shell.EditBean;
import org.lectern.web.shell.Notices;
import org.lectern.web.shell.Picker;
import org.lectern.web.tags.Functions;

/** Assigns a teacher to a section, or changes for how long, for {@code /admin/sections/teacher.xhtml}. */
@Named
@ViewScoped
public class TeacherBean extends EditBean<TeacherAssignmentFacts> {

    private static final long serialVersionUID = 1L;

    @Inject
    private TeacherAssignmentService assignmentService;

    @Inject
    private SectionService sectionService;

    @Inject
    private Choices choices;

    @Inject
    private Notices notices;

    private final Picker picker = new Picker(search -> choices.teachers(search));
    private Long section;

    /** An empty form. */
    public TeacherBean() {
        super(TeacherAssignmentFacts.class, "teacher assignment");
    }

    @Override
    protected Record get(long key) {
        return assignmentService.get(key);
    }

    @Override
    protected long create(TeacherAssignmentFacts typed) {
        return assignmentService.create(typed, null).id();
    }

    @Override
    protected void update(long key, ExpectedVersion expected, TeacherAssignmentFacts typed) {
        assignmentService.update(key, expected, typed);
    }

    @Override
    protected void remove(long key) {
        assignmentService.delete(key);
    }

    @Override
    protected String nameOf(Record one) {
        return ((TeacherAssignmentService.View) one).teacher();
    }

    @Override
    protected String pageOf(long key) {
        return "/admin/sections/section.xhtml?id=" + getTyped().get("sectionId");
    }

    @Override
    protected String pageWithout() {
        return "/admin/sections/section.xhtml?id=" + getTyped().get("sectionId");
    }

    @Override
    protected void begin(Map<String, Object> fresh) {
        try {
            var given = sectionService.get(section == null ? 0 : section);
            fresh.put("section", new SectionName(given.id(), given.code(), given.title()));
            fresh.put("sectionId", given.id());
            fresh.put("role", given.teachers().isEmpty() ? TeachingRole.LEAD : TeachingRole.ASSISTANT);
        } catch (Problem absent) {
            notices.unknownPage();
        }
    }

    @Override
    public String save() {
        if (isFresh() && picker.ids().size() != 1) {
            notices.fault("pick-search", Functions.say("teacher.one", null));
            return null;
        }
        return super.save();
    }

    @Override
    protected void gather(Map<String, Object> form) {
        if (isFresh()) {
            form.put("teacherId", picker.ids().get(0).toString());
        }
    }

    /** Who is assigned. */
    public Picker getPicker() {
        return picker;
    }

    /** What can be chosen as role. */
    public TeachingRole[] getRoles() {
        return TeachingRole.values();
    }

    /** The section of a new assignment. */
    public Long getSection() {
        return section;
    }

    /** Takes the section of a new assignment. */
    public void setSection(Long section) {
        this.section = section;
    }
}

package org.lectern.web.assignments;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.lectern.courses.SectionName;
import org.lectern.courses.SectionService;
import org.lectern.courses.TeacherAssignmentFacts;
import org.lectern.courses.TeacherAssignmentService;
import org.lectern.courses.TeachingRole;
import org.lectern.people.PeopleService;
import org.lectern.people.Role;
import org.lectern.settings.Settings;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.web.shell.EditBean;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;

/** Assigns a teacher to a section, changes it or ends it, for {@code /admin/assignments/edit.xhtml}. */
@Named
@ViewScoped
public class EditAssignmentBean extends EditBean<TeacherAssignmentFacts> {

    private static final long serialVersionUID = 1L;
    private static final int CHOICES = 20;
    private static final String BETWEEN = " · ";

    @Inject
    private TeacherAssignmentService assignmentService;

    @Inject
    private SectionService sectionService;

    @Inject
    private PeopleService peopleService;

    @Inject
    private Settings settings;

    @Inject
    private Notices notices;

    private Long teacher;
    private Long section;
    private String sectionText;
    private String teacherText;
    private boolean ending;

    private transient List<SectionService.Row> sections;
    private transient List<PeopleService.PersonRow> teachers;

    /** An empty form. */
    public EditAssignmentBean() {
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
        var view = (TeacherAssignmentService.View) one;
        return view.teacher() + ", " + view.section().code();
    }

    @Override
    protected String said(Record saved) {
        var view = (TeacherAssignmentService.View) saved;
        return Functions.say(
                isFresh() ? "assign.added" : ending ? "assign.ended" : "assign.saved",
                new Object[] {view.teacher(), view.section().code()});
    }

    @Override
    protected String pageOf(long key) {
        return getBack();
    }

    @Override
    protected String pageWithout() {
        return getBack();
    }

    @Override
    protected void begin(Map<String, Object> fresh) {
        try {
            var leads = false;
            if (teacher != null) {
                fresh.put("teacherId", teacher);
                teacherText = peopleService.get(teacher).name();
            }
            if (section != null) {
                var given = sectionService.get(section);
                fresh.put("section", new SectionName(given.id(), given.code(), given.title()));
                fresh.put("sectionId", section);
                sectionText = given.code();
                leads = !given.teachers().isEmpty();
            }
            fresh.put("role", leads ? TeachingRole.ASSISTANT : TeachingRole.LEAD);
        } catch (Problem absent) {
            notices.unknownPage();
        }
    }

    @Override
    public String save() {
        return isFresh() && !resolve() ? null : super.save();
    }

    /** Ends the assignment with this day. */
    public String end() {
        ending = true;
        getTyped().put("toDate", settings.today().toString());
        return save();
    }

    /** Looks for sections, because something was typed. */
    public void narrowSections() {
        sections = null;
    }

    /** Looks for teachers, because something was typed. */
    public void narrowTeachers() {
        teachers = null;
    }

    /** Finds out which section and teacher are meant by what was typed. */
    private boolean resolve() {
        sections = null;
        teachers = null;
        return one(
                        "teacherId",
                        "assign.teacher",
                        teacherText,
                        getTeachers(),
                        PeopleService.PersonRow::id,
                        this::label,
                        PeopleService.PersonRow::name)
                & one(
                        "sectionId",
                        "assign.section",
                        sectionText,
                        getSections(),
                        SectionService.Row::id,
                        this::label,
                        SectionService.Row::code);
    }

    private <T> boolean one(
            String field,
            String key,
            String text,
            List<T> found,
            Function<T, Long> id,
            Function<T, String> label,
            Function<T, String> name) {
        var typed = text == null ? "" : text.strip();
        if (typed.isEmpty()) {
            notices.fault(field, Functions.say("invalid.NotBlank", null));
            return false;
        }
        var fitting = found.stream()
                .filter(each ->
                        label.apply(each).equals(typed) || name.apply(each).equalsIgnoreCase(typed))
                .toList();
        // the address may have named one of several
        var given = getTyped().get(field);
        var meant = fitting.stream()
                .filter(each -> fitting.size() == 1 || id.apply(each).toString().equals(given))
                .findFirst();
        if (meant.isEmpty()) {
            notices.fault(field, Functions.say(key + (fitting.isEmpty() ? "Unknown" : "Several"), null));
            return false;
        }
        getTyped().put(field, id.apply(meant.get()).toString());
        return true;
    }

    /** The sections that fit what was typed. */
    public List<SectionService.Row> getSections() {
        if (sections == null) {
            sections = sectionService
                    .list(beginning(sectionText), null, null, null, null, LifeStatus.ACTIVE, CHOICES, null)
                    .items();
        }
        return sections;
    }

    /** The teachers who fit what was typed. */
    public List<PeopleService.PersonRow> getTeachers() {
        if (teachers == null) {
            teachers = peopleService
                    .list(beginning(teacherText), Role.TEACHER, LifeStatus.ACTIVE, CHOICES, null)
                    .items();
        }
        return teachers;
    }

    /** More may stand behind, as the list shows it. */
    private static String beginning(String text) {
        return text == null ? null : text.split(BETWEEN, 2)[0];
    }

    /** A section as the list shows it. */
    public String label(SectionService.Row each) {
        return each.code() + BETWEEN + each.title() + BETWEEN + each.term();
    }

    /** A teacher as the list shows it. */
    public String label(PeopleService.PersonRow each) {
        return each.identifier() == null ? each.name() : each.name() + BETWEEN + each.identifier();
    }

    /** The page that this one was opened from. */
    public String getBack() {
        return section == null ? "/admin/assignments/list.xhtml" : "/admin/sections/section.xhtml?id=" + section;
    }

    /** Whether it goes on after today. */
    public boolean isGoingOn() {
        return !isFresh() && (!(getKnown().get("toDate") instanceof LocalDate last) || last.isAfter(settings.today()));
    }

    /** What ending it means, in words. */
    public String getEndText() {
        return Functions.say("assign.endText", new Object[] {getTeacherText(), getSectionText()});
    }

    /** What a teacher can be to a section. */
    public TeachingRole[] getRoles() {
        return TeachingRole.values();
    }

    /** Whom to assign; null when nobody is said. */
    public Long getTeacher() {
        return teacher;
    }

    /** Takes whom to assign. */
    public void setTeacher(Long teacher) {
        this.teacher = teacher;
    }

    /** To which section, or from whose page one is changed; null when none is said. */
    public Long getSection() {
        return section;
    }

    /** Takes to which section. */
    public void setSection(Long section) {
        this.section = section;
    }

    /** The section as typed. */
    public String getSectionText() {
        return isFresh() ? sectionText : ((SectionName) getKnown().get("section")).code();
    }

    /** Takes the section as typed. */
    public void setSectionText(String text) {
        sectionText = text;
    }

    /** The teacher as typed. */
    public String getTeacherText() {
        return isFresh() ? teacherText : (String) getKnown().get("teacher");
    }

    /** Takes the teacher as typed. */
    public void setTeacherText(String text) {
        teacherText = text;
    }
}

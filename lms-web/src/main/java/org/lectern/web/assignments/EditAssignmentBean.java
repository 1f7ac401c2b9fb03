package org.lectern.web.assignments;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
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
import org.lectern.shared.ProblemType;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;

/** Assigns a teacher to a section, changes it or ends it, for {@code /admin/assignments/edit.xhtml}. */
@Named
@ViewScoped
public class EditAssignmentBean implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int CHOICES = 20;
    private static final String BETWEEN = " · ";

    /** The list, read anew. */
    private static final String LIST = "/admin/assignments/list.xhtml?faces-redirect=true";

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

    private Long id;
    private Long teacher;
    private Long section;
    private int version;
    private Long sectionId;
    private Long teacherId;
    private String sectionText;
    private String teacherText;
    private TeachingRole role = TeachingRole.LEAD;
    private LocalDate fromDate;
    private LocalDate toDate;
    private String savedByOther;

    private transient List<SectionService.Row> sections;
    private transient List<PeopleService.PersonRow> teachers;

    /**
     * Reads what the address names; the page is unknown when there is none.
     *
     * @throws IOException when the browser went away
     */
    public void read() throws IOException {
        try {
            if (id != null) {
                var found = assignmentService.get(id);
                version = found.version();
                sectionId = found.sectionId();
                teacherId = found.teacherId();
                sectionText = found.section().code();
                teacherText = found.teacher();
                role = found.role();
                fromDate = found.fromDate();
                toDate = found.toDate();
                return;
            }
            if (teacher != null) {
                teacherId = teacher;
                teacherText = peopleService.get(teacher).name();
            }
            if (section != null) {
                sectionId = section;
                sectionText = sectionService.get(section).code();
            }
        } catch (Problem absent) {
            var faces = FacesContext.getCurrentInstance();
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            faces.responseComplete();
        }
    }

    /** Looks for sections, because something was typed. */
    public void narrowSections() {
        sections = null;
        sectionId = null;
    }

    /** Looks for teachers, because something was typed. */
    public void narrowTeachers() {
        teachers = null;
        teacherId = null;
    }

    /** Saves what was typed. */
    public String save() {
        if (id == null && !resolve()) {
            return null;
        }
        var facts = new TeacherAssignmentFacts(sectionId, teacherId, role, fromDate, toDate);
        return write(() -> {
            var saved = id == null
                    ? assignmentService.create(facts, null)
                    : assignmentService.update(id, new ExpectedVersion(version), facts);
            notices.done(Functions.say(
                    id == null ? "assign.added" : "assign.saved",
                    new Object[] {saved.teacher(), saved.section().code()}));
        });
    }

    /** Ends the assignment with this day. */
    public String end() {
        var today = settings.today();
        return write(() -> {
            var ended = assignmentService.update(
                    id,
                    new ExpectedVersion(version),
                    new TeacherAssignmentFacts(sectionId, teacherId, role, fromDate, today));
            notices.done(Functions.say(
                    "assign.ended",
                    new Object[] {ended.teacher(), ended.section().code()}));
        });
    }

    /** Deletes an assignment that was a mistake. */
    public String delete() {
        return write(() -> {
            assignmentService.delete(id);
            notices.done(Functions.say("assign.deleted", new Object[] {teacherText, sectionText}));
        });
    }

    private String write(Runnable work) {
        try {
            work.run();
            return LIST;
        } catch (Problem problem) {
            if (problem.type() == ProblemType.STALE_VERSION) {
                var saved = assignmentService.get(id);
                version = saved.version();
                savedByOther = Functions.say("teaching." + saved.role(), null) + ", " + day(saved.fromDate()) + "–"
                        + day(saved.toDate());
            } else {
                notices.refuse(problem);
            }
            return null;
        }
    }

    private static String day(LocalDate day) {
        return day == null
                ? Functions.say("assign.forever", null)
                : day.format(DateTimeFormatter.ofPattern("d MMM yyyy", Functions.locale()));
    }

    /** Finds out which section and teacher are meant by what was typed. */
    private boolean resolve() {
        if (sectionId == null) {
            sections = null;
            var fitting = getSections().stream()
                    .filter(each -> label(each).equals(sectionText)
                            || each.code().equalsIgnoreCase(sectionText == null ? "" : sectionText.strip()))
                    .toList();
            if (fitting.size() == 1) {
                sectionId = fitting.get(0).id();
            } else {
                notices.fault(
                        "sectionId",
                        Functions.say(fitting.isEmpty() ? "assign.sectionUnknown" : "assign.sectionSeveral", null));
            }
        }
        if (teacherId == null) {
            teachers = null;
            var fitting = getTeachers().stream()
                    .filter(each -> label(each).equals(teacherText)
                            || each.name().equalsIgnoreCase(teacherText == null ? "" : teacherText.strip()))
                    .toList();
            if (fitting.size() == 1) {
                teacherId = fitting.get(0).id();
            } else {
                notices.fault(
                        "teacherId",
                        Functions.say(fitting.isEmpty() ? "assign.teacherUnknown" : "assign.teacherSeveral", null));
            }
        }
        return sectionId != null && teacherId != null;
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

    /** Whether one is added. */
    public boolean isFresh() {
        return id == null;
    }

    /** Whether it goes on after today. */
    public boolean isGoingOn() {
        return toDate == null || toDate.isAfter(settings.today());
    }

    /** What ending it means, in words. */
    public String getEndText() {
        return Functions.say("assign.endText", new Object[] {teacherText, sectionText});
    }

    /** What a teacher can be to a section. */
    public TeachingRole[] getRoles() {
        return TeachingRole.values();
    }

    /** What somebody else saved meanwhile, in words; null when nobody did. */
    public String getSavedByOther() {
        return savedByOther;
    }

    /** Which assignment; null for a new one. */
    public Long getId() {
        return id;
    }

    /** Takes which assignment. */
    public void setId(Long id) {
        this.id = id;
    }

    /** Whom to assign; null when nobody is said. */
    public Long getTeacher() {
        return teacher;
    }

    /** Takes whom to assign. */
    public void setTeacher(Long teacher) {
        this.teacher = teacher;
    }

    /** To which section; null when none is said. */
    public Long getSection() {
        return section;
    }

    /** Takes to which section. */
    public void setSection(Long section) {
        this.section = section;
    }

    /** The section as typed. */
    public String getSectionText() {
        return sectionText;
    }

    /** Takes the section as typed. */
    public void setSectionText(String text) {
        if (text == null || !text.equals(sectionText)) {
            sectionId = null;
        }
        sectionText = text;
    }

    /** The teacher as typed. */
    public String getTeacherText() {
        return teacherText;
    }

    /** Takes the teacher as typed. */
    public void setTeacherText(String text) {
        if (text == null || !text.equals(teacherText)) {
            teacherId = null;
        }
        teacherText = text;
    }

    /** What the teacher is to the section. */
    public TeachingRole getRole() {
        return role;
    }

    /** Takes what the teacher is to the section. */
    public void setRole(TeachingRole role) {
        this.role = role;
    }

    /** The first day; null for that of the section. */
    public LocalDate getFromDate() {
        return fromDate;
    }

    /** Takes the first day. */
    public void setFromDate(LocalDate fromDate) {
        this.fromDate = fromDate;
    }

    /** The last day; null for that of the section. */
    public LocalDate getToDate() {
        return toDate;
    }

    /** Takes the last day. */
    public void setToDate(LocalDate toDate) {
        this.toDate = toDate;
    }
}

package org.lectern.web.people;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.LongConsumer;
import org.lectern.grades.GradeService;
import org.lectern.grades.OwnGrades;
import org.lectern.people.PeopleService;
import org.lectern.people.Role;
import org.lectern.profile.PersonOverviewService;
import org.lectern.profile.RecordService;
import org.lectern.security.AccountService;
import org.lectern.shared.Problem;
import org.lectern.web.shell.Notices;
import org.lectern.web.shell.OneTimeLink;
import org.lectern.web.tags.Functions;

/** One person and the account, for {@code /admin/people/person.xhtml}. */
@Named
@ViewScoped
public class PersonBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private PeopleService peopleService;

    @Inject
    private AccountService accountService;

    @Inject
    private PersonOverviewService overviewService;

    @Inject
    private GradeService gradeService;

    @Inject
    private RecordService recordService;

    @Inject
    private OneTimeLink oneTimeLink;

    @Inject
    private Notices notices;

    private Long id;
    private transient PeopleService.PersonDetails person;
    private transient PersonOverviewService.Picture picture;
    private transient List<OwnGrades> grades;

    /**
     * Reads the person that the address names; the page is unknown when there is none.
     *
     * @throws IOException when the browser went away
     */
    public void read() throws IOException {
        try {
            person = id == null ? null : peopleService.get(id);
        } catch (Problem absent) {
            person = null;
        }
        if (person == null) {
            var faces = FacesContext.getCurrentInstance();
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            faces.responseComplete();
        }
    }

    /** Makes a link to choose a password, and shows it once. */
    public String invite() {
        return change(account -> oneTimeLink.show(accountService.invite(account)), null);
    }

    /** Keeps the person from signing in. */
    public String disable() {
        return change(accountService::disable, "account.nowDisabled");
    }

    /** Lets the person sign in again. */
    public String enable() {
        return change(accountService::enable, "account.nowEnabled");
    }

    private String change(LongConsumer work, String done) {
        try {
            work.accept(getPerson().account().id());
        } catch (Problem problem) {
            notices.refuse(problem);
            person = null;
            return null;
        }
        if (done != null) {
            notices.done(Functions.say(done, getPerson().name()));
        }
        return "/admin/people/person.xhtml?faces-redirect=true&id=" + id;
    }

    /**
     * Asks for all that is kept of the person.
     *
     * @return the page of the job that makes it
     */
    public String export() {
        var job = new long[1];
        if (!notices.attempt(() -> job[0] = recordService.export(id))) {
            return null;
        }
        return "/admin/imports/job.xhtml?faces-redirect=true&id=" + job[0];
    }

    /** Groups, sections, attendance and sign-ins. */
    public PersonOverviewService.Picture getPicture() {
        if (picture == null && id != null) {
            picture = overviewService.of(id);
        }
        return picture;
    }

    /** Grades by section, as the student sees them. */
    public List<OwnGrades> getGrades() {
        if (grades == null) {
            grades = id == null ? List.of() : gradeService.of(id).items();
        }
        return grades;
    }

    /** Whether the person learns here. */
    public boolean isStudent() {
        return getPerson() != null && getPerson().roles().contains(Role.STUDENT);
    }

    /** Everything about the person. */
    public PeopleService.PersonDetails getPerson() {
        if (person == null && id != null) {
            person = peopleService.get(id);
        }
        return person;
    }

    /** Which person. */
    public Long getId() {
        return id;
    }

    /** Takes which person. */
    public void setId(Long id) {
        this.id = id;
    }
}

package org.lectern.web.people;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.lectern.people.PeopleService;
import org.lectern.shared.Problem;

/** One person, for {@code /admin/people/person.xhtml}. */
@Named
@RequestScoped
public class PersonBean {

    @Inject
    private PeopleService peopleService;

    private Long id;
    private PeopleService.PersonDetails person;

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

    /** Everything about the person. */
    public PeopleService.PersonDetails getPerson() {
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

package org.lectern.web.people;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.lectern.people.PeopleService;
import org.lectern.people.Role;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;

/** People by name, narrowed while somebody types, for {@code /admin/people/list.xhtml}. */
@Named
@ViewScoped
public class ListPeopleBean implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Where the pages before this one began; an empty text stands for the first. */
    private final Deque<String> before = new ArrayDeque<>();

    @Inject
    private PeopleService peopleService;

    private String search;
    private Role role;
    private PeopleService.Lacking lacking;
    private LifeStatus status = LifeStatus.ACTIVE;
    private String place;
    private transient Page<PeopleService.PersonRow> page;

    /** Goes back to the first page, because what is looked for has changed. */
    public void narrow() {
        before.clear();
        place = null;
        page = null;
    }

    /** Shows the people that follow. */
    public void forward() {
        if (page().next() != null) {
            before.push(place == null ? "" : place);
            place = page().next();
            page = null;
        }
    }

    /** Shows the people before. */
    public void back() {
        if (!before.isEmpty()) {
            var earlier = before.pop();
            place = earlier.isEmpty() ? null : earlier;
            page = null;
        }
    }

    private Page<PeopleService.PersonRow> page() {
        if (page == null) {
            page = peopleService.list(search, role, status, lacking, null, place);
        }
        return page;
    }

    /** The people of this page. */
    public List<PeopleService.PersonRow> getPeople() {
        return page().items();
    }

    /** Whether there are more. */
    public boolean isMore() {
        return page().next() != null;
    }

    /** Whether there are people before. */
    public boolean isEarlier() {
        return !before.isEmpty();
    }

    /** Whether anything narrows the list. */
    public boolean isNarrowed() {
        return search != null && !search.isBlank() || role != null || lacking != null || status != LifeStatus.ACTIVE;
    }

    /** What can be chosen as role. */
    public Role[] getRoles() {
        return Role.values();
    }

    /** What was typed. */
    public String getSearch() {
        return search;
    }

    /** Takes what was typed. */
    public void setSearch(String search) {
        this.search = search;
    }

    /** The role to show; null for any. */
    public Role getRole() {
        return role;
    }

    /** Takes the role to show. */
    public void setRole(Role role) {
        this.role = role;
    }

    /** What the people to show are without; null for everybody. */
    public PeopleService.Lacking getLacking() {
        return lacking;
    }

    /** Takes what the people to show are without. */
    public void setLacking(PeopleService.Lacking lacking) {
        this.lacking = lacking;
    }

    /** What people can be without. */
    public PeopleService.Lacking[] getLackings() {
        return PeopleService.Lacking.values();
    }

    /** What can be chosen as status. */
    public LifeStatus[] getStatuses() {
        return LifeStatus.values();
    }

    /** Whether to show who belongs to the school or who has left it. */
    public LifeStatus getStatus() {
        return status;
    }

    /** Takes the status to show. */
    public void setStatus(LifeStatus status) {
        this.status = status == null ? LifeStatus.ACTIVE : status;
    }
}

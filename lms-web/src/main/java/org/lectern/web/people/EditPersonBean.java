package org.lectern.web.people;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.lectern.people.PeopleService;
import org.lectern.people.PersonFacts;
import org.lectern.people.Role;
import org.lectern.shared.ExpectedVersion;
import org.lectern.web.shell.EditBean;
import org.lectern.web.tags.Functions;

/** Adds a person, or changes one, for {@code /admin/people/edit.xhtml}. */
@Named
@ViewScoped
public class EditPersonBean extends EditBean<PersonFacts> {

    private static final long serialVersionUID = 1L;

    @Inject
    private PeopleService peopleService;

    /** An empty form. */
    public EditPersonBean() {
        super(PersonFacts.class, "person");
    }

    @Override
    protected Record get(long key) {
        return peopleService.get(key);
    }

    @Override
    protected long create(PersonFacts typed) {
        return peopleService.create(typed).id();
    }

    @Override
    protected void update(long key, ExpectedVersion expected, PersonFacts typed) {
        peopleService.update(key, expected, typed);
    }

    @Override
    protected String nameOf(Record one) {
        return ((PeopleService.PersonDetails) one).name();
    }

    @Override
    protected String pageOf(long key) {
        return "/admin/people/person.xhtml?id=" + key;
    }

    @Override
    protected String said(Record saved) {
        return isFresh() ? Functions.say("person.added", nameOf(saved)) : super.said(saved);
    }

    @Override
    protected String words(String field, Object value) {
        if (value instanceof List<?> roles && !roles.isEmpty()) {
            return roles.stream()
                    .map(role -> Functions.say("role." + role, null))
                    .collect(Collectors.joining(", "));
        }
        return field.equals("status") ? Functions.say("status." + value, null) : super.words(field, value);
    }

    /** What the person may do. */
    public String[] getRoles() {
        return ((List<?>) getTyped().get("roles"))
                .stream().map(Object::toString).toArray(String[]::new);
    }

    /** Takes what the person may do. */
    public void setRoles(String[] roles) {
        getTyped()
                .put(
                        "roles",
                        Arrays.stream(roles)
                                .sorted(Comparator.comparing(Role::valueOf))
                                .collect(Collectors.toCollection(ArrayList::new)));
    }

    /** What can be chosen as role. */
    public Role[] getAllRoles() {
        return Role.values();
    }
}

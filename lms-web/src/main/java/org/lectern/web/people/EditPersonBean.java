package org.lectern.web.people;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.lectern.audit.AuditService;
import org.lectern.people.PeopleService;
import org.lectern.people.PersonFacts;
import org.lectern.people.Role;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;

/**
 * Adds a person, or changes one, for {@code /admin/people/edit.xhtml}. When somebody else has changed the person in the
 * meantime, what only the other changed is taken over, and what both changed is shown side by side; nothing that was
 * typed is lost.
 */
@Named
@ViewScoped
public class EditPersonBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private PeopleService peopleService;

    @Inject
    private AuditService auditService;

    @Inject
    private Validator validator;

    @Inject
    private Notices notices;

    private Long id;
    private int version;
    private Instant readAt;
    private String name;

    /** By the names of the members of {@link PersonFacts}: as they were read, and as they stand in the form. */
    private Map<String, Object> read = fields(
            new PersonFacts(null, null, null, null, null, null, null, null, null, null, LifeStatus.ACTIVE, List.of()));

    private Map<String, Object> typed = new LinkedHashMap<>(read);
    private Conflict conflict;

    /**
     * A value that two people changed.
     *
     * @param label what it is
     * @param yours what was typed here
     * @param theirs what the other saved
     */
    public record Difference(String label, String yours, String theirs) implements Serializable {}

    /**
     * Changes that met.
     *
     * @param by who changed it; null when nobody is known, as after an import
     * @param at when; null when it is not known
     * @param differences what both changed
     * @param takenOver labels of what only the other changed
     * @param theirs all values as the other left them
     */
    public record Conflict(
            String by,
            OffsetDateTime at,
            List<Difference> differences,
            List<String> takenOver,
            Map<String, Object> theirs)
            implements Serializable {}

    /**
     * Reads the person that the address names, if it names one; the page is unknown when there is none.
     *
     * @throws IOException when the browser went away
     */
    public void read() throws IOException {
        if (id == null) {
            return;
        }
        try {
            remember(peopleService.get(id));
            typed = new LinkedHashMap<>(read);
        } catch (Problem absent) {
            var faces = FacesContext.getCurrentInstance();
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            faces.responseComplete();
        }
    }

    private void remember(PeopleService.PersonDetails person) {
        version = person.version();
        name = person.name();
        readAt = Instant.now();
        read = fields(person.facts());
    }

    /**
     * Saves what was typed.
     *
     * @return the person's page; null when something has to be mended or decided first
     */
    public String save() {
        var facts = facts();
        var violations = validator.validate(facts);
        if (!violations.isEmpty()) {
            notices.refuse(violations);
            return null;
        }
        try {
            var saved = id == null
                    ? peopleService.create(facts)
                    : peopleService.update(id, new ExpectedVersion(version), facts);
            notices.done(Functions.say(id == null ? "person.added" : "person.saved", saved.name()));
            return "/admin/people/person.xhtml?faces-redirect=true&id=" + saved.id();
        } catch (Problem problem) {
            if (problem.type() == ProblemType.STALE_VERSION) {
                merge();
            } else {
                notices.refuse(problem);
            }
            return null;
        }
    }

    /** Puts what the other saved into the form wherever both changed something. */
    public void takeTheirs() {
        typed = new LinkedHashMap<>(conflict.theirs);
        conflict = null;
    }

    private void merge() {
        var before = read;
        var beganAt = readAt;
        remember(peopleService.get(id));
        typed = fields(facts());
        var differences = new ArrayList<Difference>();
        var takenOver = new ArrayList<String>();
        var theirs = new LinkedHashMap<>(typed);
        read.forEach((field, now) -> {
            var mine = typed.get(field);
            if (Objects.equals(now, before.get(field)) || Objects.equals(now, mine)) {
                return;
            }
            theirs.put(field, now);
            if (Objects.equals(mine, before.get(field))) {
                typed.put(field, now);
                takenOver.add(label(field));
            } else {
                differences.add(new Difference(label(field), words(field, mine), words(field, now)));
            }
        });
        var change =
                auditService
                        .list(new AuditService.Filter(null, null, "person", id, null, null, null), 1, null)
                        .items()
                        .stream()
                        .filter(entry -> entry.at().toInstant().isAfter(beganAt))
                        .findFirst();
        conflict = new Conflict(
                change.map(entry -> Objects.requireNonNullElse(entry.actorName(), entry.actor()))
                        .orElse(null),
                change.map(AuditService.Entry::at).orElse(null),
                List.copyOf(differences),
                List.copyOf(takenOver),
                theirs);
    }

    private static String label(String field) {
        return Functions.say("person." + field, null);
    }

    private static String words(String field, Object value) {
        if (value == null || value instanceof List<?> none && none.isEmpty()) {
            return Functions.say("person.nothing", null);
        }
        if (value instanceof List<?> roles) {
            return roles.stream()
                    .map(role -> Functions.say("role." + role, null))
                    .collect(Collectors.joining(", "));
        }
        return field.equals("status") ? Functions.say("status." + value, null) : value.toString();
    }

    private static Map<String, Object> fields(PersonFacts facts) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("givenName", facts.givenName());
        fields.put("middleName", facts.middleName());
        fields.put("familyName", facts.familyName());
        fields.put("preferredGivenName", facts.preferredGivenName());
        fields.put("preferredFamilyName", facts.preferredFamilyName());
        fields.put("pronouns", facts.pronouns());
        fields.put("identifier", facts.identifier());
        fields.put("email", facts.email());
        fields.put("phone", facts.phone());
        fields.put("birthDate", facts.birthDate());
        fields.put("status", facts.status());
        fields.put("roles", facts.roles());
        return fields;
    }

    private PersonFacts facts() {
        return new PersonFacts(
                text("givenName"),
                text("middleName"),
                text("familyName"),
                text("preferredGivenName"),
                text("preferredFamilyName"),
                text("pronouns"),
                text("identifier"),
                text("email"),
                text("phone"),
                (LocalDate) typed.get("birthDate"),
                (LifeStatus) typed.get("status"),
                List.copyOf(roles()));
    }

    private String text(String field) {
        return (String) typed.get(field);
    }

    @SuppressWarnings("unchecked")
    private List<Role> roles() {
        return (List<Role>) typed.get("roles");
    }

    /** What stands in the form, by the names of the members of {@link PersonFacts}. */
    public Map<String, Object> getTyped() {
        return typed;
    }

    /** What the person may do. */
    public Role[] getRoles() {
        return roles().toArray(Role[]::new);
    }

    /** Takes what the person may do. */
    public void setRoles(Role[] roles) {
        typed.put("roles", Arrays.stream(roles).sorted().toList());
    }

    /** Whether the person belongs to the school. */
    public LifeStatus getStatus() {
        return (LifeStatus) typed.get("status");
    }

    /** Takes whether the person belongs to the school. */
    public void setStatus(LifeStatus status) {
        typed.put("status", status);
    }

    /** Day of birth. */
    public LocalDate getBirthDate() {
        return (LocalDate) typed.get("birthDate");
    }

    /** Takes the day of birth. */
    public void setBirthDate(LocalDate birthDate) {
        typed.put("birthDate", birthDate);
    }

    /** What can be chosen as role. */
    public Role[] getAllRoles() {
        return Role.values();
    }

    /** What can be chosen as status. */
    public LifeStatus[] getAllStatuses() {
        return LifeStatus.values();
    }

    /** The changes that met; null when none did. */
    public Conflict getConflict() {
        return conflict;
    }

    /** To call the person by; null for somebody new. */
    public String getName() {
        return name;
    }

    /** Whether somebody is added. */
    public boolean isFresh() {
        return id == null;
    }

    /** Which person; null for somebody new. */
    public Long getId() {
        return id;
    }

    /** Takes which person. */
    public void setId(Long id) {
        this.id = id;
    }
}

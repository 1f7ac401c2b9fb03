package org.lectern.people;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.lectern.audit.AuditTrail;
import org.lectern.settings.Settings;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;

/** The people of the school, for those who run it. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class PersonService {

    @Inject
    private EntityManager entityManager;

    @Inject
    private AuditTrail audit;

    @Inject
    private Settings settings;

    @Inject
    private Event<RolesRemoved> rolesRemoved;

    /**
     * A person in a list.
     *
     * @param id the person
     * @param givenName first name
     * @param familyName last name
     * @param name the name to call the person by
     * @param roles what the person may do
     * @param email where mail arrives; may be null
     * @param status whether the person belongs to the school
     * @param account how the person signs in; null when there is no account
     */
    public record Listed(
            long id,
            String givenName,
            String familyName,
            String name,
            List<Role> roles,
            String email,
            LifeStatus status,
            ListedAccount account) {}

    /**
     * An account in a list.
     *
     * @param id the account
     * @param username the name to sign in with
     * @param state whether it can be used
     * @param lastSignInAt in the school's zone; null when nobody ever did
     */
    public record ListedAccount(long id, String username, AccountState state, OffsetDateTime lastSignInAt) {}

    /**
     * A person with all that is known.
     *
     * @param person as in the list
     * @param facts what can be changed
     * @param version what the ETag says
     */
    public record Known(
            Listed person,
            PersonFacts facts,
            @JsonbTransient int version) {}

    private static final String COLUMNS = """
            select p.id, p.given_name, p.family_name, p.preferred_given_name, p.preferred_family_name,
                   (select string_agg(r.role, ',' order by r.role) from person_role r where r.person_id = p.id),
                   p.email, p.status, a.id, a.username, a.state, a.last_sign_in_at
            from person p left join account a on a.person_id = p.id
            """;

    /**
     * A page of the people, by family name, given name and id.
     *
     * @param search part of name, e-mail address or the school's own number; null for all
     * @param role only those who have it; null for all
     * @param limit rows of the page, 1 to 500; null for 50
     * @param after {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION when limit or after are not valid
     */
    public Page<Listed> list(String search, Role role, Integer limit, String after) {
        var rows = Page.limit(limit);
        var where = new StringBuilder("where true");
        var parameters = new HashMap<String, Object>();
        if (search != null && !search.isBlank()) {
            where.append(" and lower(p.given_name || ' ' || p.family_name || ' ' || coalesce(p.email, '') || ' '"
                    + " || coalesce(p.identifier, '')) like :search");
            parameters.put(
                    "search", "%" + search.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        if (role != null) {
            where.append(" and exists (select 1 from person_role f where f.person_id = p.id and f.role = :role)");
            parameters.put("role", role.name());
        }
        if (after != null) {
            var place = place(after);
            where.append(" and (p.family_name, p.given_name, p.id) > (:family, :given, :id)");
            parameters.put("family", place[0]);
            parameters.put("given", place[1]);
            parameters.put("id", Long.valueOf(place[2]));
        }
        var query = entityManager.createNativeQuery(
                COLUMNS + where + " order by p.family_name, p.given_name, p.id limit " + (rows + 1), Object[].class);
        parameters.forEach(query::setParameter);
        List<Listed> found = ((List<?>) query.getResultList())
                .stream().map(row -> listed((Object[]) row)).toList();
        return Page.of(found, rows, last -> key(last.familyName + "\u0000" + last.givenName + "\u0000" + last.id));
    }

    private static String key(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static String[] place(String after) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8).split("\u0000", -1);
            if (parts.length == 3 && parts[2].matches("-?\\d{1,18}")) {
                return parts;
            }
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw Problem.ofField(ProblemType.VALIDATION, "after", "Send what the page before gave as next.");
    }

    private Listed listed(Object[] row) {
        var account = row[8] == null
                ? null
                : new ListedAccount(
                        ((Number) row[8]).longValue(),
                        (String) row[9],
                        AccountState.valueOf((String) row[10]),
                        row[11] == null
                                ? null
                                : ((Instant) row[11])
                                        .atZone(settings.timeZone())
                                        .toOffsetDateTime());
        return new Listed(
                ((Number) row[0]).longValue(),
                (String) row[1],
                (String) row[2],
                Person.displayName((String) row[3], (String) row[1], (String) row[4], (String) row[2]),
                row[5] == null
                        ? List.of()
                        : Arrays.stream(((String) row[5]).split(","))
                                .map(Role::valueOf)
                                .toList(),
                (String) row[6],
                LifeStatus.valueOf((String) row[7]),
                account);
    }

    /**
     * One person.
     *
     * @param id the person
     * @throws Problem of type NOT_FOUND when there is none
     */
    public Known get(long id) {
        var person = entityManager.find(Person.class, id);
        if (person == null) {
            throw Problem.notFound("person", id);
        }
        return known(person);
    }

    private Known known(Person person) {
        var row = (Object[]) entityManager
                .createNativeQuery(COLUMNS + "where p.id = :id", Object[].class)
                .setParameter("id", person.id())
                .getSingleResult();
        return new Known(listed(row), person.facts(), person.version());
    }

    /**
     * Adds a person.
     *
     * @param facts what is known
     */
    public Known create(@NotNull @Valid PersonFacts facts) {
        var person = new Person(facts);
        entityManager.persist(person);
        entityManager.flush();
        audit.record("person created", "person", person.id(), person.id(), null, facts);
        return known(person);
    }

    /**
     * Replaces what is known of a person. Whoever loses a role is signed out everywhere.
     *
     * @param id the person
     * @param expected the version that the caller has seen
     * @param facts what is known now
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION
     */
    public Known update(long id, ExpectedVersion expected, @NotNull @Valid PersonFacts facts) {
        var person = entityManager.find(Person.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (person == null) {
            throw Problem.notFound("person", id);
        }
        ExpectedVersion.require(expected, person.version());
        var before = person.facts();
        if (person.change(facts)) {
            rolesRemoved.fire(new RolesRemoved(id));
        }
        entityManager.flush();
        audit.record("person changed", "person", id, id, before, person.facts());
        return known(person);
    }
}

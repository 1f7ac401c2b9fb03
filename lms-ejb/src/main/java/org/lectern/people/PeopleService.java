package org.lectern.people;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.audit.AuditTrail;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;

/** The people the school knows, for those who run it. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class PeopleService {

    /** More words than a name has narrow nothing, but each costs. */
    private static final int MOST_WORDS = 6;

    /** What stands between the parts of a place in the list; no name has it in it. */
    private static final String SEPARATOR = "\0";

    private static final String COLUMNS = """
            p.id, p.given_name, p.family_name,
            coalesce(p.preferred_given_name, p.given_name) || ' ' || coalesce(p.preferred_family_name, p.family_name),
            array(select r.role from person_role r where r.person_id = p.id order by r.role),
            p.email, p.identifier, p.status, a.id as account_id, a.username, a.state, a.last_sign_in_at
            """;

    private static final String FROM = " from person p left join account a on a.person_id = p.id";

    private static final String DETAILS = """
            , p.middle_name, p.preferred_given_name, p.preferred_family_name, p.pronouns, p.phone, p.birth_date,
            array(select g.code from student_group_member m join student_group g on g.id = m.student_group_id
                   where m.student_id = p.id and m.from_date <= :today
                     and (m.to_date is null or m.to_date >= :today) order by g.code),
            array(select s.title from section s where s.status = 'ACTIVE'
                     and (exists (select 1 from enrollment e where e.section_id = s.id and e.student_id = p.id
                                     and e.status = 'ACTIVE')
                          or exists (select 1 from teacher_assignment t where t.section_id = s.id
                                     and t.teacher_id = p.id and (t.to_date is null or t.to_date >= :today)))
                   order by s.title),
            p.version""";

    @Inject
    private EntityManager entityManager;

    @Inject
    private AuditTrail audit;

    @Inject
    private Settings settings;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Event<RolesRemoved> rolesRemoved;

    /**
     * A person in a list.
     *
     * @param id the person
     * @param givenName as in the records
     * @param familyName as in the records
     * @param name to call the person by
     * @param roles what the person may do
     * @param email null when none is known
     * @param identifier the school's own number; null when there is none
     * @param status whether the person belongs to the school
     * @param account how the person signs in; null when there is no account
     */
    @Schema(name = "PersonSummary")
    public record PersonRow(
            long id,
            String givenName,
            String familyName,
            String name,
            List<Role> roles,
            String email,
            String identifier,
            LifeStatus status,
            AccountRow account) {}

    /**
     * An account in a list.
     *
     * @param id the account
     * @param username to sign in with
     * @param state whether it can be used
     * @param lastSignInAt in the school's zone; null when nobody ever signed in
     */
    @Schema(name = "AccountSummary")
    public record AccountRow(long id, String username, AccountState state, OffsetDateTime lastSignInAt) {}

    /**
     * Everything that is known of a person: the members of {@link PersonFacts}, which can be changed, and what follows
     * from them or belongs elsewhere.
     *
     * @param id the person
     * @param givenName see {@link PersonFacts}
     * @param middleName see {@link PersonFacts}
     * @param familyName see {@link PersonFacts}
     * @param preferredGivenName see {@link PersonFacts}
     * @param preferredFamilyName see {@link PersonFacts}
     * @param pronouns see {@link PersonFacts}
     * @param identifier see {@link PersonFacts}
     * @param email see {@link PersonFacts}
     * @param phone see {@link PersonFacts}
     * @param birthDate see {@link PersonFacts}
     * @param status whether the person belongs to the school
     * @param roles see {@link PersonFacts}
     * @param name to call the person by
     * @param account how the person signs in; null when there is no account
     * @param groups codes of the groups the person is in today
     * @param sections titles of sections the person is enrolled in or teaches today
     * @param version counts edits; what the ETag says
     */
    @Schema(name = "Person")
    public record PersonDetails(
            long id,
            String givenName,
            String middleName,
            String familyName,
            String preferredGivenName,
            String preferredFamilyName,
            String pronouns,
            String identifier,
            String email,
            String phone,
            LocalDate birthDate,
            LifeStatus status,
            List<Role> roles,
            String name,
            AccountRow account,
            List<String> groups,
            List<String> sections,
            @JsonbTransient int version) {

        /** What of it can be changed. */
        public PersonFacts facts() {
            return new PersonFacts(
                    givenName,
                    middleName,
                    familyName,
                    preferredGivenName,
                    preferredFamilyName,
                    pronouns,
                    identifier,
                    email,
                    phone,
                    birthDate,
                    status,
                    roles);
        }
    }

    /**
     * A page of people by family name, given name and id.
     *
     * @param search words that all must occur in name, address or identifier, in any case; null or blank for everybody
     * @param role only people with it; null for any
     * @param status only people of it; null for any
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<PersonRow> list(String search, Role role, LifeStatus status, Integer limit, String after) {
        return list(search, role, status, null, limit, after);
    }

    /** What a student can be without. */
    public enum Lacking {
        /** A group to be in today. */
        GROUP("""
                not exists (select 1 from student_group_member m where m.student_id = p.id
                    and m.from_date <= :day and (m.to_date is null or m.to_date >= :day))"""),

        /** A section to be enrolled in. */
        SECTION("""
                not exists (select 1 from enrollment e where e.student_id = p.id and e.status = 'ACTIVE')""");

        private final String condition;

        Lacking(String condition) {
            this.condition = condition;
        }
    }

    /**
     * {@link #list(String, Role, LifeStatus, Integer, String)} of those who lack something.
     *
     * @param lacking what; null for everybody
     */
    @SuppressWarnings("unchecked")
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<PersonRow> list(
            String search, Role role, LifeStatus status, Lacking lacking, Integer limit, String after) {
        int size = Page.limit(limit);
        var parameters = new HashMap<String, Object>();
        var conditions = new StringBuilder(" where true");
        for (var word : words(search)) {
            // the same expression as that of the index person_search
            var name = "word" + parameters.size();
            conditions
                    .append(" and lower(p.given_name || ' ' || p.family_name || ' ' || coalesce(p.email, '') || ' '")
                    .append(" || coalesce(p.identifier, '')) like :")
                    .append(name);
            parameters.put(name, "%" + literally(word) + "%");
        }
        if (role != null) {
            conditions.append(" and exists (select 1 from person_role x where x.person_id = p.id and x.role = :role)");
            parameters.put("role", role.name());
        }
        if (status != null) {
            conditions.append(" and p.status = :status");
            parameters.put("status", status.name());
        }
        if (lacking != null) {
            conditions.append(" and ").append(lacking.condition);
            if (lacking == Lacking.GROUP) {
                parameters.put("day", settings.today());
            }
        }
        if (after != null) {
            conditions.append(" and (p.family_name, p.given_name, p.id) > (:family, :given, :id)");
            parameters.putAll(place(after));
        }
        var query = entityManager.createNativeQuery(
                "select " + COLUMNS + FROM + conditions + " order by p.family_name, p.given_name, p.id limit :rows");
        parameters.forEach(query::setParameter);
        query.setParameter("rows", size + 1);
        List<Object[]> rows = query.getResultList();
        var zone = settings.timeZone();
        return Page.of(rows.stream().map(row -> row(row, zone)).toList(), size, PeopleService::key);
    }

    /**
     * One person.
     *
     * @param id the person
     * @throws Problem of type NOT_FOUND when there is none
     */
    @SuppressWarnings("unchecked")
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public PersonDetails get(long id) {
        List<Object[]> rows = entityManager
                .createNativeQuery("select " + COLUMNS + DETAILS + FROM + " where p.id = :id")
                .setParameter("today", settings.today())
                .setParameter("id", id)
                .getResultList();
        if (rows.isEmpty()) {
            throw Problem.notFound("person", id);
        }
        var row = rows.get(0);
        var person = row(row, settings.timeZone());
        return new PersonDetails(
                id,
                person.givenName,
                (String) row[12],
                person.familyName,
                (String) row[13],
                (String) row[14],
                (String) row[15],
                person.identifier,
                person.email,
                (String) row[16],
                row[17] instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) row[17],
                person.status,
                person.roles,
                person.name,
                person.account,
                List.of((String[]) row[18]),
                List.of((String[]) row[19]),
                ((Number) row[20]).intValue());
    }

    /**
     * Adds a person.
     *
     * @param facts what is known
     */
    public PersonDetails create(@NotNull @Valid PersonFacts facts) {
        var person = new Person(facts);
        entityManager.persist(person);
        entityManager.flush();
        audit.record("person created", "person", person.id(), person.id(), null, person.facts());
        return get(person.id());
    }

    /**
     * Adds several people at once: all of them or nobody.
     *
     * @param several what is known of each
     * @return who they are, in the same order
     */
    public List<Long> createEach(@NotNull List<@NotNull @Valid PersonFacts> several) {
        var people = several.stream().map(Person::new).toList();
        people.forEach(entityManager::persist);
        entityManager.flush();
        audit.recordEach(
                "person created",
                "person",
                people.stream()
                        .map(person -> new AuditTrail.Line(person.id(), person.id(), null, person.facts()))
                        .toList());
        return people.stream().map(Person::id).toList();
    }

    /**
     * Replaces all that is known of a person. Whoever loses a role is signed out everywhere. Facts that change nothing
     * are no edit.
     *
     * @param id the person
     * @param expected the version that the caller has seen
     * @param facts what is known now, with a status
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION; VALIDATION when there is no status, or
     *     when callers would lock themselves out
     */
    public PersonDetails update(long id, ExpectedVersion expected, @NotNull @Valid PersonFacts facts) {
        var person = entityManager.find(Person.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (person == null) {
            throw Problem.notFound("person", id);
        }
        ExpectedVersion.require(expected, person.version());
        if (facts.status() == null) {
            throw Problem.ofField(ProblemType.VALIDATION, "status", "The status is ACTIVE or ENDED.");
        }
        refuseToLockOut(id, facts);
        var before = person.facts();
        if (!before.equals(facts)) {
            if (person.change(facts)) {
                rolesRemoved.fire(new RolesRemoved(id));
            }
            entityManager.flush();
            audit.record("person changed", "person", id, id, before, person.facts());
        }
        return get(id);
    }

    /** Who could not get in any more could not take it back either; so that one administrator is always left. */
    private void refuseToLockOut(long id, PersonFacts facts) {
        if (caller.get().personId() != id) {
            return;
        }
        if (!facts.roles().contains(Role.ADMIN)) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    "roles",
                    "You cannot stop being an administrator yourself; ask another one.");
        }
        if (facts.status() == LifeStatus.ENDED) {
            throw Problem.ofField(ProblemType.VALIDATION, "status", "You cannot leave by yourself; ask another one.");
        }
    }

    private static PersonRow row(Object[] row, ZoneId zone) {
        return new PersonRow(
                ((Number) row[0]).longValue(),
                (String) row[1],
                (String) row[2],
                (String) row[3],
                Arrays.stream((String[]) row[4]).map(Role::valueOf).sorted().toList(),
                (String) row[5],
                (String) row[6],
                LifeStatus.valueOf((String) row[7]),
                row[8] == null
                        ? null
                        : new AccountRow(
                                ((Number) row[8]).longValue(),
                                (String) row[9],
                                AccountState.valueOf((String) row[10]),
                                row[11] == null
                                        ? null
                                        : ((Instant) row[11]).atZone(zone).toOffsetDateTime()));
    }

    private static List<String> words(String search) {
        return search == null
                ? List.of()
                : Arrays.stream(search.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .limit(MOST_WORDS)
                        .toList();
    }

    /** A word as it is, for {@code like}. */
    private static String literally(String word) {
        return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static String key(PersonRow row) {
        var place = String.join(SEPARATOR, row.familyName(), row.givenName(), Long.toString(row.id()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> place(String after) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8).split(SEPARATOR, -1);
            if (parts.length == 3) {
                return Map.of("family", parts[0], "given", parts[1], "id", Long.parseLong(parts[2]));
            }
        } catch (IllegalArgumentException e) {
            // answered below, like a place with too few parts
        }
        throw Problem.ofField(ProblemType.VALIDATION, "after", "Send what the page before gave as next.");
    }
}

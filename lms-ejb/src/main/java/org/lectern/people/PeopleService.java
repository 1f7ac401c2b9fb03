package org.lectern.people;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;

/** The people the school knows, for those who run it. */
@Stateless
@RolesAllowed(Roles.ADMIN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class PeopleService {

    /** More words than a name has narrow nothing, but each costs. */
    private static final int MOST_WORDS = 6;

    @Inject
    private EntityManager entityManager;

    /**
     * A person in a list.
     *
     * @param id the person
     * @param givenName as in the records
     * @param familyName as in the records
     * @param name to call the person by
     * @param roles by name, {@link Role}
     * @param email null when none is known
     * @param identifier the school's own number; null when there is none
     * @param status {@code ACTIVE} or {@code ENDED}
     * @param account how the person signs in; null when there is no account
     */
    public record PersonRow(
            long id,
            String givenName,
            String familyName,
            String name,
            List<String> roles,
            String email,
            String identifier,
            String status,
            AccountRow account) {}

    /**
     * An account in a list.
     *
     * @param id the account
     * @param username to sign in with
     * @param state {@link AccountState} by name
     * @param lastSignInAt null when nobody ever signed in
     */
    public record AccountRow(long id, String username, String state, Instant lastSignInAt) {}

    /**
     * Everything that is known of a person.
     *
     * @param row as in the list
     * @param middleName null when there is none
     * @param preferredGivenName null when it is the given name
     * @param preferredFamilyName null when it is the family name
     * @param pronouns null when none are known
     * @param phone null when none is known
     * @param birthDate null when it is not known
     * @param groups codes of the groups the person is in today
     * @param sections titles of sections the person is enrolled in or teaches today
     * @param version counts edits
     */
    public record PersonDetails(
            PersonRow row,
            String middleName,
            String preferredGivenName,
            String preferredFamilyName,
            String pronouns,
            String phone,
            LocalDate birthDate,
            List<String> groups,
            List<String> sections,
            int version) {}

    /**
     * A page of people by family name, active ones only.
     *
     * @param search words that all must occur in name, address or identifier, in any case; null or blank for everybody
     * @param role only people with it; null for any
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    @SuppressWarnings("unchecked")
    public Page<PersonRow> list(String search, Role role, Integer limit, String after) {
        int size = Page.limit(limit);
        var parameters = new HashMap<String, Object>();
        var conditions = new StringBuilder(" where p.status = 'ACTIVE'");
        var words = search == null || search.isBlank()
                ? List.<String>of()
                : Arrays.stream(search.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                        .limit(MOST_WORDS)
                        .toList();
        for (var word : words) {
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
        if (after != null) {
            conditions.append(" and (p.family_name, p.given_name, p.id) > (:family, :given, :id)");
            parameters.putAll(place(after));
        }
        var query = entityManager.createNativeQuery(
                "select " + COLUMNS + conditions + " order by p.family_name, p.given_name, p.id limit :rows");
        parameters.forEach(query::setParameter);
        query.setParameter("rows", size + 1);
        List<Object[]> rows = query.getResultList();
        return Page.of(rows.stream().map(PeopleService::row).toList(), size, PeopleService::key);
    }

    /**
     * One person.
     *
     * @param id the person
     * @throws Problem of type NOT_FOUND when there is none
     */
    @SuppressWarnings("unchecked")
    public PersonDetails get(long id) {
        List<Object[]> rows = entityManager
                .createNativeQuery("select " + DETAILS + COLUMNS + " where p.id = :id")
                .setParameter("id", id)
                .getResultList();
        if (rows.isEmpty()) {
            throw Problem.notFound("person", id);
        }
        var row = rows.get(0);
        return new PersonDetails(
                row(Arrays.copyOfRange(row, 9, row.length)),
                (String) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                row[5] instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) row[5],
                List.of((String[]) row[6]),
                List.of((String[]) row[7]),
                ((Number) row[8]).intValue());
    }

    private static final String COLUMNS = """
            p.id, p.given_name, p.family_name,
            coalesce(p.preferred_given_name, p.given_name) || ' ' || coalesce(p.preferred_family_name, p.family_name),
            array(select r.role from person_role r where r.person_id = p.id order by r.role),
            p.email, p.identifier, p.status, a.id as account_id, a.username, a.state, a.last_sign_in_at
            from person p left join account a on a.person_id = p.id""";

    private static final String DETAILS = """
            p.middle_name, p.preferred_given_name, p.preferred_family_name, p.pronouns, p.phone, p.birth_date,
            array(select g.code from student_group_member m join student_group g on g.id = m.student_group_id
                   where m.student_id = p.id and m.from_date <= current_date
                     and (m.to_date is null or m.to_date >= current_date) order by g.code),
            array(select s.title from section s where s.status = 'ACTIVE'
                     and (exists (select 1 from enrollment e where e.section_id = s.id and e.student_id = p.id
                                     and e.status = 'ACTIVE')
                          or exists (select 1 from teacher_assignment t where t.section_id = s.id
                                     and t.teacher_id = p.id and (t.to_date is null or t.to_date >= current_date)))
                   order by s.title),
            p.version,\s""";

    private static PersonRow row(Object[] row) {
        return new PersonRow(
                ((Number) row[0]).longValue(),
                (String) row[1],
                (String) row[2],
                (String) row[3],
                List.of((String[]) row[4]),
                (String) row[5],
                (String) row[6],
                (String) row[7],
                row[8] == null
                        ? null
                        : new AccountRow(
                                ((Number) row[8]).longValue(), (String) row[9], (String) row[10], (Instant) row[11]));
    }

    /** A word as it is, for {@code like}. */
    private static String literally(String word) {
        return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static String key(PersonRow row) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (row.familyName() + "\n" + row.givenName() + "\n" + row.id()).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> place(String after) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8).split("\n", -1);
            return Map.of("family", parts[0], "given", parts[1], "id", Long.parseLong(parts[2]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw Problem.ofField(ProblemType.VALIDATION, "after", "This is no place in the list.");
        }
    }
}

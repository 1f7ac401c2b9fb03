package org.lectern.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.settings.Settings;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;

/** Reads what {@link AuditTrail} wrote, newest first. */
@Stateless
@RolesAllowed(Roles.ADMIN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class AuditService {

    @Inject
    private EntityManager entityManager;

    @Inject
    private Settings settings;

    /**
     * One thing that was done.
     *
     * @param id grows with time
     * @param at when the transaction that did it began, to the microsecond, in the school's zone
     * @param actor the username, or the name of the background task, as it was then
     * @param actorName the name of the person behind the account; null for background tasks
     * @param action what was done, in the past tense
     * @param entity the kind of thing it was done to
     * @param entityId the thing; null where there is no single one
     * @param subjectId the person whom it concerns; null where there is no single one
     * @param subjectName that person's name now; null where there is no single one
     * @param before the values that changed, as they were; null for something new
     * @param after the same values as they became; null for something gone
     */
    @Schema(name = "AuditEntry")
    public record Entry(
            long id,
            OffsetDateTime at,
            String actor,
            String actorName,
            String action,
            String entity,
            Long entityId,
            Long subjectId,
            String subjectName,
            JsonValue before,
            JsonValue after) {

        /** The values that changed, one by one; empty when the entry holds none or holds a list. */
        public List<Change> changes() {
            return Change.between(before, after);
        }
    }

    /**
     * Which entries to list; every part may be null.
     *
     * @param who of the account that did it, or name of the background task, in any case
     * @param action what was done
     * @param entity the kind of thing
     * @param entityId the thing, with {@code entity}
     * @param subjectId the person whom it concerns
     * @param from the first day, in the school's zone
     * @param to the last day, in the school's zone
     */
    public record Filter(
            String who, String action, String entity, Long entityId, Long subjectId, LocalDate from, LocalDate to) {

        /** Everything. */
        public static final Filter NONE = new Filter(null, null, null, null, null, null, null);
    }

    /**
     * A page of entries, newest first.
     *
     * @param filter which ones
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the newest
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    @SuppressWarnings("unchecked")
    public Page<Entry> list(Filter filter, Integer limit, String after) {
        int size = Page.limit(limit);
        var zone = settings.timeZone();
        List<Object[]> rows = entityManager
                .createNativeQuery("""
                        select e.id, e.at, e.actor,
                               coalesce(d.preferred_given_name, d.given_name) || ' '
                                   || coalesce(d.preferred_family_name, d.family_name),
                               e.action, e.entity, e.entity_id, e.subject_id,
                               coalesce(s.preferred_given_name, s.given_name) || ' '
                                   || coalesce(s.preferred_family_name, s.family_name),
                               cast(e.before as text), cast(e.after as text)
                          from audit_entry e
                          left join account a on a.id = e.account_id
                          left join person d on d.id = a.person_id
                          left join person s on s.id = e.subject_id
                         where e.id < :place
                           and (cast(:who as text) is null
                                or e.account_id = (select x.id from account x where lower(x.username) = lower(:who))
                                or e.account_id is null and lower(e.actor) = lower(:who))
                           and (cast(:action as text) is null or e.action = :action)
                           and (cast(:entity as text) is null or e.entity = :entity)
                           and (cast(:entityId as bigint) is null or e.entity_id = :entityId)
                           and (cast(:subject as bigint) is null or e.subject_id = :subject)
                           and (cast(:from as timestamptz) is null or e.at >= :from)
                           and (cast(:until as timestamptz) is null or e.at < :until)
                         order by e.id desc
                         limit :rows""")
                .setParameter("place", place(after))
                .setParameter("who", filter.who())
                .setParameter("action", filter.action())
                .setParameter("entity", filter.entity())
                .setParameter("entityId", filter.entityId())
                .setParameter("subject", filter.subjectId())
                .setParameter("from", beginning(filter.from(), zone))
                .setParameter(
                        "until",
                        filter.to() == null ? null : beginning(filter.to().plusDays(1), zone))
                .setParameter("rows", size + 1)
                .getResultList();
        return Page.of(rows.stream().map(row -> entry(row, zone)).toList(), size, entry -> Long.toString(entry.id()));
    }

    /** The kinds of things that have entries, by name. */
    public List<String> entities() {
        return different("entity");
    }

    /** What has been done, by name. */
    public List<String> actions() {
        return different("action");
    }

    /** Jumps from one value to the next in the index instead of reading every entry. */
    @SuppressWarnings("unchecked")
    private List<String> different(String column) {
        return entityManager.createNativeQuery("""
                        with recursive kind(name) as (
                            (select e.column from audit_entry e order by e.column limit 1)
                            union all
                            select (select e.column from audit_entry e where e.column > kind.name
                                     order by e.column limit 1)
                              from kind where kind.name is not null)
                        select name from kind where name is not null""".replace("column", column)).getResultList();
    }

    /**
     * Somebody or something that an entry names by its id.
     *
     * @param target what it is
     * @param id which
     */
    public record Reference(Target target, long id) {}

    /** What entries name by ids. */
    public enum Target {
        /** Somebody the school knows. */
        PERSON(
                "person",
                "coalesce(t.preferred_given_name, t.given_name) || ' ' || coalesce(t.preferred_family_name, t.family_name)"),

        /** A section. */
        SECTION("section", "t.code"),

        /** A course. */
        COURSE("course", "t.code || ' ' || t.title"),

        /** A year, semester, term or grading period. */
        SESSION("academic_session", "t.title"),

        /** A student group. */
        GROUP("student_group", "t.code"),

        /** A room. */
        ROOM("room", "t.code"),

        /** A grading scale. */
        SCALE("grading_scale", "t.name"),

        /** An attendance code. */
        CODE("attendance_code", "t.code || ' ' || t.name"),

        /** Something that is marked. */
        ITEM("grade_item", "t.title"),

        /** A lesson. */
        LESSON(
                "lesson",
                "(select s.code from section s where s.id = t.section_id) || ' ' || to_char(t.starts_at at time zone coalesce("
                        + "(select value from setting where name = 'school.time-zone'), 'UTC'), 'YYYY-MM-DD HH24:MI')"),

        /** A weekly slot. */
        SLOT("timetable_slot", "(select s.code from section s where s.id = t.section_id)"),

        /** An account. */
        ACCOUNT("account", "t.username");

        private final String table;
        private final String name;

        Target(String table, String name) {
            this.table = table;
            this.name = name;
        }
    }

    /**
     * What things are called now, with one statement. What is gone has no name.
     *
     * @param references in any order
     */
    @SuppressWarnings("unchecked")
    public Map<Reference, String> names(Collection<Reference> references) {
        Map<Target, Set<Long>> wanted = new EnumMap<>(Target.class);
        references.forEach(each -> wanted.computeIfAbsent(each.target, target -> new LinkedHashSet<>())
                .add(each.id));
        if (wanted.isEmpty()) {
            return Map.of();
        }
        var query = entityManager.createNativeQuery(wanted.keySet().stream()
                .map(target -> "select '" + target + "', t.id, " + target.name + " from " + target.table
                        + " t where t.id = any(:" + target + ")")
                .collect(Collectors.joining(" union all ")));
        wanted.forEach((target, ids) -> query.setParameter(target.name(), ids.toArray(Long[]::new)));
        Map<Reference, String> names = new HashMap<>();
        for (var row : (List<Object[]>) query.getResultList()) {
            names.put(new Reference(Target.valueOf((String) row[0]), ((Number) row[1]).longValue()), (String) row[2]);
        }
        return names;
    }

    private static long place(String after) {
        if (after == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw Problem.ofField(ProblemType.VALIDATION, "after", "Send what the page before gave as next.");
        }
    }

    private static Instant beginning(LocalDate day, ZoneId zone) {
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }

    private static Entry entry(Object[] row, ZoneId zone) {
        return new Entry(
                ((Number) row[0]).longValue(),
                ((Instant) row[1]).atZone(zone).toOffsetDateTime(),
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (String) row[5],
                (Long) row[6],
                (Long) row[7],
                (String) row[8],
                json((String) row[9]),
                json((String) row[10]));
    }

    private static JsonValue json(String text) {
        if (text == null) {
            return null;
        }
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }
}

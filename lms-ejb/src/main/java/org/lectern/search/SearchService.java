package org.lectern.search;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.lectern.settings.Settings;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/**
 * Finds whatever fits to a few letters: people, groups, sections, courses and rooms, with one statement that indexes
 * serve. What goes on comes before what has ended, and what begins with the letters before what has them within.
 */
@Stateless
@RolesAllowed(Roles.ADMIN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class SearchService {

    /** More words than a name has narrow nothing, but each costs. */
    private static final int MOST_WORDS = 6;

    /** Letters from which on an index on any part of a text helps. */
    private static final int ANY_PART = 3;

    private static final int PEOPLE = 6;
    private static final int THINGS = 4;

    @Inject
    private Statements statements;

    @Inject
    private Settings settings;

    /** What can be found. */
    public enum Kind {
        /** Somebody the school knows. */
        PERSON,

        /** A student group. */
        GROUP,

        /** A section. */
        SECTION,

        /** A course. */
        COURSE,

        /** A room. */
        ROOM
    }

    /**
     * Something that was found.
     *
     * @param kind what it is
     * @param id which
     * @param name as it is called, with its code where it has one
     * @param roles what a person may do; empty for everything else
     * @param detail tells it from others: groups of a student, term of a section, title of a room; null for none
     * @param ended whether it is no longer in use
     */
    public record Hit(Kind kind, long id, String name, List<String> roles, String detail, boolean ended) {

        private static Hit read(ResultSet row) throws SQLException {
            var roles = row.getString(4);
            return new Hit(
                    Kind.valueOf(row.getString(1)),
                    row.getLong(2),
                    row.getString(3),
                    roles == null ? List.of() : List.of(roles.split(",")),
                    row.getString(5),
                    row.getBoolean(6));
        }
    }

    /**
     * The first that fit, by kind.
     *
     * @param search words that all must occur in any case, one or two letters at the beginning of a name, more anywhere;
     *     null or blank finds nothing
     * @return up to six people and four of everything else
     */
    public List<Hit> find(String search) {
        var words = words(search);
        if (words.isEmpty()) {
            return List.of();
        }
        var asked = new Asked(words);
        var sql = String.join(
                " union all ",
                asked.part(
                        Kind.PERSON,
                        """
                        coalesce(t.preferred_given_name, t.given_name) || ' ' || coalesce(t.preferred_family_name, t.family_name),
                        (select string_agg(r.role, ',' order by r.role) from person_role r where r.person_id = t.id),
                        (select string_agg(g.code, ', ' order by g.code) from student_group_member m
                            join student_group g on g.id = m.student_group_id where m.student_id = t.id
                            and m.from_date <= ? and (m.to_date is null or m.to_date >= ?))""",
                        List.of(settings.today(), settings.today()),
                        "person",
                        "lower(t.given_name || ' ' || t.family_name || ' ' || coalesce(t.email, '') || ' '"
                                + " || coalesce(t.identifier, ''))",
                        List.of("lower(t.family_name)", "lower(t.given_name)"),
                        "t.family_name, t.given_name, t.id",
                        PEOPLE),
                asked.things(Kind.GROUP, "student_group", "t.title", "t.code", "lower(t.code || ' ' || t.title)"),
                asked.things(
                        Kind.SECTION,
                        "section",
                        "(select a.title from academic_session a where a.id = t.academic_session_id)",
                        "t.code || ' ' || t.title",
                        "lower(t.code || ' ' || t.title)"),
                asked.things(
                        Kind.COURSE,
                        "course",
                        "cast(null as text)",
                        "t.code || ' ' || t.title",
                        "lower(t.code || ' ' || t.title)"),
                asked.things(Kind.ROOM, "room", "t.title", "t.code", "lower(t.code || ' ' || coalesce(t.title, ''))"));
        return statements.list(
                "select kind, id, name, roles, detail, ended from (" + sql
                        + ") hit (place, kind, id, name, roles, detail, ended, rank) order by place, rank",
                Hit::read,
                asked.values.toArray());
    }

    private static List<String> words(String search) {
        return search == null
                ? List.of()
                : Arrays.stream(search.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .limit(MOST_WORDS)
                        .map(SearchService::literally)
                        .toList();
    }

    /** A word as it is, for {@code like}. */
    private static String literally(String word) {
        return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** The statement while it grows, with the values for its question marks in their order. */
    private static final class Asked {

        private final List<String> words;
        private final List<Object> values = new ArrayList<>();

        Asked(List<String> words) {
            this.words = words;
        }

        String things(Kind kind, String table, String detail, String name, String text) {
            return part(
                    kind,
                    name + ", cast(null as text), " + detail,
                    List.of(),
                    table,
                    text,
                    List.of(text),
                    "t.code, t.id",
                    THINGS);
        }

        /**
         * What is found of one kind. Names and details are read of those only that are shown.
         *
         * @param shown SQL of name, roles and detail
         * @param inShown values for its question marks
         * @param text SQL of what words may occur in, as its index has it
         * @param beginnings SQL of what words may begin
         */
        String part(
                Kind kind,
                String shown,
                List<?> inShown,
                String table,
                String text,
                List<String> beginnings,
                String order,
                int most) {
            values.addAll(inShown);
            var begins = new StringBuilder();
            for (var beginning : beginnings) {
                begins.append(begins.isEmpty() ? "" : " or ").append(beginning).append(" like ?");
                values.add(words.get(0) + "%");
            }
            var where = new StringBuilder();
            for (var word : words) {
                where.append(where.isEmpty() ? "" : " and ");
                if (word.length() < ANY_PART && beginnings.size() > 1) {
                    where.append('(')
                            .append(String.join(
                                    " or ",
                                    beginnings.stream()
                                            .map(each -> each + " like ?")
                                            .toList()))
                            .append(')');
                    beginnings.forEach(each -> values.add(word + "%"));
                } else {
                    where.append(text).append(" like ?");
                    values.add("%" + word + "%");
                }
            }
            return "select " + kind.ordinal() + ", '" + kind + "', t.id, " + shown + ", t.status = 'ENDED', t.rank"
                    + " from (select t.*, row_number() over (order by t.status = 'ENDED', not (" + begins + "), "
                    + order
                    + ") as rank from " + table + " t where " + where + " order by rank limit " + most + ") t";
        }
    }
}

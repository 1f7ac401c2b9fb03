package org.lectern.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.search.SearchService.Hit;
import org.lectern.search.SearchService.Kind;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

/** One search over 30,000 people and everything else. */
class SearchServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    @BeforeAll
    static void aLargeSchool() throws SQLException {
        try (var connection = database.connection();
                var statement = connection.createStatement()) {
            for (var sql : List.of(
                    "insert into person (id, given_name, family_name, identifier) select n, 'Given' || n % 700,"
                            + " 'Family' || n, 'S' || n from generate_series(1, 30000) n",
                    "insert into person (id, given_name, family_name, preferred_given_name, status) values"
                            + " (40001, 'Chidi', 'Okonjo', null, 'ACTIVE'), (40002, 'Samuel', 'Okonkwo', 'Sam', 'ACTIVE'),"
                            + " (40003, 'Ada', 'Bokonte', null, 'ACTIVE'), (40004, 'Abel', 'Okonto', null, 'ENDED')",
                    "insert into person_role (person_id, role) values (40001, 'STUDENT'), (40002, 'TEACHER')",
                    "insert into student_group (id, code, title) values (1, '10-A', 'Form 10-A'), (2, 'O-K', 'Okonagers')",
                    "insert into student_group_member (student_group_id, student_id, from_date)"
                            + " values (1, 40001, current_date - 9)",
                    "insert into academic_session (id, title, type, start_date, end_date)"
                            + " values (1, 'Autumn term', 'TERM', current_date - 30, current_date + 30)",
                    "insert into course (id, code, title) values (1, 'LAT', 'Latin'), (2, 'OKO', 'Okonomics')",
                    "insert into section (id, course_id, academic_session_id, code, title)"
                            + " values (1, 1, 1, '12-L', 'Latin of okonites')",
                    "insert into room (id, code, title) values (1, '214', null), (2, 'OKON', 'Hall')",
                    "analyze person")) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void everyKindIsFoundAndNamesThatBeginWithTheLettersComeFirst() {
        assertEquals(
                List.of(
                        "PERSON Chidi Okonjo [STUDENT] 10-A",
                        "PERSON Sam Okonkwo [TEACHER] null",
                        "PERSON Ada Bokonte [] null",
                        "PERSON Abel Okonto [] null ended",
                        "GROUP O-K [] Okonagers",
                        "SECTION 12-L Latin of okonites [] Autumn term",
                        "COURSE OKO Okonomics [] null",
                        "ROOM OKON [] Hall"),
                find("okon").stream().map(SearchServiceIT::words).toList());
    }

    @Test
    void allWordsHaveToFitInAnyOrder() {
        assertEquals(List.of(40001L), ids("okonjo chi"));
        assertEquals(List.of(), ids("okonjo samuel"));
        assertEquals(List.of(1L), ids("latin 12-l"));
    }

    @Test
    void oneLetterIsTheBeginningOfAName() {
        assertEquals(List.of(40001L, 40002L, 40004L), people("o"));
        assertEquals(List.of(40003L), people("bo"));
    }

    @Test
    void signsOfPatternsAreLettersLikeOthers() {
        assertEquals(List.of(), ids("%%%"));
        assertEquals(List.of(), ids("ok_njo"));
    }

    @Test
    void nothingTypedFindsNothing() {
        assertEquals(List.of(), ids("  "));
        assertEquals(List.of(), ids(null));
    }

    @Test
    void aSearchIsOneStatementAndReadsNobodyElse() throws SQLException {
        for (var search : List.of("okon", "ok", "okonjo ch")) {
            services.prepared();
            ids(search);
            var statements = services.preparedTexts().stream()
                    .filter(sql -> sql.contains("union all"))
                    .toList();
            assertEquals(1, statements.size());
            assertFalse(plan(statements.get(0), search).contains("Seq Scan on person "), search);
        }
    }

    private static String plan(String sql, String search) throws SQLException {
        // the values do not change how it is found, but for the beginning of a pattern
        var word = search.split(" ")[0];
        var text = sql;
        while (text.contains("?")) {
            var at = text.indexOf('?');
            var value = text.lastIndexOf("_date", at) > at - 12
                    ? "current_date"
                    : word.length() > 2 && text.substring(0, at).endsWith("'') like ")
                            ? "'%" + word + "%'"
                            : "'" + word + "%'";
            text = text.substring(0, at) + value + text.substring(at + 1);
        }
        var plan = new StringBuilder();
        try (var connection = database.connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("explain " + text)) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        assertTrue(plan.length() > 0);
        return plan.toString();
    }

    private static List<Hit> find(String search) {
        return services.call(SearchService.class, service -> service.find(search));
    }

    private static List<Long> ids(String search) {
        return find(search).stream().map(Hit::id).toList();
    }

    private static List<Long> people(String search) {
        return find(search).stream()
                .filter(hit -> hit.kind() == Kind.PERSON)
                .map(Hit::id)
                .toList();
    }

    private static String words(Hit hit) {
        return hit.kind() + " " + hit.name() + " " + hit.roles() + " " + hit.detail() + (hit.ended() ? " ended" : "");
    }
}

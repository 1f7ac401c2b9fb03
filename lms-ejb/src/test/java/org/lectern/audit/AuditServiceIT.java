package org.lectern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.audit.AuditService.Entry;
import org.lectern.audit.AuditService.Filter;
import org.lectern.audit.AuditService.Reference;
import org.lectern.audit.AuditService.Target;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class AuditServiceIT {

    @RegisterExtension
    final TestDatabase database = new TestDatabase();

    @RegisterExtension
    final TestServices services = new TestServices(database);

    @BeforeEach
    void someEntries() {
        database.execute("insert into setting (name, value) values ('school.time-zone', 'Europe/London')"
                + " on conflict (name) do update set value = excluded.value");
        database.execute(
                "insert into person (id, given_name, family_name) values (1, 'Helen', 'Marsh'), (2, 'Ada', 'Noor')");
        database.execute("insert into account (id, person_id, username) values (1, 1, 'h.marsh')");
        database.execute("""
                insert into audit_entry (at, account_id, actor, action, entity, entity_id, subject_id, before, after) values
                ('2026-06-30T22:59:59Z', 1, 'h.marsh', 'person created', 'person', 2, 2, null, '{"givenName": "Ada"}'),
                ('2026-06-30T23:00:00Z', 1, 'h.marsh', 'person changed', 'person', 2, 2,
                 '{"email": null, "phone": "1"}', '{"email": "ada@marlowe.example", "phone": "1"}'),
                ('2026-07-01T22:59:59Z', null, 'import 12', 'roster imported', 'job', 12, null, null, null),
                ('2026-07-01T23:00:00Z', 1, 'h.marsh', 'account created', 'account', 5, 2, null, null)""");
    }

    @Test
    void newestComesFirstWithNamesAndChanges() {
        var entries = list(Filter.NONE, null, null).items();

        assertEquals(
                List.of("account created", "roster imported", "person changed", "person created"), actions(entries));
        assertEquals("Helen Marsh", entries.get(2).actorName());
        assertEquals("Ada Noor", entries.get(2).subjectName());
        assertEquals("2026-07-01T00:00+01:00", entries.get(2).at().toString());
        assertEquals(
                List.of(new Change("email", null, "ada@marlowe.example")),
                entries.get(2).changes());
        assertNull(entries.get(1).actorName());
    }

    @Test
    void daysAreThoseOfTheSchoolAndBothEndsAreIncluded() {
        var first = LocalDate.of(2026, 7, 1);

        assertEquals(
                List.of("roster imported", "person changed"),
                actions(new Filter(null, null, null, null, null, first, first)));
        assertEquals(
                List.of("account created", "roster imported", "person changed"),
                actions(new Filter(null, null, null, null, null, first, null)));
        assertEquals(
                List.of("person created"), actions(new Filter(null, null, null, null, null, null, first.minusDays(1))));
    }

    @Test
    void whoIsAnAccountInAnyCaseOrABackgroundTask() {
        assertEquals(
                List.of("account created", "person changed", "person created"),
                actions(new Filter("H.Marsh", null, null, null, null, null, null)));
        assertEquals(List.of("roster imported"), actions(new Filter("import 12", null, null, null, null, null, null)));
        assertEquals(List.of(), actions(new Filter("nobody", null, null, null, null, null, null)));
    }

    @Test
    void filtersHoldTogether() {
        assertEquals(
                List.of("person changed"),
                actions(new Filter("h.marsh", "person changed", "person", 2L, 2L, null, null)));
        assertEquals(List.of(), actions(new Filter(null, "person changed", "account", null, null, null, null)));
    }

    @Test
    void pagesFollowOneAnother() {
        var first = list(Filter.NONE, 3, null);
        var second = list(Filter.NONE, 3, first.next());

        assertEquals(List.of("person created"), actions(second.items()));
        assertNull(second.next());
        assertThrows(Problem.class, () -> list(Filter.NONE, 3, "elsewhere"));
    }

    @Test
    void whatWasDoneAndToWhatCanBeChosen() {
        assertEquals(List.of("account", "job", "person"), services.call(AuditService.class, AuditService::entities));
        assertEquals(
                List.of("account created", "person changed", "person created", "roster imported"),
                services.call(AuditService.class, AuditService::actions));
    }

    @Test
    void idsHaveNamesReadWithOneStatement() {
        database.execute("insert into room (id, code) values (7, '214')");
        var ada = new Reference(Target.PERSON, 2);
        var room = new Reference(Target.ROOM, 7);
        list(Filter.NONE, null, null);
        services.prepared();

        var names = services.call(
                AuditService.class, audit -> audit.names(List.of(ada, room, new Reference(Target.COURSE, 99))));

        assertEquals(Map.of(ada, "Ada Noor", room, "214"), names);
        assertEquals(1, services.prepared());
    }

    @Test
    void everyTargetCanBeNamed() {
        for (var target : Target.values()) {
            assertEquals(
                    Map.of(),
                    services.call(AuditService.class, audit -> audit.names(List.of(new Reference(target, 99)))));
        }
    }

    private Page<Entry> list(Filter filter, Integer limit, String after) {
        return services.call(AuditService.class, audit -> audit.list(filter, limit, after));
    }

    private List<String> actions(Filter filter) {
        return actions(list(filter, null, null).items());
    }

    private static List<String> actions(List<Entry> entries) {
        return entries.stream().map(Entry::action).toList();
    }
}

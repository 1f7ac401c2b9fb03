package org.lectern.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.people.PeopleService.PersonDetails;
import org.lectern.people.PeopleService.PersonRow;
import org.lectern.shared.Caller;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class PeopleServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private PersonDetails admin;

    @BeforeEach
    void signedInAsAdministrator() {
        database.execute(
                "insert into setting (name, value) values ('school.time-zone', 'Europe/London') on conflict do nothing");
        admin = create(facts("Helen", "Marsh", Role.ADMIN));
        var account = database.value(
                "insert into account (person_id, username) values (?, 'h.marsh.' || ?) returning id",
                admin.id(),
                admin.id());
        services.callAs(new Caller(Long.parseLong(account), admin.id(), "h.marsh"));
    }

    @Test
    void createdPersonIsReadBackWithAllThatWasSaid() {
        var facts = new PersonFacts(
                "Ines",
                "Maria",
                "Calder",
                "Inés",
                "Calder-Ruiz",
                "she/her",
                "T-0042",
                "ines.calder@marlowe.example",
                "+44 20 7946 0018",
                LocalDate.of(1986, 2, 28),
                LifeStatus.ACTIVE,
                List.of(Role.TEACHER));

        var created = create(facts);
        var read = get(created.id());

        assertEquals(created, read);
        assertEquals(facts, read.facts());
        assertEquals("Inés Calder-Ruiz", read.name());
        assertNull(read.account());
        assertEquals(0, read.version());
        assertEquals(
                "person created Ines",
                database.value(
                        "select action || ' ' || (after ->> 'givenName') from audit_entry where subject_id = ?",
                        created.id()));
    }

    @Test
    void blanksAroundATextAreNoPartOfItAndABlankTextIsNone() {
        var created = create(new PersonFacts(
                " Bo ",
                "",
                "Lind\t",
                " ",
                null,
                null,
                "",
                null,
                null,
                null,
                null,
                List.of(Role.STUDENT, Role.STUDENT)));

        assertEquals(facts("Bo", "Lind", Role.STUDENT), created.facts());
    }

    @Test
    void whatWasReadCanBeWrittenBackAndIsNoEdit() {
        var created = create(facts("Ada", "Noor", Role.STUDENT));

        var same = update(created, created.facts());

        assertEquals(created, same);
        assertEquals("1", database.value("select count(*) from audit_entry where subject_id = ?", created.id()));
    }

    @Test
    void staleVersionIsRefusedAndWhatTheOtherWroteStays() {
        var seenByBoth = create(facts("Ada", "Noor", Role.STUDENT));
        update(seenByBoth, facts("Ada", "Noor-Reyes", Role.STUDENT));

        var problem = assertThrows(Problem.class, () -> update(seenByBoth, facts("Adah", "Noor", Role.STUDENT)));

        assertEquals(ProblemType.STALE_VERSION, problem.type());
        assertEquals("Ada Noor-Reyes", get(seenByBoth.id()).name());
    }

    @Test
    void changeWithoutAVersionIsRefused() {
        var person = create(facts("Ada", "Noor", Role.STUDENT));

        var problem = assertThrows(
                Problem.class,
                () -> services.call(PeopleService.class, people -> people.update(person.id(), null, person.facts())));

        assertEquals(ProblemType.PRECONDITION_REQUIRED, problem.type());
    }

    @Test
    void changeWithoutAStatusIsRefused() {
        var person = create(facts("Ada", "Noor", Role.STUDENT));
        var facts = new PersonFacts(
                "Ada", null, "Noor", null, null, null, null, null, null, null, null, List.of(Role.STUDENT));

        var problem = assertThrows(Problem.class, () -> update(person, facts));

        assertEquals(List.of(new FieldError("status", "The status is ACTIVE or ENDED.")), problem.errors());
    }

    @Test
    void losingARoleIsToldSoThatSessionsEnd() {
        var person = create(facts("Ines", "Calder", Role.ADMIN, Role.TEACHER));

        update(person, facts("Ines", "Calder", Role.TEACHER));

        assertEquals(List.of(new RolesRemoved(person.id())), services.events());
        assertEquals(List.of(Role.TEACHER), get(person.id()).roles());
    }

    @Test
    void administratorsCannotLockThemselvesOut() {
        var noRole = assertThrows(Problem.class, () -> update(admin, facts("Helen", "Marsh", Role.TEACHER)));
        var gone = assertThrows(
                Problem.class,
                () -> update(
                        admin,
                        new PersonFacts(
                                "Helen",
                                null,
                                "Marsh",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                LifeStatus.ENDED,
                                List.of(Role.ADMIN))));

        assertEquals("roles", noRole.errors().get(0).field());
        assertEquals("status", gone.errors().get(0).field());
    }

    @Test
    void changeTouchesNothingThatIsNotAmongTheFacts() {
        var person = create(facts("Ada", "Noor", Role.STUDENT));
        database.execute(
                "update person set sourced_id = 'u2', sms = '+44 7700 900123', grades = '10' where id = ?",
                person.id());

        update(person, facts("Ada", "Reyes", Role.STUDENT));

        assertEquals(
                "u2 +44 7700 900123 10",
                database.value(
                        "select sourced_id || ' ' || sms || ' ' || grades from person where id = ?", person.id()));
    }

    @Test
    void allWordsMustOccurInNameAddressOrNumber() {
        create(facts("Wilhelmina", "Calderwood", Role.TEACHER));
        create(facts("Wilhelmina", "Moreau", Role.TEACHER));
        create(facts("100%", "Sure_", Role.STUDENT));

        assertEquals(List.of("Wilhelmina Calderwood"), names(list(" WOOD  wilhel ", null, null, null)));
        assertEquals(List.of("100% Sure_"), names(list("0% e_", null, null, null)));
        assertEquals(List.of(), names(list("%", Role.TEACHER, null, null)));
    }

    @Test
    void listIsNarrowedByRoleAndStatus() {
        var ended = create(facts("Bo", "Narrow-Lind", Role.STUDENT));
        update(
                ended,
                new PersonFacts(
                        "Bo",
                        null,
                        "Narrow-Lind",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        LifeStatus.ENDED,
                        List.of(Role.STUDENT)));
        create(facts("Ada", "Narrow-Noor", Role.STUDENT));

        assertEquals(List.of("Bo Narrow-Lind", "Ada Narrow-Noor"), names(list("narrow-", Role.STUDENT, null, null)));
        assertEquals(List.of("Ada Narrow-Noor"), names(list("narrow-", Role.STUDENT, LifeStatus.ACTIVE, null)));
        assertEquals(List.of("Bo Narrow-Lind"), names(list("narrow-", null, LifeStatus.ENDED, null)));
    }

    @Test
    void pagesFollowOneAnotherWithoutGapAlsoAmongEqualNames() {
        for (int i = 0; i < 5; i++) {
            create(facts("Ada", "Pagemate", Role.STUDENT));
        }
        var first = services.call(PeopleService.class, people -> people.list("pagemate", Role.STUDENT, null, 3, null));
        var second = services.call(
                PeopleService.class, people -> people.list("pagemate", Role.STUDENT, null, 3, first.next()));

        assertEquals(3, first.items().size());
        assertEquals(2, second.items().size());
        assertNull(second.next());
        assertEquals(
                5,
                Stream.concat(first.items().stream(), second.items().stream())
                        .map(PersonRow::id)
                        .distinct()
                        .count());
    }

    @Test
    void placeThatNoPageGaveIsRefused() {
        for (var after : List.of("?", "YWRh", "YQBiAGM")) {
            var problem = assertThrows(Problem.class, () -> list(null, null, null, after));
            assertEquals("after", problem.errors().get(0).field());
        }
    }

    @Test
    void accountIsListedWithItsStateAndLastSignInInTheSchoolsZone() {
        var person = create(facts("Ines", "Calder", Role.TEACHER));
        database.execute(
                "insert into account (person_id, username, password_hash, state, last_sign_in_at)"
                        + " values (?, 'i.calder', 'x', 'ACTIVE', timestamptz '2026-07-01T08:00:00Z')",
                person.id());

        var account = get(person.id()).account();

        assertEquals("i.calder", account.username());
        assertEquals(AccountState.ACTIVE, account.state());
        assertEquals("2026-07-01T09:00+01:00", account.lastSignInAt().toString());
    }

    private static PersonFacts facts(String givenName, String familyName, Role... roles) {
        return new PersonFacts(
                givenName,
                null,
                familyName,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                LifeStatus.ACTIVE,
                List.of(roles));
    }

    private static PersonDetails create(PersonFacts facts) {
        return services.call(PeopleService.class, people -> people.create(facts));
    }

    private static PersonDetails get(long id) {
        return services.call(PeopleService.class, people -> people.get(id));
    }

    private static PersonDetails update(PersonDetails seen, PersonFacts facts) {
        return services.call(
                PeopleService.class, people -> people.update(seen.id(), new ExpectedVersion(seen.version()), facts));
    }

    private static Page<PersonRow> list(String search, Role role, LifeStatus status, String after) {
        return services.call(PeopleService.class, people -> people.list(search, role, status, null, after));
    }

    private static List<String> names(Page<PersonRow> page) {
        return page.items().stream().map(PersonRow::name).toList();
    }
}

package org.lectern.courses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lectern.testing.Office.assertProblem;
import static org.lectern.testing.Office.problem;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.courses.AcademicSessionFacts.Days;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.ProblemType;
import org.lectern.testing.Office;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class AcademicSessionServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private final Office office = new Office(database);

    @BeforeEach
    void signedInAsAdministrator() {
        services.callAs(office.administrator());
    }

    @Test
    void sessionIsReadBackWithHolidaysAndParts() {
        var year = create(year(2031));
        var term = create(new AcademicSessionFacts(
                "Autumn",
                SessionType.TERM,
                LocalDate.of(2030, 9, 2),
                LocalDate.of(2030, 12, 20),
                year.id(),
                2031,
                null,
                List.of(
                        new Days("Half-term", LocalDate.of(2030, 10, 28), LocalDate.of(2030, 11, 1)),
                        new Days("Saint's day", LocalDate.of(2030, 9, 30), LocalDate.of(2030, 9, 30)))));

        assertEquals(
                List.of("Saint's day", "Half-term"),
                term.holidays().stream()
                        .map(AcademicSessionService.HolidayRow::title)
                        .toList());
        assertEquals(term, get(term.id()));
        assertEquals(
                List.of("Autumn"),
                get(year.id()).parts().stream()
                        .map(AcademicSessionService.Row::title)
                        .toList());
        assertEquals("academic session created by h.marsh", office.lastAudit("academic session", term.id()));
    }

    @Test
    void everyDateThatMakesNoSenseIsNamed() {
        assertEquals(
                "VALIDATION parentId: Say which session it is part of."
                        + " holidays[0].startDate: These days are not all within 2032-09-01 to 2032-12-18.",
                problem(() -> create(new AcademicSessionFacts(
                        "Autumn",
                        SessionType.TERM,
                        LocalDate.of(2032, 9, 1),
                        LocalDate.of(2032, 12, 18),
                        null,
                        null,
                        null,
                        List.of(new Days("Summer", LocalDate.of(2032, 8, 30), LocalDate.of(2032, 9, 3)))))));
    }

    @Test
    void partLiesWithinTheWhole() {
        var year = create(year(2033));

        assertEquals(
                "VALIDATION endDate: It is not within Year 2033, 2032-09-01 to 2033-07-15.",
                problem(() -> create(term("Late", LocalDate.of(2033, 4, 1), LocalDate.of(2033, 7, 16), year.id()))));
        var term = create(term("Summer", LocalDate.of(2033, 4, 1), LocalDate.of(2033, 7, 15), year.id()));
        assertEquals(
                "VALIDATION parentId: It cannot be part of Summer.",
                problem(() -> create(term("Odd", LocalDate.of(2033, 4, 1), LocalDate.of(2033, 5, 1), term.id()))));
        assertEquals(
                "VALIDATION endDate: Summer, 2033-04-01 to 2033-07-15, would lie outside.",
                problem(() -> update(get(year.id()), year(2033, LocalDate.of(2033, 7, 1)))));
    }

    @Test
    void twoTermsOfAYearDoNotOverlap() {
        var year = create(year(2035));
        create(term("Autumn", LocalDate.of(2034, 9, 1), LocalDate.of(2034, 12, 18), year.id()));

        assertEquals(
                "CONFLICT startDate: It overlaps with Autumn, 2034-09-01 to 2034-12-18.",
                problem(() ->
                        create(term("Spring", LocalDate.of(2034, 12, 18), LocalDate.of(2035, 3, 30), year.id()))));
        create(term("Spring", LocalDate.of(2034, 12, 19), LocalDate.of(2035, 3, 30), year.id()));
        assertEquals(
                "CONFLICT startDate: It overlaps with Year 2035, 2034-09-01 to 2035-07-15.",
                problem(() -> create(year(2035))));
    }

    @Test
    void changedHolidaysAreAnEditAndTheOthersStay() {
        var year = create(year(2037));
        var summer = new Days("Summer", LocalDate.of(2037, 7, 1), LocalDate.of(2037, 7, 15));
        var first = update(year, with(year(2037), summer));
        var kept = database.value("select id from holiday where academic_session_id = ?", year.id());

        var second = update(
                first, with(year(2037), new Days("May", LocalDate.of(2037, 5, 1), LocalDate.of(2037, 5, 1)), summer));

        assertEquals(1, first.version());
        assertEquals(2, second.version());
        assertEquals(
                kept,
                database.value("select id from holiday where title = 'Summer' and academic_session_id = ?", year.id()));
        assertProblem(ProblemType.STALE_VERSION, () -> update(first, year(2037)));
        assertEquals(
                second,
                update(
                        second,
                        with(year(2037), new Days("May", LocalDate.of(2037, 5, 1), LocalDate.of(2037, 5, 1)), summer)));
    }

    @Test
    void sessionWithPartsAndSectionsIsKept() {
        var year = create(year(2039));
        var term = create(term("Autumn", LocalDate.of(2038, 9, 1), LocalDate.of(2038, 12, 18), year.id()));
        database.execute(
                "update section set academic_session_id = ? where id = ?", term.id(), office.section("TERMLY"));

        assertEquals("STILL_IN_USE academic-sessions: 1 part", problem(() -> delete(year.id())));
        assertEquals("STILL_IN_USE sections: 1 section", problem(() -> delete(term.id())));
    }

    @Test
    void listIsFilteredByTypeAndDayInOneStatement() {
        var year = create(year(2041));
        create(term("Autumn 2041", LocalDate.of(2040, 9, 1), LocalDate.of(2040, 12, 18), year.id()));
        create(term("Spring 2041", LocalDate.of(2041, 1, 7), LocalDate.of(2041, 3, 30), year.id()));
        services.prepared();

        var terms = services.call(
                AcademicSessionService.class,
                sessions -> sessions.list("2041", SessionType.TERM, year.id(), null, null, 1, null));
        assertEquals(1, services.prepared());

        var more = services.call(
                AcademicSessionService.class,
                sessions -> sessions.list("2041", SessionType.TERM, year.id(), null, null, 1, terms.next()));
        var then = services.call(
                AcademicSessionService.class,
                sessions -> sessions.list(null, null, null, LocalDate.of(2041, 2, 1), null, null, null));
        assertEquals("Autumn 2041", terms.items().get(0).title());
        assertEquals("Spring 2041", more.items().get(0).title());
        assertEquals(
                List.of("Year 2041", "Spring 2041"),
                then.items().stream().map(AcademicSessionService.Row::title).toList());
    }

    private static AcademicSessionFacts year(int year) {
        return year(year, LocalDate.of(year, 7, 15));
    }

    private static AcademicSessionFacts year(int year, LocalDate end) {
        return new AcademicSessionFacts(
                "Year " + year,
                SessionType.SCHOOL_YEAR,
                LocalDate.of(year - 1, 9, 1),
                end,
                null,
                year,
                LifeStatus.ACTIVE,
                List.of());
    }

    private static AcademicSessionFacts with(AcademicSessionFacts facts, Days... holidays) {
        return new AcademicSessionFacts(
                facts.title(),
                facts.type(),
                facts.startDate(),
                facts.endDate(),
                facts.parentId(),
                facts.schoolYear(),
                facts.status(),
                List.of(holidays));
    }

    private static AcademicSessionFacts term(String title, LocalDate start, LocalDate end, long year) {
        return new AcademicSessionFacts(title, SessionType.TERM, start, end, year, null, LifeStatus.ACTIVE, List.of());
    }

    private static AcademicSessionService.View create(AcademicSessionFacts facts) {
        return services.call(AcademicSessionService.class, service -> service.create(facts, null));
    }

    private static AcademicSessionService.View get(long id) {
        return services.call(AcademicSessionService.class, service -> service.get(id));
    }

    private static AcademicSessionService.View update(AcademicSessionService.View seen, AcademicSessionFacts facts) {
        return services.call(
                AcademicSessionService.class,
                service -> service.update(seen.id(), new ExpectedVersion(seen.version()), facts));
    }

    private static void delete(long id) {
        services.run(AcademicSessionService.class, service -> service.delete(id));
    }
}

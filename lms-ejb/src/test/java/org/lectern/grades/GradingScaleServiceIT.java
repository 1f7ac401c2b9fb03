package org.lectern.grades;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lectern.testing.Office.assertProblem;
import static org.lectern.testing.Office.problem;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.grades.GradingScaleFacts.NewBand;
import org.lectern.grades.GradingScaleService.View;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.ProblemType;
import org.lectern.testing.Office;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class GradingScaleServiceIT {

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
    void newScaleIsReadBackFromTheBestBandDown() {
        var made = create(scale("Pass or fail", false, "Pass 50", "Fail 0"));

        assertEquals(made, services.call(GradingScaleService.class, scales -> scales.get(made.id())));
        assertEquals(List.of("Pass 50", "Fail 0"), bands(made));
        assertEquals(0, made.version());
        assertEquals("grading scale created by h.marsh", office.lastAudit("grading scale", made.id()));
    }

    @Test
    void bandsAreReplacedAsAWhole() {
        var made = create(scale("Numbers", false, "1 85", "2 70", "3 0"));

        var changed = update(made, scale("Numbers", false, "1 90", "3 50", "2 40", "4 0"));

        assertEquals(List.of("1 90", "3 50", "2 40", "4 0"), bands(changed));
        assertEquals(1, changed.version());
        assertEquals("grading scale changed by h.marsh", office.lastAudit("grading scale", made.id()));
    }

    @Test
    void everyBandThatMakesNoSenseIsNamed() {
        assertEquals(
                "VALIDATION bands[1].from: The bands go from the best down: this is not below the one before."
                        + " bands[2].label: Another band has this label."
                        + " bands[2].from: Percentages are rounded to 0 decimals, so no band begins between them."
                        + " bands[2].from: The last band begins at 0, so that nothing is without.",
                problem(() -> create(scale("Odd", false, "A 60", "B 60", "A 12.5"))));
    }

    @Test
    void nameOfAnotherScaleIsRefused() {
        assertEquals(
                "CONFLICT name: There is a grading scale with this name already.",
                problem(() -> create(scale("Letters", false, "A 0"))));
    }

    @Test
    void newStandardTakesThePlaceOfTheOneThatWas() {
        var first = create(scale("First standard", true, "A 0"));
        var second = create(scale("Second standard", true, "A 0"));

        assertEquals(
                "Second standard", database.value("select string_agg(name, ', ') from grading_scale where standard"));
        assertEquals(
                "STILL_IN_USE standard: It is the standard scale. Make another one that first.",
                problem(() -> delete(second.id())));
        assertEquals(
                "VALIDATION standard: Make another scale the standard; then this is so no more.",
                problem(() -> update(second, scale("Second standard", false, "A 0"))));
        delete(first.id());
    }

    @Test
    void staleVersionIsRefused() {
        var made = create(scale("Stale", false, "A 0"));
        update(made, scale("Stale now", false, "A 0"));

        assertProblem(ProblemType.STALE_VERSION, () -> update(made, scale("Staler", false, "A 0")));
    }

    @Test
    void scaleOfSectionsCannotBeDeletedButEnded() {
        var made = create(scale("Used", false, "A 0"));
        long course = office.insert("course (code, title) values ('BIO', 'Biology')");
        long term = office.insert("academic_session (title, type, start_date, end_date)"
                + " values ('Term', 'TERM', date '2026-09-01', date '2026-12-18')");
        database.execute(
                "insert into section (course_id, academic_session_id, code, title, grading_scale_id)"
                        + " values (?, ?, 'BIO-1', 'Biology', ?)",
                course,
                term,
                made.id());

        assertEquals("STILL_IN_USE sections: 1 section", problem(() -> delete(made.id())));
        var facts = scale("Used", false, "A 0");
        update(
                made,
                new GradingScaleFacts(
                        facts.name(), facts.rounding(), facts.decimals(), false, LifeStatus.ENDED, facts.bands()));
        assertEquals("ENDED", database.value("select status from grading_scale where id = ?", made.id()));
    }

    @Test
    void listAsksTheDatabaseTwiceHoweverLongItIs() {
        for (int i = 0; i < 5; i++) {
            create(scale("Listed " + i, false, "A 50", "B 0"));
        }
        services.prepared();

        var first = services.call(GradingScaleService.class, scales -> scales.list("listed", null, 3, null));
        assertEquals(2, services.prepared());

        var second = services.call(GradingScaleService.class, scales -> scales.list("listed", null, 3, first.next()));
        assertEquals(
                List.of("Listed 0", "Listed 1", "Listed 2"),
                first.items().stream().map(View::name).toList());
        assertEquals(
                List.of("Listed 3", "Listed 4"),
                second.items().stream().map(View::name).toList());
    }

    private static GradingScaleFacts scale(String name, boolean standard, String... bands) {
        return new GradingScaleFacts(
                name,
                Rounding.HALF_UP,
                0,
                standard,
                LifeStatus.ACTIVE,
                Arrays.stream(bands)
                        .map(band -> band.split(" "))
                        .map(band -> new NewBand(band[0], new BigDecimal(band[1]), null))
                        .toList());
    }

    private static List<String> bands(View scale) {
        return scale.bands().stream()
                .map(band -> band.label() + " " + band.from())
                .toList();
    }

    private static View create(GradingScaleFacts facts) {
        return services.call(GradingScaleService.class, scales -> scales.create(facts, null));
    }

    private static View update(View seen, GradingScaleFacts facts) {
        return services.call(
                GradingScaleService.class,
                scales -> scales.update(seen.id(), new ExpectedVersion(seen.version()), facts));
    }

    private static void delete(long id) {
        services.run(GradingScaleService.class, scales -> scales.delete(id));
    }
}

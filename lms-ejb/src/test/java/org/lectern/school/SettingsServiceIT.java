package org.lectern.school;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.lectern.testing.Office.assertProblem;
import static org.lectern.testing.Office.problem;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.settings.ClashPolicy;
import org.lectern.settings.ProfileField;
import org.lectern.settings.Settings;
import org.lectern.settings.SettingsChanged;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.ProblemType;
import org.lectern.testing.Office;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class SettingsServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    @BeforeEach
    void signedInAsAdministratorOfASchoolThatHasSetNothing() {
        database.execute("delete from setting");
        services.callAs(new Office(database).administrator());
    }

    @Test
    void nothingSetMeansDefaults() {
        var settings = get();

        assertEquals(
                new SchoolSettings(
                        "Our school",
                        "UTC",
                        DayOfWeek.MONDAY,
                        null,
                        168,
                        ClashPolicy.REFUSE,
                        true,
                        new BigDecimal("0.90"),
                        50,
                        1000,
                        List.of(ProfileField.PHONE, ProfileField.PICTURE, ProfileField.LANGUAGE)),
                settings.facts());
        assertEquals(0, settings.version());
    }

    @Test
    void defaultsStayWhatTheyAreWhenSomethingIsSet() {
        update(get(), marlowe("Europe/London", 50));

        var defaults = services.call(SettingsService.class, SettingsService::defaults);
        assertEquals("Our school", defaults.schoolName());
        assertEquals(168, defaults.editWindowHours());
        assertEquals(0, defaults.version());
    }

    @Test
    void whatIsSetIsReadByEverybodyElseAndAudited() {
        var changed = update(get(), marlowe("Europe/London", 50));

        assertEquals(marlowe("Europe/London", 50), changed.facts());
        var current = services.call(Settings.class, Settings::current);
        assertEquals("Marlowe Park School", current.schoolName());
        assertEquals("Europe/London", current.timeZone().getId());
        assertEquals(DayOfWeek.SUNDAY, current.weekStart());
        assertEquals(LocalDate.of(2026, 9, 7), current.weekCycleStart());
        assertEquals(72, current.editWindow().toHours());
        assertEquals(ClashPolicy.WARN, current.enrollmentClash());
        assertFalse(current.assistantsClash());
        assertEquals(new BigDecimal("0.85"), current.attendanceWarningRate());
        assertEquals(50, current.fileMaxMegabytes());
        assertEquals(500, current.fileQuotaMegabytesPerSection());
        assertEquals(Set.of(ProfileField.EMAIL), current.profileFields());
        assertEquals(
                "settings changed: UTC -> Europe/London, WARN",
                database.value(
                        "select action || ': ' || (before ->> 'school.time-zone') || ' -> '"
                                + " || (after ->> 'school.time-zone') || ', ' || (after ->> 'enrollment.clash') from audit_entry order by id desc limit 1"));
        assertEquals(List.of(new SettingsChanged()), services.events());
    }

    @Test
    void onlyWhatChangedIsInTheAudit() {
        var first = update(get(), marlowe("Europe/London", 50));

        update(first, marlowe("Europe/Dublin", 50));

        assertEquals(
                "{\"school.time-zone\": \"Europe/Dublin\"}",
                database.value("select after from audit_entry order by id desc limit 1"));
    }

    @Test
    void whatWasReadCanBeWrittenBackAndIsNoEdit() {
        var first = update(get(), marlowe("Europe/London", 50));
        var entries = database.value("select count(*) from audit_entry");

        assertEquals(first, update(first, first.facts()));
        assertEquals(entries, database.value("select count(*) from audit_entry"));
    }

    @Test
    void weekCycleCanBeTakenBack() {
        var first = update(get(), marlowe("Europe/London", 50));
        var facts = first.facts();

        var second = update(
                first,
                new SchoolSettings(
                        facts.schoolName(),
                        facts.timeZone(),
                        facts.weekStart(),
                        null,
                        facts.editWindowHours(),
                        facts.enrollmentClash(),
                        facts.assistantsClash(),
                        facts.attendanceWarningRate(),
                        facts.fileMaxMegabytes(),
                        facts.fileQuotaMegabytesPerSection(),
                        List.of()));

        assertNull(second.weekCycleStart());
        assertEquals(List.of(), second.profileFields());
        assertNull(services.call(Settings.class, Settings::current).weekCycleStart());
    }

    @Test
    void whoeverSawAnOlderVersionIsTold() {
        var seenByBoth = get();
        update(seenByBoth, marlowe("Europe/London", 50));

        assertProblem(ProblemType.STALE_VERSION, () -> update(seenByBoth, marlowe("Europe/Dublin", 50)));
        assertProblem(
                ProblemType.PRECONDITION_REQUIRED,
                () -> services.call(
                        SettingsService.class, settings -> settings.update(null, marlowe("Europe/Dublin", 50))));
        assertEquals("Europe/London", get().timeZone());
    }

    @Test
    void everyFieldThatMakesNoSenseIsNamed() {
        assertEquals(
                "VALIDATION timeZone: There is no time zone of this name; one is Europe/London."
                        + " fileQuotaMegabytesPerSection: A file of the largest size would not fit into a section.",
                problem(() -> update(get(), marlowe("Marlowe/Park", 501))));
    }

    private static SchoolSettings marlowe(String timeZone, int fileMaxMegabytes) {
        return new SchoolSettings(
                " Marlowe Park School ",
                timeZone,
                DayOfWeek.SUNDAY,
                LocalDate.of(2026, 9, 7),
                72,
                ClashPolicy.WARN,
                false,
                new BigDecimal("0.85"),
                fileMaxMegabytes,
                500,
                List.of(ProfileField.EMAIL, ProfileField.EMAIL));
    }

    private SettingsService.View get() {
        return services.call(SettingsService.class, SettingsService::get);
    }

    private SettingsService.View update(SettingsService.View seen, SchoolSettings facts) {
        return services.call(
                SettingsService.class, settings -> settings.update(new ExpectedVersion(seen.version()), facts));
    }
}

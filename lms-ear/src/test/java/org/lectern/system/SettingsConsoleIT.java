package org.lectern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lectern.system.ConsolePages.heading;
import static org.lectern.system.ConsolePages.newPerson;
import static org.lectern.system.ConsolePages.requireNoFaults;
import static org.lectern.system.ConsolePages.requireNoFaultsNow;
import static org.lectern.system.ConsolePages.signIn;
import static org.lectern.system.ConsolePages.typePassword;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Settings, home, audit and search of the console, its languages, and what happens when a session ends. */
@SystemTest
class SettingsConsoleIT {

    @Test
    void settingIsChangedOnceItsFaultIsMendedAndGoesBackToItsDefault(RunningLectern lectern, Page page) {
        signIn(page, "admin");
        page.navigate("admin/settings/index.xhtml");
        var quota = page.locator("#fileQuotaMegabytesPerSection");
        var before = quota.inputValue();
        quota.fill("2");
        page.locator("#attendanceWarningRate").fill("many");
        page.locator("#save").click();
        assertThat(page.locator("#attendanceWarningRate-about")).containsText("many is no number that fits here.");
        page.locator("#attendanceWarningRate").fill("90");
        page.locator("#save").click();
        assertThat(page.locator("#fileQuotaMegabytesPerSection-about"))
                .containsText("A file of the largest size would not fit into a section.");
        requireNoFaultsNow(page);

        quota.fill("1500");
        page.locator("#save").click();
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("The settings are saved");
        var api = lectern.login("admin");
        assertEquals(
                1500,
                api.get("api/admin/settings")
                        .json()
                        .get("fileQuotaMegabytesPerSection")
                        .asInt());

        page.locator("#fileQuotaMegabytesPerSection-default").click();
        assertThat(quota).hasValue("1000");
        assertThat(page.locator(".toast")).containsText("Save to keep it.");
        quota.fill(before);
        page.locator("#save").click();
        page.navigate("admin/audit/list.xhtml?entity=settings");
        assertThat(page.locator(".audit tbody tr").nth(1)).containsText("Files of a section (MB)");
        assertThat(page.locator(".audit tbody tr").nth(1)).containsText("1500");
    }

    @Test
    void whoSavesSettingsSecondSeesBothSides(RunningLectern lectern, Page page) {
        signIn(page, "admin");
        page.navigate("admin/settings/index.xhtml");
        var api = lectern.login("admin");
        var read = api.get("api/admin/settings");
        var mine = page.locator("#fileMaxMegabytes").inputValue();
        api.put(
                "api/admin/settings",
                ((ObjectNode) read.json()).put("fileMaxMegabytes", 61).toString(),
                "If-Match",
                read.header("ETag"));
        page.locator("#fileMaxMegabytes").fill("62");
        page.locator("#save").click();

        assertThat(page.locator(".ver.on")).containsText("62");
        assertThat(page.locator(".ver:not(.on)")).containsText("61");
        page.locator("#fileMaxMegabytes").fill(mine);
        page.locator("#keep-yours").click();
        assertThat(page.locator(".toast")).containsText("The settings are saved");
    }

    @Test
    void anythingIsFoundFromAnyPageWithKeysAlone(RunningLectern lectern, Page page) {
        newPerson(lectern, "Quirin", "Zzyzxman", "TEACHER");
        signIn(page, "admin");
        page.navigate("admin/rooms/list.xhtml");
        page.keyboard().press("Control+k");
        var input = page.locator("#finder-input");
        assertThat(input).isFocused();
        page.keyboard().type("zzyzx");
        assertThat(page.locator("#finder [role=option]")).hasCount(1);
        assertThat(page.locator("#finder-said")).hasText("1 found");
        assertThat(input).hasAttribute("aria-activedescendant", "finder-option-0");
        requireNoFaultsNow(page);
        page.keyboard().press("Escape");
        assertThat(page.locator("#finder")).isHidden();

        page.keyboard().press("Control+k");
        page.keyboard().type("zzyzx");
        assertThat(page.locator("#finder [role=option]")).containsText("Quirin Zzyzxman");
        page.keyboard().press("Enter");
        assertThat(heading(page)).hasText("Quirin Zzyzxman");

        page.keyboard().press("Control+k");
        page.keyboard().type("setting");
        page.locator("#finder [role=option]")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^Settings$")))
                .click();
        assertThat(heading(page)).hasText("Settings");
    }

    @Test
    void sessionThatEndedGivesTheFilledFormBack(RunningLectern lectern, Page page) {
        var id = newPerson(lectern, "Rosa", "Drafted", "STUDENT");
        signIn(page, "admin");
        page.navigate("admin/people/edit.xhtml?id=" + id);
        page.locator("#phone").fill("020 7946 0321");
        page.locator("#pronouns").fill("she/her");
        page.getByLabel("Teacher", new Page.GetByLabelOptions().setExact(true)).check();
        page.context().clearCookies();
        page.locator("#save").click();

        page.waitForURL(Pattern.compile("/login\\.xhtml"));
        typePassword(page, "admin", "lectern-demo");
        page.waitForURL(Pattern.compile("/people/edit\\.xhtml\\?id=" + id));
        assertThat(page.locator("#restored")).containsText("What you typed is in its fields again");
        assertThat(page.locator("#phone")).hasValue("020 7946 0321");
        assertThat(page.getByLabel("Teacher", new Page.GetByLabelOptions().setExact(true)))
                .isChecked();
        page.locator("#save").click();

        assertThat(heading(page)).hasText("Rosa Drafted");
        var saved = lectern.login("admin").get("api/admin/people/" + id).json();
        assertEquals("020 7946 0321", saved.get("phone").asText());
        assertEquals("she/her", saved.get("pronouns").asText());
        page.navigate("admin/people/edit.xhtml?id=" + id);
        assertThat(page.locator("#restored")).hasCount(0);
    }

    @Test
    void auditIsNarrowedReadInWordsAndExported(RunningLectern lectern, Page page) throws IOException {
        var id = newPerson(lectern, "Ottilie", "Audited", "STUDENT");
        var api = lectern.login("admin");
        var read = api.get("api/admin/people/" + id);
        api.put(
                "api/admin/people/" + id,
                ((ObjectNode) read.json()).put("birthDate", "2011-03-05").toString(),
                "If-Match",
                read.header("ETag"));
        signIn(page, "admin");
        page.navigate("admin/audit/list.xhtml");
        page.locator("input[name=about]").fill("ottilie aud");
        page.locator("select[name=action]").selectOption("person changed");
        page.locator(".filters button").click();

        assertThat(page.locator(".audit tbody tr")).hasCount(1);
        assertThat(page.locator(".audit tbody tr")).containsText("Person Ottilie Audited");
        assertThat(page.locator(".diff")).containsText("Born");
        assertThat(page.locator(".diff")).containsText("5 Mar 2011");
        var download = page.waitForDownload(() -> page.getByText("Export").click());
        assertTrue(sheet(download.path()).contains("Ottilie Audited"));

        page.navigate("admin/people/person.xhtml?id=" + id);
        page.getByText("History").click();
        assertThat(page.locator(".audit tbody tr")).hasCount(2);
    }

    @Test
    void homeLeadsToWhereThingsAreMended(RunningLectern lectern, Page page) {
        newPerson(lectern, "Aaron", "Aaardvark", "STUDENT");
        signIn(page, "admin");
        var line = page.locator(".lines li").filter(new Locator.FilterOptions().setHasText("without a group"));
        assertThat(line).containsText("Aaron Aaardvark");
        line.locator("a.link").click();

        assertThat(page.locator("#lacking")).hasValue("GROUP");
        assertThat(page.locator("#found tbody")).containsText("Aaron Aaardvark");
    }

    @Test
    void browserThatAsksForGermanGetsItUntilTheProfileSaysOtherwise(RunningLectern lectern, Page page) {
        var id = newPerson(lectern, "Gerda", "Sprachlos", "ADMIN");
        lectern.login("admin")
                .post(
                        "api/admin/people/" + id + "/account",
                        "{\"username\":\"gerda\",\"password\":\"nine red kettles\"}");
        var options = new Browser.NewContextOptions()
                .setBaseURL(lectern.uri().toString())
                .setLocale("de-DE");
        try (var context = page.context().browser().newContext(options)) {
            var german = context.newPage();
            german.navigate("admin/people/list.xhtml");
            assertThat(heading(german)).hasText("Anmelden");
            typePassword(german, "gerda", "nine red kettles");
            assertThat(heading(german)).hasText("Personen");
            assertThat(german.locator("html")).hasAttribute("lang", "de");
            requireNoFaultsNow(german);
            german.locator(".whoami").click();
            german.locator("input[lang=en]").click();
            assertThat(heading(german)).hasText("People");
        }
    }

    @Test
    void settingsAndSearchHaveNoAccessibilityFaultsInLightAndDark(RunningLectern lectern, Page page) {
        signIn(page, "admin");
        page.navigate("admin/settings/index.xhtml");
        requireNoFaults(page);
        page.keyboard().press("Control+k");
        page.keyboard().type("ma");
        assertThat(page.locator("#finder [role=option]").first()).isVisible();
        requireNoFaultsNow(page);
        Screenshots.save(page, "console-search-dark");
    }

    private static String sheet(Path workbook) throws IOException {
        try (var zip = new ZipFile(workbook.toFile());
                var sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

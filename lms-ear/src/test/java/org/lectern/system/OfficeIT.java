package org.lectern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lectern.system.ConsolePages.button;
import static org.lectern.system.ConsolePages.heading;
import static org.lectern.system.ConsolePages.newPerson;
import static org.lectern.system.ConsolePages.requireNoFaults;
import static org.lectern.system.ConsolePages.requireNoFaultsNow;
import static org.lectern.system.ConsolePages.signIn;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the office does in the console about attendance, grades and background work. */
@SystemTest
class OfficeIT {

    @Test
    void registerThatNobodyTookIsFoundAndOpenedAgainWithAReason(RunningLectern lectern, Page page) {
        var school = new TestSchool(lectern);
        var teacher = school.teacher();
        var section = school.section(teacher, school.student("Untaken"));
        var lesson = school.lesson(section, Instant.now().minus(3, ChronoUnit.DAYS));
        var code = school.value("select code from section where id = ?", section);
        signIn(page, "admin");
        page.navigate("admin/attendance/list.xhtml");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(code)).click();
        assertThat(heading(page)).hasText(code);
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("Test Untaken");

        page.locator("#reopen").click();
        assertThat(page.locator("#reason-about")).containsText("This cannot be left out.");
        requireNoFaultsNow(page);
        page.locator("#reason").fill("It was taken on paper");
        page.locator("#until").fill(LocalDate.now(ZoneOffset.UTC).plusDays(60).toString());
        page.locator("#reopen").click();
        assertThat(page.locator("#until-about")).containsText("in the next 31 days");
        assertThat(page.locator("#reason")).hasValue("It was taken on paper");
        page.locator("#until").fill(LocalDate.now(ZoneOffset.UTC).plusDays(3).toString());
        page.locator("#reopen").click();

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("The register of " + code + " is open until");
        assertEquals(
                "It was taken on paper",
                school.value(
                        "select after ->> 'reason' from audit_entry where entity = 'lesson' and entity_id = ?",
                        lesson));
    }

    @Test
    void reportSaysWhichDaysDoNotFitAndIsExported(RunningLectern lectern, Page page) throws IOException {
        signIn(page, "admin");
        page.navigate("admin/attendance/report.xhtml?kind=GROUPS");
        assertThat(page.locator("#found tbody")).containsText("10-A");

        page.locator("#from").fill("2026-11-20");
        page.locator("#to").fill("2026-11-01");
        page.locator("#show").click();
        assertThat(page.locator("#to-about")).containsText("The last day is on or after the first");
        assertThat(page.locator("#from")).hasValue("2026-11-20");

        page.navigate("admin/attendance/report.xhtml?kind=SECTIONS");
        assertTrue(rowsOf(page.waitForDownload(
                        () -> page.getByText("Export to Excel").click()))
                > 1);
    }

    @Test
    void absenceIsRefusedWithANoteThatTheStudentReads(RunningLectern lectern, Page page) {
        var school = new TestSchool(lectern);
        var student = school.student("Announced");
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(20);
        school.login(student)
                .post(
                        "api/student/absence-notices",
                        "{\"fromDate\":\"%s\",\"toDate\":\"%s\",\"reason\":\"Chess\"}".formatted(day, day));
        signIn(page, "admin");
        page.navigate("admin/attendance/absences.xhtml");
        page.getByLabel("Note to Test Announced").fill("Not in the week of exams");
        button(page, "Refuse the absence of Test Announced").click();

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("The absence of Test Announced is refused.");
        assertEquals(
                "Not in the week of exams",
                school.value("select decision_note from absence_notice where student_id = ?", student.id()));
    }

    @Test
    void periodIsLockedAndReopenedOnceItIsSaidWhatThatDoes(RunningLectern lectern, Page page) {
        var school = new TestSchool(lectern);
        var section = school.section(school.teacher(), school.student("Graded"));
        var term = school.value("select academic_session_id from section where id = ?", section);
        var code = school.value("select code from section where id = ?", section);
        signIn(page, "admin");
        page.navigate("admin/grades/period.xhtml?id=" + term);
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("It touches 1 section with no items.");
        button(page, "Lock grades").first().click();
        page.locator("#lock").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("are locked.");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(code)).click();
        assertThat(heading(page)).hasText(code);
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("Test Graded");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("Locked");

        page.navigate("admin/grades/period.xhtml?id=" + term);
        button(page, "Reopen grades").first().click();
        page.locator("#unlock").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("are open again.");
    }

    @Test
    void reportCardsAreAJobWhoseFileIsDownloaded(RunningLectern lectern, Page page) throws IOException {
        signIn(page, "admin");
        page.navigate("admin/grades/reports.xhtml");
        page.locator("#print").click();
        assertThat(page.locator("#group-about")).containsText("Choose the group.");
        page.locator("#group")
                .selectOption(lectern.login("admin")
                        .get("api/admin/groups?q=10-A")
                        .json()
                        .get("items")
                        .get(0)
                        .get("id")
                        .asText());
        page.locator("#print").click();

        var file = page.waitForDownload(() -> page.locator("#download").click());
        assertEquals("report-cards-10-A.pdf", file.suggestedFilename());
        assertEquals("%PDF", new String(Files.readAllBytes(file.path()), 0, 4, StandardCharsets.US_ASCII));

        page.navigate("admin/jobs/list.xhtml?kind=report-cards&state=SUCCEEDED");
        assertThat(page.locator("#found tbody tr").first()).containsText("report-cards-10-A.pdf");
        page.locator("#state").selectOption("FAILED");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("No job fits.");
    }

    @Test
    void wholeRecordOfAPersonIsMadeInTheBackground(RunningLectern lectern, Page page) throws IOException {
        var id = newPerson(lectern, "Rhea", "Recorded", "STUDENT");
        signIn(page, "admin");
        page.navigate("admin/people/person.xhtml?id=" + id);
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("Nobody has marked this student yet.");
        page.locator("#export-record").click();

        var file = page.waitForDownload(() -> page.locator("#download").click());
        try (var zip = new ZipFile(file.path().toFile())) {
            assertTrue(zip.stream().anyMatch(entry -> entry.getName().equals("person.json")));
        }
    }

    @Test
    void pagesOfTheOfficeHaveNoAccessibilityFaults(RunningLectern lectern, Page page) {
        var school = new TestSchool(lectern);
        var section = school.section(school.teacher(), school.student("Seen"));
        var lesson = school.lesson(section, Instant.now().minus(2, ChronoUnit.DAYS));
        signIn(page, "admin");
        for (var address : List.of(
                "admin/attendance/list.xhtml",
                "admin/attendance/register.xhtml?id=" + lesson,
                "admin/attendance/report.xhtml?kind=SECTIONS",
                "admin/attendance/absences.xhtml?shown=ALL",
                "admin/grades/list.xhtml",
                "admin/grades/period.xhtml?id="
                        + school.value("select academic_session_id from section where id = ?", section),
                "admin/grades/section.xhtml?id=" + section,
                "admin/grades/reports.xhtml",
                "admin/jobs/list.xhtml",
                "admin/people/person.xhtml?id="
                        + school.value("select person_id from account where username = 'student'"))) {
            page.navigate(address);
            requireNoFaults(page);
        }
    }

    /** How many rows the sheet of a workbook has. */
    @Test
    void peopleAndSectionsAreExportedAsTheyAreFiltered(RunningLectern lectern, Page page) throws IOException {
        newPerson(lectern, "Xara", "Exported", "TEACHER");
        signIn(page, "admin");
        page.navigate("admin/people/list.xhtml?q=xara+exported");
        assertThat(page.locator("#found tbody tr")).hasCount(1);

        assertEquals(
                2, rowsOf(page.waitForDownload(() -> page.locator("#export").click())));

        page.navigate("admin/sections/list.xhtml");
        assertTrue(rowsOf(page.waitForDownload(() -> page.locator("#export").click())) > 1);
    }

    private static int rowsOf(Download workbook) throws IOException {
        try (var zip = new ZipFile(workbook.path().toFile())) {
            var sheet = new String(
                    zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(),
                    StandardCharsets.UTF_8);
            return sheet.split("<row ", -1).length - 1;
        }
    }
}

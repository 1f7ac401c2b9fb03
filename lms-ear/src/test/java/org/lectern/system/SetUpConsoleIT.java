package org.lectern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lectern.system.ConsolePages.button;
import static org.lectern.system.ConsolePages.heading;
import static org.lectern.system.ConsolePages.requireNoFaultsNow;
import static org.lectern.system.ConsolePages.signIn;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What somebody does in the console who sets up a school year, from the year itself to the week's timetable. */
@SystemTest
class SetUpConsoleIT {

    private static final String PASSWORD = "nine red kettles";

    /** A Monday. */
    private static final String DAY = "2043-09-07";

    @Test
    void schoolYearIsSetUpInTheConsoleAloneAndTeacherAndStudentSignIn(RunningLectern lectern, Page page, Page other) {
        signIn(page, "admin");
        session(page, "2043/44", "SCHOOL_YEAR", "2043-09-01", "2044-07-15", null);
        session(page, "Autumn 2043", "TERM", "2043-09-01", "2043-12-18", "2043/44");
        add(page, "rooms", "#code", "S-14", "#capacity", "30");
        add(page, "codes", "#code", "XS", "#name", "School trip");
        add(page, "groups", "#code", "S-10", "#title", "Form S-10");

        page.getByText("Add students").first().click();
        page.locator("#lines").fill(thirtyNames());
        page.locator("#add").click();
        assertThat(page.locator("legend")).containsText("30 students are new to the school");
        page.locator("#add").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("30 students join S-10, 30 of them new to the school");
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Setupone, Anna").setExact(true))
                .click();
        account(page);

        add(page, "people", "#givenName", "Sita", "#familyName", "Setup");
        account(page);

        add(page, "courses", "#code", "SET", "#title", "Weaving");
        page.getByText("Add section").click();
        page.locator("#code").fill("SET-1");
        page.locator("#termId").selectOption(new SelectOption().setLabel("Autumn 2043"));
        page.locator("#groupId").selectOption(new SelectOption().setLabel("S-10"));
        page.locator("#policy").selectOption("BY_GROUP");
        page.locator("#save").click();
        assertThat(heading(page)).hasText("SET-1");
        assertThat(page.locator("#found tbody tr")).hasCount(30);
        page.getByText("Assign teacher").click();
        page.locator("#teacherId").fill("Sita Setup");
        page.locator("#save").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Sita Setup is assigned to SET-1.");

        var section = page.url().replaceAll(".*id=(\\d+).*", "$1");
        page.navigate("admin/schedule/slot.xhtml?by=GROUP&week=" + DAY + "&section=" + section);
        page.locator("#startTime").fill("09:00");
        page.locator("#endTime").fill("09:50");
        page.locator("#roomId").selectOption(new SelectOption().setLabel("S-14"));
        for (var day : List.of("Monday", "Tuesday", "Wednesday", "Thursday")) {
            page.locator("#another").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText(day + " at 09:00");
        }
        page.locator("#save").click();
        assertThat(page.locator(".toast")).containsText("Friday at 09:00");

        other.navigate("teacher/?date=" + DAY);
        portal(other, "sita.setup");
        assertThat(other.getByRole(AriaRole.MAIN)).containsText("09:00");
        assertThat(other.getByRole(AriaRole.MAIN)).containsText("Weaving");
        var student = lectern.anonymous().login("anna.setupone", PASSWORD);
        assertEquals(
                5,
                student.get("api/student/lessons?from=" + DAY + "&to=2043-09-13")
                        .json()
                        .get("items")
                        .size());
    }

    @Test
    void courseAsksForALeastGradeInAnother(RunningLectern lectern, Page page) {
        lectern.login("admin")
                .post("api/admin/courses", "{\"code\":\"SPIN\",\"title\":\"Spinning\",\"prerequisiteIds\":[]}");
        signIn(page, "admin");
        page.navigate("admin/courses/edit.xhtml");
        page.locator("#code").fill("LOOM");
        page.locator("#title").fill("Looms");
        page.locator("#pick-search").pressSequentially("spinning");
        button(page, "Add SPIN Spinning").click();
        var least = page.locator("[id='minimums:0:percent']");
        least.fill("half");
        page.locator("#save").click();
        assertThat(page.locator("tr:has([id='minimums:0:percent'])")).containsText("half is no number that fits here.");
        assertThat(least).hasValue("half");
        requireNoFaultsNow(page);

        least.fill("50");
        page.locator("#save").click();
        assertThat(heading(page)).hasText("LOOM");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("with at least 50%");
    }

    private static void session(Page page, String title, String type, String from, String to, String part) {
        page.navigate("admin/years/edit.xhtml");
        page.locator("#title").fill(title);
        page.locator("#type").selectOption(type);
        page.locator("#startDate").fill(from);
        page.locator("#endDate").fill(to);
        if (part != null) {
            page.locator("#parentId").selectOption(new SelectOption().setLabel(part));
        }
        page.locator("#save").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText(title + " is added.");
    }

    private static void add(Page page, String area, String first, String one, String second, String two) {
        page.navigate("admin/" + area + "/edit.xhtml");
        page.locator(first).fill(one);
        page.locator(second).fill(two);
        if (area.equals("people")) {
            page.getByLabel("Teacher").check();
        }
        page.locator("#save").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText(one);
    }

    /** Gives the person whose page is open an account with a password. */
    private static void account(Page page) {
        page.locator("main a[href*='account.xhtml']").first().click();
        page.locator("input[value=PASSWORD]").check();
        page.locator("#password").fill(PASSWORD);
        page.locator("#create").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("setup");
    }

    private static void portal(Page page, String username) {
        page.locator("input[autocomplete=username]").fill(username);
        page.locator("input[type=password]").fill(PASSWORD);
        page.locator("button[type=submit]").click();
    }

    /** Ten given names with three family names each. */
    private static String thirtyNames() {
        return List.of("Anna", "Bela", "Cleo", "Dora", "Emil", "Faye", "Gwen", "Hugo", "Iris", "Jack").stream()
                .flatMap(given ->
                        List.of("Setupone", "Setuptwo", "Setupthree").stream().map(family -> family + ", " + given))
                .collect(Collectors.joining("\n"));
    }
}

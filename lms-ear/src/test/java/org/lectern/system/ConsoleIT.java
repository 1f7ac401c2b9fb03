package org.lectern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lectern.system.ConsolePages.button;
import static org.lectern.system.ConsolePages.heading;
import static org.lectern.system.ConsolePages.newPerson;
import static org.lectern.system.ConsolePages.requireNoFaults;
import static org.lectern.system.ConsolePages.requireNoFaultsNow;
import static org.lectern.system.ConsolePages.signIn;
import static org.lectern.system.ConsolePages.typePassword;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** The console as an administrator uses it. */
@SystemTest
class ConsoleIT {

    @Test
    void administratorFindsAPersonAndOpensIt(RunningLectern lectern, Page page) {
        signIn(page, "admin");
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("People").setExact(true))
                .click();

        page.locator("#search").pressSequentially("ines cald");
        var link = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Ines Calder"));
        assertThat(page.locator("#found tbody tr")).hasCount(1);
        link.click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Ines Calder");
    }

    @Test
    void pageAskedForComesAfterSigningIn(RunningLectern lectern, Page page) {
        page.navigate("admin/audit/list.xhtml");
        typePassword(page, "admin", "lectern-demo");

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Audit");
    }

    @Test
    void wrongPasswordIsSaidAndTheNameStays(RunningLectern lectern, Page page) {
        page.navigate("admin/");
        typePassword(page, "nobody.of.that.name", "wrong");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("User name or password is wrong.");
        assertThat(page.locator("#username")).hasValue("nobody.of.that.name");
    }

    @Test
    void forbiddenPageLooksLikeAnUnknownOne(RunningLectern lectern, Page page) {
        signIn(page, "student");

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("There is no such page");
        assertEquals(404, page.navigate("admin/people/list.xhtml").status());
    }

    @Test
    void personIsAddedAndFaultsAreSaidBesideTheirFields(RunningLectern lectern, Page page) {
        signIn(page, "admin");
        page.navigate("admin/people/edit.xhtml");
        page.locator("#givenName").fill("Marta");
        page.locator("#email").fill("marta@");
        page.locator("#save").click();

        assertThat(page.locator("#familyName-about")).containsText("Family name is missing.");
        page.locator("#familyName").fill("Vasquez");
        page.locator("#save").click();
        assertThat(page.locator("#email-about")).containsText("This is no e-mail address.");
        assertThat(page.locator("#email")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#givenName")).hasValue("Marta");
        page.locator("#email").fill("marta@marlowe.example");
        page.getByLabel("Teacher").check();
        page.locator("#save").click();

        assertThat(heading(page)).hasText("Marta Vasquez");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Marta Vasquez is known to the school now.");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("marta@marlowe.example");
    }

    @Test
    void whoSavesSecondSeesBothSidesAndLosesNothing(RunningLectern lectern, Page page) {
        var id = newPerson(lectern, "Bruno", "Twofold", "STUDENT");
        signIn(page, "admin");
        page.navigate("admin/people/edit.xhtml?id=" + id);
        var api = lectern.login("admin");
        var read = api.get("api/admin/people/" + id);
        var changed = (ObjectNode) read.json();
        changed.put("email", "other@marlowe.example").put("phone", "020 7946 0001");
        assertEquals(
                200,
                api.put("api/admin/people/" + id, changed.toString(), "If-Match", read.header("ETag"))
                        .status());

        page.locator("#email").fill("mine@marlowe.example");
        page.locator("#pronouns").fill("he/him");
        page.locator("#save").click();

        assertThat(page.locator(".ver.on")).containsText("mine@marlowe.example");
        assertThat(page.locator(".ver:not(.on)")).containsText("other@marlowe.example");
        assertThat(page.locator(".conflict")).containsText("Taken over from there: Phone.");
        assertThat(page.locator("#phone")).hasValue("020 7946 0001");
        requireNoFaultsNow(page);
        page.locator("#keep-yours").click();

        assertThat(heading(page)).hasText("Bruno Twofold");
        var saved = api.get("api/admin/people/" + id).json();
        assertEquals("mine@marlowe.example", saved.get("email").asText());
        assertEquals("020 7946 0001", saved.get("phone").asText());
        assertEquals("he/him", saved.get("pronouns").asText());
    }

    @Test
    void invitedAdministratorChoosesAPasswordAndIsLockedOutWhenDisabled(RunningLectern lectern, Page page) {
        var id = newPerson(lectern, "Vera", "Invited", "ADMIN");
        signIn(page, "admin");
        page.navigate("admin/people/account.xhtml?person=" + id);
        page.locator("#username").fill("vera");
        page.locator("#create").click();
        var link = page.locator("#invitation-link").inputValue();
        page.reload();
        assertThat(page.locator("#invitation-link")).hasCount(0);

        try (var other = page.context().browser().newContext()) {
            var invited = other.newPage();
            invited.navigate(link);
            assertThat(invited).not().hasURL(Pattern.compile("#"));
            assertThat(invited.locator("#token")).isHidden();
            requireNoFaultsNow(invited);
            invited.locator("#password").fill("short");
            invited.locator("#accept").click();
            assertThat(invited.locator("#password-about")).containsText("A password has 10 to 200 characters.");
            invited.locator("#password").fill("nine red kettles");
            invited.locator("#accept").click();
            assertThat(invited.getByRole(AriaRole.STATUS)).containsText("Your password is saved.");
            typePassword(invited, "vera", "nine red kettles");
            invited.waitForURL(address -> !address.contains("/login.xhtml"));

            invited.navigate(link);
            invited.locator("#password").fill("another red kettle");
            invited.locator("#accept").click();
            assertThat(invited.locator("#token-about")).containsText("This invitation is unknown, used or too old.");

            button(page, "Disable account").first().click();
            page.locator("#disable").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("The account of Vera Invited is disabled.");
            invited.navigate(lectern.uri() + "admin/");
            assertThat(invited).hasURL(Pattern.compile("/login\\.xhtml"));
            typePassword(invited, "vera", "nine red kettles");
            assertThat(invited.getByRole(AriaRole.ALERT)).containsText("User name or password is wrong.");
        }
        page.locator("#enable").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("can be used again");
    }

    @Test
    void invitationsOfTeachersAndStudentsOpenInTheirPortals(RunningLectern lectern, Page page) {
        var api = lectern.login("admin");
        for (var role : List.of("teacher", "student")) {
            var id = newPerson(lectern, "Pat", "Invited-" + role, role.toUpperCase(Locale.ROOT));
            var account = api.post("api/admin/people/" + id + "/account", "{\"username\":\"pat." + role + "\"}")
                    .json()
                    .get("id");
            var link = api.post("api/admin/accounts/" + account + "/invitation", "")
                    .json()
                    .get("url")
                    .asText();

            page.navigate(lectern.uri().resolve(link).toString());
            var passwords = page.locator("input[autocomplete=new-password]");
            passwords.first().fill("nine red kettles");
            passwords.last().fill("nine red kettles");
            page.locator("button[type=submit]").click();
            assertThat(page.getByText("Your password is set.")).isVisible();

            assertEquals(
                    200,
                    lectern.anonymous()
                            .post(
                                    "api/auth/login",
                                    "{\"username\":\"pat." + role + "\",\"password\":\"nine red kettles\"}")
                            .status());
        }
    }

    @Test
    void tooManyFailuresSayHowLongToWait(RunningLectern lectern, Page page) {
        var alert = page.getByRole(AriaRole.ALERT);
        // each failure closes the door for longer, so that one of these tries comes while it is closed
        for (int i = 0; i < 12 && !alert.allInnerTexts().toString().contains("Too many"); i++) {
            page.navigate("admin/login.xhtml");
            typePassword(page, "somebody.who.guesses", "wrong");
            assertThat(alert).not().isEmpty();
        }

        assertThat(alert).containsText(Pattern.compile("Too many attempts\\. Try again in \\d+ s\\."));
        assertThat(page.locator("#username")).hasValue("somebody.who.guesses");
    }

    @Test
    void faultySetIsRefusedWithItsFaultsAndTheMendedOneIsImported(RunningLectern lectern, Page page) {
        signIn(page, "admin");
        page.navigate("admin/imports/list.xhtml");
        page.locator("#start").click();
        assertThat(page.locator("#file-about")).containsText("Choose a file.");
        requireNoFaultsNow(page);

        upload(page, "faulty.zip", rosterOf("c1,Console Studies,CON,nowhere\n"));
        page.locator("#start").click();
        assertThat(page.locator("#job")).containsText("Refused");
        assertThat(page.locator(".faultlist tbody tr")).hasCount(1);
        assertThat(page.locator(".faultlist tbody tr")).containsText("courses.csv");
        assertThat(page.locator(".faultlist tbody tr")).containsText("orgSourcedId");
        requireNoFaultsNow(page);

        page.navigate("admin/imports/list.xhtml");
        upload(page, "mended.zip", rosterOf("c1,Console Studies,CON,o-console\n"));
        page.locator("#check").click();
        assertThat(page.locator("#job")).containsText("Nothing was changed: send the same file");
        assertThat(page.locator("#job")).containsText("Courses");
        requireNoFaultsNow(page);

        page.navigate("admin/imports/list.xhtml");
        upload(page, "mended.zip", rosterOf("c1,Console Studies,CON,o-console\n"));
        page.locator("#start").click();
        assertThat(page.locator("#job")).containsText("What changed");
        assertThat(page.locator("#job")).containsText("Console Studies");

        page.navigate("admin/");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("faulty.zip");
    }

    @Test
    void groupIsMadeAndItsMembersArePasted(RunningLectern lectern, Page page) {
        var one = newPerson(lectern, "Ada", "Pasted", "STUDENT");
        newPerson(lectern, "Bela", "Picked", "STUDENT");
        signIn(page, "admin");
        page.navigate("admin/groups/edit.xhtml");
        page.locator("#code").fill("P-1");
        page.locator("#gradeLevel").fill("x");
        page.locator("#save").click();
        assertThat(page.locator("#gradeLevel-about")).containsText("x is no number that fits here.");
        page.locator("#gradeLevel").fill("10");
        page.locator("#save").click();
        assertThat(page.locator("#title-about")).containsText("This cannot be left out.");
        page.locator("#title").fill("Pasted form");
        page.locator("#save").click();
        assertThat(heading(page)).hasText("P-1");

        page.getByText("Add students").first().click();
        page.locator("#pick-search").pressSequentially("bela pick");
        button(page, "Add Bela Picked").click();
        assertThat(page.locator(".chips")).containsText("Bela Picked");
        page.locator("#lines").fill("PASTED, Ada\nNobody\nNew, Nadia; nadia@\n");
        page.locator("#add").click();
        assertThat(page.locator(".unclear")).containsText("Nobody nobody found");
        assertThat(page.locator("#lines")).hasValue("Nobody");
        assertThat(page.locator("[id='newcomers:0:familyName']")).hasValue("New");
        requireNoFaultsNow(page);
        page.locator("#forget").click();
        page.locator("#add").click();
        assertThat(page.locator("tr:has([id='newcomers:0:email'])")).containsText("This is no e-mail address.");
        page.locator("[id='newcomers:0:email']").fill("nadia@marlowe.example");
        page.locator("#add").click();

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("3 students join P-1, 1 of them new to the school");
        assertThat(page.locator(".members tbody tr")).hasCount(3);
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("Pasted, Ada");
        assertEquals(
                "P-1",
                lectern.login("admin")
                        .get("api/admin/people/" + one)
                        .json()
                        .get("groups")
                        .get(0)
                        .asText());
    }

    @Test
    void courseGetsASectionAndAStudentIsEnrolledAndDropped(RunningLectern lectern, Page page) {
        newPerson(lectern, "Cleo", "Enrolled", "STUDENT");
        signIn(page, "admin");
        page.navigate("admin/courses/edit.xhtml");
        page.locator("#code").fill("POT");
        page.locator("#title").fill("Pottery");
        page.locator("#save").click();
        assertThat(heading(page)).hasText("POT");

        page.getByText("Add section").click();
        page.locator("#code").fill("POT-1");
        page.locator("#save").click();
        assertThat(page.locator("#termId-about")).containsText("This cannot be left out.");
        page.locator("#termId").selectOption(new SelectOption().setIndex(1));
        page.locator("#save").click();
        assertThat(heading(page)).hasText("POT-1");

        page.getByText("Enrol students").first().click();
        page.locator("#pick-search").pressSequentially("cleo enr");
        button(page, "Add Cleo Enrolled").click();
        page.locator("#enroll").click();
        assertThat(page.locator("#found tbody tr")).hasCount(1);
        requireNoFaultsNow(page);
        page.getByText("Move or drop").click();
        page.locator("#drop").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Cleo Enrolled is no longer in POT-1.");
    }

    @Test
    void faultInARowIsSaidInTheRowAndTwoPeopleMayChangeARoom(RunningLectern lectern, Page page) {
        signIn(page, "admin");
        page.navigate("admin/years/edit.xhtml");
        page.locator("#title").fill("2041/42");
        page.locator("#startDate").fill("2041-09-01");
        page.locator("#endDate").fill("2042-07-15");
        page.locator("#addRow").click();
        page.locator("[id='holidays:0:title']").fill("Half term");
        page.locator("[id='holidays:0:startDate']").fill("2042-08-20");
        page.locator("[id='holidays:0:endDate']").fill("2042-08-24");
        page.locator("#save").click();
        assertThat(page.locator("tr:has([id='holidays:0:title'])")).containsText("These days are not all within");
        assertThat(page.locator("[id='holidays:0:startDate']")).hasValue("2042-08-20");
        page.locator("[id='holidays:0:startDate']").fill("2042-02-20");
        page.locator("[id='holidays:0:endDate']").fill("2042-02-24");
        page.locator("#save").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("2041/42 is added.");

        var api = lectern.login("admin");
        var id = api.post("api/admin/rooms", "{\"code\":\"T-1\",\"capacity\":20}")
                .json()
                .get("id")
                .asLong();
        page.navigate("admin/rooms/edit.xhtml?id=" + id);
        var read = api.get("api/admin/rooms/" + id);
        api.put(
                "api/admin/rooms/" + id,
                ((ObjectNode) read.json()).put("capacity", 24).toString(),
                "If-Match",
                read.header("ETag"));
        page.locator("#capacity").fill("22");
        page.locator("#save").click();
        assertThat(page.locator(".ver.on")).containsText("22");
        assertThat(page.locator(".ver:not(.on)")).containsText("24");
        page.locator("#keep-yours").click();
        assertEquals(22, api.get("api/admin/rooms/" + id).json().get("capacity").asInt());
    }

    @Test
    void pagesHaveNoAccessibilityFaultsInLightAndDark(RunningLectern lectern, Page page) {
        page.navigate("admin/login.xhtml");
        requireNoFaults(page);
        signIn(page, "admin");
        for (var address : List.of(
                "admin/index.xhtml",
                "admin/people/list.xhtml",
                "admin/people/person.xhtml?id=1",
                "admin/people/edit.xhtml?id=1",
                "admin/people/account.xhtml?person=" + newPerson(lectern, "Nora", "Accountless", "STUDENT"),
                "admin/imports/list.xhtml",
                "admin/groups/list.xhtml",
                "admin/groups/group.xhtml?id=" + first(lectern, "groups"),
                "admin/groups/add.xhtml?id=" + first(lectern, "groups"),
                "admin/groups/promote.xhtml?id=" + first(lectern, "groups"),
                "admin/courses/course.xhtml?id=" + first(lectern, "courses"),
                "admin/sections/list.xhtml",
                "admin/sections/section.xhtml?id=" + first(lectern, "sections"),
                "admin/sections/edit.xhtml?id=" + first(lectern, "sections"),
                "admin/scales/edit.xhtml?id=" + first(lectern, "grading-scales"),
                "admin/codes/list.xhtml",
                "admin/invitation.xhtml",
                "admin/audit/list.xhtml")) {
            page.navigate(address);
            requireNoFaults(page);
        }
    }

    private static long first(RunningLectern lectern, String nouns) {
        return lectern.login("admin")
                .get("api/admin/" + nouns + "?limit=1")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
    }

    private static void upload(Page page, String name, byte[] zip) {
        page.locator("#file").setInputFiles(new FilePayload(name, "application/zip", zip));
    }

    private static byte[] rosterOf(String courses) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "manifest.csv", """
                    propertyName,value
                    manifest.version,1.0
                    oneroster.version,1.2
                    file.orgs,bulk
                    file.courses,bulk
                    """);
            put(zip, "orgs.csv", "sourcedId,name,type\no-console,Marlowe Park School,school\n");
            put(zip, "courses.csv", "sourcedId,title,courseCode,orgSourcedId\n" + courses);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
}

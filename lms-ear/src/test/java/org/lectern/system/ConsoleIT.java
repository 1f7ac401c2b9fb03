package org.lectern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
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
    void pagesHaveNoAccessibilityFaultsInLightAndDark(RunningLectern lectern, Page page) {
        page.navigate("admin/login.xhtml");
        requireNoFaults(page);
        signIn(page, "admin");
        for (var address : List.of(
                "admin/index.xhtml",
                "admin/people/list.xhtml",
                "admin/people/person.xhtml?id=1",
                "admin/audit/list.xhtml")) {
            page.navigate(address);
            requireNoFaults(page);
        }
    }

    private static void requireNoFaults(Page page) {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            // a browser does not animate from one scheme to the other on a page that opens in it
            page.reload();
            var faults = new AxeBuilder(page)
                    .analyze().getViolations().stream()
                            .map(rule -> rule.getId() + " at " + rule.getNodes())
                            .toList();
            assertEquals(List.of(), faults, page.url() + " " + scheme);
            Screenshots.save(
                    page,
                    "console" + page.url().replaceAll("^.*/admin|\\W+", "-")
                            + scheme.name().toLowerCase(Locale.ROOT));
        }
    }

    private static void signIn(Page page, String username) {
        page.navigate("admin/");
        typePassword(page, username, "lectern-demo");
        page.waitForURL(address -> !address.contains("/login.xhtml"));
    }

    private static void typePassword(Page page, String username, String password) {
        page.locator("#username").fill(username);
        page.locator("#password").fill(password);
        page.locator("#sign-in").click();
    }
}

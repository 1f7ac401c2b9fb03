package org.lectern.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;

/** What tests of the console have in common. */
final class ConsolePages {

    private ConsolePages() {}

    /** Signs a demo account in to the console. */
    static void signIn(Page page, String username) {
        page.navigate("admin/");
        typePassword(page, username, "lectern-demo");
        page.waitForURL(address -> !address.contains("/login.xhtml"));
    }

    /** Fills in and sends the form of signing in. */
    static void typePassword(Page page, String username, String password) {
        page.locator("#username").fill(username);
        page.locator("#password").fill(password);
        page.locator("#sign-in").click();
    }

    /** What the page is called. */
    static Locator heading(Page page) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    /** A button by its name. */
    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** Somebody of a role, without an account; says which. */
    static long newPerson(RunningLectern lectern, String givenName, String familyName, String role) {
        return lectern.login("admin")
                .post(
                        "api/admin/people",
                        "{\"givenName\":\"%s\",\"familyName\":\"%s\",\"roles\":[\"%s\"]}"
                                .formatted(givenName, familyName, role))
                .json()
                .get("id")
                .asLong();
    }

    /** Requires that axe finds nothing on the page as it is. */
    static void requireNoFaultsNow(Page page) {
        var faults = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .map(rule -> rule.getId() + " at " + rule.getNodes())
                        .toList();
        assertEquals(List.of(), faults, page.url());
    }

    /** Requires that axe finds nothing on the page as it opens in light and in dark, and takes pictures of both. */
    static void requireNoFaults(Page page) {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            // a browser does not animate from one scheme to the other on a page that opens in it
            page.reload();
            requireNoFaultsNow(page);
            Screenshots.save(
                    page,
                    "console" + page.url().replaceAll("^.*/admin|\\W+", "-")
                            + scheme.name().toLowerCase(Locale.ROOT));
        }
    }
}

package org.lectern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What axe (WCAG 2.2 AA and best practice) says of a page, at a desk and on a phone, in light and in dark. */
final class Accessibility {

    private static final int DESK = 1440;
    private static final int PHONE = 390;

    private Accessibility() {}

    /**
     * Fails when axe finds a fault, and saves a screenshot of each of the four appearances.
     *
     * @param name of the screenshots
     * @param ready is visible when the page is there
     */
    static void requireNoFaults(Page page, String name, Locator ready) {
        List<String> faults = new ArrayList<>();
        for (int width : new int[] {PHONE, DESK}) {
            page.setViewportSize(width, width == PHONE ? 844 : 900);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                // without motion the colours are the new ones at once
                page.emulateMedia(
                        new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
                assertThat(ready.first()).isVisible();
                String appearance = name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
                new AxeBuilder(page)
                        .analyze()
                        .getViolations()
                        .forEach(rule -> faults.add(appearance + ": " + rule.getId() + " at " + rule.getNodes()));
                Screenshots.save(page, appearance);
            }
        }
        assertEquals(List.of(), faults);
    }
}

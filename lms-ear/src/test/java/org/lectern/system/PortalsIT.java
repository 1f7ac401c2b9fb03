package org.lectern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The portals as a teacher and a student use them. */
@SystemTest
class PortalsIT {

    private static final Pattern SAVED = Pattern.compile("^Saved \\d");

    @Test
    void studentSeesAtOnceWhatTheTeacherMarksByKeyboard(RunningLectern lectern, Page teacher, Page student)
            throws SQLException {
        TaughtLesson lesson = TaughtLesson.begin(lectern);
        List<String> names = List.copyOf(lesson.marks(lectern).keySet());
        int maya = names.indexOf("Maya Fairweather");

        signIn(teacher, "teacher", TaughtLesson.TEACHER);
        teacher.navigate("teacher/?date=" + lesson.date());
        teacher.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(lesson.title()))
                .filter(new Locator.FilterOptions().setHasText("min left"))
                .click();
        assertThat(status(teacher)).hasText("Not taken yet");
        assertThat(row(teacher, 0)).containsText(names.get(0));
        // a letter marks the student and goes on to the next
        for (int i = 0; i < names.size(); i++) {
            teacher.keyboard().press(i == maya ? "l" : "p");
        }
        teacher.keyboard().press("Home");
        for (int i = 0; i < maya; i++) {
            teacher.keyboard().press("ArrowDown");
        }
        teacher.keyboard().press("m");
        teacher.keyboard().type("7");
        teacher.keyboard().press("Enter");
        teacher.keyboard().press("n");
        teacher.keyboard().type("Bus");
        teacher.keyboard().press("Escape");
        assertThat(row(teacher, maya)).containsText("7 min late · Bus");
        assertThat(status(teacher)).hasText(SAVED);

        signIn(student, "student", TaughtLesson.STUDENT);
        student.navigate("student/attendance");
        assertThat(student.getByRole(AriaRole.LISTITEM)
                        .filter(new Locator.FilterOptions().setHasText(lesson.title()))
                        .filter(new Locator.FilterOptions().setHasText("min late")))
                .containsText("7 min late");
        assertThat(student.getByText("Bus")).hasCount(0);
        assertEquals("L", lesson.marks(lectern).get("Maya Fairweather"));
    }

    @Test
    void lettersFasterThanTheScreenMarkOneStudentEach(RunningLectern lectern, Page page) throws SQLException {
        TaughtLesson lesson = TaughtLesson.begin(lectern);
        openRegister(page, TaughtLesson.TEACHER, lesson);
        assertThat(row(page, 0)).hasClass(Pattern.compile("is-focus"));

        // all in one go: nothing is drawn in between
        page.evaluate("""
                () => [...'PALEPA'].forEach(key => document.activeElement.dispatchEvent(
                    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))""");
        assertThat(status(page)).hasText(SAVED);

        assertEquals(
                List.of("P", "A", "L", "E", "P", "A"),
                List.copyOf(lesson.marks(lectern).values()));
    }

    @Test
    void marksMadeOfflineAreSentOnceOnReturn(RunningLectern lectern, Page page) throws SQLException {
        TaughtLesson lesson = TaughtLesson.begin(lectern);
        openRegister(page, TaughtLesson.TEACHER, lesson);
        awaitServiceWorker(page);
        awaitKept(page, lesson);

        page.context().setOffline(true);
        page.reload();
        assertThat(row(page, 0)).isVisible();
        radio(page, 0, "Absent").click();
        radio(page, 1, "Excused").click();
        assertThat(page.getByText("You are offline.")).isVisible();
        page.reload();
        assertThat(radio(page, 0, "Absent")).isChecked();
        assertEquals("\"0\"", lesson.register(lectern).header("ETag"));

        page.context().setOffline(false);
        assertThat(page.getByText("You are offline.")).hasCount(0);
        assertThat(status(page)).hasText(SAVED);
        assertEquals("\"1\"", lesson.register(lectern).header("ETag"));
        assertEquals(
                List.of("A", "E", "-", "-", "-", "-"),
                List.copyOf(lesson.marks(lectern).values()));
    }

    @Test
    void answerLostOnTheWayDoesNotRecordTwice(RunningLectern lectern, Page page) throws SQLException {
        TaughtLesson lesson = TaughtLesson.begin(lectern);
        openRegister(page, TaughtLesson.TEACHER, lesson);
        List<String> keys = new ArrayList<>();
        page.route("**/api/attendance", route -> {
            keys.add(route.request().headerValue("Idempotency-Key"));
            APIResponse answer = route.fetch();
            if (keys.size() == 1) {
                route.abort();
            } else {
                route.fulfill(new Route.FulfillOptions().setResponse(answer));
            }
        });

        radio(page, 0, "Absent").click();
        assertThat(status(page)).hasText(SAVED);

        assertEquals(2, keys.size());
        assertEquals(keys.get(0), keys.get(1));
        assertEquals("\"1\"", lesson.register(lectern).header("ETag"));
    }

    @Test
    void conflictShowsBothSidesAndLosesNothing(RunningLectern lectern, Page lead, Page colleague) throws SQLException {
        TaughtLesson lesson = TaughtLesson.begin(lectern);
        List<String> names = List.copyOf(lesson.marks(lectern).keySet());
        openRegister(lead, TaughtLesson.TEACHER, lesson);
        openRegister(colleague, lesson.colleague(), lesson);
        radio(lead, 0, "Absent").click();
        radio(lead, 1, "Present").click();
        radio(lead, 2, "Excused").click();
        assertThat(status(lead)).hasText(SAVED);

        radio(colleague, 0, "Late").click();
        radio(colleague, 1, "Present").click();
        radio(colleague, 3, "Excused").click();
        assertThat(status(colleague)).containsText("Two people marked this register.");
        assertEquals(
                Map.of(names.get(0), "A", names.get(1), "P", names.get(2), "E", names.get(3), "-"),
                first(lesson.marks(lectern), 4));
        colleague
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Look in the outbox"))
                .click();
        assertThat(colleague.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Yours")))
                .containsText(names.get(0) + "late");
        assertThat(colleague.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Server")))
                .containsText(names.get(0) + "absent");
        assertThat(colleague.getByText("2 marks agree, 1 differs.")).isVisible();
        Accessibility.requireNoFaults(colleague, "teacher-conflict", colleague.getByText("Two people marked"));

        colleague
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Keep yours"))
                .click();
        assertThat(colleague.getByText("Nothing waits")).isVisible();
        assertEquals(
                Map.of(names.get(0), "L", names.get(1), "P", names.get(2), "E", names.get(3), "E"),
                first(lesson.marks(lectern), 4));
    }

    @Test
    void signingOutLeavesNothingOnTheDevice(RunningLectern lectern, Page page) throws SQLException {
        TaughtLesson lesson = TaughtLesson.begin(lectern);
        openRegister(page, TaughtLesson.TEACHER, lesson);
        page.reload();
        assertThat(row(page, 0)).isVisible();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("account and settings")))
                .first()
                .click();
        page.waitForResponse(
                "**/api/auth/logout",
                () -> page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"))
                        .click());

        assertThat(signInButton(page)).isVisible();
        // Playwright's own waiting takes the promise itself for a yes
        Eventually.holds("the device holds nothing", () -> (Boolean) page.evaluate("""
                async () => {
                  const open = indexedDB.open('lectern-teacher');
                  const db = await new Promise(done => open.onsuccess = () => done(open.result));
                  const count = db.transaction('kept').objectStore('kept').count();
                  const left = await new Promise(done => count.onsuccess = () => done(count.result));
                  db.close();
                  return left === 0;
                }"""));
        page.waitForCondition(() -> page.context().cookies().isEmpty());
        page.reload();
        assertThat(signInButton(page)).isVisible();
    }

    @Test
    void teachersScreensHaveNoAccessibilityFaults(RunningLectern lectern, Page page) throws SQLException {
        TaughtLesson lesson = TaughtLesson.begin(lectern);
        page.navigate("teacher/");
        Accessibility.requireNoFaults(page, "teacher-sign-in", signInButton(page));
        openRegister(page, TaughtLesson.TEACHER, lesson);
        radio(page, 0, "Late").click();
        Accessibility.requireNoFaults(page, "teacher-register", row(page, 5));
        page.navigate("teacher/?date=" + lesson.date());
        Accessibility.requireNoFaults(
                page, "teacher-today", page.getByText(lesson.title()).last());
        page.navigate("teacher/sections");
        Accessibility.requireNoFaults(
                page, "teacher-sections", page.getByRole(AriaRole.MAIN).getByText(lesson.title()));
        page.getByRole(AriaRole.MAIN).getByText(lesson.title()).click();
        Accessibility.requireNoFaults(
                page, "teacher-section", page.getByText("Maya Fairweather").locator("visible=true"));
        page.navigate("teacher/outbox");
        Accessibility.requireNoFaults(page, "teacher-outbox", page.getByText("Nothing waits"));
        page.navigate("teacher/no/such/page");
        Accessibility.requireNoFaults(page, "teacher-not-found", page.getByText("No such page"));
    }

    @Test
    void studentsScreensHaveNoAccessibilityFaults(RunningLectern lectern, Page page) {
        page.navigate("student/");
        Accessibility.requireNoFaults(page, "student-sign-in", signInButton(page));
        signIn(page, "student", TaughtLesson.STUDENT);
        Locator rate = page.locator(".figure");
        Accessibility.requireNoFaults(page, "student-home", rate);
        page.navigate("student/attendance");
        Accessibility.requireNoFaults(page, "student-attendance", rate);
        page.navigate("student/grades");
        Accessibility.requireNoFaults(page, "student-grades", page.getByText("10-A Biology"));
    }

    private static void signIn(Page page, String portal, String username) {
        page.navigate(portal + "/");
        page.getByLabel("User name").fill(username);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill("lectern-demo");
        signInButton(page).click();
        assertThat(signInButton(page)).hasCount(0);
    }

    private static Locator signInButton(Page page) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"));
    }

    private static void openRegister(Page page, String username, TaughtLesson lesson) {
        signIn(page, "teacher", username);
        page.navigate("teacher/lessons/" + lesson.id() + "/register");
        assertThat(row(page, 0)).isVisible();
    }

    /** Until the browser has the whole app, it cannot open it without a network. */
    private static void awaitServiceWorker(Page page) {
        Eventually.holds("the service worker is active", () -> (Boolean)
                page.evaluate("async () => (await navigator.serviceWorker.ready).active.state === 'activated'"));
    }

    /** Waits until the device holds the register, which it writes down less than a second after it is shown. */
    private static void awaitKept(Page page, TaughtLesson lesson) {
        Eventually.holds("the device holds the register", () -> (Boolean) page.evaluate("""
                async lesson => {
                  const open = indexedDB.open('lectern-teacher');
                  const db = await new Promise(done => open.onsuccess = () => done(open.result));
                  const cache = db.transaction('kept').objectStore('kept').get('cache');
                  const kept = await new Promise(done => cache.onsuccess = () => done(cache.result));
                  db.close();
                  return kept?.clientState.queries.some(
                      query => query.queryKey.includes(lesson) && query.state.data) === true;
                }""", (double) lesson.id()));
    }

    /** A student's line in the register, counted from 0. */
    private static Locator row(Page page, int index) {
        return page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Class"))
                .getByRole(AriaRole.LISTITEM)
                .nth(index);
    }

    private static Locator radio(Page page, int row, String code) {
        return row(page, row).getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(code));
    }

    /** What became of the marks. */
    private static Locator status(Page page) {
        return page.locator(".saving");
    }

    private static <K, V> Map<K, V> first(Map<K, V> map, int count) {
        Map<K, V> first = new LinkedHashMap<>();
        map.entrySet().stream().limit(count).forEach(each -> first.put(each.getKey(), each.getValue()));
        return first;
    }
}

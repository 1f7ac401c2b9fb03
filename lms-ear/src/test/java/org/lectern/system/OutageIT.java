package org.lectern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lectern.system.Answer.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.sql.Connection;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lectern.system.TestSchool.Person;

/** A server whose database goes away, and comes back. */
@SystemTest
class OutageIT {

    /**
     * The API promises two seconds on a computer with time to spare. The test only tells a refusal from a timeout: the
     * pool's, the driver's and the client's are all longer than this.
     */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static RunningLectern lectern;
    private static SecondServer server;
    private static DatabaseLink link;
    private static TestSchool school;
    private static Person teacher;
    private static Person student;
    private static Client client;

    private long lesson;

    @BeforeAll
    static void signIn(RunningLectern first, SecondServer second) {
        lectern = first;
        server = second;
        link = second.link();
        school = new TestSchool(first);
        teacher = school.teacher();
        student = school.student("Patient");
        client = second.anonymous().login(teacher.username(), "lectern-demo");
    }

    @BeforeEach
    void serverThatWorks() {
        lesson = school.lesson(school.section(teacher, student));
        awaitReady();
    }

    @AfterEach
    void restore() {
        link.restore();
    }

    @Test
    void databaseThatHangsIsRefusedInTime() {
        link.silence();

        assertUnavailable(() -> client.get("api/teacher/lessons"));
        assertUnavailable(() -> record(null));
        assertUnavailable(() -> server.anonymous()
                .post("api/auth/login", "{\"username\":\"%s\",\"password\":\"x\"}".formatted(teacher.username())));
        assertHealthTellsIt();

        link.restore();
        awaitReady();
        assertEquals(200, client.get("api/teacher/lessons").status());
        assertEquals(200, record(null).status());
    }

    @Test
    void databaseThatWasStoppedIsRefusedInTime() {
        link.cut();

        assertUnavailable(() -> client.get("api/teacher/lessons"));
        assertUnavailable(() -> record(null));
        assertUnavailable(() -> server.anonymous().post("api/auth/refresh", "", "Cookie", "lectern_refresh=x"));
        assertHealthTellsIt();

        link.restore();
        awaitReady();
        // connections from before the outage are found broken by the server, not by whoever is given one
        for (int i = 0; i < 40; i++) {
            assertEquals(200, client.get("api/teacher/lessons").status());
        }
    }

    @Test
    void requestThatWaitsForTheDatabaseIsWokenAndMayBeSentAgain() throws Exception {
        String key = UUID.randomUUID().toString();
        try (Connection connection = lockLesson()) {
            CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> record(key));
            awaitLock();

            link.silence();

            assertUnavailable(waiting::join);
            connection.rollback();
        }
        link.restore();
        awaitReady();
        Eventually.holds("the broken transaction is gone", () -> record(key).status() == 200);
        assertEquals("1", school.value("select register_version from lesson where id = ?", lesson));
        assertEquals(
                "1",
                school.value("select count(*) from audit_entry where entity = 'lesson' and entity_id = ?", lesson));
    }

    @Test
    void slowStatementIsNotTakenForAnOutage() throws Exception {
        try (Connection connection = lockLesson()) {
            CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> record(null));
            awaitLock();
            long answers = link.answers();
            Eventually.holds("the server has asked the database many times", () -> link.answers() > answers + 40);

            connection.rollback();

            assertEquals(200, waiting.join().status());
        }
    }

    @Test
    void addressesThatNeedNoDatabaseStayUp() {
        link.cut();

        assertEquals(200, server.anonymous().get("health/live").status());
        assertEquals(200, server.anonymous().get("api/auth/keys").status());
        assertEquals(200, server.anonymous().get("openapi").status());
        assertEquals(200, server.anonymous().get("metrics").status());
        assertProblem(404, "not-found", server.anonymous().get("api/no-such-thing"));
        assertProblem(401, "unauthenticated", server.anonymous().get("api/teacher/lessons"));
    }

    @Test
    void consoleSaysItInWords(Page page) {
        page.navigate(server.uri() + "admin/people/list.xhtml");
        page.locator("#username").fill("admin");
        page.locator("#password").fill("lectern-demo");
        page.keyboard().press("Enter");
        page.waitForURL(address -> address.endsWith("/admin/people/list.xhtml"));

        link.cut();
        Eventually.holds(
                "the server has noticed",
                () -> server.anonymous().get("health/ready").status() == 503);
        var response = page.navigate(server.uri() + "admin/people/list.xhtml");

        assertEquals(503, response.status());
        assertNotNull(response.headerValue("retry-after"));
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Lectern is taking a break");
        assertThat(page.locator("body")).not().containsText("Exception");

        link.restore();
        awaitReady();
        page.reload();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("People");
    }

    private Answer record(String key) {
        String json = "{\"lessonId\":%d,\"marks\":[{\"studentId\":%d,\"code\":\"P\"}]}".formatted(lesson, student.id());
        return key == null
                ? client.post("api/attendance", json, "If-Match", "\"0\"")
                : client.post("api/attendance", json, "If-Match", "\"0\"", "Idempotency-Key", key);
    }

    private static void assertUnavailable(Supplier<Answer> request) {
        long start = System.nanoTime();
        Answer answer = request.get();
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertProblem(503, "unavailable", answer);
        assertEquals("5", answer.header("Retry-After"));
        assertTrue(took.compareTo(LONGEST) < 0, () -> "It took " + took + ": " + answer);
    }

    private static void assertHealthTellsIt() {
        Answer ready = server.anonymous().get("health/ready");
        assertEquals(503, ready.status(), ready::toString);
        assertEquals("DOWN", ready.json().get("status").asText());
        Set<String> checks = new TreeSet<>();
        for (JsonNode check : ready.json().get("checks")) {
            checks.add(check.get("name").asText() + " " + check.get("status").asText());
        }
        assertEquals(Set.of("database DOWN", "migrations UP", "signing-key UP"), checks);
        Answer live = server.anonymous().get("health/live");
        assertEquals(200, live.status());
        assertEquals("UP", live.json().get("status").asText());
    }

    private static void awaitReady() {
        Eventually.holds(
                "the server is ready",
                () -> server.anonymous().get("health/ready").status() == 200);
    }

    private Connection lockLesson() throws Exception {
        Connection connection = lectern.connect();
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement("select 1 from lesson where id = ? for update")) {
            statement.setLong(1, lesson);
            statement.execute();
        }
        return connection;
    }

    private static void awaitLock() {
        Eventually.holds(
                "the request waits for the lesson",
                () -> school.value("select 1 from pg_stat_activity where wait_event_type = 'Lock'") != null);
    }
}

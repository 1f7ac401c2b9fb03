package org.lectern.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lectern.system.TestSchool.Person;

/**
 * Signing in, renewing and signing out. The server trusts this computer as a proxy, so that each test comes from an
 * address of its own and fails on its own account.
 */
@SystemTest
class SignInIT {

    private static final String PASSWORD = "lectern-demo";

    private static RunningLectern lectern;
    private static TestSchool school;
    private static int addresses;

    private Person person;
    private String address;

    @BeforeAll
    static void server(RunningLectern running) {
        lectern = running;
        school = new TestSchool(running);
    }

    @BeforeEach
    void newcomer() {
        person = school.student("Newcomer");
        address = "198.51.100." + ++addresses;
    }

    // ------------------------------------------------------------------------------------ sessions

    @Test
    void refreshTokenIsOutOfReachOfScriptsAndOtherSites() {
        Answer answer = login(PASSWORD);

        assertEquals(200, answer.status(), answer::toString);
        assertEquals("Bearer", answer.json().get("tokenType").asText());
        assertEquals(900, answer.json().get("expiresIn").asInt());
        assertEquals(3, answer.json().size(), answer::toString);
        assertEquals("no-store", answer.header("Cache-Control"));
        List<String> cookie = attributes(answer);
        assertTrue(cookie.contains("HttpOnly"), cookie::toString);
        assertTrue(cookie.contains("SameSite=Strict"), cookie::toString);
        assertTrue(cookie.contains("Path=/api/auth"), cookie::toString);
        assertTrue(!cookie.contains("Secure"), cookie::toString);
    }

    @Test
    void refreshTokenOfHttpsStaysOnHttps() {
        Answer answer = send("login", credentials(person.username(), PASSWORD), "X-Forwarded-Proto", "https");

        assertTrue(attributes(answer).contains("Secure"), answer::toString);
    }

    @Test
    void nameCountsTheSameInUpperAndLowerCase() {
        assertEquals(
                200,
                send("login", credentials(person.username().toUpperCase(java.util.Locale.ROOT), PASSWORD))
                        .status());
    }

    @Test
    void renewingChangesBothTokens() {
        Answer first = login(PASSWORD);

        Answer second = refresh(cookie(first));

        assertEquals(200, second.status(), second::toString);
        assertNotEquals(cookie(first), cookie(second));
        assertNotEquals(accessToken(first), accessToken(second));
        assertEquals(200, me(second).status());
        assertEquals(200, refresh(cookie(second)).status());
    }

    @Test
    void replayedRefreshTokenEndsTheWholeFamily() {
        Answer first = login(PASSWORD);
        Answer second = refresh(cookie(first));

        Answer replayed = refresh(cookie(first));

        Answer.assertProblem(401, "invalid-refresh-token", replayed);
        Answer.assertProblem(401, "invalid-refresh-token", refresh(cookie(second)));
        assertEquals(401, me(first).status());
        assertEquals(401, me(second).status());
        assertEquals("REPLAYED", endOfSession());
    }

    @Test
    void ofManyRenewalsAtOnceOnlyOneSucceedsAndTheFamilyEnds() {
        Answer first = login(PASSWORD);

        List<Answer> answers = atOnce(6, () -> refresh(cookie(first)));

        assertEquals(
                1, answers.stream().filter(answer -> answer.status() == 200).count());
        assertEquals(
                5, answers.stream().filter(answer -> answer.status() == 401).count());
        assertEquals("REPLAYED", endOfSession());
    }

    @Test
    void refreshTokenIsStoredHashedOnly() {
        String secret = cookie(login(PASSWORD)).split("=", 2)[1];

        assertEquals(
                "0",
                school.value(
                        "select count(*) from refresh_token where encode(token_hash, 'escape') = ? or encode(token_hash, 'base64') = ?",
                        secret,
                        secret));
        assertEquals("32", school.value("select max(length(token_hash)) from refresh_token"));
    }

    @Test
    void sessionWithoutItsCookieCannotBeRenewed() {
        Answer.assertProblem(401, "invalid-refresh-token", send("refresh", ""));
        Answer.assertProblem(401, "invalid-refresh-token", refresh("lectern_refresh=invented"));
    }

    @Test
    void signingOutEndsTheSessionAtOnce() {
        Answer session = login(PASSWORD);
        assertEquals(200, me(session).status());

        Answer answer = send("logout", "", "Cookie", cookie(session));

        assertEquals(204, answer.status(), answer::toString);
        assertEquals("lectern_refresh=", attributes(answer).get(0).replace("\"", ""));
        assertTrue(attributes(answer).contains("Max-Age=0"), answer::toString);
        Answer.assertProblem(401, "unauthenticated", me(session));
        Answer.assertProblem(401, "invalid-refresh-token", refresh(cookie(session)));
    }

    @Test
    void signingOutOfOneSessionLeavesTheOther() {
        Answer one = login(PASSWORD);
        Answer other = login(PASSWORD);

        send("logout", "", "Authorization", "Bearer " + accessToken(one));

        assertEquals(401, me(one).status());
        assertEquals(200, me(other).status());
    }

    @Test
    void disabledAccountIsOutAtOnce() {
        Answer session = login(PASSWORD);

        assertEquals(200, administer("disable").status());

        Answer.assertProblem(401, "unauthenticated", me(session));
        Answer.assertProblem(401, "invalid-refresh-token", refresh(cookie(session)));
        Answer.assertProblem(401, "invalid-credentials", login(PASSWORD));
        assertEquals(200, administer("enable").status());
        assertEquals(401, me(session).status());
        assertEquals(200, login(PASSWORD).status());
    }

    // ------------------------------------------------------------------------------------ failures

    @Test
    void wrongPasswordAndUnknownNameLookTheSame() {
        Answer wrong = login("not-the-password");
        Answer unknown = send("login", credentials("nobody." + person.username(), PASSWORD));

        Answer.assertProblem(401, "invalid-credentials", wrong);
        assertEquals(wrong.body(), unknown.body());
        assertNull(wrong.header("Set-Cookie"));
    }

    @Test
    void sixthFailureClosesTheAccountForASecondEvenWithTheRightPassword() {
        for (int i = 0; i < 6; i++) {
            Answer.assertProblem(401, "invalid-credentials", login("guess-" + i));
        }
        closeForLong("account:" + person.username());

        Answer answer = login(PASSWORD);

        Answer.assertProblem(429, "too-many-attempts", answer);
        assertTrue(Integer.parseInt(answer.header("Retry-After")) >= 1, answer::toString);
        school.execute(
                "update sign_in_throttle set blocked_until = now() where subject = ?", "account:" + person.username());
        assertEquals(200, login(PASSWORD).status());
    }

    @Test
    void tooManyFailuresCloseTheAddressForEveryAccount() {
        Person other = school.student("Other");
        school.execute(
                "insert into sign_in_throttle (subject, failures, last_at) values (?, 25, now())",
                "address:" + address);

        Answer.assertProblem(401, "invalid-credentials", send("login", credentials(other.username(), "guess")));
        closeForLong("address:" + address);

        Answer.assertProblem(429, "too-many-attempts", login(PASSWORD));
        address = "203.0.113." + addresses;
        assertEquals(200, login(PASSWORD).status());
    }

    @Test
    void guessesAtOnceHaveNoMoreTriesThanOneAfterTheOther() {
        List<Answer> answers = atOnce(12, () -> login("guess"));

        // Five are free, the sixth closes the door; within the seconds of this test one more may have got through.
        String failures =
                school.value("select failures from sign_in_throttle where subject = ?", "account:" + person.username());
        assertEquals(
                Integer.parseInt(failures),
                answers.stream().filter(answer -> answer.status() == 401).count());
        assertTrue(answers.stream().anyMatch(answer -> answer.status() == 429));
        for (Answer answer : answers) {
            assertEquals(answer.status() == 429, answer.header("Retry-After") != null);
        }
    }

    @Test
    void headerOfAStrangerDoesNotHideWhereARequestComesFrom() {
        school.execute("""
                insert into sign_in_throttle (subject, failures, last_at, blocked_until)
                values (?, 30, now(), now() + interval '300 seconds')""", "address:" + address);

        Answer answer = lectern.anonymous()
                .post(
                        "api/auth/login",
                        credentials(person.username(), PASSWORD),
                        "X-Forwarded-For",
                        "192.0.2.1, " + address);

        Answer.assertProblem(429, "too-many-attempts", answer);
    }

    @Test
    void bodyThatIsNoCredentialsIsRefusedAndNamed() {
        Answer answer = send("login", "{\"username\":\"\"}");

        Answer.assertProblem(400, "validation", answer);
        assertEquals(
                List.of("password", "username"), answer.json().get("errors").findValuesAsText("field"));
    }

    // ------------------------------------------------------------------------------------ invitations

    @Test
    void invitationWorksOnce() {
        String token = invite();
        String password = "a rather long sentence";

        Answer.assertProblem(401, "invalid-credentials", login(PASSWORD));
        Answer accepted = accept(token, password);
        assertEquals(204, accepted.status(), accepted::toString);
        assertEquals(200, login(password).status());
        Answer.assertProblem(404, "not-found", accept(token, "another long sentence"));
        assertEquals(200, login(password).status());
    }

    @Test
    void invitationEndsAfterItsTime() {
        String token = invite();
        school.execute(
                "update invitation set expires_at = now() - interval '1 second' where account_id = ?", accountId());

        Answer.assertProblem(404, "not-found", accept(token, "a rather long sentence"));
    }

    @Test
    void newInvitationEndsTheOneBefore() {
        String before = invite();
        String now = invite();

        Answer.assertProblem(404, "not-found", accept(before, "a rather long sentence"));
        assertEquals(204, accept(now, "a rather long sentence").status());
    }

    @Test
    void newPasswordEndsEverySession() {
        Answer session = login(PASSWORD);
        String token = inviteAgain();

        assertEquals(204, accept(token, "a rather long sentence").status());

        assertEquals(401, me(session).status());
        Answer.assertProblem(401, "invalid-refresh-token", refresh(cookie(session)));
    }

    @Test
    void invitationIsStoredHashedOnly() {
        String token = invite();

        assertEquals(
                "0",
                school.value(
                        "select count(*) from invitation where encode(token_hash, 'escape') = ? or encode(token_hash, 'base64') = ?",
                        token,
                        token));
    }

    // ------------------------------------------------------------------------------------ in short

    private Answer login(String password) {
        return send("login", credentials(person.username(), password));
    }

    private static String credentials(String username, String password) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
    }

    private Answer refresh(String cookie) {
        return send("refresh", "", "Cookie", cookie);
    }

    private Answer accept(String token, String password) {
        return send("invitations/accept", "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, password));
    }

    private Answer send(String action, String json, String... headers) {
        var request = lectern.anonymous().request("api/auth/" + action, headers).header("X-Forwarded-For", address);
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return lectern.anonymous().send(request.POST(BodyPublishers.ofString(json)));
    }

    private static Answer me(Answer session) {
        return lectern.anonymous().withToken(accessToken(session)).get("api/me");
    }

    private static String accessToken(Answer session) {
        return session.json().get("accessToken").asText();
    }

    private static String cookie(Answer session) {
        return attributes(session).get(0);
    }

    private static List<String> attributes(Answer answer) {
        return Stream.of(answer.header("Set-Cookie").split(";"))
                .map(String::strip)
                .toList();
    }

    private long accountId() {
        return Long.parseLong(school.value("select id from account where person_id = ?", person.id()));
    }

    private Answer administer(String action) {
        return lectern.login("admin").post("api/admin/accounts/" + accountId() + "/" + action, "");
    }

    /** Makes the account one that waits for its first password, and gives the secret of its link. */
    private String invite() {
        school.execute("update account set password_hash = null, state = 'INVITED' where person_id = ?", person.id());
        return inviteAgain();
    }

    private String inviteAgain() {
        Answer link = administer("invitation");
        assertEquals(200, link.status(), link::toString);
        String url = link.json().get("url").asText();
        return url.substring(url.indexOf('#') + 1);
    }

    /** The wait doubles with each failure; a test would have to be quick to see one of a second. */
    private void closeForLong(String subject) {
        assertEquals("1", school.value("""
                        with closed as (
                            update sign_in_throttle set blocked_until = now() + interval '60 seconds'
                            where subject = ? and blocked_until is not null returning 1)
                        select count(*) from closed""", subject));
    }

    private String endOfSession() {
        return school.value(
                "select end_reason from auth_session s join account a on a.id = s.account_id where a.person_id = ?",
                person.id());
    }

    private static List<Answer> atOnce(int times, Supplier<Answer> request) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(CompletableFuture.supplyAsync(request, task -> new Thread(task).start()));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }
}

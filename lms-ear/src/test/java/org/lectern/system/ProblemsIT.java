package org.lectern.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lectern.system.Answer.assertProblem;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes wrong is told as problem details, whatever it is and whoever finds it. */
@SystemTest
class ProblemsIT {

    private static Client anonymous;
    private static Client admin;
    private static Client teacher;
    private static Client student;

    @BeforeAll
    static void signIn(RunningLectern lectern) {
        anonymous = lectern.anonymous();
        admin = lectern.login("admin");
        teacher = lectern.login("teacher");
        student = lectern.login("student");
    }

    @Test
    void problemNamesThePathOfTheRequest() {
        Answer answer = teacher.get("api/teacher/lessons/0/register");

        assertProblem(404, "not-found", answer);
        assertEquals(
                "/api/teacher/lessons/0/register", answer.json().get("instance").asText());
        assertEquals(
                "There is no lesson 0 for you.", answer.json().get("detail").asText());
        assertEquals("Not found", answer.json().get("title").asText());
        assertEquals(0, answer.json().get("errors").size());
        assertEquals("no-store", answer.header("Cache-Control"));
    }

    @Test
    void unknownPathsAreProblems() {
        for (String path : List.of(
                "api/",
                "api/no-such-thing",
                "api/teacher",
                "api/teacher/lessons/1/register/2",
                "api/problem",
                "api/problem/x",
                "api/auth/login/x",
                "api/application.wadl",
                "api/WEB-INF/web.xml",
                "api/index.html",
                "api/;x=y")) {
            Answer answer = anonymous.get(path);

            assertTrue(answer.status() == 404 || answer.status() == 400, () -> path + " " + answer);
            assertEquals("application/problem+json", answer.mediaType(), () -> path + " " + answer);
        }
    }

    @Test
    void pathThatTheServerRefusesBeforeAnyApplicationSeesItShowsNoPage() {
        Answer answer = anonymous.get("api/%00");

        assertEquals(400, answer.status());
        assertEquals("", answer.body());
    }

    @Test
    void idThatIsNoNumberIsNotThere() {
        assertProblem(404, "not-found", teacher.get("api/teacher/lessons/first/register"));
        assertProblem(404, "not-found", teacher.get("api/teacher/lessons/99999999999999999999/register"));
    }

    @Test
    void methodThatAnAddressDoesNotTakeIsNamedWithThoseItTakes() {
        Answer answer = teacher.get("api/attendance");

        assertProblem(405, "method-not-allowed", answer);
        assertTrue(answer.header("Allow").contains("POST"), answer::toString);
        assertProblem(405, "method-not-allowed", teacher.delete("api/teacher/lessons"));
        assertProblem(
                405,
                "method-not-allowed",
                teacher.send(teacher.request("api/attendance").method("BREW", BodyPublishers.noBody())));
    }

    @Test
    void bodyThatIsNoJsonIsRefused() {
        for (String body :
                List.of("", "{", "nonsense", "[]", "42", "null", "{\"lessonId\":1,}", "{\"lessonId\":1}{", "\u0000")) {
            assertProblem(400, "validation", teacher.post("api/attendance", body, "If-Match", "\"0\""));
        }
    }

    @Test
    void valueOfAnotherTypeIsRefused() {
        for (String body : List.of(
                "{\"lessonId\":\"one\",\"marks\":[]}",
                "{\"lessonId\":1.5,\"marks\":[]}",
                "{\"lessonId\":1,\"marks\":{}}",
                "{\"lessonId\":1,\"marks\":[null]}",
                "{\"lessonId\":1,\"marks\":[7]}",
                "{\"lessonId\":99999999999999999999,\"marks\":[]}",
                "{\"lessonId\":1,\"marks\":[{\"studentId\":1,\"code\":\"L\",\"minutesLate\":99999}]}",
                "{\"lessonId\":1,\"marks\":[{\"studentId\":1,\"code\":\"L\",\"minutesLate\":1.5}]}")) {
            Answer answer = teacher.post("api/attendance", body, "If-Match", "\"0\"");
            assertEquals(400, answer.status(), () -> body + " " + answer);
            assertProblem(400, "validation", answer);
        }
    }

    @Test
    void everyFieldAtFaultIsNamed() {
        Answer answer = teacher.post(
                "api/attendance",
                "{\"marks\":[{\"studentId\":1,\"code\":\"\"},{\"code\":\"P\",\"minutesLate\":0}]}",
                "If-Match",
                "\"0\"");

        assertProblem(400, "validation", answer);
        assertEquals(
                List.of("lessonId", "marks[0].code", "marks[1].minutesLate", "marks[1].studentId"),
                answer.json().get("errors").findValuesAsText("field"));
    }

    @Test
    void valueThatTheDatabaseCannotStoreIsRefused() {
        Answer answer = admin.post(
                "api/admin/people", "{\"givenName\":\"A\\u0000B\",\"familyName\":\"Null\",\"roles\":[\"STUDENT\"]}");

        assertProblem(400, "validation", answer);
    }

    @Test
    void unknownEnumValueIsRefused() {
        assertProblem(400, "validation", admin.get("api/admin/people?role=JANITOR"));
        assertProblem(
                400,
                "validation",
                admin.post("api/admin/people", "{\"givenName\":\"A\",\"familyName\":\"B\",\"roles\":[\"JANITOR\"]}"));
    }

    @Test
    void queryParameterOfAnotherTypeIsRefused() {
        for (String path : List.of(
                "api/student/attendance?limit=many",
                "api/student/attendance?limit=99999999999",
                "api/student/lessons?from=yesterday",
                "api/student/lessons?from=2026-02-30",
                "api/student/lessons?from=2026-11-24&to=2026-11-23",
                "api/student/lessons?from=2026-01-01&to=2026-12-31",
                "api/student/lessons?from=%2B999999999-12-31")) {
            Answer answer = student.get(path);
            assertEquals(400, answer.status(), () -> path + " " + answer);
            assertProblem(400, "validation", answer);
        }
    }

    @Test
    void contentOfAnotherKindIsRefused() {
        for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
            Answer answer = teacher.send(teacher.request("api/attendance", "Content-Type", type, "If-Match", "\"0\"")
                    .POST(BodyPublishers.ofString("lessonId=1")));

            assertProblem(415, "unsupported-media-type", answer);
        }
    }

    @Test
    void answerInAnotherFormIsNotToBeHad() {
        assertProblem(406, "not-acceptable", teacher.get("api/teacher/lessons", "Accept", "text/html"));
    }

    @Test
    void registerLongerThanAnySchoolIsRefused() {
        String mark = "{\"studentId\":1,\"code\":\"P\"},";
        Answer answer = teacher.post(
                "api/attendance",
                "{\"lessonId\":1,\"marks\":[" + mark.repeat(3000) + mark.substring(0, mark.length() - 1) + "]}",
                "If-Match",
                "\"0\"");

        assertProblem(400, "validation", answer);
        assertEquals(List.of("marks"), answer.json().get("errors").findValuesAsText("field"));
    }

    @Test
    void bodyBeyondTheLimitIsRefusedUnread() {
        Answer answer = teacher.post("api/attendance", " ".repeat(5 << 20), "If-Match", "\"0\"");

        assertProblem(413, "too-large", answer);
    }

    @Test
    void badTokenIsRefusedOnOpenAddressesToo() {
        for (String token : List.of(
                "garbage", "a.b.c", teacher.token() + "x", teacher.token().substring(1))) {
            Client client = anonymous.withToken(token);
            for (String path : List.of("api/auth/keys", "api/me", "api/teacher/lessons", "api/no-such-thing")) {
                Answer answer = client.get(path);
                assertEquals(401, answer.status(), () -> token + " " + path + " " + answer);
                assertProblem(401, "unauthenticated", answer);
                assertTrue(answer.header("WWW-Authenticate").startsWith("Bearer"), answer::toString);
            }
        }
    }

    @Test
    void missingTokenIsAskedFor() {
        Answer answer = anonymous.get("api/me");

        assertProblem(401, "unauthenticated", answer);
        assertEquals("Bearer", answer.header("WWW-Authenticate"));
    }

    @Test
    void otherRoleIsForbidden() {
        assertProblem(403, "forbidden", student.get("api/teacher/lessons"));
        assertProblem(403, "forbidden", teacher.get("api/student/attendance"));
        assertProblem(403, "forbidden", teacher.get("api/admin/people"));
    }
}

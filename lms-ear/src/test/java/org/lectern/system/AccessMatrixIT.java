package org.lectern.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.lectern.system.ApiDocument.Operation;

/**
 * Every operation that the running server describes, asked by everybody there is, answers as {@code access-matrix.txt}
 * says, with a status and a body that its description foresees.
 */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixIT {

    private static final List<String> CALLERS = List.of(
            "nobody",
            "student",
            "other-student",
            "teacher",
            "other-teacher",
            "admin",
            "disabled",
            "expired",
            "tampered");

    private static final String PASSWORD = "seven brown owls at noon";
    private static final String NOBODY_HAS_IT = "999999999";

    private final Map<String, Map<String, Integer>> table = readTable();
    private final Map<String, Client> callers = new LinkedHashMap<>();
    private ApiDocument document;
    private Client anonymous;
    private long lesson;
    private long section;
    private long person;
    private long disabledAccount;
    private String otherStudent;
    private String otherTeacher;

    private static Map<String, Map<String, Integer>> readTable() {
        try (var file = AccessMatrixIT.class.getResourceAsStream("/access-matrix.txt")) {
            var rows = new LinkedHashMap<String, Map<String, Integer>>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+"))
                    .forEach(cells -> {
                        assertEquals(CALLERS.size() + 2, cells.length, () -> String.join(" ", cells));
                        var codes = new LinkedHashMap<String, Integer>();
                        for (int i = 0; i < CALLERS.size(); i++) {
                            codes.put(CALLERS.get(i), Integer.valueOf(cells[i + 2]));
                        }
                        assertEquals(null, rows.put(cells[0] + " " + cells[1], codes), "a row is there twice");
                    });
            return rows;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeAll
    void findPeopleAndThings(RunningLectern lectern) throws Exception {
        anonymous = lectern.anonymous();
        document = new ApiDocument(anonymous
                .get("openapi?format=JSON", "Accept", "application/json")
                .json());
        var admin = signIn("admin", "lectern-demo");
        var teacher = signIn("teacher", "lectern-demo");
        lesson = lessonOf(teacher);
        section = teacher.get("api/teacher/sections").json().at("/items/0/id").asLong();
        person = signIn("student", "lectern-demo")
                .get("api/me")
                .json()
                .get("personId")
                .asLong();

        callers.put("nobody", anonymous);
        callers.put("student", signIn("student", "lectern-demo"));
        otherStudent = accountOf(admin, "STUDENT");
        callers.put("other-student", signIn(otherStudent, PASSWORD));
        callers.put("teacher", teacher);
        otherTeacher = accountOf(admin, "TEACHER");
        callers.put("other-teacher", signIn(otherTeacher, PASSWORD));
        callers.put("admin", admin);
        callers.put("disabled", signIn(accountOf(admin, "TEACHER"), PASSWORD));
        callers.put("expired", anonymous.withToken(expired(lectern, teacher.token())));
        callers.put("tampered", anonymous.withToken(tampered(teacher.token())));

        disabledAccount =
                callers.get("disabled").get("api/me").json().get("accountId").asLong();
        assertEquals(
                200,
                admin.post("api/admin/accounts/" + disabledAccount + "/disable", "")
                        .status());
    }

    @AfterAll
    void enableTheAccount() {
        callers.get("admin").post("api/admin/accounts/" + disabledAccount + "/enable", "");
    }

    private Client signIn(String username, String password) {
        var answer = anonymous.post(
                "api/auth/login", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
        assertEquals(200, answer.status(), answer::toString);
        return anonymous.withToken(answer.json().get("accessToken").asText());
    }

    private static long lessonOf(Client teacher) {
        for (var day = LocalDate.now(java.time.ZoneOffset.UTC).minusDays(1); ; day = day.minusDays(1)) {
            for (JsonNode item :
                    teacher.get("api/teacher/lessons?date=" + day).json().get("items")) {
                if (item.get("status").asText().equals("SCHEDULED")
                        && item.get("teacherRole").asText().equals("LEAD")) {
                    return item.get("id").asLong();
                }
            }
        }
    }

    /** Accepts the invitation of somebody of a role who has not done so yet. */
    private String accountOf(Client admin, String role) {
        for (JsonNode person :
                admin.get("api/admin/people?role=" + role + "&limit=500").json().get("items")) {
            var account = person.get("account");
            if (account.path("state").asText().equals("INVITED")) {
                var link = admin.post("api/admin/accounts/" + account.get("id") + "/invitation", "")
                        .json();
                var token = link.get("url").asText().replaceFirst(".*[^\\w-]", "");
                var answer = anonymous.post(
                        "api/auth/invitations/accept",
                        "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, PASSWORD));
                assertEquals(204, answer.status(), answer::toString);
                return account.get("username").asText();
            }
        }
        throw new AssertionError("Nobody with role " + role + " waits for an invitation");
    }

    /** A token as the server itself would have made it an hour ago. */
    private static String expired(RunningLectern lectern, String token) throws Exception {
        var key = JWKSet.parse(Files.readString(lectern.dataFolder().resolve("keys/signing.json")))
                .getKeys()
                .get(0)
                .toRSAKey();
        var valid = SignedJWT.parse(token);
        var past = Instant.now().minusSeconds(3600);
        var old = new SignedJWT(
                valid.getHeader(),
                new JWTClaimsSet.Builder(valid.getJWTClaimsSet())
                        .issueTime(Date.from(past))
                        .expirationTime(Date.from(past.plusSeconds(900)))
                        .build());
        old.sign(new RSASSASigner(key));
        return old.serialize();
    }

    /** A teacher's token that claims to be an administrator's. */
    private static String tampered(String token) {
        var parts = token.split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        assertTrue(claims.contains("\"TEACHER\""), claims);
        parts[1] = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.replace("\"TEACHER\"", "\"ADMIN\"").getBytes(StandardCharsets.UTF_8));
        return String.join(".", parts);
    }

    @Test
    void theTableHasEveryOperationAndNoOther() {
        var described = document.operations().stream().map(Operation::toString).collect(Collectors.toSet());

        assertEquals(new TreeSet<>(described), new TreeSet<>(table.keySet()));
    }

    @TestFactory
    Stream<DynamicContainer> everyAnswerIsAsTheTableSays() {
        return document.operations().stream()
                .filter(operation -> table.containsKey(operation.toString()))
                .map(operation -> dynamicContainer(
                        operation.toString(),
                        CALLERS.stream()
                                .map(caller -> dynamicTest(
                                        caller + " gets "
                                                + table.get(operation.toString())
                                                        .get(caller),
                                        () -> check(operation, caller)))));
    }

    private void check(Operation operation, String caller) {
        var answer = ask(operation, callers.get(caller));

        assertEquals(table.get(operation.toString()).get(caller), answer.status(), answer::toString);
        assertEquals(List.of(), document.faults(operation, answer), answer::toString);
    }

    private Answer ask(Operation operation, Client caller) {
        var path = "api" + operation.path().replace("{id}", id(operation)).replace("{secret}", NOBODY_HAS_IT)
                + query(operation);
        return switch (operation.toString()) {
            // signs in again, because the session ends with it
            case "POST /auth/logout" -> fresh(caller).post(path, "");
            // other tests are signed in with the accounts of the demo school
            case "DELETE /me/sessions" -> ofNobodyElse(caller).delete(path);
            case "GET /teacher/lessons/{id}/register/history" -> caller.get(path + "?studentId=" + person);
            case "POST /admin/imports" -> {
                var request =
                        caller.request(path + "?dryRun=true", "Content-Type", "multipart/form-data; boundary=part");
                yield caller.send(request.POST(BodyPublishers.ofString("""
                        --part
                        Content-Disposition: form-data; name="format"

                        none
                        --part
                        Content-Disposition: form-data; name="file"; filename="none.zip"

                        none
                        --part--
                        """.replace("\n", "\r\n"))));
            }
            case "POST /teacher/sections/{id}/gradebook/import" ->
                caller.send(caller.request(path, "Content-Type", "text/csv").POST(BodyPublishers.ofString("\"")));
            default ->
                switch (operation.method()) {
                    case "GET" -> caller.get(path);
                    case "POST" -> caller.post(path, body(operation));
                    case "PUT" -> caller.put(path, body(operation));
                    case "DELETE" -> caller.delete(path);
                    default -> throw new AssertionError("No way to ask for " + operation);
                };
        };
    }

    /** Somebody of the same role as whom only this test is signed in. */
    private Client ofNobodyElse(Client caller) {
        return switch (name(caller)) {
            case "student" -> callers.get("other-student");
            case "teacher" -> callers.get("other-teacher");
            case "admin" -> signIn(accountOf(caller, "ADMIN"), PASSWORD);
            default -> caller;
        };
    }

    private String name(Client caller) {
        return CALLERS.stream()
                .filter(each -> callers.get(each) == caller)
                .findFirst()
                .orElseThrow();
    }

    private Client fresh(Client caller) {
        var name = name(caller);
        return switch (name) {
            case "student", "teacher", "admin" -> signIn(name, "lectern-demo");
            case "other-student" -> signIn(otherStudent, PASSWORD);
            case "other-teacher" -> signIn(otherTeacher, PASSWORD);
            default -> caller;
        };
    }

    /** What an operation cannot do without. */
    private String query(Operation operation) {
        if (operation.path().endsWith("/grade-trace")
                || operation.path().endsWith("/final-grade")
                || operation.path().endsWith("/report-comment")) {
            return "?student=" + person;
        }
        return operation.path().startsWith("/admin/timetable/free-")
                ? "?startsAt=2026-11-24T09:50:00Z&endsAt=2026-11-24T10:40:00Z"
                : "";
    }

    private String id(Operation operation) {
        return switch (operation.toString()) {
            case "GET /teacher/lessons/{id}/register", "GET /teacher/lessons/{id}/register/history" ->
                Long.toString(lesson);
            case "GET /teacher/sections/{id}/units",
                    "POST /teacher/sections/{id}/units/order",
                    "GET /teacher/sections/{id}/assignments",
                    "POST /teacher/sections/{id}/assignments" -> Long.toString(section);
            case "GET /admin/people/{id}/export" -> Long.toString(person);
            case "GET /teacher/sections/{id}/students",
                    "GET /teacher/sections/{id}/gradebook",
                    "GET /teacher/sections/{id}/gradebook.csv",
                    "GET /teacher/sections/{id}/gradebook.xlsx",
                    "POST /teacher/sections/{id}/gradebook/import",
                    "GET /teacher/sections/{id}/gradebook/setup",
                    "PUT /teacher/sections/{id}/gradebook/setup",
                    "POST /teacher/sections/{id}/gradebook/preview",
                    "POST /teacher/sections/{id}/grades",
                    "POST /teacher/sections/{id}/grade-items",
                    "POST /teacher/sections/{id}/grade-categories",
                    "GET /teacher/sections/{id}/final-grades",
                    "PUT /teacher/sections/{id}/final-grade",
                    "GET /teacher/sections/{id}/report-comments",
                    "PUT /teacher/sections/{id}/report-comment",
                    "GET /teacher/sections/{id}/grade-trace",
                    "GET /student/sections/{id}/grade" -> Long.toString(section);
            case "GET /admin/people/{id}/transcript",
                    "GET /admin/people/{id}",
                    "PUT /admin/people/{id}",
                    "POST /admin/people/{id}/account" -> Long.toString(person);
            case "POST /admin/accounts/{id}/invitation", "POST /admin/accounts/{id}/disable" ->
                Long.toString(disabledAccount);
            default -> NOBODY_HAS_IT;
        };
    }

    /** The example of the document where that reaches the question of access, otherwise one that does no harm. */
    private String body(Operation operation) {
        return switch (operation.toString()) {
            case "POST /auth/login" -> "{\"username\":\"teacher\",\"password\":\"lectern-demo\"}";
            case "POST /attendance" ->
                "{\"lessonId\":%d,\"marks\":[{\"studentId\":%d,\"code\":\"P\"}]}".formatted(lesson, person);
            case "POST /admin/timetable-slots" ->
                "{\"sectionId\":%s,\"weekday\":1,\"startTime\":\"09:00:00\",\"endTime\":\"10:00:00\"}"
                        .formatted(NOBODY_HAS_IT);
            case "PUT /admin/sections/{id}" -> """
                    {"courseId":1,"termId":1,"groupId":null,"code":"MA-9","title":"Mathematics","capacity":null,
                     "policy":"CLOSED","enrollmentKey":null,"enrollFrom":null,"enrollUntil":null,"waitlist":false,
                     "gradingScaleId":null,"status":"ACTIVE"}""";
            case "POST /admin/lessons" -> """
                    {"sectionId":%s,"startsAt":"2026-11-24T09:50:00Z","endsAt":"2026-11-24T10:40:00Z"}""".formatted(NOBODY_HAS_IT);
            // files that nobody has
            case "POST /teacher/sections/{id}/assignments" ->
                "{\"title\":\"Essay\",\"markdown\":\"\",\"fileIds\":[999999999],\"maximum\":20}";
            case "PUT /teacher/assignments/{id}" -> """
                    {"title":"Essay","markdown":"","fileIds":[],"dueAt":null,"latePolicy":null,"attempts":null,"maximum":20,
                     "categoryId":null,"hidden":null,"visibleFrom":null}""";
            case "PUT /teacher/materials/{id}" -> """
                    {"kind":"TEXT","title":"Text","markdown":"","url":null,"fileId":null,"hidden":null,"visibleFrom":null}""";
            case "POST /student/assignments/{id}/submissions" -> "{\"text\":\"Done\",\"fileIds\":[]}";
            // weak for some, not the password of others
            case "POST /me/password" -> "{\"oldPassword\":\"lectern-demo\",\"newPassword\":\"short\"}";
            case "PUT /teacher/grade-items/{id}" -> """
                    {"title":"Test","description":null,"categoryId":null,"periodId":null,"assignDate":null,
                     "dueDate":null,"maximum":20,"extra":false,"released":true,"status":"ACTIVE"}""";
            case "PUT /teacher/sections/{id}/final-grade" -> "{\"percent\":90,\"label\":null,\"reason\":\"Was ill\"}";
            case "PUT /teacher/sections/{id}/report-comment" -> "{\"text\":\"Works with care.\"}";
            // each names what the section has not, or says what does not fit together
            case "POST /teacher/sections/{id}/grades" ->
                "{\"cells\":[{\"itemId\":%s,\"studentId\":%d,\"points\":1}]}".formatted(NOBODY_HAS_IT, person);
            case "POST /teacher/sections/{id}/grade-items" ->
                "{\"title\":\"Test\",\"maximum\":1,\"categoryId\":%s}".formatted(NOBODY_HAS_IT);
            case "POST /teacher/sections/{id}/grade-categories" ->
                "{\"title\":\"Tests\",\"extra\":true,\"dropLowest\":1}";
            case "POST /teacher/sections/{id}/gradebook/preview" ->
                "{\"latePercentPerDay\":0,\"lateFloorPercent\":0,\"places\":1,\"categories\":[]}";
            case "POST /student/enrollments" -> "{\"sectionId\":%s}".formatted(NOBODY_HAS_IT);
            // long past
            case "POST /student/absence-notices" ->
                "{\"fromDate\":\"2020-01-06\",\"toDate\":\"2020-01-06\",\"reason\":\"Flu\"}";
            // one who has left long ago
            case "POST /admin/people" ->
                "{\"givenName\":\"Ada\",\"familyName\":\"Zzz\",\"status\":\"ENDED\",\"roles\":[]}";
            case "PUT /admin/people/{id}" -> """
                    {"givenName":"Ada","middleName":null,"familyName":"Zzz","preferredGivenName":null,
                     "preferredFamilyName":null,"pronouns":null,"identifier":null,"email":null,"phone":null,
                     "birthDate":null,"status":"ACTIVE","roles":["STUDENT"]}""";
            default ->
                operation
                        .node()
                        .at("/requestBody/content/application~1json/example")
                        .toString();
        };
    }
}

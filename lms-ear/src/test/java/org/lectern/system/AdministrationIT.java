package org.lectern.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What administrators look after, over HTTP: what the container adds to the services, which have tests of their own. */
@SystemTest
class AdministrationIT {

    private static Client admin;
    private static TestSchool school;

    @BeforeAll
    static void administrator(RunningLectern lectern) {
        admin = lectern.login("admin");
        school = new TestSchool(lectern);
    }

    @Test
    void roomIsMadeOnceChangedByWhoeverSawItLastAndDeleted() {
        var code = "R-" + UUID.randomUUID();
        var room = "{\"code\":\"%s\",\"title\":\"Workshop\",\"capacity\":12,\"status\":\"ACTIVE\"}".formatted(code);

        var made = admin.post("api/admin/rooms", room, "Idempotency-Key", code);
        var again = admin.post("api/admin/rooms", room, "Idempotency-Key", code);

        assertEquals(201, made.status(), made::toString);
        assertEquals(201, again.status(), again::toString);
        assertEquals(made.json(), again.json());
        assertEquals("\"0\"", again.header("ETag"));
        var path = "api/admin/rooms/" + made.json().get("id");
        assertTrue(made.header("Location").endsWith(path), made::toString);
        Answer.assertProblem(409, "conflict", admin.post("api/admin/rooms", room));

        var changed = admin.put(path, room.replace("Workshop", "Foundry"), "If-Match", "\"0\"");
        assertEquals(200, changed.status(), changed::toString);
        assertEquals("\"1\"", changed.header("ETag"));
        Answer.assertProblem(412, "stale-version", admin.put(path, room, "If-Match", "\"0\""));
        Answer.assertProblem(428, "precondition-required", admin.put(path, room));
        assertEquals("Foundry", admin.get(path).json().get("title").asText());

        assertEquals(204, admin.delete(path).status());
        Answer.assertProblem(404, "not-found", admin.get(path));
    }

    @Test
    void whatIsInUseSaysWhatUsesIt() throws Exception {
        long section = school.section(school.teacher(), school.student("Noor"), school.student("Lind"));

        var answer = admin.delete("api/admin/sections/" + section);

        assertEquals(409, answer.status(), answer::toString);
        assertEquals(new ObjectMapper().readTree("""
                                {"type": "https://lectern.org/problems/still-in-use", "title": "Something still refers to it",
                                 "status": 409, "instance": "/api/admin/sections/%d",
                                 "detail": "It is used by 2 enrollments, 1 teacher assignment. End it instead, or change those first.",
                                 "errors": [{"field": "enrollments", "message": "2 enrollments"},
                                            {"field": "teacher-assignments", "message": "1 teacher assignment"}]}""".formatted(section)), answer.json());
    }

    @Test
    void everyMemberThatIsWrongIsNamed() {
        var answer = admin.post(
                "api/admin/grading-scales",
                "{\"name\":\" \",\"rounding\":\"HALF_UP\",\"bands\":[{\"label\":\"A\",\"from\":101},{\"label\":\"\",\"from\":0}]}");

        Answer.assertProblem(400, "validation", answer);
        assertEquals(
                "[bands[0].from, bands[1].label, name]",
                answer.json().get("errors").findValuesAsText("field").toString());
    }

    @Test
    void settingsHoldAtOnceAndCanBeSentBackAsRead() {
        var read = admin.get("api/admin/settings");
        var settings = (ObjectNode) read.json();
        var name = settings.get("schoolName").asText();

        settings.put("schoolName", "Marlowe Park Academy");
        var changed = admin.put("api/admin/settings", settings.toString(), "If-Match", read.header("ETag"));

        assertEquals(200, changed.status(), changed::toString);
        try {
            assertEquals(
                    "Marlowe Park Academy",
                    admin.get("api/me").json().at("/school/name").asText());
        } finally {
            settings.put("schoolName", name);
            admin.put("api/admin/settings", settings.toString(), "If-Match", changed.header("ETag"));
        }
        settings.put("timeZone", "Marlowe/Park");
        settings.remove("weekStart");
        var wrong = admin.put("api/admin/settings", settings.toString(), "If-Match", read.header("ETag"));
        Answer.assertProblem(400, "validation", wrong);
        assertEquals("weekStart", wrong.json().at("/errors/0/field").asText());
    }

    @Test
    void previewOfTheNextYearChangesNothing() {
        var year = admin.post(
                "api/admin/academic-sessions",
                "{\"title\":\"2090/91\",\"type\":\"SCHOOL_YEAR\",\"startDate\":\"2090-09-04\",\"endDate\":\"2091-07-20\","
                        + "\"holidays\":[{\"title\":\"Christmas\",\"startDate\":\"2090-12-18\",\"endDate\":\"2091-01-02\"}]}");
        assertEquals(201, year.status(), year::toString);
        var path = "api/admin/academic-sessions/" + year.json().get("id") + "/rollover?preview=";
        var next = "{\"title\":\"2091/92\",\"startDate\":\"2091-09-03\"}";

        var told = admin.post(path + "true", next);
        var done = admin.post(path + "false", next);

        assertEquals(200, told.status(), told::toString);
        assertTrue(told.json().get("yearId").isNull(), told::toString);
        assertEquals(200, done.status(), done::toString);
        assertEquals(told.json().get("sessions"), done.json().get("sessions"));
        assertEquals("2092-07-18", done.json().at("/sessions/0/endDate").asText(), done::toString);
        Answer.assertProblem(409, "conflict", admin.post(path + "true", next));
    }

    @Test
    void sectionThatFollowsAGroupHasItsMembersAndThoseWhoJoinLater() {
        var group = admin.post(
                        "api/admin/groups",
                        "{\"code\":\"G-%s\",\"title\":\"Choir\",\"kind\":\"OTHER\"}".formatted(UUID.randomUUID()))
                .json();
        var members = "api/admin/groups/" + group.get("id") + "/members";
        var joined = admin.post(
                members,
                "{\"studentIds\":[%d]}".formatted(school.student("Noor").id()));
        assertEquals(200, joined.status(), joined::toString);
        var path = "api/admin/sections/" + school.section(school.teacher());
        var section = (ObjectNode) admin.get(path).json();
        section.set("groupId", group.get("id"));
        section.put("policy", "BY_GROUP");

        var followed = admin.put(path, section.toString(), "If-Match", "\"0\"");

        assertEquals(200, followed.status(), followed::toString);
        assertEquals(1, followed.json().get("seatsTaken").asInt(), followed::toString);
        var later = admin.post(
                members,
                "{\"studentIds\":[%d]}".formatted(school.student("Lind").id()));
        assertEquals(1, later.json().get("enrolled").asInt(), later::toString);
        assertEquals(2, admin.get(path).json().get("seatsTaken").asInt());
        var promotion = admin.post(
                "api/admin/groups/" + group.get("id") + "/promotion?preview=true",
                "{\"newCode\":\"U-%s\",\"newTitle\":\"Above\",\"lastDay\":\"2090-01-01\",\"firstDay\":\"2090-01-02\"}"
                        .formatted(UUID.randomUUID()));
        assertEquals(200, promotion.status(), promotion::toString);
        assertEquals(2, promotion.json().get("moved").size());
        assertEquals(
                2, admin.get(members + "?on=2090-01-02").json().get("items").size());
    }
}

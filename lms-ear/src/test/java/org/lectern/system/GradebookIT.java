package org.lectern.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lectern.system.TestSchool.Person;

/** The gradebook as its teacher and a student use it. */
@SystemTest
class GradebookIT {

    private static RunningLectern lectern;
    private static TestSchool school;
    private static Person teacher;
    private static Person ada;

    private long section;
    private long item;

    @BeforeAll
    static void people(RunningLectern running) {
        lectern = running;
        school = new TestSchool(running);
        teacher = school.teacher();
        ada = school.student("Noor");
    }

    @BeforeEach
    void itemOfANewSection() {
        section = school.section(teacher, ada);
        var category = as(teacher)
                .post("api/teacher/sections/" + section + "/grade-categories", "{\"title\":\"Tests\",\"weight\":60}");
        assertEquals(201, category.status(), category::toString);
        var created = as(teacher)
                .post(
                        "api/teacher/sections/" + section + "/grade-items",
                        "{\"title\":\"Test 1\",\"maximum\":50,\"categoryId\":%s}"
                                .formatted(category.json().get("id")),
                        "Idempotency-Key",
                        "item of " + section);
        assertEquals(201, created.status(), created::toString);
        assertEquals("\"0\"", created.header("ETag"));
        item = created.json().get("id").asLong();
        assertTrue(created.header("Location").endsWith("/api/teacher/grade-items/" + item), created::toString);
    }

    private static Client as(Person person) {
        return school.login(person);
    }

    private Answer enter(String points, String version, String... headers) {
        return as(teacher)
                .post(
                        "api/teacher/sections/" + section + "/grades",
                        "{\"cells\":[{\"itemId\":%d,\"studentId\":%d,\"points\":%s,\"version\":%s}]}"
                                .formatted(item, ada.id(), points, version),
                        headers);
    }

    @Test
    void enteredGradeReachesTheStudentWithItsReason() {
        Answer written = enter("40", "null", "Idempotency-Key", "grade of " + section);
        Answer again = enter("40", "null", "Idempotency-Key", "grade of " + section);

        assertEquals(200, written.status(), written::toString);
        assertEquals(written.json(), again.json());
        JsonNode row = as(teacher)
                .get("api/teacher/sections/" + section + "/gradebook")
                .json()
                .at("/students/0");
        assertEquals("[40]", row.get("points").toString());
        assertEquals("[0]", row.get("versions").toString());
        JsonNode own = as(ada).get("api/student/grades").json().at("/items");
        JsonNode why = as(ada).get("api/student/sections/" + section + "/grade").json();
        assertEquals(80, why.get("percent").asInt());
        assertEquals("COUNTED", why.at("/trace/categories/0/items/0/use").asText());
        assertTrue(own.findValuesAsText("percent").contains("80.0"), own::toString);
    }

    @Test
    void whatCannotBeTakenIsNamedAndWhoIsTooLateIsTold() {
        Answer tooMany = enter("51", "null");
        Answer.assertProblem(422, "grades-refused", tooMany);
        assertEquals("cells[0].points", tooMany.json().at("/errors/0/field").asText());
        enter("40", "null");

        Answer.assertProblem(412, "stale-version", enter("41", "null"));
        Answer.assertProblem(409, "still-in-use", as(teacher).delete("api/teacher/grade-items/" + item));
    }

    @Test
    void exportComesBackAsItWas() {
        enter("40", "null");
        Answer csv = as(teacher).get("api/teacher/sections/" + section + "/gradebook.csv");
        assertEquals("text/csv", csv.mediaType());

        var request = as(teacher)
                .request("api/teacher/sections/" + section + "/gradebook/import", "Content-Type", "text/csv");
        Answer told = as(teacher).send(request.POST(BodyPublishers.ofString(csv.body())));

        assertEquals(200, told.status(), told::toString);
        assertEquals(0, told.json().get("changed").asInt());
        assertEquals(1, told.json().get("cells").asInt());
    }

    @Test
    void reportCardsArePrintedByAJob() {
        var admin = lectern.login("admin");
        var group = school.value("select min(id) from student_group");
        Answer accepted = admin.post("api/admin/groups/" + group + "/report-cards", "");
        assertEquals(202, accepted.status(), accepted::toString);
        var job = "api/admin/jobs/" + accepted.json().get("jobId");

        Eventually.holds(
                "the job ends",
                () -> !admin.get(job).json().get("state").asText().matches("QUEUED|RUNNING"));
        assertEquals(
                "SUCCEEDED",
                admin.get(job).json().get("state").asText(),
                () -> admin.get(job).toString());
        Answer file = admin.get(job + "/file");
        assertEquals("application/pdf", file.mediaType());
        assertTrue(file.body().startsWith("%PDF-"));
    }
}

package org.lectern.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What only HTTP adds to files, content and assignments. */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContentIT {

    private static final String PAGE = "<!DOCTYPE html><html><script>alert(1)</script></html>";

    private RunningLectern lectern;
    private TestSchool school;
    private Client teacher;
    private Client student;
    private Client stranger;
    private long section;

    @BeforeAll
    void schoolOfOneSection(RunningLectern running) {
        lectern = running;
        school = new TestSchool(running);
        var ada = school.student("Noor");
        var ines = school.teacher();
        section = school.section(ines, ada);
        teacher = school.login(ines);
        student = school.login(ada);
        stranger = school.login(school.student("Lind"));
    }

    @Test
    void materialGoesFromTheTeacherToTheStudentsOfTheSectionAndNobodyElse() {
        var file = upload(teacher, "page.html", PAGE);
        assertEquals(201, file.status(), file::toString);
        long id = file.json().get("id").asLong();
        var unit = teacher.post("api/teacher/sections/" + section + "/units", "{\"title\":\"Acids\"}");
        assertEquals(201, unit.status(), unit::toString);
        assertEquals("\"0\"", unit.header("ETag"));
        assertEquals(404, student.get("api/files/" + id).status());
        var material = teacher.post(
                "api/teacher/units/" + unit.json().get("id") + "/materials",
                "{\"kind\":\"FILE\",\"title\":\"Page\",\"fileId\":" + id + "}");
        assertEquals(201, material.status(), material::toString);

        var shown = student.get("api/student/sections/" + section + "/materials");
        assertEquals(id, shown.json().at("/items/0/materials/0/file/id").asLong(), shown::toString);
        Answer.assertProblem(404, "not-found", stranger.get("api/student/sections/" + section + "/materials"));
        Answer.assertProblem(404, "not-found", stranger.get("api/files/" + id));

        var answer = student.get("api/files/" + id);
        assertEquals(200, answer.status());
        assertEquals(PAGE, answer.body());
        // never as something that a browser runs
        assertEquals("application/octet-stream", answer.mediaType());
        assertTrue(
                answer.header("Content-Disposition").startsWith("attachment; filename=\"page.html\""),
                answer::toString);
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertEquals("default-src 'none'; sandbox", answer.header("Content-Security-Policy"));
    }

    @Test
    void partsOfAFileAndWhatIsKnownAlreadyAreAnsweredAsAsked() {
        long id = upload(teacher, "digits.txt", "0123456789").json().get("id").asLong();
        var etag = teacher.get("api/files/" + id).header("ETag");

        var part = teacher.get("api/files/" + id, "Range", "bytes=2-5");
        assertEquals(206, part.status(), part::toString);
        assertEquals("2345", part.body());
        assertEquals("bytes 2-5/10", part.header("Content-Range"));
        var beyond = teacher.get("api/files/" + id, "Range", "bytes=10-");
        Answer.assertProblem(416, "range-not-satisfiable", beyond);
        assertEquals("bytes */10", beyond.header("Content-Range"));
        assertEquals(304, teacher.get("api/files/" + id, "If-None-Match", etag).status());
        assertEquals(
                "0123456789",
                teacher.get("api/files/" + id, "Range", "bytes=2-5", "If-Range", "\"other\"")
                        .body());
    }

    @Test
    void killedUploadLeavesNeitherRowNorFile() throws Exception {
        try (var socket = new Socket(lectern.uri().getHost(), lectern.uri().getPort())) {
            var head = "POST /api/files?name=killed.bin&sectionId=" + section + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Authorization: Bearer " + teacher.token() + "\r\nContent-Length: 5000000\r\n"
                    + "Content-Type: application/octet-stream\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[1_000_000]);
            socket.getOutputStream().flush();
            Eventually.holds("the upload has begun", () -> parts() > 0);
        }
        Eventually.holds("nothing is left of it", () -> parts() == 0);

        assertNull(school.value("select id from stored_file where name = 'killed.bin'"));
    }

    private long parts() {
        try (var files = Files.list(lectern.dataFolder().resolve("files/incoming"))) {
            return files.count();
        } catch (IOException none) {
            return 0;
        }
    }

    @Test
    void emptyUploadIsRefused() {
        var answer = teacher.send(
                teacher.request("api/files?name=empty.bin&sectionId=" + section, "Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("")));
        Answer.assertProblem(400, "validation", answer);
    }

    @Test
    void ownerEndsAllOtherSessionsAndStaysSignedIn() {
        var account = school.student("Vale");
        var here = school.login(account);
        var signedIn = lectern.anonymous()
                .post("api/auth/login", "{\"username\":\"" + account.username() + "\",\"password\":\"lectern-demo\"}");
        var elsewhere = here.withToken(signedIn.json().get("accessToken").asText());

        assertEquals(204, here.delete("api/me/sessions").status());

        Answer.assertProblem(401, "unauthenticated", elsewhere.get("api/me"));
        assertEquals(200, here.get("api/me").status());
    }

    private Answer upload(Client by, String name, String content) {
        return by.send(by.request("api/files?name=" + name + "&sectionId=" + section, "Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(content)));
    }

    @Test
    void workIsHandedInFetchedAndMarked() {
        var assignment = teacher.post(
                "api/teacher/sections/" + section + "/assignments",
                "{\"title\":\"Essay\",\"markdown\":\"Do it.\",\"fileIds\":[],\"maximum\":20,"
                        + "\"dueAt\":\"2020-01-01T00:00:00Z\"}");
        assertEquals(201, assignment.status(), assignment::toString);
        long id = assignment.json().get("id").asLong();
        long file = upload(student, "essay.txt", "My essay").json().get("id").asLong();

        var path = "api/student/assignments/" + id + "/submissions";
        var body = "{\"text\":\"See the file.\",\"fileIds\":[" + file + "]}";
        var receipt = student.post(path, body, "Idempotency-Key", "essay-" + id);
        assertEquals(201, receipt.status(), receipt::toString);
        assertTrue(receipt.json().get("late").asBoolean(), receipt::toString);
        assertEquals(
                receipt.json(),
                student.post(path, body, "Idempotency-Key", "essay-" + id).json());
        Answer.assertProblem(404, "not-found", stranger.post(path, body));

        var zip = teacher.get("api/teacher/assignments/" + id + "/submissions.zip");
        assertEquals(200, zip.status());
        assertEquals("application/zip", zip.mediaType());
        assertTrue(zip.body().startsWith("PK"));
        assertEquals("My essay", teacher.get("api/files/" + file).body());
        long who = teacher.get("api/teacher/assignments/" + id + "/submissions")
                .json()
                .at("/items/0/studentId")
                .asLong();
        var marked = teacher.post(
                "api/teacher/assignments/" + id + "/marks",
                "{\"marks\":[{\"studentId\":" + who + ",\"status\":\"GRADED\",\"points\":18,\"feedback\":\"Good.\"}]}");
        assertEquals("Good.", marked.json().at("/items/0/feedback").asText(), marked::toString);
    }
}

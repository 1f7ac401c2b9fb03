package org.lectern.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Imports over HTTP. What a set may hold is tested where it is read; here it is how a job is asked for and followed. */
@SystemTest
@Timeout(180)
class ImportIT {

    private static final String BOUNDARY = "----part-of-a-roster";

    @Test
    void dryRunTellsEveryRowAndChangesNothing(RunningLectern lectern) throws SQLException {
        var before = counts(lectern);

        var job = ended(lectern, submit(lectern, school("dry"), "?dryRun=true"));

        assertEquals("SUCCEEDED", job.get("state").asText());
        assertEquals(100, job.get("progress").asInt());
        assertTrue(job.get("result").get("dryRun").asBoolean());
        assertEquals(
                3, job.get("result").get("tables").get("person").get("added").asInt());
        assertEquals(before, counts(lectern));
        var first = changes(lectern, job, "?limit=5");
        assertEquals(5, first.get("items").size());
        var rest = changes(lectern, job, "?limit=500&after=" + first.get("next").asText());
        assertTrue(rest.get("next").isNull());
        assertEquals(
                job.get("result").get("changesTotal").asInt(),
                5 + rest.get("items").size());
        assertEquals(
                "{\"action\":\"ADDED\",\"after\":{\"code\":\"ZOO\",\"org\":\"o-dry\",\"sourcedId\":\"c-dry\",\"status\":\"ACTIVE\",\"title\":\"Zoology\"},"
                        + "\"before\":null,\"entity\":\"course\",\"file\":\"courses.csv\",\"label\":\"Zoology\",\"line\":2,\"position\":3,\"sourcedId\":\"c-dry\"}",
                sorted(first.get("items").get(2)));
    }

    @Test
    void importedSetIsThereAndTheSameAgainChangesNothing(RunningLectern lectern) throws SQLException {
        var set = school("real");
        var job = ended(lectern, submit(lectern, set, ""));
        assertEquals("SUCCEEDED", job.get("state").asText());
        assertEquals("[]", job.get("errors").toString());
        var person = lectern.login("admin")
                .get("api/admin/people?q=Zuri%20real")
                .json()
                .get("items")
                .get(0);
        assertEquals("Zuri", person.get("givenName").asText());
        assertEquals("[\"STUDENT\"]", person.get("roles").toString());
        assertEquals("INVITED", person.get("account").get("state").asText());
        assertEquals(
                job.get("result").get("changesTotal").asInt(),
                changes(lectern, job, "?limit=500").get("items").size());
        var before = counts(lectern);

        var again = ended(lectern, submit(lectern, set, "?dryRun=false"));

        assertEquals("SUCCEEDED", again.get("state").asText());
        assertEquals(0, again.get("result").get("changesTotal").asInt());
        assertEquals("{\"items\":[],\"next\":null}", sorted(changes(lectern, again, "")));
        assertEquals(before, counts(lectern));
    }

    @Test
    void faultySetIsRefusedWithFileLineColumnAndReason(RunningLectern lectern) throws SQLException {
        var before = counts(lectern);
        var set = school("faulty");
        set.computeIfPresent("results.csv", (file, text) -> text.replace("17.5", "seventeen"));
        set.computeIfPresent("enrollments.csv", (file, text) -> text.replace("u-faulty-2", "nobody"));

        var job = ended(lectern, submit(lectern, set, ""));

        assertEquals("FAILED", job.get("state").asText());
        assertTrue(job.get("result").isNull());
        assertEquals(
                "[{\"column\":\"score\",\"file\":\"results.csv\",\"line\":2,\"message\":\"'seventeen' is not a number.\"},"
                        + "{\"column\":\"userSourcedId\",\"file\":\"enrollments.csv\",\"line\":3,\"message\":\"Neither users.csv nor the database has a row 'nobody'.\"}]",
                sorted(job.get("errors")));
        assertEquals(before, counts(lectern));
    }

    @Test
    void fileThatIsNoZipFailsItsJobByItsName(RunningLectern lectern) {
        var answer = post(
                lectern.login("admin"),
                "",
                part("format", null, "oneroster".getBytes(StandardCharsets.UTF_8)),
                part("file", "pupils.csv", "sourcedId,name\n".getBytes(StandardCharsets.UTF_8)));

        var job = ended(lectern, answer);

        assertEquals("FAILED", job.get("state").asText());
        assertEquals("pupils.csv", job.get("errors").get(0).get("file").asText());
        assertTrue(job.get("errors").get(0).get("line").isNull());
    }

    @Test
    void missingPartsAndUnknownFormatsAreNamed(RunningLectern lectern) throws IOException {
        var admin = lectern.login("admin");
        var zip = zip(school("parts"));

        var noFile = post(admin, "", part("format", null, "oneroster".getBytes(StandardCharsets.UTF_8)));
        var noFormat = post(admin, "", part("file", "set.zip", zip));
        var otherFormat = post(
                admin, "", part("format", null, "edfi".getBytes(StandardCharsets.UTF_8)), part("file", "set.zip", zip));
        var noMultipart = admin.post("api/admin/imports", "{}");
        var notABoolean = post(
                admin,
                "?dryRun=perhaps",
                part("format", null, "oneroster".getBytes(StandardCharsets.UTF_8)),
                part("file", "set.zip", zip));

        assertProblem(400, "validation", "file", noFile);
        assertProblem(400, "validation", "format", noFormat);
        assertProblem(400, "validation", "format", otherFormat);
        assertProblem(415, "unsupported-media-type", null, noMultipart);
        assertProblem(400, "validation", "dryRun", notABoolean);
    }

    @Test
    void strangersAndOtherRolesAreRefusedBeforeTheyHaveSentTheirFile(RunningLectern lectern) throws IOException {
        assertEquals("HTTP/1.1 401", answerToHeaders(lectern, null, 50_000_000));
        assertEquals("HTTP/1.1 401", answerToHeaders(lectern, "not.a.token", 50_000_000));
        assertEquals(
                "HTTP/1.1 403",
                answerToHeaders(lectern, lectern.login("teacher").token(), 50_000_000));
        assertEquals(
                "HTTP/1.1 403",
                answerToHeaders(lectern, lectern.login("student").token(), 50_000_000));
    }

    @Test
    void fileThatIsTooLargeIsRefusedBeforeItIsSent(RunningLectern lectern) throws IOException {
        var admin = lectern.login("admin").token();

        assertEquals("HTTP/1.1 413", answerToHeaders(lectern, admin, 201L << 20));
        assertEquals("HTTP/1.1 413", answerToHeaders(lectern, admin, 5L << 30));
    }

    @Test
    void cancellingAJobInTheMidstOfItUndoesEverything(RunningLectern lectern) throws SQLException {
        var before = counts(lectern);
        try (var other = lectern.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            // people are written when categories are not: the import waits there
            statement.execute("lock table grade_category in share row exclusive mode");
            long id =
                    submit(lectern, school("cancelled"), "").json().get("jobId").asLong();
            var midway = await(lectern, id, job -> job.get("progress").asInt() > 40);
            assertEquals("RUNNING", midway.get("state").asText());
            assertTrue(midway.get("progress").asInt() < 100);

            var answer = lectern.login("admin").post("api/admin/jobs/" + id + "/cancel", "");

            assertEquals(200, answer.status());
            assertEquals("CANCELLED", ended(lectern, id).get("state").asText());
        }
        assertEquals(before, counts(lectern));
    }

    @Test
    void waitingJobIsCancelledAtOnceAndAnEndedOneNoMore(RunningLectern lectern) throws SQLException {
        var admin = lectern.login("admin");
        long id;
        try (var connection = lectern.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "insert into job (kind, parameters) values ('of-no-server', '{}') returning id")) {
            rows.next();
            id = rows.getLong(1);
        }

        var cancelled = admin.post("api/admin/jobs/" + id + "/cancel", "");
        var again = admin.post("api/admin/jobs/" + id + "/cancel", "");

        assertEquals("CANCELLED", cancelled.json().get("state").asText());
        assertNotNull(cancelled.json().get("finishedAt").asText(null));
        assertEquals("CANCELLED", again.json().get("state").asText());
        var done = ended(lectern, submit(lectern, school("dry"), "?dryRun=true"));
        assertProblem(409, "conflict", null, admin.post("api/admin/jobs/" + done.get("id") + "/cancel", ""));
        assertProblem(404, "not-found", null, admin.post("api/admin/jobs/1000000000/cancel", ""));
    }

    @Test
    void jobOfADeadServerIsDoneByAnother(RunningLectern lectern) throws Exception {
        var name = UUID.randomUUID() + ".zip";
        var folder = Files.createDirectories(lectern.dataFolder().resolve("imports"));
        Files.write(folder.resolve(name), zip(school("orphan")));
        long id;
        try (var connection = lectern.connect();
                var statement = connection.prepareStatement("""
                        insert into job (kind, parameters, state, owner, started_at, heartbeat_at, progress, attempts)
                        values ('roster-import', ?::jsonb, 'RUNNING', 'dead', now() - interval '1 hour',
                                now() - interval '59 minutes', 67, 1) returning id""")) {
            statement.setString(1, "{\"file\":\"%s\",\"name\":\"set.zip\",\"dryRun\":true}".formatted(name));
            try (var rows = statement.executeQuery()) {
                rows.next();
                id = rows.getLong(1);
            }
        }

        var job = ended(lectern, id);

        assertEquals("SUCCEEDED", job.get("state").asText());
        // it goes when the end of the job is written, so that a server that dies between loses nothing
        Eventually.holds("the set is deleted", () -> Files.notExists(folder.resolve(name)));
    }

    @Test
    void figuresTellOfJobsAndRows(RunningLectern lectern) {
        ended(lectern, submit(lectern, school("counted"), "?dryRun=true"));

        var figures = lectern.anonymous().get("metrics").body();

        assertTrue(figures.contains("lectern_jobs_milliseconds_count{kind=\"roster-import\""), figures);
        assertTrue(figures.contains("lectern_jobs_unfinished{"), figures);
        assertTrue(figures.contains("lectern_import_rows_total{file=\"users.csv\""), figures);
    }

    private static Answer submit(RunningLectern lectern, Map<String, String> set, String query) {
        var answer = post(
                lectern.login("admin"),
                query,
                part("format", null, "oneroster".getBytes(StandardCharsets.UTF_8)),
                part("file", "set.zip", zip(set)));
        assertEquals(202, answer.status(), answer::toString);
        assertTrue(
                answer.header("Location")
                        .endsWith("/api/admin/jobs/" + answer.json().get("jobId")),
                answer::toString);
        return answer;
    }

    private static JsonNode ended(RunningLectern lectern, Answer accepted) {
        return ended(lectern, accepted.json().get("jobId").asLong());
    }

    private static JsonNode ended(RunningLectern lectern, long id) {
        return await(lectern, id, job -> !job.get("finishedAt").isNull());
    }

    private static JsonNode await(RunningLectern lectern, long id, Predicate<JsonNode> condition) {
        var admin = lectern.login("admin");
        while (true) {
            var answer = admin.get("api/admin/jobs/" + id);
            assertEquals(200, answer.status(), answer::toString);
            var job = answer.json();
            if (condition.test(job) || !job.get("finishedAt").isNull()) {
                return job;
            }
        }
    }

    private static JsonNode changes(RunningLectern lectern, JsonNode job, String query) {
        var answer = lectern.login("admin").get("api/admin/jobs/" + job.get("id") + "/changes" + query);
        assertEquals(200, answer.status(), answer::toString);
        return answer.json();
    }

    private static void assertProblem(int status, String type, String field, Answer answer) {
        assertEquals(status, answer.status(), answer::toString);
        assertEquals("application/problem+json", answer.mediaType());
        assertEquals(
                "https://lectern.org/problems/" + type,
                answer.json().get("type").asText());
        if (field != null) {
            assertEquals(field, answer.json().get("errors").get(0).get("field").asText(), answer::toString);
        }
    }

    /** Sends the head of an upload, and nothing of its body; gives protocol and status of the answer. */
    private static String answerToHeaders(RunningLectern lectern, String token, long length) throws IOException {
        var uri = lectern.uri();
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            var head = "POST /api/admin/imports HTTP/1.1\r\nHost: " + uri.getAuthority()
                    + (token == null ? "" : "\r\nAuthorization: Bearer " + token)
                    + "\r\nContent-Type: multipart/form-data; boundary=" + BOUNDARY
                    + "\r\nContent-Length: " + length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return line == null ? "no answer" : line.substring(0, "HTTP/1.1 401".length());
        }
    }

    private static Answer post(Client client, String query, byte[]... parts) {
        var body = new ByteArrayOutputStream();
        for (var part : parts) {
            body.writeBytes(part);
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return client.send(client.request("api/admin/imports" + query)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static byte[] part(String name, String fileName, byte[] content) {
        var part = new ByteArrayOutputStream();
        part.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                        + (fileName == null
                                ? ""
                                : "; filename=\"" + fileName + "\"\r\nContent-Type: application/octet-stream")
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        part.writeBytes(content);
        part.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        return part.toByteArray();
    }

    private static byte[] zip(Map<String, String> set) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (var file : set.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A school with one class, its teacher, two students and a result; all keys and names end in a word. */
    private static Map<String, String> school(String word) {
        var set = new LinkedHashMap<String, String>();
        set.put("orgs.csv", "sourcedId,name,type\no-W,School W,school\n");
        set.put("academicSessions.csv", """
                sourcedId,title,type,startDate,endDate,schoolYear
                t-W,Term W,term,2026-09-01,2026-12-19,2027
                """);
        set.put("courses.csv", "sourcedId,title,courseCode,orgSourcedId\nc-W,Zoology,ZOO,o-W\n");
        set.put("classes.csv", """
                sourcedId,title,courseSourcedId,classCode,classType,schoolSourcedId,termSourcedIds
                k-W,Zoology W,c-W,ZOO-W,scheduled,o-W,t-W
                """);
        set.put("users.csv", """
                sourcedId,enabledUser,username,givenName,familyName
                u-W-1,true,zora.W,Zora,W
                u-W-2,true,zuri.W,Zuri,W
                u-W-3,true,zeno.W,Zeno,W
                """);
        set.put("roles.csv", """
                sourcedId,userSourcedId,roleType,role,orgSourcedId
                r-W-1,u-W-1,primary,teacher,o-W
                r-W-2,u-W-2,primary,student,o-W
                r-W-3,u-W-3,primary,student,o-W
                """);
        set.put("enrollments.csv", """
                sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
                e-W-1,k-W,o-W,u-W-1,teacher,true,,
                e-W-2,k-W,o-W,u-W-2,student,,2026-09-01,
                e-W-3,k-W,o-W,u-W-3,student,,2026-09-01,
                """);
        set.put("categories.csv", "sourcedId,title,weight\ng-W,Tests,60\n");
        set.put("lineItems.csv", """
                sourcedId,title,assignDate,dueDate,classSourcedId,categorySourcedId,resultValueMin,resultValueMax
                i-W,Mammals,2026-10-01,2026-10-08,k-W,g-W,0,20
                """);
        set.put("results.csv", """
                sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate
                s-W,i-W,u-W-2,fully graded,17.5,2026-10-08
                """);
        set.replaceAll((file, text) -> text.replace("W", word));
        return set;
    }

    /** How many rows each table has that an import may write. */
    private static Map<String, Long> counts(RunningLectern lectern) throws SQLException {
        var counts = new LinkedHashMap<String, Long>();
        try (var connection = lectern.connect();
                var statement = connection.createStatement()) {
            for (var table : new String[] {
                "org",
                "academic_session",
                "course",
                "section",
                "section_term",
                "person",
                "person_role",
                "person_agent",
                "account",
                "affiliation",
                "enrollment",
                "teacher_assignment",
                "grade_category",
                "grade_item",
                "grade"
            }) {
                try (var rows = statement.executeQuery("select count(*) from " + table)) {
                    rows.next();
                    counts.put(table, rows.getLong(1));
                }
            }
        }
        return counts;
    }

    /** JSON as text with the members of objects in alphabetical order, as the server promises none. */
    private static String sorted(JsonNode node) {
        var text = new StringBuilder();
        if (node.isObject()) {
            var names = new TreeSet<String>();
            node.fieldNames().forEachRemaining(names::add);
            for (var name : names) {
                text.append(text.isEmpty() ? "" : ",")
                        .append('"')
                        .append(name)
                        .append("\":")
                        .append(sorted(node.get(name)));
            }
            return "{" + text + "}";
        }
        if (node.isArray()) {
            node.forEach(item -> text.append(text.isEmpty() ? "" : ",").append(sorted(item)));
            return "[" + text + "]";
        }
        return node.toString();
    }
}

package org.lectern.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lectern.system.Answer.assertProblem;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.system.TestSchool.Person;

/** Two servers of one school: one database, one signing key. */
@SystemTest
class TwoServersIT {

    private static RunningLectern first;
    private static SecondServer second;
    private static TestSchool school;

    @BeforeAll
    static void servers(RunningLectern one, SecondServer other) {
        first = one;
        second = other;
        school = new TestSchool(one);
    }

    @Test
    void tokenOfOneServerIsGoodOnTheOther() {
        Person person = school.student("Roamer");
        Client here = school.login(person);
        Client there = second.anonymous().login(person.username(), "lectern-demo");

        assertEquals(
                200, second.anonymous().withToken(here.token()).get("api/me").status());
        assertEquals(
                200, first.anonymous().withToken(there.token()).get("api/me").status());
        assertEquals(
                first.anonymous().get("api/auth/keys").body(),
                second.anonymous().get("api/auth/keys").body());
    }

    @Test
    void signingOutOnOneServerReachesTheOther() {
        Person person = school.student("Leaver");
        Client here = school.login(person);
        Client there = second.anonymous().withToken(here.token());
        assertEquals(200, there.get("api/me").status());

        assertEquals(204, here.post("api/auth/logout", "").status());

        Eventually.holds("the other server knows", () -> there.get("api/me").status() == 401);
        assertProblem(401, "unauthenticated", there.get("api/me"));
    }

    @Test
    void keySentToTheOtherServerIsStillOneWrite() {
        Person teacher = school.teacher();
        Person student = school.student("Roamer");
        long lesson = school.lesson(school.section(teacher, student));
        Client here = school.login(teacher);
        Client there = second.anonymous().withToken(here.token());
        String key = UUID.randomUUID().toString();
        String json = "{\"lessonId\":%d,\"marks\":[{\"studentId\":%d,\"code\":\"P\"}]}".formatted(lesson, student.id());

        Answer one = here.post("api/attendance", json, "If-Match", "\"0\"", "Idempotency-Key", key);
        Answer other = there.post("api/attendance", json, "If-Match", "\"0\"", "Idempotency-Key", key);

        assertEquals(200, other.status(), other::toString);
        assertEquals(one.body(), other.body());
        assertEquals(one.header("ETag"), other.header("ETag"));
        assertEquals("1", school.value("select register_version from lesson where id = ?", lesson));
    }

    @Test
    void signingKeyIsForItsOwnerOnly() throws Exception {
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(first.dataFolder().resolve("keys/signing.json"))));
        String published = first.anonymous().get("api/auth/keys").body();
        assertTrue(published.contains("\"n\":"), published);
        for (String secret : new String[] {"\"d\":", "\"p\":", "\"q\":", "\"dp\":", "\"dq\":", "\"qi\":"}) {
            assertFalse(published.contains(secret), published);
        }
    }

    /**
     * The statements of a write, counted on the wire. Others go on meanwhile: background work, whose transactions are
     * shorter, and settings that are read again every few seconds, which some of the writes do not meet.
     */
    @Test
    void largeClassIsWrittenWithAsManyStatementsAsASmallOne() {
        Person teacher = school.teacher();
        Client client = second.anonymous().login(teacher.username(), "lectern-demo");

        assertEquals(statements(client, teacher, 5), statements(client, teacher, 200));
    }

    private int statements(Client client, Person teacher, int size) {
        long section = school.section(teacher);
        school.enrollCrowd(section, size);
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            long lesson = school.lesson(section, Instant.now().minus(Duration.ofHours(2L * i + 1)));
            Answer register = client.get("api/teacher/lessons/" + lesson + "/register");
            StringBuilder marks = new StringBuilder();
            register.json()
                    .get("marks")
                    .forEach(mark -> marks.append(marks.isEmpty() ? "" : ",")
                            .append("{\"studentId\":%s,\"code\":\"L\",\"minutesLate\":3,\"note\":\"bus\"}"
                                    .formatted(mark.get("studentId"))));
            second.link().transactions();
            Answer answer = client.post(
                    "api/attendance",
                    "{\"lessonId\":%d,\"marks\":[%s]}".formatted(lesson, marks),
                    "If-Match",
                    "\"0\"",
                    "Idempotency-Key",
                    UUID.randomUUID().toString());
            assertEquals(200, answer.status(), answer::toString);
            fewest = Math.min(fewest, Collections.max(second.link().transactions()));
        }
        assertEquals(
                String.valueOf(size * 8),
                school.value(
                        "select count(*) from attendance_mark m join lesson l on l.id = m.lesson_id where l.section_id = ?",
                        section));
        return fewest;
    }
}

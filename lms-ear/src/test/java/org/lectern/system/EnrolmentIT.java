package org.lectern.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.system.TestSchool.Person;

/** Enrolling, announcing an absence, and being told, over HTTP. */
@SystemTest
class EnrolmentIT {

    private static RunningLectern lectern;
    private static TestSchool school;
    private static Person teacher;
    private static Person ada;
    private static Person bo;

    @BeforeAll
    static void people(RunningLectern running) {
        lectern = running;
        school = new TestSchool(running);
        teacher = school.teacher();
        ada = school.student("Noor");
        bo = school.student("Lind");
    }

    @Test
    void studentsEnrolWaitAndMoveUpWhenASeatIsGivenUp() {
        long section = openSection(1);
        var key = UUID.randomUUID().toString();
        var enrolled = enrol(ada, section, key);
        assertEquals(201, enrolled.status(), enrolled::toString);
        assertEquals("ACTIVE", enrolled.json().get("status").asText());
        var address = enrolled.header("Location").replaceFirst("^https?://[^/]+/", "");
        assertEquals(enrolled.body(), enrol(ada, section, key).body());
        assertEquals(
                enrolled.json().get("id"), school.login(ada).get(address).json().get("id"));

        var waiting = enrol(bo, section, "x" + key);
        assertEquals(1, waiting.json().get("waitlistPlace").asInt(), waiting::toString);
        Answer.assertProblem(404, "not-found", school.login(bo).delete(address));
        assertEquals(204, school.login(ada).delete(address).status());

        var told = school.login(bo).get("api/student/notifications?unread=true").json();
        assertEquals("seat-free", told.at("/items/0/kind").asText(), told::toString);
        var roster = lectern.login("admin")
                .get("api/admin/sections/" + section + "/enrollments?status=ACTIVE")
                .json();
        assertEquals(bo.id(), roster.at("/items/0/studentId").asLong(), roster::toString);
    }

    @Test
    void catalogueSaysWhyNotAndTheRequestIsRefusedForTheSameReason() {
        long section = openSection(9);
        school.execute("update section set enroll_until = now() - interval '1 day' where id = ?", section);
        var code = school.value("select code from section where id = ?", section);

        var item =
                school.login(ada).get("api/student/catalogue?q=" + code).json().at("/items/0");

        assertEquals("TOO_LATE", item.at("/obstacles/0/reason").asText(), item::toString);
        Answer.assertProblem(
                422, "enrollment-closed", enrol(ada, section, UUID.randomUUID().toString()));
    }

    @Test
    void keyThatATeacherSetsIsNotReadAndNotGuessed() {
        long section = openSection(9);
        var admin = lectern.login("admin");
        school.execute(
                "update section set policy = 'BY_KEY', enrollment_key_hash = 'PBKDF2WithHmacSHA256:1:AAAA:AAAA'"
                        + " where id = ?",
                section);
        var address = "api/teacher/sections/" + section + "/enrollment-key";
        assertEquals(
                204, school.login(teacher).post(address, "{\"key\":\"rook\"}").status());
        var read = admin.get("api/admin/sections/" + section);
        assertTrue(read.json().get("keySet").asBoolean() && !read.body().contains("rook"), read::toString);
        var guesser = school.student("Guess");
        var key = UUID.randomUUID().toString();
        for (int i = 0; i < 6; i++) {
            Answer.assertProblem(422, "wrong-enrollment-key", enrol(guesser, section, "pawn", key));
        }

        var shut = enrol(guesser, section, "rook", key);

        Answer.assertProblem(429, "too-many-attempts", shut);
        assertEquals("1", shut.header("Retry-After"));
        assertEquals(201, enrol(school.student("Knows"), section, "rook", key).status());
    }

    private static Answer enrol(Person student, long section, String word, String key) {
        return school.login(student)
                .post(
                        "api/student/enrollments",
                        "{\"sectionId\":%d,\"key\":\"%s\"}".formatted(section, word),
                        "Idempotency-Key",
                        key);
    }

    @Test
    void approvedAbsenceExcusesInTheRegister() {
        long section = school.section(teacher, ada, bo);
        // registers open ten minutes before, and absences are announced from today on, whatever the time is
        var begin = Instant.now().plusSeconds(300);
        long lesson = school.lesson(section, begin);
        var day = LocalDate.ofInstant(begin, ZoneId.of("Europe/London"));
        var notice = school.login(ada)
                .post(
                        "api/student/absence-notices",
                        "{\"fromDate\":\"%s\",\"toDate\":\"%s\",\"reason\":\"A wedding.\"}"
                                .formatted(day, day.plusDays(1)));
        assertEquals(201, notice.status(), notice::toString);
        var approved = school.login(teacher)
                .post("api/absence-notices/" + notice.json().get("id") + "/approve", "{\"note\":null}");
        assertEquals("APPROVED", approved.json().get("status").asText(), approved::toString);

        var register = school.login(teacher).get("api/teacher/lessons/" + lesson + "/register");
        assertEquals("NOT_TAKEN", register.json().get("state").asText());
        assertEquals("E", register.json().at("/marks/1/code").asText(), register::toString);

        var taken = school.login(teacher)
                .post(
                        "api/attendance",
                        "{\"lessonId\":%d,\"marks\":[],\"rest\":\"P\"}".formatted(lesson),
                        "If-Match",
                        "\"0\"");
        assertEquals("P", taken.json().at("/marks/0/code").asText(), taken::toString);
        var history =
                school.login(teacher).get("api/teacher/lessons/" + lesson + "/register/history?studentId=" + ada.id());
        assertEquals("E (A wedding.)", history.json().at("/items/0/after").asText(), history::toString);
    }

    @Test
    void lowAttendanceIsWarnedOfInTheBackground() {
        var cy = school.student("Blake");
        long section = school.section(teacher, cy);
        for (int day = 2; day <= 10; day++) {
            long past = school.lesson(section, Instant.now().minus(Duration.ofDays(day)));
            school.execute(
                    "insert into attendance_mark (lesson_id, student_id, code_id)"
                            + " select ?, ?, id from attendance_code where code = 'A'",
                    past,
                    cy.id());
            school.execute(
                    "update lesson set register_taken_at = ends_at, register_taken_by = ? where id = ?",
                    teacher.id(),
                    past);
        }
        long lesson = school.lesson(section);
        var recorded = school.login(teacher)
                .post(
                        "api/attendance",
                        "{\"lessonId\":%d,\"marks\":[{\"studentId\":%d,\"code\":\"P\"}]}".formatted(lesson, cy.id()),
                        "If-Match",
                        "\"0\"");
        assertEquals(200, recorded.status(), recorded::toString);

        // asks twice a second: the server looks every ten seconds
        Eventually.holds(
                "the student is warned of",
                () -> school.value(
                                "select count(*) from pg_sleep(0.5), attendance_warning where student_id = ?", cy.id())
                        .equals("1"));
        assertTrue(school.login(cy).get("api/student/notifications").body().contains(") is 10 %; at least "));
        assertTrue(school.login(teacher)
                .get("api/teacher/notifications")
                .body()
                .contains("The attendance of Test Blake in Chemistry (Term "));
    }

    private static long openSection(int capacity) {
        long section = school.section(teacher);
        school.execute("update section set policy = 'OPEN', capacity = ? where id = ?", capacity, section);
        return section;
    }

    private static Answer enrol(Person student, long section, String key) {
        return school.login(student)
                .post("api/student/enrollments", "{\"sectionId\":%d}".formatted(section), "Idempotency-Key", key);
    }
}

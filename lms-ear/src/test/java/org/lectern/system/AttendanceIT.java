package org.lectern.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lectern.system.TestSchool.Person;

/** Taking registers, and what students see of them. */
@SystemTest
class AttendanceIT {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static RunningLectern lectern;
    private static TestSchool school;
    private static Person teacher;
    private static Person colleague;
    private static Person ada;
    private static Person bo;

    private long section;
    private long lesson;

    @BeforeAll
    static void people(RunningLectern running) {
        lectern = running;
        school = new TestSchool(running);
        teacher = school.teacher();
        colleague = school.teacher();
        ada = school.student("Noor");
        bo = school.student("Lind");
    }

    @BeforeEach
    void lessonThatIsOn() {
        section = school.section(teacher, ada, bo);
        lesson = school.lesson(section);
    }

    // ------------------------------------------------------------------------------------ taking a register

    @Test
    void registerThatNobodyTookSaysSo() {
        Answer answer = as(teacher).get("api/teacher/lessons/" + lesson + "/register");

        assertEquals(200, answer.status(), answer::toString);
        assertEquals("\"0\"", answer.header("ETag"));
        JsonNode register = answer.json();
        assertEquals("NOT_TAKEN", register.get("state").asText());
        assertTrue(register.get("takenAt").isNull());
        assertTrue(register.get("takenBy").isNull());
        assertEquals(
                List.of(bo.id(), ada.id()),
                register.get("marks").findValues("studentId").stream()
                        .map(JsonNode::asLong)
                        .toList());
        assertEquals(List.of("Test Lind", "Test Noor"), register.get("marks").findValuesAsText("name"));
        assertEquals(List.of("null", "null"), marks(answer));
    }

    @Test
    void recordedRegisterIsTakenAndReadsAsItWasAnswered() {
        Answer answer = record(teacher, 0, mark(ada, "L", 8, "bus"), mark(bo, "A"));

        assertEquals(200, answer.status(), answer::toString);
        assertEquals("\"1\"", answer.header("ETag"));
        assertEquals("TAKEN", answer.json().get("state").asText());
        assertEquals("Test Teacher", answer.json().get("takenBy").asText());
        assertEquals(List.of("A", "L 8 (bus)"), marks(answer));
        Answer again = as(teacher).get("api/teacher/lessons/" + lesson + "/register");
        assertEquals("\"1\"", again.header("ETag"));
        assertEquals(List.of("A", "L 8 (bus)"), marks(again));
    }

    @Test
    void studentsWhoAreNotNamedKeepTheirMarks() {
        record(teacher, 0, mark(ada, "P"), mark(bo, "A"));

        Answer answer = record(teacher, 1, mark(bo, "E", null, "doctor"));

        assertEquals(List.of("E (doctor)", "P"), marks(answer));
    }

    @Test
    void whoTookItFirstStaysWhoTookIt() {
        school.assign(section, colleague, "ASSISTANT", null, null);
        Answer first = record(teacher, 0, mark(ada, "P"));

        Answer second = record(colleague, 1, mark(ada, "A"));

        assertEquals(first.json().get("takenAt"), second.json().get("takenAt"));
        assertEquals(
                String.valueOf(teacher.id()),
                school.value("select register_taken_by from lesson where id = ?", lesson));
    }

    @Test
    void whoSavesSecondIsToldAndLosesNothing() {
        school.assign(section, colleague, "ASSISTANT", null, null);
        record(teacher, 0, mark(ada, "P"));

        Answer second = record(colleague, 0, mark(ada, "A"));

        Answer.assertProblem(412, "stale-version", second);
        assertEquals("P", storedMarks());
        Answer retried = record(colleague, 1, mark(ada, "A"));
        assertEquals(200, retried.status(), retried::toString);
    }

    @Test
    void ofTwoWhoSaveAtTheSameMomentOneIsTold() throws Exception {
        school.assign(section, colleague, "ASSISTANT", null, null);
        as(teacher);
        as(colleague);

        List<Answer> answers =
                atOnce(2, () -> record(teacher, 0, mark(ada, "P")), () -> record(colleague, 0, mark(ada, "A")));

        assertEquals(
                List.of(200, 412), answers.stream().map(Answer::status).sorted().toList());
        Answer won = answers.get(0).status() == 200 ? answers.get(0) : answers.get(1);
        assertEquals(marks(won).get(1), storedMarks());
        assertEquals("1", audits());
    }

    @Test
    void writeWithoutIfMatchIsAskedForIt() {
        Answer answer = as(teacher).post("api/attendance", entry(lesson, mark(ada, "P")));

        Answer.assertProblem(428, "precondition-required", answer);
        assertNothingWritten();
    }

    @Test
    void ifMatchThatWasNeverGivenIsStale() {
        for (String tag : List.of("0", "\"x\"", "W/\"0\"", "\"99\"")) {
            Answer answer = as(teacher).post("api/attendance", entry(lesson, mark(ada, "P")), "If-Match", tag);

            Answer.assertProblem(412, "stale-version", answer);
        }
        assertNothingWritten();
    }

    // ------------------------------------------------------------------------------------ what is refused

    @Test
    void closedRegisterRejectsMarks() {
        lesson = school.lesson(section, Instant.now().minus(Duration.ofDays(30)));

        Answer.assertProblem(422, "edit-window-closed", record(teacher, 0, mark(ada, "P")));
        assertNothingWritten();
    }

    @Test
    void reopenedRegisterTakesMarks() {
        lesson = school.lesson(section, Instant.now().minus(Duration.ofDays(30)));
        school.execute(
                "update lesson set register_reopened_until = ? where id = ?",
                TestSchool.at(Instant.now().plusSeconds(600)),
                lesson);

        assertEquals(200, record(teacher, 0, mark(ada, "P")).status());
    }

    @Test
    void lessonOfTomorrowHasNoRegisterYet() {
        lesson = school.lesson(section, Instant.now().plus(Duration.ofDays(1)));

        Answer.assertProblem(422, "lesson-in-future", record(teacher, 0, mark(ada, "P")));
        assertNothingWritten();
    }

    @Test
    void cancelledLessonHasNoRegister() {
        school.execute("update lesson set status = 'CANCELLED' where id = ?", lesson);

        Answer.assertProblem(422, "lesson-cancelled", record(teacher, 0, mark(ada, "P")));
        assertNothingWritten();
    }

    @Test
    void oneStrangerKeepsTheWholeRegisterFromBeingWritten() {
        Person stranger = school.student("Stranger");

        Answer answer = record(teacher, 0, mark(ada, "P"), mark(stranger, "P"));

        Answer.assertProblem(422, "student-not-on-roster", answer);
        assertEquals("marks[1].studentId", field(answer));
        assertNothingWritten();
    }

    @Test
    void studentWhoLeftBeforeTheLessonIsNotOnItsRoster() {
        LocalDate yesterday = dayOfLesson().minusDays(1);
        school.execute(
                "update enrollment set status = 'DROPPED', end_date = ? where section_id = ? and student_id = ?",
                yesterday,
                section,
                bo.id());

        Answer.assertProblem(422, "student-not-on-roster", record(teacher, 0, mark(bo, "P")));
        lesson = school.lesson(section, Instant.now().minus(Duration.ofDays(3)));
        assertEquals(200, record(teacher, 0, mark(bo, "P")).status());
    }

    @Test
    void unknownCodeIsRefusedAndNamed() {
        Answer answer = record(teacher, 0, mark(ada, "P"), mark(bo, "Z"));

        Answer.assertProblem(422, "unknown-attendance-code", answer);
        assertEquals("marks[1].code", field(answer));
        assertNothingWritten();
    }

    @Test
    void minutesGoWithALateCodeOnly() {
        Answer answer = record(teacher, 0, mark(ada, "A", 5, null));

        Answer.assertProblem(422, "minutes-late-not-allowed", answer);
        assertEquals("marks[0].minutesLate", field(answer));
        assertNothingWritten();
    }

    @Test
    void valuesOutOfRangeAreRefusedAndNamed() {
        assertValidation("marks[0].minutesLate", mark(ada, "L", 0, null));
        assertValidation("marks[0].minutesLate", mark(ada, "L", 601, null));
        assertValidation("marks[0].code", mark(ada, ""));
        assertValidation("marks[0].note", mark(ada, "A", null, "x".repeat(501)));
        assertValidation("marks[1].studentId", mark(ada, "P"), mark(ada, "A"));
        assertValidation("marks");
        assertNothingWritten();
    }

    @Test
    void lessonOfAnotherTeacherLooksLikeNone() {
        Answer.assertProblem(404, "not-found", record(colleague, 0, mark(ada, "P")));
        Answer.assertProblem(404, "not-found", as(colleague).get("api/teacher/lessons/" + lesson + "/register"));
        assertNothingWritten();
    }

    @Test
    void studentMayNotRecord() {
        Answer.assertProblem(403, "forbidden", record(ada, 0, mark(ada, "P")));
        assertNothingWritten();
    }

    @Test
    void nobodyMayNotRecord() {
        Answer answer = lectern.anonymous().post("api/attendance", entry(lesson, mark(ada, "P")), "If-Match", "\"0\"");

        Answer.assertProblem(401, "unauthenticated", answer);
        assertNothingWritten();
    }

    // ------------------------------------------------------------------------------------ who may besides

    @Test
    void assistantMayTakeTheRegister() {
        school.assign(section, colleague, "ASSISTANT", null, null);

        assertEquals(200, record(colleague, 0, mark(ada, "P")).status());
    }

    @Test
    void substituteOfTheLessonMayTakeItsRegisterAndNoOther() {
        long other = school.lesson(section, Instant.now().minus(Duration.ofHours(5)));
        school.execute(
                "update lesson set teacher_id = ?, original_teacher_id = ?, status = 'COVERED' where id = ?",
                colleague.id(),
                teacher.id(),
                lesson);

        assertEquals(200, record(colleague, 0, mark(ada, "P")).status());
        lesson = other;
        Answer.assertProblem(404, "not-found", record(colleague, 0, mark(ada, "P")));
    }

    @Test
    void assignmentThatEndedYesterdayGivesNoRightToday() {
        LocalDate yesterday = dayOfLesson().minusDays(1);
        school.assign(section, colleague, "SUBSTITUTE", yesterday, yesterday);

        Answer.assertProblem(404, "not-found", record(colleague, 0, mark(ada, "P")));
        lesson = school.lesson(section, yesterday.atTime(10, 0).atZone(LONDON).toInstant());
        assertEquals(200, record(colleague, 0, mark(ada, "P")).status());
    }

    @Test
    void administratorMayTakeEveryRegister() {
        Answer answer =
                lectern.login("admin").post("api/attendance", entry(lesson, mark(ada, "P")), "If-Match", "\"0\"");

        assertEquals(200, answer.status(), answer::toString);
    }

    // ------------------------------------------------------------------------------------ what a write leaves

    @Test
    void registerLeavesOneAuditEntryWithBeforeAndAfter() {
        record(teacher, 0, mark(ada, "P"), mark(bo, "L", 5, "bus"));
        record(teacher, 1, mark(ada, "P"), mark(bo, "A"));

        assertEquals(
                "%s register taken {\"%d\": \"\", \"%d\": \"\"} {\"%d\": \"P\", \"%d\": \"L 5 min (bus)\"}"
                                .formatted(teacher.username(), ada.id(), bo.id(), ada.id(), bo.id())
                        + ", %s register changed {\"%d\": \"L 5 min (bus)\"} {\"%d\": \"A\"}"
                                .formatted(teacher.username(), bo.id(), bo.id()),
                school.value("""
                        select string_agg(actor || ' ' || action || ' ' || before || ' ' || after, ', ' order by id)
                        from audit_entry where entity = 'lesson' and entity_id = ?""", lesson));
    }

    @Test
    void registerTellsTheOtherServers() {
        record(teacher, 0, mark(ada, "P"));

        assertEquals(
                "register " + section + " {\"lessonId\": " + lesson + "}",
                school.value(
                        "select topic || ' ' || section_id || ' ' || payload from outbox_event where section_id = ?",
                        section));
    }

    @Test
    void sameMarksAgainAreNoChange() {
        record(teacher, 0, mark(ada, "P"));

        Answer again = record(teacher, 1, mark(ada, "P"));

        assertEquals(200, again.status(), again::toString);
        assertEquals("\"1\"", again.header("ETag"));
        assertEquals("1", audits());
    }

    // ------------------------------------------------------------------------------------ sent twice

    @Test
    void sameKeyTwiceIsOneWriteWithTheSameAnswer() {
        String key = UUID.randomUUID().toString();
        Answer first = recordOnce(key, teacher, 0, mark(ada, "L", 3, null));

        Answer second = recordOnce(key, teacher, 0, mark(ada, "L", 3, null));

        assertEquals(200, second.status(), second::toString);
        assertEquals(first.body(), second.body());
        assertEquals("\"1\"", second.header("ETag"));
        assertEquals("1", audits());
        assertEquals("1", school.value("select register_version from lesson where id = ?", lesson));
    }

    @Test
    void replayTellsTheFirstAnswerAlsoAfterALaterChange() {
        String key = UUID.randomUUID().toString();
        Answer first = recordOnce(key, teacher, 0, mark(ada, "P"));
        record(teacher, 1, mark(ada, "A"));

        Answer replayed = recordOnce(key, teacher, 0, mark(ada, "P"));

        assertEquals(200, replayed.status(), replayed::toString);
        assertEquals(first.body(), replayed.body());
        assertEquals(first.header("ETag"), replayed.header("ETag"));
        assertEquals("A", storedMarks());
    }

    @Test
    void keyOfAnotherRequestIsRefused() {
        String key = UUID.randomUUID().toString();
        recordOnce(key, teacher, 0, mark(ada, "P"));

        Answer other = recordOnce(key, teacher, 1, mark(ada, "A"));

        Answer.assertProblem(422, "idempotency-key-reused", other);
        assertEquals("Idempotency-Key", field(other));
        assertEquals("P", storedMarks());
    }

    @Test
    void keyOfAnotherPersonMeansNothing() {
        school.assign(section, colleague, "ASSISTANT", null, null);
        String key = UUID.randomUUID().toString();
        recordOnce(key, teacher, 0, mark(ada, "P"));

        Answer.assertProblem(412, "stale-version", recordOnce(key, colleague, 0, mark(ada, "P")));
        assertEquals(200, recordOnce(key, colleague, 1, mark(ada, "A")).status());
        assertEquals("2", audits());
    }

    @Test
    void refusedRequestDoesNotUseItsKeyUp() {
        String key = UUID.randomUUID().toString();
        Answer.assertProblem(422, "unknown-attendance-code", recordOnce(key, teacher, 0, mark(ada, "Z")));

        assertEquals(200, recordOnce(key, teacher, 0, mark(ada, "A")).status());
    }

    @Test
    void keyOfManyRequestsAtOnceIsOneWrite() throws Exception {
        String key = UUID.randomUUID().toString();
        as(teacher);
        Supplier<Answer> request = () -> recordOnce(key, teacher, 0, mark(ada, "P"), mark(bo, "A"));

        List<Answer> answers = atOnce(1, request, request, request, request);

        for (Answer answer : answers) {
            assertEquals(200, answer.status(), answer::toString);
            assertEquals(answers.get(0).body(), answer.body());
        }
        assertEquals("1", audits());
        assertEquals("1", school.value("select register_version from lesson where id = ?", lesson));
        assertEquals("1", school.value("select count(*) from outbox_event where section_id = ?", section));
    }

    @Test
    void keyHasAtMostTwoHundredCharacters() {
        Answer answer = recordOnce("x".repeat(201), teacher, 0, mark(ada, "P"));

        Answer.assertProblem(400, "validation", answer);
        assertEquals("Idempotency-Key", field(answer));
        assertEquals(
                200, recordOnce("x".repeat(200), teacher, 0, mark(ada, "P")).status());
    }

    // ------------------------------------------------------------------------------------ what is seen of it

    @Test
    void studentSeesTheMarkAtOnce() {
        Person student = school.student("Keen");
        section = school.section(teacher, student);
        Instant begin = Instant.parse("2026-01-01T00:00:00Z");
        String[] codes = {"P", "P", "A", "L", "E"};
        for (int i = 0; i < codes.length; i++) {
            lesson = school.lesson(section, begin.plus(Duration.ofDays(i)));
            school.execute(
                    "update lesson set register_reopened_until = ? where id = ?",
                    TestSchool.at(Instant.now().plusSeconds(600)),
                    lesson);
            assertEquals(200, record(teacher, 0, mark(student, codes[i])).status());
        }
        school.lesson(section, begin.plus(Duration.ofDays(9))); // nobody takes it, so it counts for nothing
        long cancelled = school.lesson(section, begin.plus(Duration.ofDays(10)));
        school.execute(
                "insert into attendance_mark values (?, ?, (select id from attendance_code where code = 'A'))",
                cancelled,
                student.id());
        school.execute("update lesson set status = 'CANCELLED' where id = ?", cancelled);

        JsonNode seen = as(student).get("api/student/attendance").json();

        assertEquals(
                "{\"present\":2,\"absent\":1,\"late\":1,\"excused\":1,\"taken\":5,\"rate\":0.75}",
                sorted(seen.get("overall")));
        assertEquals(1, seen.get("sections").size());
        assertEquals(
                section, seen.get("sections").get(0).get("section").get("id").asLong());
        assertEquals(0.75, seen.get("sections").get(0).get("rate").asDouble());
        List<String> kinds = new ArrayList<>();
        seen.get("items").forEach(item -> kinds.add(item.get("code").asText()));
        assertEquals(List.of("E", "L", "A", "P", "P"), kinds);
        assertEquals(
                "2026-01-05T00:00:00Z", seen.get("items").get(0).get("startsAt").asText());
        assertTrue(seen.get("next").isNull());
    }

    @Test
    void studentWithoutAnyTakenLessonHasNoRate() {
        Person student = school.student("New");
        school.lesson(school.section(teacher, student));

        JsonNode seen = as(student).get("api/student/attendance").json();

        assertEquals(
                "{\"present\":0,\"absent\":0,\"late\":0,\"excused\":0,\"taken\":0,\"rate\":null}",
                sorted(seen.get("overall")));
        assertEquals(0, seen.get("items").size());
    }

    @Test
    void studentSeesNoNotesAndNobodyElse() {
        record(teacher, 0, mark(ada, "A", null, "parents called"), mark(bo, "P"));

        Answer answer = as(ada).get("api/student/attendance?limit=500");

        assertTrue(!answer.body().contains("parents called"), answer::toString);
        List<String> codes = new ArrayList<>();
        answer.json().get("items").forEach(item -> {
            if (item.get("lessonId").asLong() == lesson) {
                codes.add(item.get("code").asText());
            }
        });
        assertEquals(List.of("A"), codes);
    }

    @Test
    void pagesOfAttendanceHaveNoGapAndNoDuplicateThoughLessonsBeginTogether() {
        Person student = school.student("Busy");
        Instant begin = Instant.parse("2026-02-02T09:00:00.500Z");
        List<Long> newestFirst = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            // three lessons begin at each time, as for a student who is in three sections
            long id = school.lesson(school.section(teacher, student), begin.plus(Duration.ofHours(i / 3)));
            school.execute(
                    "insert into attendance_mark values (?, ?, (select id from attendance_code where code = 'P'))",
                    id,
                    student.id());
            newestFirst.add(id);
        }
        Collections.reverse(newestFirst); // by time, and the ids rise

        List<Long> read = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 6; page++) {
            JsonNode answer =
                    as(student).get("api/student/attendance?limit=2" + after).json();
            answer.get("items").forEach(item -> read.add(item.get("lessonId").asLong()));
            after = "&after=" + answer.get("next").asText();
            assertEquals(page == 5, answer.get("next").isNull());
        }

        assertEquals(11, new HashSet<>(read).size());
        assertEquals(newestFirst, read);
    }

    @Test
    void pageParametersThatMakeNoSenseAreRefusedAndNamed() {
        for (String query : List.of("limit=0", "limit=501", "limit=-1")) {
            Answer answer = as(ada).get("api/student/attendance?" + query);
            Answer.assertProblem(400, "validation", answer);
            assertEquals("limit", field(answer));
        }
        Answer answer = as(ada).get("api/student/attendance?after=yesterday");
        Answer.assertProblem(400, "validation", answer);
        assertEquals("after", field(answer));
    }

    @Test
    void teachersDayTellsTakenFromNotTaken() {
        long other = school.lesson(section, Instant.now().minusSeconds(60));
        record(teacher, 0, mark(ada, "A"), mark(bo, "L", 4, null));
        LocalDate day = dayOfLesson();

        JsonNode lessons =
                as(teacher).get("api/teacher/lessons?date=" + day).json().get("items");

        assertEquals(
                "TAKEN", lessonIn(lessons, lesson).get("register").get("state").asText());
        assertEquals(
                "{\"present\":0,\"absent\":1,\"late\":1,\"excused\":0}",
                sorted(lessonIn(lessons, lesson).get("counts")).replaceAll(",\"(taken|rate)\":[^,}]*", ""));
        assertEquals(2, lessonIn(lessons, lesson).get("rosterSize").asInt());
        String otherDay =
                LocalDate.ofInstant(Instant.now().minusSeconds(60), LONDON).toString();
        JsonNode untouched = lessonIn(
                as(teacher).get("api/teacher/lessons?date=" + otherDay).json().get("items"), other);
        assertEquals("NOT_TAKEN", untouched.get("register").get("state").asText());
        assertTrue(untouched.get("register").get("takenAt").isNull());
    }

    @Test
    void registersAndMarksAreCounted() {
        double registers = metric("lectern_registers_recorded_total");
        double marks = metric("lectern_attendance_marks_total");

        record(teacher, 0, mark(ada, "P"), mark(bo, "A"));
        record(teacher, 1, mark(ada, "A"), mark(bo, "A"));
        record(teacher, 0, mark(ada, "P")); // stale

        assertEquals(2, metric("lectern_registers_recorded_total") - registers);
        assertEquals(3, metric("lectern_attendance_marks_total") - marks);
    }

    // ------------------------------------------------------------------------------------ in short

    private static double metric(String name) {
        return lectern.anonymous()
                .get("metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }

    /** The day of a lesson that began half an hour ago: yesterday, soon after midnight. */
    private static LocalDate dayOfLesson() {
        return LocalDate.ofInstant(Instant.now().minusSeconds(1800), LONDON);
    }

    private static Client as(Person person) {
        return school.login(person);
    }

    private static String mark(Person student, String code) {
        return mark(student, code, null, null);
    }

    private static String mark(Person student, String code, Integer minutesLate, String note) {
        return "{\"studentId\":%d,\"code\":\"%s\",\"minutesLate\":%d,\"note\":%s}"
                .formatted(student.id(), code, minutesLate, note == null ? null : '"' + note + '"');
    }

    private static String entry(long lesson, String... marks) {
        return "{\"lessonId\":%d,\"marks\":[%s]}".formatted(lesson, String.join(",", marks));
    }

    private Answer record(Person by, int version, String... marks) {
        return as(by).post("api/attendance", entry(lesson, marks), "If-Match", "\"" + version + "\"");
    }

    private Answer recordOnce(String key, Person by, int version, String... marks) {
        return as(by).post(
                        "api/attendance",
                        entry(lesson, marks),
                        "If-Match",
                        "\"" + version + "\"",
                        "Idempotency-Key",
                        key);
    }

    /** Sends requests that meet at the lesson's row: it is held until so many of them wait for it. */
    @SafeVarargs
    private List<Answer> atOnce(int waiting, Supplier<Answer>... requests) throws Exception {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        try (Connection connection = lectern.connect();
                var statement = connection.prepareStatement("select 1 from lesson where id = ? for update")) {
            connection.setAutoCommit(false);
            statement.setLong(1, lesson);
            statement.execute();
            for (Supplier<Answer> request : requests) {
                answers.add(CompletableFuture.supplyAsync(request, task -> new Thread(task).start()));
            }
            Eventually.holds(
                    waiting + " requests wait for the lesson",
                    () -> Integer.parseInt(school.value(
                                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"))
                            >= waiting);
            connection.rollback();
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    /** The marks of a register, each as code, minutes and note. */
    private static List<String> marks(Answer answer) {
        List<String> marks = new ArrayList<>();
        answer.json().get("marks").forEach(mark -> {
            String minutes = mark.get("minutesLate").isNull() ? "" : " " + mark.get("minutesLate");
            String note =
                    mark.get("note").isNull() ? "" : " (" + mark.get("note").asText() + ")";
            marks.add(mark.get("code").asText() + minutes + note);
        });
        return marks;
    }

    private String storedMarks() {
        return school.value("""
                select string_agg(c.code, ' ' order by m.student_id)
                from attendance_mark m join attendance_code c on c.id = m.code_id where m.lesson_id = ?""", lesson);
    }

    private String audits() {
        return school.value("select count(*) from audit_entry where entity = 'lesson' and entity_id = ?", lesson);
    }

    private void assertNothingWritten() {
        assertEquals(null, storedMarks());
        assertEquals("0", audits());
        assertEquals("0", school.value("select count(*) from outbox_event where section_id = ?", section));
        assertEquals(
                "0 true",
                school.value(
                        "select register_version || ' ' || (register_taken_at is null) from lesson where id = ?",
                        lesson));
    }

    private void assertValidation(String field, String... marks) {
        Answer answer = record(teacher, 0, marks);
        Answer.assertProblem(400, "validation", answer);
        assertEquals(field, field(answer));
    }

    private static String field(Answer problem) {
        return problem.json().get("errors").get(0).get("field").asText();
    }

    private static JsonNode lessonIn(JsonNode lessons, long id) {
        for (JsonNode item : lessons) {
            if (item.get("id").asLong() == id) {
                return item;
            }
        }
        throw new AssertionError("No lesson " + id + " in " + lessons);
    }

    private static String sorted(JsonNode counts) {
        List<String> members = new ArrayList<>();
        for (String name : List.of("present", "absent", "late", "excused", "taken", "rate")) {
            if (counts.has(name)) {
                members.add("\"" + name + "\":" + counts.get(name));
            }
        }
        return "{" + String.join(",", members) + "}";
    }
}

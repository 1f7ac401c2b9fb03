package org.lectern.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One edit of a lesson, and all who see it: register, timetables and calendar. */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimetableIT {

    private TestSchool school;
    private RunningLectern lectern;
    private Client admin;

    @BeforeAll
    void school(RunningLectern running) {
        lectern = running;
        school = new TestSchool(running);
        admin = running.login("admin");
    }

    @Test
    void cancelledLessonIsCancelledForEverybody() {
        var teacher = school.teacher();
        var student = school.student("Reader");
        long section = school.section(teacher, student);
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(7);
        var made = admin.post(
                "api/admin/lessons",
                "{\"sectionId\":%d,\"startsAt\":\"%sT09:00:00Z\",\"endsAt\":\"%sT10:00:00Z\",\"teacherId\":%d}"
                        .formatted(section, day, day, teacher.id()),
                "Idempotency-Key",
                "lesson-" + section);
        assertEquals(201, made.status(), made::toString);
        var path = "api/admin/lessons/" + made.json().get("id").asLong();
        var address = school.login(teacher)
                .post("api/me/calendar", "")
                .json()
                .get("url")
                .asText();
        var calendar = address.substring(address.indexOf("api/"));

        var cancelled = admin.post(path + "/cancel", "{\"reason\":\"Snow\"}", "If-Match", made.header("ETag"));

        assertEquals(200, cancelled.status(), cancelled::toString);
        assertEquals("\"1\"", cancelled.header("ETag"));
        for (var own : new JsonNode[] {
            lesson(school.login(teacher).get("api/teacher/timetable?from=" + day + "&to=" + day)),
            lesson(school.login(student).get("api/student/timetable?from=" + day + "&to=" + day))
        }) {
            assertEquals("CANCELLED", own.get("status").asText());
            assertEquals("Snow", own.get("reason").asText());
        }
        var text = lectern.anonymous().get(calendar);
        assertEquals("text/calendar", text.mediaType());
        assertTrue(text.body().contains("STATUS:CANCELLED") && text.body().contains("SEQUENCE:1"), text::toString);

        assertEquals(204, school.login(teacher).delete("api/me/calendar").status());
        Answer.assertProblem(404, "not-found", lectern.anonymous().get(calendar));
    }

    @Test
    void lessonInATakenRoomIsAProblemThatNamesTheOther() {
        var teacher = school.teacher();
        long section = school.section(teacher);
        var body =
                "{\"sectionId\":%d,\"startsAt\":\"2046-11-05T09:00:00Z\",\"endsAt\":\"2046-11-05T10:00:00Z\",\"teacherId\":%d}"
                        .formatted(section, teacher.id());
        var first = admin.post("api/admin/lessons", body);

        var second = admin.post("api/admin/lessons", body);

        Answer.assertProblem(409, "timetable-clash", second);
        assertEquals("teacherId", second.json().at("/errors/0/field").asText());
        assertTrue(
                second.json()
                        .get("detail")
                        .asText()
                        .contains("by lesson " + first.json().get("id") + " of CHE-"),
                second::toString);
        var clash = second.json().at("/clashes/0");
        assertEquals("TEACHER", clash.get("kind").asText());
        assertEquals(first.json().get("id"), clash.get("lessonId"));
        assertEquals(section, clash.get("sectionId").asLong());
        assertEquals("2046-11-05T09:00:00Z", clash.get("startsAt").asText());
        assertFalse(freeTeachers().contains(" " + teacher.id() + " "));
    }

    @Test
    void sectionThatIsGivenToAGroupWithLessonsThenIsAProblemThatNamesThem() {
        long group = made("student_group (code, title) values ('T-' || gen_random_uuid(), 'A form')");
        long taught = school.section(school.teacher());
        long other = school.section(school.teacher());
        for (long section : new long[] {taught, other}) {
            var made = admin.post(
                    "api/admin/lessons",
                    "{\"sectionId\":%d,\"startsAt\":\"2046-11-06T09:00:00Z\",\"endsAt\":\"2046-11-06T10:00:00Z\"}"
                            .formatted(section));
            assertEquals(201, made.status(), made::toString);
        }
        assertEquals(200, give(taught, group).status());

        var refused = give(other, group);

        Answer.assertProblem(409, "timetable-clash", refused);
        assertEquals("groupId", refused.json().at("/errors/0/field").asText());
        assertEquals(taught, refused.json().at("/clashes/0/sectionId").asLong());
    }

    private long made(String intoAndValues) {
        return Long.parseLong(school.value("insert into " + intoAndValues + " returning id"));
    }

    private Answer give(long section, long group) {
        var read = admin.get("api/admin/sections/" + section);
        var body = (ObjectNode) read.json();
        body.put("groupId", group);
        return admin.put("api/admin/sections/" + section, body.toString(), "If-Match", read.header("ETag"));
    }

    @Test
    void changedHolidayTakesTheLessonsOfItsDaysAwayAtOnce() {
        long year = made("academic_session (title, type, start_date, end_date)"
                + " values ('Far year', 'SCHOOL_YEAR', date '2046-09-01', date '2047-07-01')");
        long section = school.section(school.teacher());
        school.execute("update section set academic_session_id = ? where id = ?", year, section);
        var slot = admin.post(
                "api/admin/timetable-slots",
                "{\"sectionId\":%d,\"weekday\":1,\"startTime\":\"09:00:00\",\"endTime\":\"09:50:00\"}"
                        .formatted(section));
        assertEquals(201, slot.status(), slot::toString);
        var lessons = "select count(*) from lesson where section_id = ? and slot_date = date '2046-11-05'";
        assertEquals("1", school.value(lessons, section));
        var address = "api/admin/academic-sessions/" + year;

        var changed = admin.put(address, """
                {"title":"Far year","type":"SCHOOL_YEAR","startDate":"2046-09-01","endDate":"2047-07-01","parentId":null,
                 "schoolYear":null,"status":"ACTIVE",
                 "holidays":[{"title":"Half term","startDate":"2046-11-05","endDate":"2046-11-09"}]}""", "If-Match", admin.get(address).header("ETag"));

        assertEquals(200, changed.status(), changed::toString);
        assertEquals("0", school.value(lessons, section));
    }

    private String freeTeachers() {
        var free = new StringBuilder(" ");
        admin.get("api/admin/timetable/free-teachers?startsAt=2046-11-05T09:30:00Z&endsAt=2046-11-05T09:45:00Z")
                .json()
                .get("items")
                .forEach(each -> free.append(each.get("id").asLong()).append(' '));
        return free.toString();
    }

    private static JsonNode lesson(Answer timetable) {
        assertEquals(200, timetable.status(), timetable::toString);
        return StreamSupport.stream(timetable.json().get("items").spliterator(), false)
                .findFirst()
                .orElseThrow();
    }
}

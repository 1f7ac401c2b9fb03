package org.lectern.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
        assertFalse(freeTeachers().contains(" " + teacher.id() + " "));
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

package org.lectern.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lectern.system.ConsolePages.button;
import static org.lectern.system.ConsolePages.requireNoFaults;
import static org.lectern.system.ConsolePages.requireNoFaultsNow;
import static org.lectern.system.ConsolePages.signIn;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The class schedule and teacher assignments in the console, as those who plan use them. */
@SystemTest
class ScheduleConsoleIT {

    @Test
    void lessonIsMovedWhenItsClashIsGoneAndThenCancelledAndHeldAgain(RunningLectern lectern, Page page) {
        var school = new TestSchool(lectern);
        var teacher = school.teacher();
        var lesson = planned(lectern, school.section(teacher), teacher, "09:00");
        planned(lectern, school.section(teacher), teacher, "11:00");
        signIn(page, "admin");
        page.navigate("admin/schedule/index.xhtml?by=TEACHER&id=" + teacher.id() + "&week=2029-11-05");
        var block = page.locator(".les[data-lesson='" + lesson + "']:not(.ghost)");
        block.click();
        page.locator("#startsAt").fill("11:30");
        page.locator("#endsAt").fill("12:30");
        page.locator("#endsAt").blur();

        assertThat(page.locator("#place")).containsText("teaches CHE-");
        page.locator("#move").click();
        assertThat(page.locator(".faults")).containsText("is taken by lesson");
        assertThat(page.locator("#startsAt")).hasValue("11:30");
        requireNoFaultsNow(page);

        page.locator("#date").fill("2029-11-06");
        page.locator("#move").click();
        assertThat(page.locator(".toast")).containsText("Tuesday 6 November, 11:30");
        assertThat(page.locator(".col[data-day='2029-11-06'] .les")).containsText("Moved from Mon 09:00");

        page.locator("#reason").fill("Museum trip");
        task(page, "COVER").click();
        assertThat(page.locator("#teacherId")).isVisible();
        task(page, "CANCEL").click();
        assertThat(page.locator("#cancel")).isVisible();
        assertThat(page.locator("#reason")).hasValue("Museum trip");
        page.locator("#cancel").click();
        assertThat(block).containsText("Cancelled: Museum trip");
        page.locator("#restore").click();
        assertThat(page.locator(".col[data-day='2029-11-05'] .les")).hasCount(2);
    }

    @Test
    void whoChangesALessonSecondSeesBothSidesAndKeepsTheOwn(RunningLectern lectern, Page page) {
        var school = new TestSchool(lectern);
        var teacher = school.teacher();
        var lesson = planned(lectern, school.section(teacher), teacher, "09:00");
        signIn(page, "admin");
        page.navigate("admin/schedule/index.xhtml?by=TEACHER&id=" + teacher.id() + "&week=2029-11-05&lesson=" + lesson);
        var api = lectern.login("admin");
        var read = api.get("api/admin/lessons/" + lesson);
        assertEquals(
                200,
                api.post(
                                "api/admin/lessons/" + lesson + "/move",
                                "{\"startsAt\":\"2029-11-07T10:00:00Z\",\"endsAt\":\"2029-11-07T10:50:00Z\",\"reason\":\"Fire drill\"}",
                                "If-Match",
                                read.header("ETag"))
                        .status());

        page.locator("#date").fill("2029-11-06");
        page.locator("#reason").fill("Dentist");
        page.locator("#move").click();

        assertThat(page.locator(".ver.on")).containsText("Tuesday 6 November");
        assertThat(page.locator(".ver.on")).containsText("Dentist");
        assertThat(page.locator(".ver:not(.on)")).containsText("Wednesday 7 November");
        assertThat(page.locator(".ver:not(.on)")).containsText("Fire drill");
        assertThat(page.locator(".conflict")).containsText("Taken over from there: Time.");
        assertThat(page.locator("#startsAt")).hasValue("10:00");
        requireNoFaultsNow(page);
        page.locator("#keep-yours").click();

        assertThat(page.locator(".toast")).containsText("Tuesday 6 November, 10:00");
    }

    @Test
    void lessonIsPickedUpAndPutDownWithKeys(RunningLectern lectern, Page page) {
        var school = new TestSchool(lectern);
        var teacher = school.teacher();
        var lesson = planned(lectern, school.section(teacher), teacher, "09:00");
        signIn(page, "admin");
        page.navigate("admin/schedule/index.xhtml?by=TEACHER&id=" + teacher.id() + "&week=2029-11-05");

        page.locator(".les[data-lesson='" + lesson + "']").focus();
        page.keyboard().press(" ");
        assertThat(page.locator(".dropc.over")).hasCount(1);
        page.keyboard().press("ArrowRight");
        page.keyboard().press("f");
        page.keyboard().press("Enter");
        page.locator("#drop").click();

        assertThat(page.locator(".toast")).containsText("is now on");
        assertEquals("MOVED", school.value("select status from lesson where id = ?", lesson));
    }

    @Test
    void weeklySlotIsAddedOnceItsFaultsAreMended(RunningLectern lectern, Page page) {
        var school = new TestSchool(lectern);
        var teacher = school.teacher();
        var section = school.section(teacher);
        var code = school.value("select code from section where id = ?", section);
        signIn(page, "admin");
        page.navigate("admin/schedule/slot.xhtml?by=TEACHER&id=" + teacher.id());
        page.locator("#sectionId").fill("no such section");
        page.locator("#startTime").fill("10:00");
        page.locator("#endTime").fill("09:00");
        page.locator("#save").click();
        assertThat(page.locator("#sectionId-about")).containsText("No section in use has this code.");
        requireNoFaultsNow(page);

        page.locator("#sectionId").fill(code);
        page.locator("#sectionId").blur();
        assertThat(page.locator("#teacherId option")).hasCount(2);
        page.locator("#save").click();
        assertThat(page.locator("#endTime-about")).containsText("It ends after it has begun");
        page.locator("#endTime").fill("10:50");
        page.locator("#another").click();

        assertThat(page.locator(".toast")).containsText(code + " has a weekly slot on Monday at 10:00");
        assertThat(page.locator("#weekday")).hasValue("2");
        assertThat(page.locator("#sectionId")).hasValue(code);
        page.locator("#save").click();
        assertThat(page.locator(".toast")).containsText(code + " has a weekly slot on Tuesday at 10:00");
        assertEquals(
                "2",
                school.value(
                        "select count(*) from timetable_slot where section_id = ? and teacher_id = ?",
                        section,
                        teacher.id()));
    }

    @Test
    void teacherIsAssignedAndTheAssignmentIsEnded(RunningLectern lectern, Page page) {
        var school = new TestSchool(lectern);
        var section = school.section(school.teacher());
        var assistant = school.teacher();
        var code = school.value("select code from section where id = ?", section);
        signIn(page, "admin");
        page.navigate("admin/assignments/edit.xhtml?teacher=" + assistant.id());
        page.locator("#save").click();
        assertThat(page.locator("#sectionId-about")).containsText("This cannot be left out.");
        page.locator("#sectionId").fill(code);
        page.locator("#role").selectOption("ASSISTANT");
        page.locator("#save").click();
        assertThat(page.locator(".toast")).containsText("is assigned to " + code);

        var id = school.value("select id from teacher_assignment where teacher_id = ?", assistant.id());
        page.navigate("admin/assignments/edit.xhtml?id=" + id);
        button(page, "End today").first().click();
        page.locator("#end").click();
        assertThat(page.locator(".toast")).containsText("until today");
    }

    @Test
    void pagesHaveNoAccessibilityFaultsInLightAndDark(RunningLectern lectern, Page page) {
        signIn(page, "admin");
        for (var address : List.of(
                "admin/schedule/index.xhtml",
                "admin/schedule/slot.xhtml",
                "admin/assignments/list.xhtml",
                "admin/assignments/edit.xhtml")) {
            page.navigate(address);
            requireNoFaults(page);
        }
    }

    private static Locator task(Page page, String name) {
        return page.locator("[data-task=" + name + "]");
    }

    private static long planned(RunningLectern lectern, long section, TestSchool.Person teacher, String time) {
        var day = "2029-11-05T" + time;
        return lectern.login("admin")
                .post(
                        "api/admin/lessons",
                        "{\"sectionId\":%d,\"startsAt\":\"%s:00Z\",\"endsAt\":\"%s:50:00Z\",\"teacherId\":%d}"
                                .formatted(section, day, day.substring(0, 13), teacher.id()))
                .json()
                .get("id")
                .asLong();
    }
}

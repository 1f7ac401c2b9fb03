package org.lectern.timetable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.courses.TeachingRole;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class ScheduleServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private static final LocalDate MONDAY = LocalDate.of(2040, 11, 5);

    private PlannedSchool school;
    private long room;
    private long teacher;

    @BeforeEach
    void school() {
        school = new PlannedSchool(database, services);
        room = school.room();
        teacher = school.teacher();
    }

    @Test
    void weekSaysWhenLessonsUsuallyAreWhichWeekItIsAndWhatKeepsTheSchoolClosed() {
        for (int i = 0; i < 5; i++) {
            slot(school.section(null), null, "09:00", "09:50", i == 0 ? "B" : "EVERY");
        }
        slot(school.section(null), null, "09:10", "09:40", "EVERY");
        school.holiday(school.term, "2040-11-08", "2040-11-09");

        var week = services.call(ScheduleService.class, schedule -> schedule.week(MONDAY.plusDays(3)));
        var next = services.call(ScheduleService.class, schedule -> schedule.week(MONDAY.plusDays(7)));

        assertEquals(MONDAY, week.first());
        assertEquals(
                List.of("2040-11-05", "2040-11-06", "2040-11-07", "2040-11-08", "2040-11-09"),
                week.days().stream().map(LocalDate::toString).toList());
        assertTrue(
                week.periods().contains(new SchoolWeek.Period(LocalTime.of(9, 0), LocalTime.of(9, 50))),
                week::toString);
        assertTrue(
                week.periods().stream().noneMatch(period -> period.startTime().equals(LocalTime.of(9, 10))),
                week::toString);
        assertTrue(
                week.closures().contains(new SchoolWeek.Closure("Holiday", MONDAY.plusDays(3), MONDAY.plusDays(4))),
                week::toString);
        assertEquals(List.of(), next.closures());
        assertEquals(WeekCycle.B, week.cycle());
        assertEquals(WeekCycle.A, next.cycle());
    }

    @Test
    void whatIsInTheWayOfALessonIsToldForTheWholeWeek() {
        var group = school.group();
        var own = lesson(school.section(group), "09:00", room, teacher);
        var inRoom = lesson(school.section(null), "10:00", room, null);
        var ofTeacher = lesson(school.section(null), "11:00", null, teacher);
        var ofGroup = lesson(school.section(group), "12:00", null, null);
        lesson(school.section(null), "13:00", school.room(), school.teacher());

        var taken = services.call(
                        ScheduleService.class,
                        schedule -> schedule.inTheWay(
                                own,
                                room,
                                teacher,
                                OffsetDateTime.parse("2040-11-05T00:00:00Z"),
                                OffsetDateTime.parse("2040-11-12T00:00:00Z")))
                .items();

        assertEquals(
                List.of("ROOM " + inRoom, "TEACHER " + ofTeacher, "GROUP " + ofGroup),
                taken.stream()
                        .map(clash -> clash.kind() + " " + clash.lessonId())
                        .toList());
    }

    @Test
    void substitutesWhoKnowTheSectionOrTheCourseComeFirstAndBusyOnesAreLeftOut() {
        var section = school.section(null);
        var own = lesson(section, "09:00", null, teacher);
        var ofSection = assign(section, school.teacher(), "ASSISTANT");
        var ofCourse = assign(school.section(null), school.teacher(), "LEAD");
        var free = school.teacher();
        var busy = school.teacher();
        lesson(school.section(null), "09:30", null, busy);

        var ids = services.call(ScheduleService.class, schedule -> schedule.substitutes(own)).items().stream()
                .map(Substitute::id)
                .toList();

        assertEquals(List.of(ofSection, ofCourse), ids.subList(0, 2));
        assertTrue(ids.contains(free) && !ids.contains(busy) && !ids.contains(teacher), ids::toString);
    }

    @Test
    void loadOfATeacherCountsEveryOtherWeekHalf() {
        var section = school.section(null);
        assign(section, teacher, "LEAD");
        slot(section, teacher, "09:00", "09:50", "EVERY");
        slot(section, teacher, "10:00", "10:50", "A");
        database.execute(
                "insert into teacher_assignment (section_id, teacher_id, to_date) values (?, ?, '2040-10-01')",
                school.section(null),
                teacher);
        var name = database.value("select family_name from person where id = ?", teacher);

        var page = services.call(TeacherLoadService.class, loads -> loads.list(name, MONDAY, null, null));
        var before = services.call(
                TeacherLoadService.class, loads -> loads.list(name, LocalDate.of(2040, 9, 1), null, null));

        assertEquals(1, page.items().size());
        var load = page.items().get(0);
        assertEquals(0, new BigDecimal("1.5").compareTo(load.lessons()));
        assertEquals(75, load.minutes());
        assertEquals(1, load.assignments().size());
        assertEquals(section, load.assignments().get(0).section().id());
        assertEquals(TeachingRole.LEAD, load.assignments().get(0).role());
        assertEquals(0, BigDecimal.ZERO.compareTo(before.items().get(0).lessons()));
        assertEquals(2, before.items().get(0).assignments().size());
    }

    private void slot(long section, Long of, String from, String to, String cycle) {
        database.execute(
                "insert into timetable_slot (section_id, weekday, start_time, end_time, teacher_id, week_cycle)"
                        + " values (?, 2, ?, ?, cast(? as bigint), ?)",
                section,
                LocalTime.parse(from),
                LocalTime.parse(to),
                of,
                cycle);
    }

    private long assign(long section, long person, String role) {
        database.execute(
                "insert into teacher_assignment (section_id, teacher_id, role) values (?, ?, ?)",
                section,
                person,
                role);
        return person;
    }

    private long lesson(long section, String time, Long in, Long by) {
        var begin = OffsetDateTime.parse("2040-11-05T" + time + ":00Z");
        return services.call(
                        PlannedLessonService.class,
                        lessons -> lessons.create(new LessonEntry(section, begin, begin.plusMinutes(50), in, by), null))
                .id();
    }
}

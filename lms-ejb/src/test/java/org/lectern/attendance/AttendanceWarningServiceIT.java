package org.lectern.attendance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lectern.attendance.SmallSchool.TODAY;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.notifications.Notification;
import org.lectern.notifications.NotificationService;
import org.lectern.shared.Caller;
import org.lectern.shared.ExpectedVersion;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class AttendanceWarningServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private SmallSchool school;
    private Caller teacher;
    private Caller ada;
    private Caller bo;
    private long section;

    @BeforeEach
    void school() {
        school = new SmallSchool(database);
        teacher = school.person("Ines", "Calder", "TEACHER");
        ada = school.person("Ada", "Noor", "STUDENT");
        bo = school.person("Bo", "Lind", "STUDENT");
        section = school.section(teacher, ada, bo);
    }

    @Test
    void rateBelowTheLimitIsWarnedOfOnceAndToldToStudentAndLead() {
        lessons(9, "P", "P");
        recordNow("A", "P");
        assertEquals(0, raise());
        recordNow("A", "P");

        assertEquals(1, raise());

        assertEquals(List.of("Your attendance in Chemistry (Year) is 81 %; at least 90 % is expected."), told(ada));
        assertEquals(List.of("The attendance of Ada Noor in Chemistry (Year) is 81 %."), told(teacher));
        assertEquals(List.of(), told(bo));
        assertEquals(
                "attendance warnings 0.8182",
                database.value(
                        "select actor || ' ' || (after ->> 'rate') from audit_entry where subject_id = ?",
                        ada.personId()));
        recordNow("A", "P");
        assertEquals(0, raise());
        assertEquals(1, told(ada).size());
    }

    @Test
    void eachTermOfASectionIsWarnedOfByItself() {
        school.term(section, "Autumn", TODAY.minusDays(100), TODAY.minusDays(21));
        school.term(section, "Winter", TODAY.minusDays(20), TODAY.plusDays(60));
        for (int i = 0; i < 12; i++) {
            school.take(school.lesson(section, TODAY.minusDays(30 + i), 9), teacher, ada, "P", bo, "A");
        }
        lessons(9, "P", "P");
        recordNow("A", "P");
        recordNow("A", "P");

        // 21 of 23 in the year would be enough, 9 of 11 in this term are not; what was before this term warns of nobody
        assertEquals(1, raise());
        assertEquals(List.of("Your attendance in Chemistry (Winter) is 81 %; at least 90 % is expected."), told(ada));
        assertEquals(List.of(), told(bo));

        long late = school.lesson(section, TODAY.minusDays(25), 9);
        school.take(late, teacher, ada, "P", bo, "A");
        database.execute(
                "insert into outbox_event (topic, section_id, payload)"
                        + " values ('register', ?, jsonb_build_object('lessonId', cast(? as bigint)))",
                section,
                late);
        assertEquals(1, raise());
        assertEquals(List.of("Your attendance in Chemistry (Autumn) is 0 %; at least 90 % is expected."), told(bo));
    }

    @Test
    void whoRecoversAndFallsAgainInTheSameTermIsNotWarnedAgain() {
        lessons(9, "P", "P");
        recordNow("A", "P");
        recordNow("A", "P");
        assertEquals(1, raise());
        for (int i = 0; i < 12; i++) {
            school.take(school.lesson(section, TODAY.minusDays(30 + i), 9), teacher, ada, "P", bo, "P");
        }
        recordNow("P", "P");
        assertEquals(0, raise());

        recordNow("A", "P");

        assertEquals(0, raise());
        assertEquals(1, told(ada).size());
    }

    @Test
    void fewLessonsAndExcusedOnesSayNothing() {
        lessons(8, "P", "P");
        recordNow("A", "E");
        assertEquals(0, raise());
        recordNow("E", "E");
        recordNow("E", "E");

        assertEquals(0, raise());
    }

    @Test
    void registersOfAMomentAgoAreLeftForTheNextLook() {
        lessons(9, "A", "P");
        recordNow("A", "P");

        assertEquals(
                0,
                services.call(AttendanceWarningService.class, service -> service.raise())
                        .intValue());
        assertEquals(1, raise());
    }

    @Test
    void twoServersDoNotLookAtOnce() throws Exception {
        lessons(9, "A", "P");
        recordNow("A", "P");
        try (var other = database.connection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from attendance_watch for update");

            assertEquals(0, raise());
            other.rollback();
        }
        assertEquals(1, raise());
    }

    private void lessons(int lessons, String adas, String bos) {
        for (int i = 0; i < lessons; i++) {
            school.take(school.lesson(section, TODAY.minusDays(i + 2), 9), teacher, ada, adas, bo, bos);
        }
    }

    private void recordNow(String adas, String bos) {
        long lesson = school.lessonNow(section);
        services.call(
                teacher,
                AttendanceService.class,
                service -> service.record(
                        new AttendanceEntry(
                                lesson,
                                List.of(
                                        new MarkEntry(ada.personId(), adas, null, null),
                                        new MarkEntry(bo.personId(), bos, null, null)),
                                null),
                        new ExpectedVersion(0),
                        null));
    }

    private static int raise() {
        return services.call(AttendanceWarningService.class, service -> service.raise(Duration.ZERO));
    }

    private static List<String> told(Caller person) {
        return services
                .call(person, NotificationService.class, service -> service.list(false, null, null))
                .items()
                .stream()
                .map(Notification::text)
                .toList();
    }
}

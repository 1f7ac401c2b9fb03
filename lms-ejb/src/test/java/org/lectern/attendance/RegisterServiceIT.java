package org.lectern.attendance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lectern.attendance.SmallSchool.TODAY;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.notifications.Notification;
import org.lectern.notifications.NotificationService;
import org.lectern.shared.Caller;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class RegisterServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private SmallSchool school;
    private Caller office;
    private Caller teacher;
    private Caller ada;
    private Caller bo;
    private long section;

    @BeforeEach
    void school() {
        school = new SmallSchool(database);
        office = school.person("Helen", "Marsh", "ADMIN");
        teacher = school.person("Ines", "Calder", "TEACHER");
        ada = school.person("Ada", "Noor", "STUDENT");
        bo = school.person("Bo", "Lind", "STUDENT");
        section = school.section(teacher, ada, bo);
    }

    @Test
    void historyOfAMarkTellsWhoChangedItFromWhatToWhat() {
        long lesson = school.lessonNow(section);
        record(teacher, lesson, 0, new MarkEntry(ada.personId(), "A", null, null));
        record(teacher, lesson, 1, new MarkEntry(bo.personId(), "P", null, null));
        record(office, lesson, 2, new MarkEntry(ada.personId(), "L", (short) 8, "bus"));

        assertEquals(List.of("Ines Calder null A", "Helen Marsh A L 8 min (bus)"), history(teacher, lesson, ada));
        assertEquals(List.of("Ines Calder null P"), history(office, lesson, bo));
        var stranger = school.person("Theo", "Blake", "TEACHER");
        refused(ProblemType.NOT_FOUND, () -> history(stranger, lesson, ada));
    }

    @Test
    void closedRegisterCanBeReopenedUntilAMomentAndItsTeacherIsTold() {
        long lesson = school.lesson(section, TODAY.minusDays(30), 10);
        refused(
                ProblemType.EDIT_WINDOW_CLOSED,
                () -> record(teacher, lesson, 0, new MarkEntry(ada.personId(), "A", null, null)));
        var until = OffsetDateTime.now(SmallSchool.ZONE).plusDays(2).truncatedTo(ChronoUnit.SECONDS);

        var reopened = reopen(lesson, until);

        assertEquals(until, reopened.editableUntil());
        record(teacher, lesson, 0, new MarkEntry(ada.personId(), "A", null, null));
        assertEquals(
                List.of("The register of Chemistry of " + TODAY.minusDays(30) + " is open again: Two were mixed up."),
                services
                        .call(teacher, NotificationService.class, service -> service.list(false, null, null))
                        .items()
                        .stream()
                        .map(Notification::text)
                        .toList());
        assertEquals(
                "Two were mixed up.",
                database.value(
                        "select after ->> 'reason' from audit_entry where action = 'register reopened' and entity_id = ?",
                        lesson));
        assertEquals(List.of("Ines Calder null A"), history(teacher, lesson, ada));
    }

    @Test
    void reopeningHasItsLimits() {
        long past = school.lesson(section, TODAY.minusDays(30), 10);
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        refused(ProblemType.VALIDATION, () -> reopen(past, now.minusMinutes(1)));
        refused(ProblemType.VALIDATION, () -> reopen(past, now.plus(Duration.ofDays(32))));
        long future = school.lesson(section, TODAY.plusDays(3), 10);
        refused(ProblemType.LESSON_IN_FUTURE, () -> reopen(future, now.plusDays(4)));
        database.execute("update lesson set status = 'CANCELLED' where id = ?", past);
        refused(ProblemType.LESSON_CANCELLED, () -> reopen(past, now.plusDays(1)));
        refused(ProblemType.NOT_FOUND, () -> reopen(987_654_321, now.plusDays(1)));
    }

    private ReopenedRegister reopen(long lesson, OffsetDateTime until) {
        return services.call(
                office,
                RegisterService.class,
                service -> service.reopen(lesson, new Reopening(until, "Two were mixed up.")));
    }

    private static List<String> history(Caller caller, long lesson, Caller student) {
        return services
                .call(caller, RegisterService.class, service -> service.history(lesson, student.personId()))
                .items()
                .stream()
                .map(change -> change.actorName() + " " + change.before() + " " + change.after())
                .toList();
    }

    private static void record(Caller caller, long lesson, int version, MarkEntry... marks) {
        services.call(
                caller,
                AttendanceService.class,
                service -> service.record(
                        new AttendanceEntry(lesson, List.of(marks), null), new ExpectedVersion(version), null));
    }

    private static void refused(ProblemType type, Runnable request) {
        var problem = assertThrows(Problem.class, request::run);
        assertEquals(type, problem.type(), problem::getMessage);
    }
}

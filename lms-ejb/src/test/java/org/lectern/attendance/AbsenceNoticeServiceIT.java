package org.lectern.attendance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lectern.attendance.SmallSchool.TODAY;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
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

class AbsenceNoticeServiceIT {

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
    void noticeIsPendingUntilStaffDecideAndTheStudentIsTold() {
        var notice = announce(ada, TODAY.plusDays(3), TODAY.plusDays(4));
        assertEquals(AbsenceStatus.PENDING, notice.status());
        assertNull(notice.decidedBy());

        var approved = as(teacher, service -> service.approve(notice.id(), new AbsenceDecision("Enjoy it.")));

        assertEquals(AbsenceStatus.APPROVED, approved.status());
        assertEquals("Ines Calder", approved.decidedBy());
        assertEquals(
                List.of("Your absence from %s to %s was approved. Enjoy it."
                        .formatted(TODAY.plusDays(3), TODAY.plusDays(4))),
                told(ada));
        assertEquals(
                "absence announced, absence approved",
                database.value(
                        "select string_agg(action, ', ' order by id) from audit_entry where entity = 'absence_notice'"
                                + " and entity_id = ?",
                        notice.id()));
        refused(
                ProblemType.CONFLICT,
                () -> as(office, service -> service.refuse(notice.id(), new AbsenceDecision(null))));
    }

    @Test
    void approvedNoticeExcusesInTheRegisterWithoutTakingIt() {
        long lesson = school.lessonNow(section);
        approve(announce(ada, TODAY, TODAY));

        var open = register(lesson);

        assertEquals(RegisterState.NOT_TAKEN, open.state());
        assertEquals(List.of("Bo null null", "Ada E A wedding."), lines(open));
        assertEquals("0", database.value("select count(*) from attendance_mark where lesson_id = ?", lesson));

        record(lesson, 0, new MarkEntry(bo.personId(), "P", null, null));

        assertEquals(List.of("Bo P null", "Ada E A wedding."), lines(register(lesson)));
        assertEquals("2", database.value("select count(*) from attendance_mark where lesson_id = ?", lesson));
    }

    @Test
    void whatTheTeacherSaysWinsOverTheNotice() {
        long lesson = school.lessonNow(section);
        approve(announce(ada, TODAY, TODAY));

        record(lesson, 0, new MarkEntry(ada.personId(), "P", null, null));

        assertEquals(List.of("Bo null null", "Ada P null"), lines(register(lesson)));
        record(lesson, 1, new MarkEntry(bo.personId(), "P", null, null));
        assertEquals(List.of("Bo P null", "Ada P null"), lines(register(lesson)));
    }

    @Test
    void noticeThatIsNotApprovedOrOfAnotherDayExcusesNobody() {
        long lesson = school.lessonNow(section);
        announce(ada, TODAY, TODAY);
        approve(announce(bo, TODAY.plusDays(1), TODAY.plusDays(2)));

        assertEquals(List.of("Bo null null", "Ada null null"), lines(register(lesson)));
    }

    @Test
    void daysThatArePastOrInTheWrongOrderAreRefused() {
        refused(ProblemType.VALIDATION, () -> announce(ada, TODAY.minusDays(1), TODAY));
        refused(ProblemType.VALIDATION, () -> announce(ada, TODAY.plusDays(2), TODAY.plusDays(1)));
        refused(ProblemType.VALIDATION, () -> announce(ada, TODAY, TODAY.plusDays(191)));
    }

    @Test
    void dayHasOneNoticeUntilThatIsWithdrawn() {
        var first = announce(ada, TODAY.plusDays(1), TODAY.plusDays(5));
        refused(ProblemType.CONFLICT, () -> announce(ada, TODAY.plusDays(5), TODAY.plusDays(9)));

        withdraw(ada, first.id());

        announce(ada, TODAY.plusDays(5), TODAY.plusDays(9));
        refused(ProblemType.CONFLICT, () -> withdraw(ada, first.id()));
    }

    @Test
    void absenceThatHasBegunCannotBeWithdrawnOnceItIsApproved() {
        var notice = announce(ada, TODAY, TODAY.plusDays(1));
        approve(notice);

        refused(ProblemType.CONFLICT, () -> withdraw(ada, notice.id()));
    }

    @Test
    void noticesOfOthersLookLikeNone() {
        var notice = announce(ada, TODAY, TODAY);
        var stranger = school.person("Theo", "Blake", "TEACHER");

        refused(ProblemType.NOT_FOUND, () -> withdraw(bo, notice.id()));
        refused(
                ProblemType.NOT_FOUND,
                () -> as(stranger, service -> service.approve(notice.id(), new AbsenceDecision(null))));
        assertEquals(
                List.of(),
                as(stranger, service -> service.list(null, null, null)).items());
        assertEquals(
                List.of(notice),
                as(teacher, service -> service.list(AbsenceStatus.PENDING, null, null))
                        .items());
        assertEquals(
                notice,
                as(office, service -> service.list(AbsenceStatus.PENDING, 1, null))
                        .items()
                        .get(0));
        assertEquals(
                List.of(notice), as(ada, service -> service.own(null, null)).items());
    }

    private static <R> R as(Caller caller, Function<AbsenceNoticeService, R> work) {
        return services.call(caller, AbsenceNoticeService.class, work);
    }

    private static Absence announce(Caller student, LocalDate from, LocalDate to) {
        return as(student, service -> service.announce(new AbsenceEntry(from, to, "A wedding."), null));
    }

    private void approve(Absence notice) {
        as(office, service -> service.approve(notice.id(), new AbsenceDecision(null)));
    }

    private static void withdraw(Caller student, long id) {
        Consumer<AbsenceNoticeService> work = service -> service.withdraw(id);
        as(student, service -> {
            work.accept(service);
            return null;
        });
    }

    private Register register(long lesson) {
        return services.call(teacher, AttendanceService.class, service -> service.register(lesson));
    }

    private void record(long lesson, int version, MarkEntry... marks) {
        services.call(
                teacher,
                AttendanceService.class,
                service -> service.record(
                        new AttendanceEntry(lesson, List.of(marks)), new ExpectedVersion(version), null));
    }

    private static List<String> lines(Register register) {
        return register.marks().stream()
                .map(mark -> mark.name().split(" ")[0] + " " + mark.code() + " " + mark.note())
                .toList();
    }

    private static List<String> told(Caller person) {
        return services
                .call(person, NotificationService.class, service -> service.list(false, null, null))
                .items()
                .stream()
                .map(Notification::text)
                .toList();
    }

    private static void refused(ProblemType type, Runnable request) {
        var problem = assertThrows(Problem.class, request::run);
        assertEquals(type, problem.type(), problem::getMessage);
    }
}

package org.lectern.attendance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lectern.attendance.SmallSchool.TODAY;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lectern.files.FileHead;
import org.lectern.files.FileKeeping;
import org.lectern.files.FileService;
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

    @TempDir
    static Path data;

    private SmallSchool school;
    private Caller office;
    private Caller teacher;
    private Caller ada;
    private Caller bo;
    private long section;

    @BeforeEach
    void school() {
        services.configure("LMS_DATA", data.toString());
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
    void approvalExcusesWhereTheStudentIsAbsentAlreadyAndLeavesTheRest() {
        var today = IntStream.range(0, 3)
                .mapToObj(hour -> school.lesson(section, TODAY, 9 + hour))
                .toList();
        school.take(today.get(0), teacher, ada, "A", bo, "A");
        school.take(today.get(1), teacher, ada, "L", bo, "P");
        school.take(today.get(2), teacher, ada, "A", bo, "P");
        database.execute("update lesson set status = 'CANCELLED' where id = ?", today.get(2));
        long dayBefore = school.lesson(section, TODAY.minusDays(1), 9);
        school.take(dayBefore, teacher, ada, "A", bo, "P");
        // nobody may edit it any more, but this is the office's decision
        database.execute("update lesson set register_reopened_until = null where id = ?", today.get(0));

        approve(announce(ada, TODAY, TODAY));

        assertEquals("E (A wedding.) 1", mark(today.get(0), ada));
        assertEquals("A 1", mark(today.get(0), bo));
        assertEquals("L 0", mark(today.get(1), ada));
        assertEquals("A 0", mark(today.get(2), ada));
        assertEquals("A 0", mark(dayBefore, ada));
        var history = services.call(
                        teacher, RegisterService.class, service -> service.history(today.get(0), ada.personId()))
                .items();
        assertEquals(1, history.size());
        assertEquals("A", history.get(0).before());
        assertEquals("E (A wedding.)", history.get(0).after());
        refused(
                ProblemType.STALE_VERSION,
                () -> record(today.get(0), 0, new MarkEntry(ada.personId(), "P", null, null)));
    }

    @Test
    void approvalTakesAsManyStatementsForFortyRegistersAsForOne() {
        int one = statementsOfApproval(1);
        assertEquals(one, statementsOfApproval(40));
    }

    private int statementsOfApproval(int lessons) {
        var student = school.person("Cy", "Reed", "STUDENT");
        long own = school.section(teacher, student);
        for (int i = 0; i < lessons; i++) {
            school.take(school.lesson(own, TODAY.plusDays(i), 9), teacher, student, "A");
        }
        var notice = announce(student, TODAY, TODAY.plusDays(lessons));
        services.prepared();
        approve(notice);
        int statements = services.prepared();
        assertEquals(
                Integer.toString(lessons),
                database.value(
                        "select count(*) from attendance_mark m join attendance_code c on c.id = m.code_id"
                                + " where m.student_id = ? and c.kind = 'EXCUSED'",
                        student.personId()));
        return statements;
    }

    private static String mark(long lesson, Caller student) {
        return database.value(
                "select c.code || coalesce(' (' || m.note || ')', '') || ' ' || l.register_version"
                        + " from attendance_mark m join attendance_code c on c.id = m.code_id"
                        + " join lesson l on l.id = m.lesson_id where m.lesson_id = ? and m.student_id = ?",
                lesson,
                student.personId());
    }

    @Test
    void restIsWhoIsNeitherNamedNorMarkedNorAway() {
        var cy = school.person("Cy", "Reed", "STUDENT");
        var dee = school.person("Dee", "Shaw", "STUDENT");
        long four = school.section(teacher, ada, bo, cy, dee);
        long lesson = school.lessonNow(four);
        approve(announce(ada, TODAY, TODAY));

        var taken = record(lesson, 0, "P", new MarkEntry(bo.personId(), "A", null, null));

        assertEquals(List.of("Bo A null", "Ada E A wedding.", "Cy P null", "Dee P null"), lines(taken));
        // the rest of a register in which everybody has a mark is nobody
        var again = record(lesson, 1, "P", new MarkEntry(cy.personId(), "L", (short) 5, null));
        assertEquals(List.of("Bo A null", "Ada E A wedding.", "Cy L null", "Dee P null"), lines(again));
        assertEquals(
                "{" + cy.personId() + "}",
                database.value(
                        "select array(select jsonb_object_keys(after))::text from audit_entry where entity = 'lesson'"
                                + " and entity_id = ? order by id desc limit 1",
                        lesson));
    }

    @Test
    void restAloneTakesTheRegisterInAsManyStatementsAsMarksDo() {
        long one = school.lessonNow(section);
        services.prepared();
        record(one, 0, new MarkEntry(ada.personId(), "P", null, null), new MarkEntry(bo.personId(), "P", null, null));
        int marks = services.prepared();
        long other = school.lessonNow(school.section(teacher, ada, bo));

        var taken = record(other, 0, "P");

        assertEquals(marks, services.prepared());
        assertEquals(List.of("Bo P null", "Ada P null"), lines(taken));
    }

    @Test
    void restIsPresentAndNothingElse() {
        long lesson = school.lessonNow(section);
        refused(ProblemType.VALIDATION, () -> record(lesson, 0, "A"));
        refused(ProblemType.UNKNOWN_ATTENDANCE_CODE, () -> record(lesson, 0, "Z"));
        refused(ProblemType.VALIDATION, () -> record(lesson, 0));
        assertEquals(RegisterState.NOT_TAKEN, register(lesson).state());
    }

    @Test
    void fileOfANoticeIsForTheStudentAndWhoeverDecides() {
        var file = upload(ada);
        var stranger = school.person("Theo", "Blake", "TEACHER");
        refused(ProblemType.NOT_FOUND, () -> open(teacher, file));
        refused(ProblemType.VALIDATION, () -> announce(bo, file));

        var notice = announce(ada, file);

        assertEquals(file, notice.file());
        assertEquals(file, open(ada, file));
        assertEquals(file, open(teacher, file));
        assertEquals(file, open(office, file));
        refused(ProblemType.NOT_FOUND, () -> open(bo, file));
        refused(ProblemType.NOT_FOUND, () -> open(stranger, file));
    }

    @Test
    void withdrawnNoticeLeavesNoFileBehind() {
        var file = upload(ada);
        var notice = announce(ada, file);

        withdraw(ada, notice.id());

        assertEquals("0", database.value("select count(*) from stored_file where id = ?", file.id()));
        assertNull(as(ada, service -> service.own(null, null)).items().get(0).file());
    }

    private static Absence announce(Caller student, FileHead file) {
        return as(
                student,
                service -> service.announce(new AbsenceEntry(TODAY, TODAY.plusDays(1), "A fever.", file.id()), null));
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
        return as(student, service -> service.announce(new AbsenceEntry(from, to, "A wedding.", null), null));
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

    private Register record(long lesson, int version, MarkEntry... marks) {
        return record(lesson, version, null, marks);
    }

    private Register record(long lesson, int version, String rest, MarkEntry... marks) {
        return services.call(
                teacher,
                AttendanceService.class,
                service -> service.record(
                        new AttendanceEntry(lesson, List.of(marks), rest), new ExpectedVersion(version), null));
    }

    /** A sick note of the student's, outside of sections. */
    private static FileHead upload(Caller student) {
        var bytes = "Ada has a fever.".getBytes(StandardCharsets.UTF_8);
        return services.call(
                student,
                FileService.class,
                service -> service.take(new ByteArrayInputStream(bytes), (long) bytes.length, "note.txt", null));
    }

    private static FileHead open(Caller caller, FileHead file) {
        return services.call(caller, FileKeeping.class, service -> service.get(file.id()));
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

package org.lectern.content;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lectern.content.AssignmentMarks.AssignmentMark;
import org.lectern.files.FileHead;
import org.lectern.files.FileService;
import org.lectern.grades.FinalGradeService;
import org.lectern.grades.GradeStatus;
import org.lectern.notifications.Notification;
import org.lectern.notifications.NotificationService;
import org.lectern.shared.Caller;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.testing.SmallSchool;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class SubmissionServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    @TempDir
    static Path data;

    private SmallSchool school;
    private Caller teacher;
    private Caller ada;
    private Caller bo;
    private long section;

    @BeforeEach
    void sectionOfTwo() {
        services.configure("LMS_DATA", data.toString());
        school = new SmallSchool(database);
        teacher = school.person("Ines", "Calder", "TEACHER");
        ada = school.person("Ada", "Noor", "STUDENT");
        bo = school.person("Bo", "Lind", "STUDENT");
        section = school.section(teacher);
        school.enroll(section, ada);
        school.enroll(section, bo);
        services.callAs(teacher, "TEACHER");
    }

    @Test
    void gradeItemIsMadeAndChangedWithTheAssignment() {
        var assignment = create(facts("Essay", in(5), LatePolicy.ACCEPT, null));
        assertEquals(
                "Essay 20.000",
                database.value(
                        "select title || ' ' || maximum from grade_item where id = ?", assignment.gradeItemId()));

        var changed = services.call(
                AssignmentService.class,
                all -> all.change(
                        assignment.id(),
                        new ExpectedVersion(assignment.version()),
                        new AssignmentFacts(
                                "Long essay",
                                "",
                                List.of(),
                                null,
                                null,
                                null,
                                new BigDecimal("30"),
                                null,
                                null,
                                null)));

        assertTrue(changed.version() > assignment.version());
        assertEquals(
                "Long essay 30.000",
                database.value(
                        "select title || ' ' || maximum from grade_item where id = ?", assignment.gradeItemId()));
    }

    @Test
    void receiptProvesWhatWasHandedInWhen() {
        var assignment = create(facts("Essay", in(5), LatePolicy.ACCEPT, 2));
        services.callAs(ada, "STUDENT");
        var file = upload("essay.txt", "my essay");

        var receipt = handIn(assignment, "See *file*", file.id());

        assertEquals(1, receipt.attempt());
        assertFalse(receipt.late());
        assertEquals("S-%08d".formatted(receipt.id()), receipt.number());
        assertEquals("<p>See <em>file</em></p>\n", receipt.html());
        assertEquals(
                Receipt.hash(
                        assignment.id(),
                        ada.personId(),
                        1,
                        receipt.handedInAt().toInstant(),
                        "See *file*",
                        List.of(file)),
                receipt.sha256());
        assertEquals(
                "SUBMITTED",
                database.value(
                        "select status from grade where item_id = ? and student_id = ?",
                        assignment.gradeItemId(),
                        ada.personId()));
        assertEquals(2, handIn(assignment, "again").attempt());
        assertProblem(ProblemType.NO_ATTEMPTS_LEFT, () -> handIn(assignment, "once more"));
        assertEquals(0, own(assignment).attemptsLeft());
    }

    @Test
    void lateWorkIsMarkedAsLateOrNotTaken() {
        var lenient = create(facts("Lenient", in(-1), LatePolicy.ACCEPT, null));
        var strict = create(facts("Strict", in(-1), LatePolicy.REFUSE, null));
        services.callAs(ada, "STUDENT");

        assertTrue(handIn(lenient, "late").late());
        assertProblem(ProblemType.ASSIGNMENT_CLOSED, () -> handIn(strict, "late"));
        assertTrue(own(lenient).open());
        assertFalse(own(strict).open());
    }

    @Test
    void latenessCostsWhatTheGradebookSaysUnlessTheAssignmentForgivesIt() {
        database.execute(
                "insert into gradebook (section_id, late_percent_per_day, late_floor_percent) values (?, 10, 50)",
                section);
        var strict = create(facts("Strict", in(-2), LatePolicy.ACCEPT, null));
        var lenient = create(facts("Lenient", in(-2), LatePolicy.FORGIVE, null));
        services.callAs(ada, "STUDENT");
        assertTrue(handIn(strict, "late").late());
        assertTrue(handIn(lenient, "late").late());
        services.callAs(teacher, "TEACHER");
        for (var assignment : List.of(strict, lenient)) {
            mark(assignment, new AssignmentMark(ada.personId(), GradeStatus.GRADED, new BigDecimal("20"), null));
        }

        var items = services.call(FinalGradeService.class, service -> service.why(section, ada.personId(), null))
                .trace()
                .categories()
                .get(0)
                .items();

        // two days and a moment are three days
        assertEquals(
                List.of("Lenient 0 100 20", "Strict 3 70 14"),
                items.stream()
                        .map(item -> "%s %d %s %s"
                                .formatted(
                                        item.title(),
                                        item.daysLate(),
                                        item.keptPercent().toPlainString(),
                                        item.counted().toPlainString()))
                        .sorted()
                        .toList());
        assertEquals(
                "true, true",
                database.value("select string_agg(late::text, ', ') from grade where student_id = ?", ada.personId()));
    }

    @Test
    void anotherAttemptDoesNotChangeTheGradeOfTheOneBefore() {
        var assignment = create(facts("Essay", in(-1), LatePolicy.ACCEPT, null));
        mark(assignment, new AssignmentMark(ada.personId(), GradeStatus.GRADED, new BigDecimal("12"), null));
        services.callAs(ada, "STUDENT");

        handIn(assignment, "late");

        assertEquals(
                "false GRADED 0",
                database.value(
                        "select late || ' ' || status || ' ' || version from grade where item_id = ? and student_id = ?",
                        assignment.gradeItemId(),
                        ada.personId()));
    }

    @Test
    void nobodyHandsInForOthersOrWithOthersFiles() {
        var assignment = create(facts("Essay", null, LatePolicy.ACCEPT, null));
        services.callAs(ada, "STUDENT");
        var file = upload("ada.txt", "of Ada");
        services.callAs(bo, "STUDENT");
        assertProblem(ProblemType.VALIDATION, () -> handIn(assignment, "copied", file.id()));
        assertProblem(ProblemType.VALIDATION, () -> handIn(assignment, " "));

        services.callAs(school.person("Eva", "Roth", "STUDENT"), "STUDENT");
        assertProblem(ProblemType.NOT_FOUND, () -> handIn(assignment, "not mine"));
        assertProblem(ProblemType.NOT_FOUND, () -> own(assignment));
    }

    @Test
    void teacherSeesWhoHasAndWhoHasNotAndMarks() {
        var assignment = create(facts("Essay", in(-1), LatePolicy.ACCEPT, null));
        services.callAs(ada, "STUDENT");
        var receipt = handIn(assignment, "text", upload("a.txt", "a").id());
        services.callAs(teacher, "TEACHER");

        var before = services.call(SubmissionService.class, all -> all.handedIn(assignment.id()))
                .items();
        assertEquals(
                List.of("Bo Lind", "Ada Noor"),
                before.stream().map(HandedIn::name).toList());
        assertEquals(List.of(), before.get(0).attempts());
        assertEquals(receipt.id(), before.get(1).attempts().get(0).id());
        assertEquals("a.txt", before.get(1).attempts().get(0).files().get(0).name());
        assertEquals(
                "text",
                services.call(SubmissionService.class, all -> all.submission(receipt.id()))
                        .text());

        var after = mark(
                assignment,
                new AssignmentMark(ada.personId(), GradeStatus.GRADED, new BigDecimal("17.5"), "Good."),
                new AssignmentMark(bo.personId(), GradeStatus.MISSING, null, null));

        assertEquals(GradeStatus.MISSING, after.get(0).status());
        assertEquals(0, new BigDecimal("17.5").compareTo(after.get(1).points()));
        assertEquals(
                "true 2 GRADED",
                database.value(
                        "select late || ' ' || days_late || ' ' || status from grade where item_id = ? and student_id = ?",
                        assignment.gradeItemId(),
                        ada.personId()));
        assertEquals(
                "GRADED, MISSING",
                database.value(
                        "select string_agg(after ->> 'status', ', ' order by after ->> 'status') from grade_change where item_id = ?",
                        assignment.gradeItemId()));
        services.callAs(ada, "STUDENT");
        assertEquals("Good.", own(assignment).feedback());
        services.callAs(teacher, "TEACHER");
        var told = services.call(AssignmentService.class, all -> all.get(assignment.id()));
        assertEquals(List.of(2L, 1L, 1L, 1L), List.of(told.students(), told.handedIn(), told.late(), told.marked()));
        assertProblem(
                ProblemType.STILL_IN_USE,
                () -> services.run(
                        AssignmentService.class,
                        all -> all.delete(assignment.id(), new ExpectedVersion(assignment.version()))));
    }

    @Test
    void faultyMarkLetsNoneIn() {
        var assignment = create(facts("Essay", null, LatePolicy.ACCEPT, null));

        var problem = assertThrows(
                Problem.class,
                () -> mark(
                        assignment,
                        new AssignmentMark(ada.personId(), GradeStatus.GRADED, BigDecimal.TEN, null),
                        new AssignmentMark(bo.personId(), GradeStatus.GRADED, new BigDecimal("20.5"), null)));

        assertEquals("marks[1].points", problem.errors().get(0).field());
        assertNull(database.value("select points from grade where item_id = ?", assignment.gradeItemId()));
        assertEquals(ProblemType.GRADES_REFUSED, problem.type());
        assertProblem(
                ProblemType.GRADES_REFUSED,
                () -> mark(assignment, new AssignmentMark(teacher.personId(), GradeStatus.MISSING, null, null)));
    }

    @Test
    void archiveHasAFolderForEachStudentAndAttempt() throws IOException {
        var assignment = create(facts("Essay", in(-1), LatePolicy.ACCEPT, null));
        services.callAs(ada, "STUDENT");
        handIn(
                assignment,
                "text",
                upload("../../x.txt", "a").id(),
                upload("x.txt", "b").id());
        services.callAs(teacher, "TEACHER");

        var written = new ByteArrayOutputStream();
        var archive = services.call(SubmissionService.class, all -> {
            var collected = all.archive(assignment.id());
            // what is written later: its text comes from the database then
            assertDoesNotThrow(() -> collected.write(written));
            return collected;
        });

        var folder = "Ada Noor (" + ada.personId() + ")/Attempt 1, late/";
        assertEquals(List.of(folder + "text.md", folder + "x.txt", folder + "x (2).txt"), archive.entries());
        var contents = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(written.toByteArray()))) {
            while (zip.getNextEntry() != null) {
                contents.add(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertEquals(List.of("text", "a", "b"), contents);
    }

    @Test
    void studentsAreToldOfWorkThatTheyAreShownAndOfItsMarks() {
        create(new AssignmentFacts("Hidden", "", List.of(), null, null, null, new BigDecimal("20"), null, true, null));
        var assignment = create(facts("Essay", null, LatePolicy.ACCEPT, null));
        mark(assignment, new AssignmentMark(ada.personId(), GradeStatus.GRADED, new BigDecimal("12"), null));
        mark(assignment, new AssignmentMark(ada.personId(), GradeStatus.GRADED, new BigDecimal("12"), null));

        assertEquals(List.of("work-marked", "work-set"), told(ada));
        assertEquals(List.of("work-set"), told(bo));
    }

    private List<String> told(Caller student) {
        return services.call(student, NotificationService.class, all -> all.list(false, null, null)).items().stream()
                .map(Notification::kind)
                .toList();
    }

    private CourseAssignment create(AssignmentFacts facts) {
        return services.call(AssignmentService.class, all -> all.create(section, facts, null));
    }

    private static AssignmentFacts facts(String title, OffsetDateTime due, LatePolicy late, Integer attempts) {
        return new AssignmentFacts(
                title, "Do it.", List.of(), due, late, attempts, new BigDecimal("20"), null, false, null);
    }

    private static OffsetDateTime in(int days) {
        return OffsetDateTime.now(ZoneOffset.UTC).plusDays(days);
    }

    private FileHead upload(String name, String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        return services.call(
                FileService.class,
                files -> files.take(new ByteArrayInputStream(bytes), (long) bytes.length, name, section));
    }

    private Receipt handIn(CourseAssignment assignment, String text, Long... files) {
        return services.call(
                SubmissionService.class,
                all -> all.handIn(assignment.id(), new SubmissionEntry(text, List.of(files)), null));
    }

    private OwnAssignment own(CourseAssignment assignment) {
        return services.call(SubmissionService.class, all -> all.own(assignment.id()));
    }

    private List<HandedIn> mark(CourseAssignment assignment, AssignmentMark... marks) {
        return services.call(
                        SubmissionService.class, all -> all.mark(assignment.id(), new AssignmentMarks(List.of(marks))))
                .items();
    }

    private static void assertProblem(ProblemType type, org.junit.jupiter.api.function.Executable action) {
        assertEquals(type, assertThrows(Problem.class, action).type());
    }
}

package org.lectern.grades;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.shared.Caller;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class GradebookFileServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private GradedSection section;
    private Caller ada;
    private Caller bo;
    private long test;
    private long essay;

    @BeforeEach
    void sectionWithAllKindsOfGrades() {
        section = new GradedSection(database, 3);
        ada = section.students.get(0);
        bo = section.students.get(1);
        test = section.item(null, "=Test, \"1\"", 50, true);
        essay = section.item(null, "Essay", 20, false);
        services.callAs(section.teacher, Roles.TEACHER);
        services.call(
                GradeEntryService.class,
                service -> service.record(
                        section.id,
                        new GradeEntries(List.of(
                                cell(test, ada, "40.125", null, null, null, "=cmd|' /C calc'!A0\nand more"),
                                cell(test, bo, null, GradeStatus.MISSING, null, null, null),
                                cell(essay, ada, "12", null, true, 3, null),
                                cell(essay, bo, null, GradeStatus.EXCUSED, null, null, "'tis well"))),
                        null));
    }

    private static GradeEntries.Cell cell(
            long item, Caller student, String points, GradeStatus status, Boolean late, Integer days, String feedback) {
        return new GradeEntries.Cell(
                item,
                student.personId(),
                points == null ? null : new BigDecimal(points),
                status,
                late,
                days,
                feedback,
                null);
    }

    private String state() {
        return database.value("""
                select string_agg(concat_ws('|', item_id, student_id, g.status, points, late, days_late, feedback), ';'
                    order by item_id, student_id)
                from grade g join grade_item i on i.id = item_id where section_id = ?""", section.id);
    }

    private ImportedGrades take(byte[] content, boolean workbook, boolean dryRun) {
        return services.call(
                GradebookFileService.class, service -> service.take(section.id, content, workbook, dryRun));
    }

    private ImportedGrades take(String csv, boolean dryRun) {
        return take(csv.getBytes(StandardCharsets.UTF_8), false, dryRun);
    }

    @Test
    void whatWasExportedChangesNothingAndBringsBackWhatWasLost() {
        var csv = services.call(GradebookFileService.class, service -> service.csv(section.id));
        var xlsx = services.call(GradebookFileService.class, service -> service.xlsx(section.id));
        var before = state();

        assertEquals(0, take(csv.content(), false, false).changed());
        assertEquals(0, take(xlsx.content(), true, false).changed());
        for (var workbook : List.of(false, true)) {
            database.execute(
                    "update grade set points = null, status = 'SUBMITTED', late = false, feedback = null where item_id in (?, ?)",
                    test,
                    essay);
            assertEquals(
                    4,
                    take(workbook ? xlsx.content() : csv.content(), workbook, false)
                            .changed());
            assertEquals(before, state());
            database.execute("update grade set version = 0 where item_id in (?, ?)", test, essay);
        }
        assertEquals("gradebook-CHE-" + csv.name().replaceAll("\\D", "") + ".csv", csv.name());
    }

    @Test
    void nothingInAnExportIsComputedByASpreadsheet() {
        var csv = new String(
                services.call(GradebookFileService.class, service -> service.csv(section.id))
                        .content(),
                StandardCharsets.UTF_8);

        assertTrue(csv.startsWith("\uFEFFStudent,Name,Number,"), csv);
        assertTrue(csv.contains("\"'=Test, \"\"1\"\" [" + test + "] of 50\""), csv);
        assertTrue(csv.contains("\"'=cmd|' /C calc'!A0\nand more\""), csv);
    }

    @Test
    void dryRunTellsWhatWouldChangeAndChangesNothing() {
        var before = state();
        var told = take("Student,Essay [%d]\r\n%d,15\r\n%d,\r\n".formatted(essay, ada.personId(), bo.personId()), true);

        assertEquals(2, told.changed());
        assertEquals(
                new ImportedGrades.Change(
                        2, ada.personId(), "Ada Student 000", essay, "Essay", "12 late 3", "15", null, null),
                told.changes().get(0));
        assertEquals("", told.changes().get(1).after());
        assertEquals(before, state());
    }

    @Test
    void faultsAreToldByRowAndColumn() {
        var before = state();
        var problem = assertThrows(
                Problem.class,
                () -> take(
                        "Student,Essay [%d]\r\n%d,21\r\n%d,great\r\n999999999,1\r\n"
                                .formatted(essay, ada.personId(), bo.personId()),
                        false));

        assertEquals(ProblemType.GRADES_REFUSED, problem.type());
        assertEquals(
                List.of("row 3, Essay [" + essay + "]", "row 4, Student"),
                problem.errors().stream().map(FieldError::field).toList());
        var tooMany = assertThrows(
                Problem.class, () -> take("Student,Essay [%d]\r\n%d,21\r\n".formatted(essay, ada.personId()), true));
        assertEquals("row 2, Essay [" + essay + "]", tooMany.errors().get(0).field());
        assertEquals(before, state());
    }

    @Test
    void gradeThatSomebodyChangedSinceTheExportIsNotOverwritten() {
        var csv = services.call(GradebookFileService.class, service -> service.csv(section.id));
        database.execute(
                "update grade set points = 13, version = version + 1 where item_id = ? and points = 12", essay);

        var problem = assertThrows(Problem.class, () -> take(csv.content(), false, false));

        assertEquals(ProblemType.STALE_VERSION, problem.type());
        assertEquals(
                "row 2, Essay [" + essay + "] of 20", problem.errors().get(0).field());
    }

    @Test
    void fileThatIsNoTableIsRefused() {
        assertEquals(
                ProblemType.VALIDATION,
                assertThrows(Problem.class, () -> take(new byte[] {1, 2, 3}, true, true))
                        .type());
        assertEquals(
                ProblemType.VALIDATION,
                assertThrows(Problem.class, () -> take("\"", true)).type());
        assertEquals(
                ProblemType.GRADES_REFUSED,
                assertThrows(Problem.class, () -> take("Name,Points\r\nAda,3\r\n", true))
                        .type());
    }

    @Test
    void transcriptAndReportCardsArePrinted() {
        services.callAs(ada, Roles.STUDENT);
        var transcript = services.call(ReportService.class, ReportService::ownTranscript);
        assertEquals("%PDF-", new String(transcript, 0, 5, StandardCharsets.ISO_8859_1));
        assertTrue(transcript.length < 400_000, () -> transcript.length + " bytes");

        var group = Long.parseLong(database.value(
                "insert into student_group (code, title) values ('10-A-' || ?, '10-A') returning id", section.id));
        for (var student : section.students) {
            database.execute(
                    "insert into student_group_member (student_group_id, student_id, from_date) values (?, ?, current_date - 1)",
                    group,
                    student.personId());
        }
        services.callAs(null);
        var done = new int[1];
        services.prepared();
        var cards = services.call(
                ReportService.class,
                service -> service.reportCards(
                        group, section.term, students -> assertEquals(3, students), n -> done[0] = n));
        assertEquals("%PDF-", new String(cards, 0, 5, StandardCharsets.ISO_8859_1));
        assertEquals(3, done[0]);
        assertTrue(services.prepared() <= 14);
    }
}

package org.lectern.grades;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.shared.Caller;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class GradebookServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private GradedSection section;
    private Caller ada;
    private Caller bo;
    private long tests;
    private long homework;
    private long test;
    private long essay;
    private long hidden;

    @BeforeEach
    void sectionWithThreeItems() {
        section = new GradedSection(database, 2);
        ada = section.students.get(0);
        bo = section.students.get(1);
        tests = section.category("Tests", "60", 0);
        homework = section.category("Homework", "40", 0);
        test = section.item(tests, "Test 1", 50, true);
        essay = section.item(homework, "Essay", 20, true);
        hidden = section.item(homework, "Surprise", 20, false);
        section.grade(test, ada, "40");
        section.grade(essay, ada, "10");
        section.grade(hidden, ada, "20");
        services.callAs(section.teacher, Roles.TEACHER);
    }

    private Gradebook gradebook() {
        return services.call(GradebookService.class, service -> service.gradebook(section.id, null));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static GradeEntries.Cell cell(long item, Caller student, String points, Integer version) {
        return new GradeEntries.Cell(
                item, student.personId(), points == null ? null : number(points), null, null, null, null, version);
    }

    private static GradeEntries.Cell cell(long item, Caller student, GradeStatus status, Integer version) {
        return new GradeEntries.Cell(item, student.personId(), null, status, null, null, null, version);
    }

    private GradesWritten enter(GradeEntries.Cell... cells) {
        return services.call(
                GradeEntryService.class,
                service -> service.record(section.id, new GradeEntries(Arrays.asList(cells)), null));
    }

    private ProblemType refused(Runnable work) {
        return assertThrows(Problem.class, work::run).type();
    }

    // ------------------------------------------------------------------------------------------------ reading

    @Test
    void gradebookHasPointsAndVersionsInTheOrderOfItsItems() {
        var gradebook = gradebook();

        assertEquals(
                List.of("Essay", "Surprise", "Test 1"),
                gradebook.items().stream().map(ItemDetails::title).toList());
        var row = gradebook.students().get(0);
        assertEquals("Ada Student 000", row.name());
        assertEquals(List.of(number("10"), number("20"), number("40")), row.points());
        assertEquals(List.of(0, 0, 0), row.versions());
        // 0.6 × 80 % + 0.4 × 30 of 40
        assertEquals(number("78.0"), row.percent());
        assertEquals(
                Arrays.asList(null, null, null), gradebook.students().get(1).points());
        assertNull(gradebook.students().get(1).percent());
    }

    @Test
    void statementsDoNotGrowWithTheGradebook() {
        gradebook();
        services.prepared();
        gradebook();
        int small = services.prepared();
        for (int i = 0; i < 30; i++) {
            section.grade(section.item(tests, "Further " + i, 10, true), ada, "5");
        }

        gradebook();

        assertEquals(small, services.prepared());
        assertTrue(small <= 10, () -> small + " statements");
    }

    @Test
    void othersFindNoGradebook() {
        for (var role : List.of("SUBSTITUTE", "LEAD")) {
            var other = section.person("Other", "Teacher");
            var until = role.equals("LEAD") ? "current_date - 1" : "null";
            database.execute(
                    "insert into teacher_assignment (section_id, teacher_id, role, to_date) values (?, ?, ?, " + until
                            + ")",
                    section.id,
                    other.personId(),
                    role);
            services.callAs(other, Roles.TEACHER);

            assertEquals(ProblemType.NOT_FOUND, refused(this::gradebook));
            assertEquals(ProblemType.NOT_FOUND, refused(() -> enter(cell(test, bo, "1", null))));
            assertEquals(
                    ProblemType.NOT_FOUND,
                    refused(() -> services.call(GradeItemService.class, service -> service.get(test))));
            assertEquals(
                    ProblemType.NOT_FOUND,
                    refused(() -> services.call(GradeCategoryService.class, service -> service.get(tests))));
        }
        services.callAs(section.person("Hanna", "Marsh"), Roles.ADMIN);
        assertEquals(2, gradebook().students().size());
    }

    // ------------------------------------------------------------------------------------------------ entering

    @Test
    void columnIsWrittenAtOnceWithHistoryAndAudit() {
        services.prepared();
        var written = enter(
                new GradeEntries.Cell(test, ada.personId(), number("45.5"), null, true, 2, "Better", 0),
                cell(test, bo, GradeStatus.MISSING, null));

        assertEquals(2, written.written());
        assertTrue(services.prepared() <= 13);
        assertEquals(
                List.of(1, 0),
                written.cells().stream().map(GradesWritten.Cell::version).toList());
        var rows = gradebook().students();
        assertEquals(number("45.5"), rows.get(0).points().get(2));
        assertEquals(
                List.of(new Gradebook.Note(test, GradeStatus.GRADED, true, 2, null, "Better")),
                rows.get(0).notes());
        assertEquals(
                List.of(new Gradebook.Note(test, GradeStatus.MISSING, false, null, null, null)),
                rows.get(1).notes());
        assertEquals(number("0.0"), rows.get(1).percent());

        var history = services.call(
                        GradeEntryService.class, service -> service.history(test, ada.personId(), null, null))
                .items();
        assertEquals(1, history.size());
        assertEquals(
                new GradeChange.State(GradeStatus.GRADED, number("40"), false, null, null),
                history.get(0).before());
        assertEquals(
                new GradeChange.State(GradeStatus.GRADED, number("45.5"), true, 2, "Better"),
                history.get(0).after());
        assertEquals(section.teacher.username(), history.get(0).by());
        assertEquals(
                "45.5 late 2 (Better)",
                database.value(
                        "select after ->> ? from audit_entry where action = 'grades entered' order by id desc limit 1",
                        test + "/" + ada.personId()));
    }

    @Test
    void whoHasNotSeenTheNewestGradeIsToldWhichAndNothingIsWritten() {
        enter(cell(test, ada, "41", 0));

        var problem = assertThrows(
                Problem.class,
                () -> enter(cell(essay, ada, "11", 0), cell(test, ada, "42", 0), cell(test, bo, "1", null)));

        assertEquals(ProblemType.STALE_VERSION, problem.type());
        assertEquals(
                List.of(new FieldError("cells[1].version", "Somebody else changed it: it is GRADED, 41 points.")),
                problem.errors());
        assertEquals(
                List.of(number("10"), number("20"), number("41")),
                gradebook().students().get(0).points());
    }

    @Test
    void newGradeThatSomebodyElseEnteredIsNotOverwritten() {
        enter(cell(test, bo, "30", null));

        assertEquals(ProblemType.STALE_VERSION, refused(() -> enter(cell(test, bo, "31", null))));
        assertEquals(0, enter(cell(test, bo, "30", null)).written(), "the same is no change");
    }

    @Test
    void everyCellThatCannotBeTakenIsNamed() {
        var ended = section.item(tests, "Ended", 10, true);
        database.execute("update grade_item set status = 'ENDED' where id = ?", ended);

        var problem = assertThrows(
                Problem.class,
                () -> enter(
                        cell(test, ada, "50.5", 0),
                        cell(essay, ada, "-1", 0),
                        cell(essay, bo, "1.2345", null),
                        cell(ended, bo, "1", null),
                        cell(test, section.teacher, "1", null),
                        cell(test, bo, GradeStatus.GRADED, null),
                        new GradeEntries.Cell(
                                essay, ada.personId(), number("1"), GradeStatus.MISSING, null, null, null, 0),
                        cell(hidden, bo, "3", null),
                        cell(hidden, bo, "4", null)));

        assertEquals(ProblemType.GRADES_REFUSED, problem.type());
        assertEquals(
                List.of(
                        "cells[0].points",
                        "cells[1].points",
                        "cells[2].points",
                        "cells[3].itemId",
                        "cells[4].studentId",
                        "cells[5].points",
                        "cells[6].status",
                        "cells[8]"),
                problem.errors().stream().map(FieldError::field).toList());
        assertNull(database.value("select 1 from grade where student_id = ?", bo.personId()));
    }

    @Test
    void clearedGradeKeepsItsVersionAndItsFeedback() {
        enter(new GradeEntries.Cell(test, ada.personId(), number("40"), null, null, null, "Good", 0));

        enter(cell(test, ada, (String) null, 1));

        var row = gradebook().students().get(0);
        assertNull(row.points().get(2));
        assertEquals(2, row.versions().get(2));
        assertEquals("Good", row.notes().get(0).feedback());
    }

    // ------------------------------------------------------------------------------------------------ weights

    private SetupFacts setup(String weightOfTests) {
        return new SetupFacts(
                number("10"),
                number("50"),
                0,
                List.of(new SetupFacts.CategoryWeight(tests, number(weightOfTests), null, null)));
    }

    @Test
    void previewTellsBeforeAndAfterAndSavesNothing() {
        enter(cell(test, bo, "50", null));

        var preview = services.call(GradebookService.class, service -> service.preview(section.id, null, setup("10")));

        assertEquals(0, preview.up());
        assertEquals(1, preview.down());
        assertEquals(
                List.of(
                        new GradePreview.StudentChange(
                                ada.personId(), "Ada Student 000", number("78.0"), "C", number("76"), "C"),
                        new GradePreview.StudentChange(
                                bo.personId(), "Ada Student 001", number("100.0"), "A", number("100"), "A")),
                preview.students());
        assertEquals(number("78.0"), gradebook().students().get(0).percent());
    }

    @Test
    void setupIsSavedForWhoHasSeenItAndTheNextIsTold() {
        var saved = services.call(
                GradebookService.class,
                service -> service.changeSetup(section.id, ExpectedVersion.valueOf("\"0\""), setup("10")));

        assertEquals(1, saved.version());
        assertEquals(number("76"), gradebook().students().get(0).percent());
        assertEquals(
                ProblemType.STALE_VERSION,
                refused(() -> services.call(
                        GradebookService.class,
                        service -> service.changeSetup(section.id, ExpectedVersion.valueOf("\"0\""), setup("20")))));
        assertEquals(
                ProblemType.VALIDATION,
                refused(() -> services.call(
                        GradebookService.class,
                        service -> service.preview(
                                section.id,
                                null,
                                new SetupFacts(
                                        number("0"),
                                        number("0"),
                                        1,
                                        List.of(new SetupFacts.CategoryWeight(999_999L, null, null, null)))))));
    }

    @Test
    void categoriesAndItemsAreAddedChangedAndDeletedWhenUnused() {
        var category = services.call(
                GradeCategoryService.class,
                service -> service.create(section.id, new CategoryFacts("Bonus", number("5"), null, true, 3), null));
        var item = services.call(
                GradeItemService.class,
                service -> service.create(
                        section.id,
                        new ItemFacts(
                                "Poster", null, category.id(), section.term, null, null, number("4"), null, null, null),
                        null));
        assertTrue(item.released());

        assertEquals(
                ProblemType.STILL_IN_USE,
                refused(() -> services.run(GradeCategoryService.class, service -> service.delete(category.id()))));
        var changed = services.call(
                GradeItemService.class,
                service -> service.update(
                        item.id(),
                        ExpectedVersion.valueOf("\"0\""),
                        new ItemFacts("Poster", "A2", null, null, null, null, number("5"), true, false, null)));
        assertEquals(1, changed.version());
        assertNull(changed.categoryId());
        services.run(GradeCategoryService.class, service -> service.delete(category.id()));
        services.run(GradeItemService.class, service -> service.delete(item.id()));

        assertEquals(
                ProblemType.STILL_IN_USE,
                refused(() -> services.run(GradeItemService.class, service -> service.delete(test))));
        assertEquals(
                ProblemType.VALIDATION,
                refused(() -> services.call(
                        GradeItemService.class,
                        service -> service.update(
                                test,
                                ExpectedVersion.valueOf("\"0\""),
                                new ItemFacts(
                                        "Test 1", null, null, null, null, null, number("39"), null, null, null)))));
        assertEquals(
                "grade category created, grade category deleted, grade item changed, grade item created, grade item deleted",
                database.value(
                        "select string_agg(action, ', ' order by action) from audit_entry where account_id = ?",
                        section.teacher.accountId()));
    }

    // ------------------------------------------------------------------------------------------------ final grades

    private FinalGrade decide(Long period, int version, String percent, String label) {
        return services.call(
                FinalGradeService.class,
                service -> service.decide(
                        section.id,
                        ada.personId(),
                        period,
                        ExpectedVersion.valueOf("\"" + version + "\""),
                        new GradeOverride(percent == null ? null : number(percent), label, "Was ill")));
    }

    @Test
    void decidedGradeHoldsUntilItIsTakenBack() {
        var decided = decide(null, 0, "90", null);

        assertEquals(number("90"), decided.percent());
        assertEquals("A", decided.label());
        assertEquals(number("78.0"), decided.computed());
        assertEquals("Was ill", decided.reason());
        assertTrue(gradebook().students().get(0).overridden());
        assertEquals(ProblemType.STALE_VERSION, refused(() -> decide(null, 0, "91", null)));
        assertEquals(number("78.0"), decide(null, 1, null, null).percent());
    }

    @Test
    void lockedPeriodKeepsItsGradesWhateverIsWeighedLater() {
        var admin = section.person("Hanna", "Marsh");
        services.callAs(admin, Roles.ADMIN);
        assertTrue(services.call(GradingPeriodService.class, service -> service.lock(section.term))
                .locked());
        services.callAs(section.teacher, Roles.TEACHER);

        assertEquals(ProblemType.GRADES_REFUSED, refused(() -> enter(cell(test, ada, "50", 0))));
        assertEquals(ProblemType.GRADES_LOCKED, refused(() -> decide(section.term, 1, "90", null)));
        services.call(
                GradebookService.class,
                service -> service.changeSetup(section.id, ExpectedVersion.valueOf("\"0\""), setup("10")));
        var finals = services.call(FinalGradeService.class, service -> service.finalGrades(section.id, section.term))
                .items();
        assertEquals(0, number("78").compareTo(finals.get(0).percent()));
        assertTrue(finals.get(0).locked());

        services.callAs(ada, Roles.STUDENT);
        var own = services.call(GradeService.class, GradeService::ownGrades)
                .items()
                .get(0);
        // the frozen one of the term without the hidden item, the open one of the section with the weights of now
        assertEquals(0, number("68").compareTo(own.finals().get(0).percent()));
        assertEquals(number("56"), own.percent());

        services.callAs(admin, Roles.ADMIN);
        services.call(GradingPeriodService.class, service -> service.unlock(section.term));
        services.callAs(section.teacher, Roles.TEACHER);
        assertEquals(1, enter(cell(test, ada, "50", 0)).written());
    }

    @Test
    void lockOfTheYearLocksItsTerms() {
        var admin = section.person("Hanna", "Marsh");
        services.callAs(admin, Roles.ADMIN);
        long year = Long.parseLong(database.value("select parent_id from academic_session where id = ?", section.term));

        services.call(GradingPeriodService.class, service -> service.lock(year));

        assertEquals(
                "3",
                database.value("select count(*) from final_grade where section_id = ? and percent = 78", section.id),
                "of the year, of the term and of the whole section");
        services.callAs(section.teacher, Roles.TEACHER);
        assertEquals(ProblemType.GRADES_REFUSED, refused(() -> enter(cell(test, ada, "50", 0))));
    }

    @Test
    void gradeOfTheWholeSectionIsFrozenOnceAllOfItsSessionsAreLocked() {
        var admin = section.person("Hanna", "Marsh");
        long year = Long.parseLong(database.value("select parent_id from academic_session where id = ?", section.term));
        long free = section.item(homework, "Of no period", 10, true);
        database.execute("update grade_item set academic_session_id = null where id = ?", free);
        services.callAs(admin, Roles.ADMIN);
        services.call(GradingPeriodService.class, service -> service.lock(section.term));
        services.callAs(section.teacher, Roles.TEACHER);
        assertEquals(0, finalGrade(null).version());
        assertFalse(finalGrade(null).locked());
        services.callAs(admin, Roles.ADMIN);

        services.call(GradingPeriodService.class, service -> service.lock(year));

        services.callAs(section.teacher, Roles.TEACHER);
        services.call(
                GradebookService.class,
                service -> service.changeSetup(section.id, ExpectedVersion.valueOf("\"0\""), setup("10")));
        assertTrue(finalGrade(null).locked());
        assertEquals(0, number("78").compareTo(finalGrade(null).percent()));
        assertEquals(0, number("78").compareTo(gradebook().students().get(0).percent()));
        assertEquals(ProblemType.GRADES_LOCKED, refused(() -> decide(null, 1, "90", null)));
        assertEquals(ProblemType.GRADES_REFUSED, refused(() -> enter(cell(free, ada, "5", null))));
        assertEquals(
                ProblemType.GRADES_LOCKED,
                refused(() -> services.run(GradeItemService.class, service -> service.delete(free))));
        services.callAs(ada, Roles.STUDENT);
        assertEquals(
                0,
                number("68")
                        .compareTo(services.call(GradeService.class, GradeService::ownGrades)
                                .items()
                                .get(0)
                                .percent()));

        services.callAs(admin, Roles.ADMIN);
        services.call(GradingPeriodService.class, service -> service.unlock(year));
        services.callAs(section.teacher, Roles.TEACHER);
        assertFalse(finalGrade(null).locked());
        assertEquals(1, enter(cell(free, ada, "5", null)).written());
    }

    private FinalGrade finalGrade(Long period) {
        return services.call(FinalGradeService.class, service -> service.finalGrades(section.id, period))
                .items()
                .get(0);
    }

    @Test
    void lockTakesAsManyStatementsForTwentyPeriodsAsForOne() {
        services.callAs(section.person("Hanna", "Marsh"), Roles.ADMIN);
        long year = Long.parseLong(database.value("select parent_id from academic_session where id = ?", section.term));
        services.call(GradingPeriodService.class, service -> service.lock(section.term));
        services.call(GradingPeriodService.class, service -> service.unlock(section.term));
        services.prepared();
        services.call(GradingPeriodService.class, service -> service.lock(section.term));
        int one = services.prepared();
        services.call(GradingPeriodService.class, service -> service.unlock(section.term));
        database.execute(
                "with made as (insert into academic_session (title, type, start_date, end_date, parent_id)"
                        + " select 'Period ' || n, 'GRADING_PERIOD', current_date, current_date, ?"
                        + " from generate_series(1, 20) n returning id, title),"
                        + " items as (insert into grade_item (section_id, academic_session_id, title, maximum)"
                        + " select ?, id, title, 10 from made returning id)"
                        + " insert into grade (item_id, student_id, points) select id, ?, 5 from items",
                year,
                section.id,
                bo.personId());
        services.prepared();

        services.call(GradingPeriodService.class, service -> service.lock(year));

        assertEquals(one, services.prepared());
        assertEquals(
                "20",
                database.value(
                        "select count(*) from final_grade f join academic_session a on a.id = f.academic_session_id"
                                + " where f.section_id = ? and a.type = 'GRADING_PERIOD'",
                        section.id));
    }

    // ------------------------------------------------------------------------------------------------ comments

    @Test
    void commentReachesTheStudentAndNobodyOverwritesItUnseen() {
        var first = comment(section.term, 0, " Works with care. ");
        assertEquals("Works with care.", first.text());
        assertEquals(section.teacher.username(), first.writtenBy());
        assertEquals(ProblemType.STALE_VERSION, refused(() -> comment(section.term, 0, "Is often late.")));
        assertEquals(2, comment(section.term, 1, "Works with great care.").version());
        comment(null, 0, "A good year.");

        services.callAs(ada, Roles.STUDENT);
        var own = services.call(GradeService.class, GradeService::ownGrades)
                .items()
                .get(0);
        assertEquals("A good year.", own.comment());
        assertEquals("Works with great care.", own.finals().get(0).comment());

        services.callAs(section.teacher, Roles.TEACHER);
        assertNull(comment(section.term, 2, null).text());
        assertEquals(
                "3",
                database.value(
                        "select count(*) from audit_entry where action = 'report comment written' and subject_id = ?"
                                + " and after ->> 'periodId' is not null",
                        ada.personId()));
        var all = services.call(ReportCommentService.class, service -> service.comments(section.id, null))
                .items();
        assertEquals("A good year.", all.get(0).text());
        assertNull(all.get(1).text());
        assertEquals(0, all.get(1).version());
    }

    @Test
    void lockedPeriodKeepsItsComments() {
        services.callAs(section.person("Hanna", "Marsh"), Roles.ADMIN);
        services.call(GradingPeriodService.class, service -> service.lock(section.term));
        services.callAs(section.teacher, Roles.TEACHER);

        assertEquals(ProblemType.GRADES_LOCKED, refused(() -> comment(section.term, 0, "Too late.")));
        services.callAs(section.person("Other", "Teacher"), Roles.TEACHER);
        assertEquals(ProblemType.NOT_FOUND, refused(() -> comment(null, 0, "Of nobody's.")));
    }

    private ReportComment comment(Long period, int version, String text) {
        return services.call(
                ReportCommentService.class,
                service -> service.write(
                        section.id,
                        ada.personId(),
                        period,
                        new ExpectedVersion(version),
                        new ReportCommentFacts(text)));
    }

    // ------------------------------------------------------------------------------------------------ students

    @Test
    void hiddenItemsReachNeitherStudentsNorTheirGrade() {
        services.callAs(ada, Roles.STUDENT);

        var own = services.call(GradeService.class, GradeService::ownGrades).items();

        assertEquals(1, own.size());
        assertEquals(
                List.of("Essay", "Test 1"),
                own.get(0).grades().stream().map(OwnGrades.OwnGrade::title).toList());
        assertEquals(number("68.0"), own.get(0).percent());
        var why = services.call(GradeService.class, service -> service.why(section.id, null));
        assertEquals(number("68.0"), why.percent());
        assertEquals(why.trace().percent(), why.trace().recomputed());
        assertTrue(why.trace().categories().stream()
                .flatMap(category -> category.items().stream())
                .noneMatch(item -> item.id() == hidden));
    }

    @Test
    void studentFindsNoGradeOfAnotherSection() {
        services.callAs(section.person("Other", "Student"), Roles.STUDENT);

        assertEquals(
                List.of(),
                services.call(GradeService.class, GradeService::ownGrades).items());
        assertEquals(
                ProblemType.NOT_FOUND,
                refused(() -> services.call(GradeService.class, service -> service.why(section.id, null))));
    }

    @Test
    void traceOfTheTeacherHasTheHiddenItem() {
        var why = services.call(
                FinalGradeService.class, service -> service.why(section.id, ada.personId(), section.term));

        assertEquals(number("78.0"), why.percent());
        assertEquals(
                List.of(number("0.6"), number("0.4")),
                why.trace().categories().stream()
                        .sorted((one, other) -> other.weight().compareTo(one.weight()))
                        .map(category -> category.weight().movePointLeft(2).stripTrailingZeros())
                        .toList());
    }
}

package org.lectern.courses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lectern.testing.Office.assertProblem;
import static org.lectern.testing.Office.problem;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.ProblemType;
import org.lectern.testing.Office;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class CourseServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private final Office office = new Office(database);

    @BeforeEach
    void signedInAsAdministrator() {
        services.callAs(office.administrator());
    }

    @Test
    void courseIsReadBackWithItsPrerequisites() {
        var algebra = create(course("ALG-1"));
        var made = create(new CourseFacts(
                "ALG-2", " Algebra II ", "More of it", new BigDecimal("2.5"), null, List.of(algebra.id()), null));

        assertEquals("Algebra II", made.title());
        assertEquals(new BigDecimal("2.50"), made.credits());
        assertEquals(List.of(new CourseName(algebra.id(), "ALG-1", "Course ALG-1")), made.prerequisites());
        assertEquals(made, get(made.id()));
        assertEquals("course created by h.marsh", office.lastAudit("course", made.id()));
    }

    @Test
    void courseThatLeadsBackToItselfIsRefused() {
        var first = create(course("RING-1"));
        var second = create(course("RING-2", first.id()));
        var third = create(course("RING-3", second.id()));

        var circle =
                "VALIDATION prerequisiteIds: These courses lead back to this one, so that nobody could begin with any.";
        assertEquals(circle, problem(() -> update(first, course("RING-1", third.id()))));
        assertEquals(circle, problem(() -> update(first, course("RING-1", first.id()))));
        assertEquals(List.of(), get(first.id()).prerequisiteIds());
    }

    @Test
    void prerequisitesCanBeExchangedAndCountAsAnEdit() {
        var first = create(course("EX-1"));
        var second = create(course("EX-2"));
        var made = create(course("EX-3", first.id()));

        var changed = update(made, course("EX-3", second.id()));

        assertEquals(List.of(second.id()), changed.prerequisiteIds());
        assertEquals(1, changed.version());
        assertProblem(ProblemType.STALE_VERSION, () -> update(made, course("EX-3")));
    }

    @Test
    void requiredCourseMayAskForAGradeWhichCountsAsAnEditAndGoesWithIt() {
        var first = create(course("MIN-1"));
        var made = create(course("MIN-2", first.id()));
        var asks = List.of(new CourseFacts.RequiredGrade(first.id(), new BigDecimal("60")));

        var changed = update(made, course("MIN-2", first.id()).with(asks));

        assertEquals(List.of(new CourseService.MinimumGrade(first.id(), new BigDecimal("60.000"))), changed.minimums());
        assertEquals(1, changed.version());
        assertEquals(changed, update(changed, course("MIN-2", first.id()).with(asks)));
        assertEquals(
                "VALIDATION minimums[0].courseId: A grade is asked for once in a course that is required.",
                problem(() -> update(changed, course("MIN-2").with(asks))));
        assertEquals(List.of(), update(changed, course("MIN-2")).minimums());
    }

    @Test
    void unknownPrerequisiteIsNamed() {
        assertEquals(
                "VALIDATION prerequisiteIds[0]: There is no course 999999.",
                problem(() -> create(course("X", 999999L))));
    }

    @Test
    void courseThatIsTaughtOrRequiredIsKept() {
        var made = create(course("KEPT"));
        create(course("KEPT-2", made.id()));
        create(course("KEPT-3", made.id()));
        office.section("KEPT-A", made.id());

        assertEquals(
                "STILL_IN_USE sections: 1 section courses: 2 courses that require it",
                problem(() -> delete(made.id())));
        var spare = create(course("SPARE", made.id()));
        delete(spare.id());
        assertProblem(ProblemType.NOT_FOUND, () -> get(spare.id()));
    }

    @Test
    void listTellsHowManySectionsThereAreInOneStatement() {
        var one = create(course("LIST-1"));
        create(course("LIST-2"));
        create(course("LIST-3"));
        office.section("LIST-A", one.id());
        services.prepared();

        var first = services.call(CourseService.class, courses -> courses.list("list-", null, 2, null));
        assertEquals(1, services.prepared());

        var second = services.call(CourseService.class, courses -> courses.list("list-", null, 2, first.next()));
        assertEquals(
                List.of("LIST-1 1", "LIST-2 0"),
                first.items().stream()
                        .map(course -> course.code() + " " + course.sections())
                        .toList());
        assertEquals(1, second.items().size());
    }

    private static CourseFacts course(String code, Long... prerequisites) {
        return new CourseFacts(code, "Course " + code, null, null, LifeStatus.ACTIVE, List.of(prerequisites), null);
    }

    private static CourseService.View create(CourseFacts facts) {
        return services.call(CourseService.class, service -> service.create(facts, null));
    }

    private static CourseService.View get(long id) {
        return services.call(CourseService.class, service -> service.get(id));
    }

    private static CourseService.View update(CourseService.View seen, CourseFacts facts) {
        return services.call(
                CourseService.class, service -> service.update(seen.id(), new ExpectedVersion(seen.version()), facts));
    }

    private static void delete(long id) {
        services.run(CourseService.class, service -> service.delete(id));
    }
}

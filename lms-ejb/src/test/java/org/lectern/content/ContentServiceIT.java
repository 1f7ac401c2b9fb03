package org.lectern.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.content.ContentOrder.UnitOrder;
import org.lectern.content.CourseUnit.CourseMaterial;
import org.lectern.shared.Caller;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.testing.SmallSchool;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class ContentServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private SmallSchool school;
    private Caller teacher;
    private Caller student;
    private long section;

    @BeforeEach
    void teaches() {
        school = new SmallSchool(database);
        teacher = school.person("Ines", "Calder", "TEACHER");
        student = school.person("Ada", "Noor", "STUDENT");
        section = school.section(teacher);
        school.enroll(section, student);
        services.callAs(teacher, "TEACHER");
    }

    @Test
    void studentsAreShownWhatIsVisibleInTheTeachersOrder() {
        var now = unit("Now", false, null);
        var later = unit("Later", false, LocalDate.now(java.time.ZoneOffset.UTC).plusDays(2));
        var hidden = unit("Hidden", true, null);
        text(now.id(), "Two", "second", false);
        text(now.id(), "Secret", "secret", true);
        link(now.id(), "Three", "https://example.org/");
        text(later.id(), "Not yet", "x", false);
        text(hidden.id(), "Never", "x", false);

        services.callAs(student, "STUDENT");
        var shown = services.call(ContentService.class, content -> content.shown(section))
                .items();

        assertEquals(1, shown.size());
        assertEquals(
                List.of("Two", "Three"),
                shown.get(0).materials().stream()
                        .map(ShownUnit.ShownMaterial::title)
                        .toList());
        assertEquals("<p>second</p>\n", shown.get(0).materials().get(0).html());
        assertEquals("https://example.org/", shown.get(0).materials().get(1).url());
    }

    @Test
    void foreignTeacherAndStudentFindNothing() {
        var unit = unit("Now", false, null);
        var material = text(unit.id(), "Two", "second", false);

        services.callAs(school.person("Joy", "Appiah", "TEACHER"), "TEACHER");
        assertProblem(ProblemType.NOT_FOUND, () -> units());
        assertProblem(ProblemType.NOT_FOUND, () -> unit("Mine", false, null));
        assertProblem(ProblemType.NOT_FOUND, () -> text(unit.id(), "Mine", "x", false));
        assertProblem(
                ProblemType.NOT_FOUND,
                () -> services.call(ContentService.class, content -> content.material(material.id())));
        assertProblem(
                ProblemType.NOT_FOUND,
                () -> services.run(
                        ContentService.class, content -> content.deleteUnit(unit.id(), new ExpectedVersion(0))));
        services.callAs(school.person("Bo", "Lind", "STUDENT"), "STUDENT");
        assertProblem(
                ProblemType.NOT_FOUND, () -> services.call(ContentService.class, content -> content.shown(section)));
    }

    @Test
    void changeNeedsTheNewestVersionAndIsInTheAudit() {
        var material = text(unit("Now", false, null).id(), "Draft", "one", false);
        var facts = new MaterialFacts(MaterialKind.TEXT, "Final", "two", null, null, false, null);

        assertProblem(ProblemType.PRECONDITION_REQUIRED, () -> change(material, null, facts));
        var changed = change(material, new ExpectedVersion(0), facts);
        assertProblem(ProblemType.STALE_VERSION, () -> change(material, new ExpectedVersion(0), facts));

        assertEquals("Final", changed.title());
        assertEquals(1, changed.version());
        assertEquals(
                "Draft Final",
                database.value(
                        "select (before ->> 'title') || ' ' || (after ->> 'title') from audit_entry"
                                + " where action = 'material changed' and entity_id = ?",
                        material.id()));
    }

    @Test
    void materialHasWhatItsKindNeedsAndNothingElse() {
        var unit = unit("Now", false, null).id();

        assertField("url", () -> link(unit, "Bad", "javascript:alert(1)"));
        assertField("url", () -> link(unit, "Bad", "https://"));
        assertField("url", () -> link(unit, "Bad", null));
        assertField(
                "fileId",
                () -> services.call(
                        ContentService.class,
                        content -> content.createMaterial(
                                unit,
                                new MaterialFacts(MaterialKind.FILE, "x", null, null, 999_999L, false, null),
                                null)));
        assertField(
                "markdown",
                () -> services.call(
                        ContentService.class,
                        content -> content.createMaterial(
                                unit,
                                new MaterialFacts(
                                        MaterialKind.LINK, "x", "text", "https://example.org", null, false, null),
                                null)));
    }

    @Test
    void allIsArrangedInOneRequestAndMaterialsMayMove() {
        var one = unit("One", false, null).id();
        var two = unit("Two", false, null).id();
        var a = text(one, "a", "a", false).id();
        var b = text(one, "b", "b", false).id();
        var c = text(two, "c", "c", false).id();

        var arranged = arrange(new UnitOrder(two, List.of(b, c)), new UnitOrder(one, List.of(a)));

        assertEquals(List.of(two, one), arranged.stream().map(CourseUnit::id).toList());
        assertEquals(
                List.of(b, c),
                arranged.get(0).materials().stream().map(CourseMaterial::id).toList());
        assertProblem(
                ProblemType.CONFLICT, () -> arrange(new UnitOrder(two, List.of(b, c)), new UnitOrder(one, List.of())));
        assertProblem(
                ProblemType.CONFLICT,
                () -> arrange(new UnitOrder(two, List.of(b, c, c)), new UnitOrder(one, List.of(a))));
    }

    @Test
    void unitWithMaterialsIsNotDeleted() {
        var unit = unit("One", false, null);
        var material = text(unit.id(), "a", "a", false);

        assertProblem(
                ProblemType.STILL_IN_USE,
                () -> services.run(
                        ContentService.class, content -> content.deleteUnit(unit.id(), new ExpectedVersion(0))));
        services.run(ContentService.class, content -> content.deleteMaterial(material.id(), new ExpectedVersion(0)));
        services.run(ContentService.class, content -> content.deleteUnit(unit.id(), new ExpectedVersion(0)));

        assertEquals(List.of(), units());
    }

    private List<CourseUnit> units() {
        return services.call(ContentService.class, content -> content.units(section))
                .items();
    }

    private CourseUnit unit(String title, boolean hidden, LocalDate from) {
        return services.call(
                ContentService.class, content -> content.createUnit(section, new UnitFacts(title, hidden, from), null));
    }

    private CourseMaterial text(long unit, String title, String markdown, boolean hidden) {
        return services.call(
                ContentService.class,
                content -> content.createMaterial(
                        unit, new MaterialFacts(MaterialKind.TEXT, title, markdown, null, null, hidden, null), null));
    }

    private CourseMaterial link(long unit, String title, String url) {
        return services.call(
                ContentService.class,
                content -> content.createMaterial(
                        unit, new MaterialFacts(MaterialKind.LINK, title, null, url, null, false, null), null));
    }

    private CourseMaterial change(CourseMaterial material, ExpectedVersion expected, MaterialFacts facts) {
        return services.call(ContentService.class, content -> content.changeMaterial(material.id(), expected, facts));
    }

    private List<CourseUnit> arrange(UnitOrder... units) {
        return services.call(
                        ContentService.class, content -> content.arrange(section, new ContentOrder(List.of(units))))
                .items();
    }

    private static void assertField(String field, org.junit.jupiter.api.function.Executable action) {
        var problem = assertThrows(Problem.class, action);
        assertEquals(ProblemType.VALIDATION, problem.type());
        assertEquals(field, problem.errors().get(0).field());
    }

    private static void assertProblem(ProblemType type, org.junit.jupiter.api.function.Executable action) {
        assertEquals(type, assertThrows(Problem.class, action).type());
    }
}

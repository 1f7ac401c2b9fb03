package org.lectern.grades;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.lectern.audit.AuditTrail;
import org.lectern.grades.GradeSheets.Cell;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** The gradebook of a section, for its lead and assistant teachers and for administrators. */
@Stateless
@RolesAllowed({Roles.TEACHER, Roles.ADMIN})
public class GradebookService {

    @Inject
    private GradingRules grading;

    @Inject
    private GradeSheets sheets;

    @Inject
    private Statements statements;

    @Inject
    private AuditTrail audit;

    /**
     * Students, items, grades and final grades of a section.
     *
     * @param sectionId a section that the caller teaches
     * @param periodId of which the final grades are; null for the whole section
     * @throws Problem of type NOT_FOUND when it is no section of the caller's, VALIDATION for a period that it has not
     */
    public Gradebook gradebook(long sectionId, Long periodId) {
        var rules = grading.rules(sectionId);
        requirePeriod(rules, periodId);
        var cells = sheets.cells(sectionId);
        var fixed = sheets.fixed(sectionId, periodId);
        var calculation = rules.calculation(periodId, false);
        boolean locked = rules.isLocked(periodId);
        List<Gradebook.StudentRow> rows = new ArrayList<>();
        for (var student : sheets.students(sectionId)) {
            var own = cells.getOrDefault(student.id(), Map.of());
            var figure = FinalFigure.of(
                    calculation.trace(marks(own)), fixed.get(student.id()), locked, false, rules.scale());
            rows.add(row(rules.items(), student, own, figure));
        }
        return new Gradebook(
                rules.section(),
                periodId,
                rules.latePercentPerDay(),
                rules.lateFloorPercent(),
                rules.places(),
                rules.periods(),
                rules.categories(),
                rules.items(),
                rows,
                rules.version());
    }

    private static Gradebook.StudentRow row(
            List<ItemDetails> items, GradeSheets.Student student, Map<Long, Cell> own, FinalFigure figure) {
        List<BigDecimal> points = new ArrayList<>(items.size());
        List<Integer> versions = new ArrayList<>(items.size());
        List<Gradebook.Note> notes = new ArrayList<>();
        for (var item : items) {
            var cell = own.get(item.id());
            points.add(cell == null ? null : cell.mark().points());
            versions.add(cell == null ? null : cell.version());
            if (cell != null
                    && (cell.mark().status() != GradeStatus.GRADED
                            || cell.mark().late()
                            || cell.text() != null
                            || cell.feedback() != null)) {
                notes.add(new Gradebook.Note(
                        item.id(),
                        cell.mark().status(),
                        cell.mark().late(),
                        cell.mark().daysLate(),
                        cell.text(),
                        cell.feedback()));
            }
        }
        return new Gradebook.StudentRow(
                student.id(),
                student.name(),
                figure.percent(),
                figure.label(),
                figure.overridden(),
                points,
                versions,
                notes);
    }

    static LongFunction<Mark> marks(Map<Long, Cell> own) {
        return itemId -> {
            var cell = own.get(itemId);
            return cell == null ? null : cell.mark();
        };
    }

    static void requirePeriod(SectionRules rules, Long periodId) {
        if (periodId != null && !rules.hasPeriod(periodId)) {
            throw Problem.ofField(ProblemType.VALIDATION, "period", "The section has no period " + periodId + ".");
        }
    }

    /**
     * How a section computes its grades.
     *
     * @param sectionId a section that the caller teaches
     * @throws Problem of type NOT_FOUND when it is no section of the caller's
     */
    public GradebookSetup setup(long sectionId) {
        return setup(grading.rules(sectionId));
    }

    private static GradebookSetup setup(SectionRules rules) {
        return new GradebookSetup(
                rules.latePercentPerDay(),
                rules.lateFloorPercent(),
                rules.places(),
                rules.categories(),
                rules.version());
    }

    /**
     * Sets how a section computes its grades. {@link #preview} tells before what becomes of them.
     *
     * @param sectionId a section that the caller teaches
     * @param expected the version that the caller has seen
     * @param facts policy and weights
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION; VALIDATION for a category that is not one
     *     of the section's own
     */
    public GradebookSetup changeSetup(long sectionId, ExpectedVersion expected, @NotNull @Valid SetupFacts facts) {
        var before = grading.rules(sectionId);
        ExpectedVersion.require(expected, before.version());
        var after = with(before, facts);
        if (setup(before).equals(setup(after))) {
            return setup(before);
        }
        step(sectionId, before.version(), after);
        var changed = after.categories().stream()
                .filter(category -> !before.categories().contains(category))
                .toList();
        if (!changed.isEmpty()) {
            statements.update(
                    """
                    update grade_category k
                    set weight = e.weight, drop_lowest = e.drop_lowest, extra = e.extra, version = k.version + 1
                    from unnest(?::bigint[], ?::numeric[], ?::int[], ?::boolean[]) as e (id, weight, drop_lowest, extra)
                    where k.id = e.id""",
                    new Statements.Array(
                            "bigint", changed.stream().map(CategoryDetails::id).toArray()),
                    new Statements.Array(
                            "numeric",
                            changed.stream().map(CategoryDetails::weight).toArray()),
                    new Statements.Array(
                            "int",
                            changed.stream().map(CategoryDetails::dropLowest).toArray()),
                    new Statements.Array(
                            "boolean",
                            changed.stream().map(CategoryDetails::extra).toArray()));
        }
        audit.record("gradebook set up", "section", sectionId, null, told(before), told(after));
        return setup(grading.rules(sectionId));
    }

    private void step(long sectionId, int version, SectionRules after) {
        int written = statements.update(
                """
                insert into gradebook as b
                    (section_id, late_percent_per_day, late_floor_percent, places, version)
                values (?, ?, ?, ?, 1)
                on conflict (section_id) do update set late_percent_per_day = excluded.late_percent_per_day,
                    late_floor_percent = excluded.late_floor_percent, places = excluded.places, version = b.version + 1
                where b.version = ?""", sectionId, after.latePercentPerDay(), after.lateFloorPercent(), after.places(), version);
        if (written == 0) {
            throw new Problem(
                    ProblemType.STALE_VERSION,
                    "It was changed since you read it. Read it again and decide what holds.");
        }
    }

    /**
     * What other weights would make of the computed grades, without saving anything.
     *
     * @param sectionId a section that the caller teaches
     * @param periodId of which the grades are; null for the whole section
     * @param facts policy and weights
     * @throws Problem of type NOT_FOUND when it is no section of the caller's, VALIDATION for a period or category that it
     *     has not
     */
    public GradePreview preview(long sectionId, Long periodId, @NotNull @Valid SetupFacts facts) {
        var rules = grading.rules(sectionId);
        requirePeriod(rules, periodId);
        var before = rules.calculation(periodId, false);
        var after = with(rules, facts).calculation(periodId, false);
        var cells = sheets.cells(sectionId);
        List<GradePreview.StudentChange> changes = new ArrayList<>();
        int up = 0;
        int down = 0;
        for (var student : sheets.students(sectionId)) {
            var marks = marks(cells.getOrDefault(student.id(), Map.of()));
            var was = before.trace(marks);
            var is = after.trace(marks);
            changes.add(new GradePreview.StudentChange(
                    student.id(), student.name(), was.percent(), was.label(), is.percent(), is.label()));
            if (was.percent() != null && is.percent() != null) {
                int compared = is.percent().compareTo(was.percent());
                up += compared > 0 ? 1 : 0;
                down += compared < 0 ? 1 : 0;
            }
        }
        return new GradePreview(up, down, changes);
    }

    private static SectionRules with(SectionRules rules, SetupFacts facts) {
        Map<Long, SetupFacts.CategoryWeight> weights = new HashMap<>();
        List<FieldError> errors = new ArrayList<>();
        var own = new HashSet<Long>();
        rules.categories().stream()
                .filter(category -> !category.schoolWide())
                .forEach(category -> own.add(category.id()));
        for (int i = 0; i < facts.categories().size(); i++) {
            var weight = facts.categories().get(i);
            if (!own.contains(weight.id())) {
                errors.add(new FieldError(
                        "categories[" + i + "].id", "The section has no category " + weight.id() + " of its own."));
            } else if (weights.put(weight.id(), weight) != null) {
                errors.add(new FieldError("categories[" + i + "].id", "The category is named twice."));
            }
        }
        if (!errors.isEmpty()) {
            throw new Problem(ProblemType.VALIDATION, errors.get(0).message(), errors);
        }
        return new SectionRules(
                rules.section(),
                Decimals.plain(facts.latePercentPerDay()),
                Decimals.plain(facts.lateFloorPercent()),
                facts.places(),
                rules.scale(),
                rules.version(),
                rules.periods(),
                rules.categories().stream()
                        .map(category -> weights.containsKey(category.id())
                                ? with(category, weights.get(category.id()))
                                : category)
                        .toList(),
                rules.items());
    }

    private static CategoryDetails with(CategoryDetails category, SetupFacts.CategoryWeight weight) {
        return new CategoryDetails(
                category.id(),
                category.title(),
                Decimals.plain(weight.weight()),
                weight.dropLowest() == null ? 0 : weight.dropLowest(),
                Boolean.TRUE.equals(weight.extra()),
                category.position(),
                category.schoolWide(),
                category.version());
    }

    /** As the audit shows it. */
    private static Map<String, Object> told(SectionRules rules) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("latePercentPerDay", rules.latePercentPerDay());
        values.put("lateFloorPercent", rules.lateFloorPercent());
        values.put("places", rules.places());
        for (var category : rules.categories()) {
            values.put(
                    category.title() + " (" + category.id() + ")",
                    "weight " + category.weight() + ", drop " + category.dropLowest()
                            + (category.extra() ? ", extra" : ""));
        }
        return values;
    }
}

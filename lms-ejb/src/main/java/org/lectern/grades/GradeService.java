package org.lectern.grades;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.lectern.grades.GradeSheets.Cell;
import org.lectern.grades.GradeSheets.Fixed;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.Roles;

/** Grades as those see them whose they are. */
@Stateless
@RolesAllowed(Roles.STUDENT)
public class GradeService {

    @Inject
    private GradingRules grading;

    @Inject
    private GradeSheets sheets;

    @Inject
    private CurrentCaller currentCaller;

    /** The caller's own grades by section; items that are not released are neither told nor counted. */
    public Page<OwnGrades> ownGrades() {
        return gradesOf(currentCaller.get().personId());
    }

    /**
     * Anybody's grades by section, as the student sees them.
     *
     * @param studentId a person
     */
    @RolesAllowed(Roles.ADMIN)
    public Page<OwnGrades> of(long studentId) {
        return gradesOf(studentId);
    }

    private Page<OwnGrades> gradesOf(long studentId) {
        var cells = sheets.cellsOfStudent(studentId);
        var fixed = sheets.fixedOfStudent(studentId);
        var comments = sheets.commentsOfStudents(List.of(studentId)).getOrDefault(studentId, Map.of());
        return Page.whole(grading.rulesOfStudent(studentId).stream()
                .filter(rules -> rules.items().stream().anyMatch(ItemDetails::released))
                .map(rules -> own(
                        rules,
                        cells,
                        fixed.getOrDefault(rules.section().id(), Collections.emptyMap()),
                        comments.getOrDefault(rules.section().id(), Collections.emptyMap())))
                .toList());
    }

    private static OwnGrades own(
            SectionRules rules, Map<Long, Cell> cells, Map<Long, Fixed> fixed, Map<Long, String> comments) {
        var marks = GradebookService.marks(cells);
        var trace = rules.calculation(null, true).trace(marks);
        var whole = FinalFigure.of(trace, fixed.get(null), rules.isLocked(null), true, rules.scale());
        Map<Long, GradeTrace.Use> uses = new HashMap<>();
        for (var category : trace.categories()) {
            category.items().forEach(item -> uses.put(item.id(), item.use()));
        }
        return new OwnGrades(
                rules.section(),
                whole.percent(),
                whole.label(),
                comments.get(null),
                finals(rules, marks, fixed, comments),
                rules.categories().stream()
                        .map(category -> own(rules, category, trace))
                        .toList(),
                rules.items().stream()
                        .filter(ItemDetails::released)
                        .map(item -> own(rules, item, cells.get(item.id()), uses.get(item.id())))
                        .toList());
    }

    private static List<OwnGrades.OwnFinal> finals(
            SectionRules rules, LongFunction<Mark> marks, Map<Long, Fixed> fixed, Map<Long, String> comments) {
        Set<Long> used = new HashSet<>();
        rules.items().stream().filter(ItemDetails::released).forEach(item -> used.add(item.periodId()));
        List<OwnGrades.OwnFinal> finals = new ArrayList<>();
        for (var period : rules.periods()) {
            if (used.contains(period.id()) || fixed.containsKey(period.id()) || comments.containsKey(period.id())) {
                var figure = FinalFigure.of(
                        rules.calculation(period.id(), true).trace(marks),
                        fixed.get(period.id()),
                        period.locked(),
                        true,
                        rules.scale());
                finals.add(new OwnGrades.OwnFinal(
                        period.id(),
                        period.title(),
                        figure.percent(),
                        figure.label(),
                        period.locked(),
                        comments.get(period.id())));
            }
        }
        return finals;
    }

    private static OwnGrades.OwnCategory own(SectionRules rules, CategoryDetails category, GradeTrace trace) {
        var percent = trace.categories().stream()
                .filter(each -> each.id() != null && each.id() == category.id() && each.percent() != null)
                .map(each -> each.percent().setScale(rules.places(), RoundingMode.HALF_UP))
                .findFirst()
                .orElse(null);
        return new OwnGrades.OwnCategory(
                category.id(), category.title(), category.weight(), category.dropLowest(), category.extra(), percent);
    }

    private static OwnGrades.OwnGrade own(SectionRules rules, ItemDetails item, Cell cell, GradeTrace.Use use) {
        return new OwnGrades.OwnGrade(
                item.id(),
                item.title(),
                rules.categories().stream()
                        .filter(category -> Long.valueOf(category.id()).equals(item.categoryId()))
                        .map(CategoryDetails::title)
                        .findFirst()
                        .orElse(null),
                item.dueDate(),
                item.maximum(),
                cell == null ? null : cell.mark().points(),
                cell == null ? null : cell.text(),
                cell == null ? null : cell.mark().status(),
                cell != null && cell.mark().late(),
                cell == null ? null : cell.feedback(),
                item.periodId(),
                item.extra(),
                use);
    }

    /**
     * Why the caller's own grade is what it is, from released items alone.
     *
     * @param sectionId a section of the caller's
     * @param periodId for which period; null for the whole section
     * @throws Problem of type NOT_FOUND when it is no section of the caller's, VALIDATION for a period that it has not
     */
    public WhyGrade why(long sectionId, Long periodId) {
        long studentId = currentCaller.get().personId();
        var rules = grading.rulesOfStudent(studentId).stream()
                .filter(each -> each.section().id() == sectionId)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("section", sectionId));
        GradebookService.requirePeriod(rules, periodId);
        return FinalGradeService.why(rules, studentId, periodId, true, sheets);
    }
}

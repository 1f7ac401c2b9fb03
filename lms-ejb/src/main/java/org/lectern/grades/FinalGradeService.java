package org.lectern.grades;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lectern.audit.AuditTrail;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** Final grades of a section, for its lead and assistant teachers and for administrators. */
@Stateless
@RolesAllowed({Roles.TEACHER, Roles.ADMIN})
public class FinalGradeService {

    @Inject
    private GradingRules grading;

    @Inject
    private GradeSheets sheets;

    @Inject
    private Statements statements;

    @Inject
    private AuditTrail audit;

    @Inject
    private Settings settings;

    @Inject
    private CurrentCaller currentCaller;

    /**
     * The final grades of all students, by family name and given name.
     *
     * @param sectionId a section that the caller teaches
     * @param periodId for which period; null for the whole section
     * @throws Problem of type NOT_FOUND when it is no section of the caller's, VALIDATION for a period that it has not
     */
    public Page<FinalGrade> finalGrades(long sectionId, Long periodId) {
        var rules = grading.rules(sectionId);
        GradebookService.requirePeriod(rules, periodId);
        var cells = sheets.cells(sectionId);
        var fixed = sheets.fixed(sectionId, periodId);
        var calculation = rules.calculation(periodId, false);
        return Page.whole(sheets.students(sectionId).stream()
                .map(student -> told(
                        rules,
                        periodId,
                        student,
                        calculation.trace(GradebookService.marks(cells.getOrDefault(student.id(), Map.of()))),
                        fixed.get(student.id())))
                .toList());
    }

    private FinalGrade told(
            SectionRules rules, Long periodId, GradeSheets.Student student, GradeTrace trace, GradeSheets.Fixed fixed) {
        boolean locked = rules.isLocked(periodId);
        var figure = FinalFigure.of(trace, fixed, locked, false, rules.scale());
        return new FinalGrade(
                student.id(),
                student.name(),
                figure.computed(),
                figure.computedLabel(),
                figure.percent(),
                figure.label(),
                figure.overridden(),
                fixed == null ? null : fixed.overrideReason(),
                fixed == null ? null : fixed.overriddenBy(),
                fixed == null || fixed.overriddenAt() == null
                        ? null
                        : fixed.overriddenAt()
                                .atZoneSameInstant(settings.timeZone())
                                .toOffsetDateTime(),
                locked,
                fixed == null ? 0 : fixed.version());
    }

    /**
     * Decides a final grade, or takes that back.
     *
     * @param sectionId a section that the caller teaches
     * @param studentId a student of it
     * @param periodId for which period; null for the whole section
     * @param expected the version that the caller has seen, 0 when none was ever decided
     * @param decision what holds, and why
     * @throws Problem of type NOT_FOUND when it is no section or student of the caller's, VALIDATION for a period that it
     *     has not, PRECONDITION_REQUIRED or STALE_VERSION, GRADES_LOCKED when the period is
     */
    public FinalGrade decide(
            long sectionId,
            long studentId,
            Long periodId,
            ExpectedVersion expected,
            @NotNull @Valid GradeOverride decision) {
        grading.holdPeriods();
        var rules = grading.rules(sectionId);
        GradebookService.requirePeriod(rules, periodId);
        var student = student(sectionId, studentId);
        var fixed = sheets.fixed(sectionId, periodId).get(studentId);
        ExpectedVersion.require(expected, fixed == null ? 0 : fixed.version());
        if (rules.isLocked(periodId)) {
            throw new Problem(ProblemType.GRADES_LOCKED, "The grades of this period are locked.");
        }
        boolean decided = decision.percent() != null || decision.label() != null;
        int written = statements.update(
                """
                insert into final_grade as f (section_id, academic_session_id, student_id, override_percent,
                    override_label, override_reason, overridden_at, overridden_by, version)
                values (?, cast(? as bigint), ?, cast(? as numeric), cast(? as text), cast(? as text),
                    case when ? then now() end, case when ? then cast(? as bigint) end, 1)
                on conflict on constraint final_grade_once do update set override_percent = excluded.override_percent,
                    override_label = excluded.override_label, override_reason = excluded.override_reason,
                    overridden_at = excluded.overridden_at, overridden_by = excluded.overridden_by,
                    version = f.version + 1
                where f.version = ?""",
                sectionId,
                periodId,
                studentId,
                decision.percent(),
                decision.label(),
                decided ? decision.reason() : null,
                decided,
                decided,
                currentCaller.get().accountId(),
                fixed == null ? 0 : fixed.version());
        if (written == 0) {
            throw new Problem(
                    ProblemType.STALE_VERSION,
                    "It was changed since you read it. Read it again and decide what holds.");
        }
        Map<String, Object> after = new LinkedHashMap<>();
        after.put("periodId", periodId);
        after.put("percent", decision.percent());
        after.put("label", decision.label());
        after.put("reason", decision.reason());
        audit.record(
                decided ? "final grade decided" : "final grade computed again",
                "section",
                sectionId,
                studentId,
                fixed == null || !fixed.isOverridden() ? null : before(fixed),
                after);
        var trace =
                rules.calculation(periodId, false).trace(GradebookService.marks(sheets.cells(sectionId, studentId)));
        return told(
                rules,
                periodId,
                student,
                trace,
                sheets.fixed(sectionId, periodId).get(studentId));
    }

    private static Map<String, Object> before(GradeSheets.Fixed fixed) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("periodId", fixed.periodId());
        values.put("percent", fixed.overridePercent());
        values.put("label", fixed.overrideLabel());
        values.put("reason", fixed.overrideReason());
        return values;
    }

    /**
     * Why a student's final grade is what it is.
     *
     * @param sectionId a section that the caller teaches
     * @param studentId a student of it
     * @param periodId for which period; null for the whole section
     * @throws Problem of type NOT_FOUND when it is no section or student of the caller's, VALIDATION for a period that it
     *     has not
     */
    public WhyGrade why(long sectionId, long studentId, Long periodId) {
        var rules = grading.rules(sectionId);
        GradebookService.requirePeriod(rules, periodId);
        student(sectionId, studentId);
        return why(rules, studentId, periodId, false, sheets);
    }

    static WhyGrade why(SectionRules rules, long studentId, Long periodId, boolean forStudent, GradeSheets sheets) {
        long sectionId = rules.section().id();
        var trace = rules.calculation(periodId, forStudent)
                .trace(GradebookService.marks(sheets.cells(sectionId, studentId)));
        var fixed = sheets.fixed(sectionId, periodId).get(studentId);
        boolean locked = rules.isLocked(periodId);
        var figure = FinalFigure.of(trace, fixed, locked, forStudent, rules.scale());
        return new WhyGrade(
                rules.section(),
                periodId,
                studentId,
                figure.percent(),
                figure.label(),
                figure.overridden(),
                fixed == null || forStudent ? null : fixed.overrideReason(),
                locked,
                trace);
    }

    private GradeSheets.Student student(long sectionId, long studentId) {
        List<GradeSheets.Student> students = sheets.students(sectionId);
        return students.stream()
                .filter(each -> each.id() == studentId)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("student", studentId));
    }
}

package org.lectern.grades;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

/**
 * Comments of report cards: one for each student, section and period, by its lead and assistant teachers. Students read theirs
 * beside their grades as soon as it is written.
 */
@Stateless
@RolesAllowed({Roles.TEACHER, Roles.ADMIN})
public class ReportCommentService {

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

    /** What is there of one student. */
    private record Written(String text, String by, OffsetDateTime at, int version) {

        static final Written NOTHING = new Written("", null, null, 0);
    }

    /**
     * The comments of all students, by family name and given name.
     *
     * @param sectionId a section that the caller teaches
     * @param periodId for which period; null for the whole section
     * @throws Problem of type NOT_FOUND when it is no section of the caller's, VALIDATION for a period that it has not
     */
    public Page<ReportComment> comments(long sectionId, Long periodId) {
        GradebookService.requirePeriod(grading.rules(sectionId), periodId);
        var written = written(sectionId, periodId);
        return Page.whole(sheets.students(sectionId).stream()
                .map(student -> told(student, written))
                .toList());
    }

    private ReportComment told(GradeSheets.Student student, Map<Long, Written> written) {
        var own = written.getOrDefault(student.id(), Written.NOTHING);
        return new ReportComment(
                student.id(),
                student.name(),
                own.text.isEmpty() ? null : own.text,
                own.by,
                own.at == null
                        ? null
                        : own.at.atZoneSameInstant(settings.timeZone()).toOffsetDateTime(),
                own.version);
    }

    private Map<Long, Written> written(long sectionId, Long periodId) {
        Map<Long, Written> found = new HashMap<>();
        statements.list(
                """
                select c.student_id, c.text, a.username, c.written_at, c.version
                from report_comment c join account a on a.id = c.written_by
                where c.section_id = ? and c.academic_session_id is not distinct from cast(? as bigint)""",
                row -> found.put(
                        row.getLong(1),
                        new Written(
                                row.getString(2),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class),
                                row.getInt(5))),
                sectionId,
                periodId);
        return found;
    }

    /**
     * Writes a comment, or takes it back.
     *
     * @param sectionId a section that the caller teaches
     * @param studentId a student of it
     * @param periodId for which period; null for the whole section
     * @param expected the version that the caller has seen, 0 when there never was a comment
     * @param facts what is said
     * @throws Problem of type NOT_FOUND when it is no section or student of the caller's, VALIDATION for a period that it
     *     has not, PRECONDITION_REQUIRED or STALE_VERSION, GRADES_LOCKED when the period is
     */
    public ReportComment write(
            long sectionId,
            long studentId,
            Long periodId,
            ExpectedVersion expected,
            @NotNull @Valid ReportCommentFacts facts) {
        grading.holdPeriods();
        var rules = grading.rules(sectionId);
        GradebookService.requirePeriod(rules, periodId);
        var student = sheets.students(sectionId).stream()
                .filter(each -> each.id() == studentId)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("student", studentId));
        var before = written(sectionId, periodId).getOrDefault(studentId, Written.NOTHING);
        ExpectedVersion.require(expected, before.version);
        if (rules.isLocked(periodId)) {
            throw new Problem(
                    ProblemType.GRADES_LOCKED,
                    "The grades of this period are locked, and what is said of them with them.");
        }
        int written = statements.update(
                """
                insert into report_comment as c (section_id, academic_session_id, student_id, text, written_by)
                values (?, cast(? as bigint), ?, ?, ?)
                on conflict on constraint report_comment_once do update set text = excluded.text,
                    written_by = excluded.written_by, written_at = now(), version = c.version + 1
                where c.version = ?""",
                sectionId,
                periodId,
                studentId,
                facts.text(),
                currentCaller.get().accountId(),
                before.version);
        if (written == 0) {
            throw new Problem(
                    ProblemType.STALE_VERSION,
                    "It was changed since you read it. Read it again and decide what holds.");
        }
        audit.record(
                "report comment written",
                "section",
                sectionId,
                studentId,
                before.version == 0 ? null : told(periodId, before.text),
                told(periodId, facts.text()));
        return told(student, written(sectionId, periodId));
    }

    private static Map<String, Object> told(Long periodId, String text) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("periodId", periodId);
        values.put("text", text);
        return values;
    }
}

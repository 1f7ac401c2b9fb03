package org.lectern.grades;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.lectern.people.Person;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Problem;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** Transcripts and report cards: results as a student sees them, in PDF. */
@Stateless
public class ReportService {

    @Inject
    private GradingRules grading;

    @Inject
    private GradeSheets sheets;

    @Inject
    private Statements statements;

    @Inject
    private Settings settings;

    @Inject
    private CurrentCaller currentCaller;

    /** What a section is in a report. */
    private record SectionFacts(
            long sessionId, String session, LocalDate start, String course, BigDecimal credits, String teachers) {}

    /**
     * The caller's own transcript.
     *
     * @return a PDF
     */
    @RolesAllowed(Roles.STUDENT)
    public byte[] ownTranscript() {
        return transcriptOf(currentCaller.get().personId());
    }

    /**
     * Any student's transcript.
     *
     * @param studentId a person
     * @return a PDF
     * @throws Problem of type NOT_FOUND when there is no such person
     */
    @RolesAllowed(Roles.ADMIN)
    public byte[] transcript(long studentId) {
        return transcriptOf(studentId);
    }

    private byte[] transcriptOf(long studentId) {
        var report = reports(List.of(studentId), null).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("person", studentId));
        var school = settings.current();
        return ReportPdf.write("Transcript", school.schoolName(), settings.today(), List.of(report), true, done -> {});
    }

    /**
     * Report cards of a group, a page for each student who is in it today. Called by the job that makes them, which
     * administrators alone can ask for.
     *
     * @param groupId the group
     * @param periodId for which period; null for the whole sections
     * @param students is told how many there are
     * @param done is told how many are printed
     * @return a PDF; empty when nobody is in the group
     */
    @PermitAll
    public byte[] reportCards(long groupId, Long periodId, Consumer<Integer> students, IntConsumer done) {
        var today = settings.today();
        var ids = statements.list("""
                        select m.student_id from student_group_member m
                        where m.student_group_id = ? and m.from_date <= ? and (m.to_date is null or m.to_date >= ?)
                        order by m.student_id""", row -> row.getLong(1), groupId, today, today);
        students.accept(ids.size());
        if (ids.isEmpty()) {
            return new byte[0];
        }
        var period = periodId == null
                ? null
                : statements
                        .find("select title from academic_session where id = ?", row -> row.getString(1), periodId)
                        .orElse(null);
        return ReportPdf.write(
                period == null ? "Report card" : "Report card, " + period,
                settings.current().schoolName(),
                today,
                reports(ids, periodId),
                false,
                done);
    }

    /** What is to print of some students, by family name and given name; nine statements, however many. */
    private List<Report> reports(Collection<Long> studentIds, Long periodId) {
        var ids = new Statements.Array("bigint", studentIds.toArray());
        var cells = sheets.cellsOfStudents(studentIds);
        var fixed = sheets.fixedOfStudents(studentIds);
        var comments = sheets.commentsOfStudents(studentIds);
        var rules = grading.rulesOfStudents(studentIds);
        var facts = facts(rules);
        Map<Long, List<Long>> enrolled = new HashMap<>();
        statements.list(
                """
                select student_id, section_id from enrollment
                where student_id = any (?) and status in ('ACTIVE', 'COMPLETED')""",
                row -> enrolled.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(row.getLong(2)),
                ids);
        var today = settings.today();
        return statements.list(
                """
                select p.id, p.preferred_given_name, p.given_name, p.preferred_family_name, p.family_name, p.identifier,
                    p.birth_date, coalesce((select string_agg(g.code, ', ' order by g.code) from student_group_member m
                        join student_group g on g.id = m.student_group_id
                        where m.student_id = p.id and m.from_date <= ? and (m.to_date is null or m.to_date >= ?)), '')
                from person p where p.id = any (?) order by p.family_name, p.given_name, p.id""",
                row -> new Report(
                        row.getLong(1),
                        Person.displayName(row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                        row.getString(6),
                        row.getObject(7, LocalDate.class),
                        row.getString(8),
                        lines(
                                rules,
                                facts,
                                enrolled.getOrDefault(row.getLong(1), List.of()),
                                periodId,
                                cells.getOrDefault(row.getLong(1), Map.of()),
                                fixed.getOrDefault(row.getLong(1), Map.of()),
                                comments.getOrDefault(row.getLong(1), Map.of()))),
                today,
                today,
                ids);
    }

    private Map<Long, SectionFacts> facts(List<SectionRules> rules) {
        Map<Long, SectionFacts> facts = new HashMap<>();
        statements.list(
                """
                select s.id, a.id, a.title, a.start_date, c.title, c.credits, coalesce((
                    select string_agg(distinct coalesce(p.preferred_given_name, p.given_name) || ' '
                        || coalesce(p.preferred_family_name, p.family_name), ', ')
                    from teacher_assignment t join person p on p.id = t.teacher_id
                    where t.section_id = s.id and t.role = 'LEAD'), '')
                from section s join academic_session a on a.id = s.academic_session_id join course c on c.id = s.course_id
                where s.id = any (?)""",
                row -> facts.put(
                        row.getLong(1),
                        new SectionFacts(
                                row.getLong(2),
                                row.getString(3),
                                row.getObject(4, LocalDate.class),
                                row.getString(5),
                                Decimals.plain(row.getBigDecimal(6)),
                                row.getString(7))),
                new Statements.Array(
                        "bigint",
                        rules.stream().map(each -> each.section().id()).toArray()));
        return facts;
    }

    private static List<ReportLine> lines(
            List<SectionRules> rules,
            Map<Long, SectionFacts> facts,
            List<Long> enrolled,
            Long periodId,
            Map<Long, GradeSheets.Cell> cells,
            Map<Long, Map<Long, GradeSheets.Fixed>> fixed,
            Map<Long, Map<Long, String>> comments) {
        List<ReportLine> lines = new ArrayList<>();
        for (var section : rules) {
            long id = section.section().id();
            boolean graded = section.items().stream().anyMatch(item -> item.released() && cells.containsKey(item.id()));
            var own = fixed.getOrDefault(id, Collections.emptyMap()).get(periodId);
            var comment = comments.getOrDefault(id, Collections.emptyMap()).get(periodId);
            if (!graded && own == null && comment == null && !enrolled.contains(id)
                    || periodId != null && !section.hasPeriod(periodId)) {
                continue;
            }
            var figure = FinalFigure.of(
                    section.calculation(periodId, true).trace(GradebookService.marks(cells)),
                    own,
                    section.isLocked(periodId),
                    true,
                    section.scale());
            var about = facts.get(id);
            lines.add(new ReportLine(
                    about.sessionId,
                    about.session,
                    about.start,
                    about.course,
                    section.section().title(),
                    about.credits,
                    about.teachers,
                    figure.percent(),
                    figure.label(),
                    comment));
        }
        lines.sort(Comparator.comparing(ReportLine::sessionStart).thenComparing(ReportLine::section));
        return lines;
    }
}

package org.lectern.web.attendance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.lectern.attendance.AttendanceCounts;
import org.lectern.attendance.AttendanceReportService;
import org.lectern.shared.Page;

/** The reports on attendance in one shape, for the page and for the workbook. */
@ApplicationScoped
public class Reports {

    @Inject
    private AttendanceReportService reportService;

    /**
     * What is asked for.
     *
     * @param kind what there are rows of
     * @param from first day
     * @param to last day
     * @param groupId of students: only this group; null for any
     * @param sectionId of students: only this section; null for any
     */
    public record Question(ReportKind kind, LocalDate from, LocalDate to, Long groupId, Long sectionId) {}

    /**
     * A row.
     *
     * @param day of a report by day; null otherwise
     * @param name what it is called; null of a day
     * @param detail tells more; may be null
     * @param page of the console that tells all about it, from the context root; null for none
     * @param lessons that were held; null where they are not counted
     * @param taken registers of these; null where they are not counted
     * @param counts of the marks
     */
    public record Line(
            LocalDate day,
            String name,
            String detail,
            String page,
            Long lessons,
            Long taken,
            AttendanceCounts counts) {}

    /** A page of a report. */
    Page<Line> page(Question asked, Integer limit, String after) {
        return switch (asked.kind()) {
            case GROUPS ->
                lines(
                        reportService.byGroup(asked.from(), asked.to(), limit, after),
                        each -> new Line(
                                null,
                                each.code(),
                                each.title(),
                                "/admin/groups/group.xhtml?id=" + each.groupId(),
                                null,
                                null,
                                each.counts()));
            case SECTIONS ->
                lines(
                        reportService.bySection(asked.from(), asked.to(), limit, after),
                        each -> new Line(
                                null,
                                each.section().code(),
                                each.section().title(),
                                "/admin/sections/section.xhtml?id="
                                        + each.section().id(),
                                each.lessons(),
                                each.taken(),
                                each.counts()));
            case STUDENTS ->
                lines(
                        reportService.byStudent(
                                asked.from(), asked.to(), asked.groupId(), asked.sectionId(), limit, after),
                        each -> new Line(
                                null,
                                each.familyName() + ", " + each.givenName(),
                                null,
                                "/admin/people/person.xhtml?id=" + each.studentId(),
                                null,
                                null,
                                each.counts()));
            case DAYS ->
                lines(
                        reportService.byDay(asked.from(), asked.to()),
                        each -> new Line(
                                each.date(),
                                null,
                                null,
                                "/admin/attendance/list.xhtml?from=" + each.date() + "&to=" + each.date(),
                                each.lessons(),
                                each.taken(),
                                each.counts()));
        };
    }

    private static <T> Page<Line> lines(Page<T> page, Function<T, Line> line) {
        List<Line> lines = page.items().stream().map(line).toList();
        return new Page<>(lines, page.next());
    }
}

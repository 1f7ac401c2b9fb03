package org.lectern.grades;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lectern.people.Person;
import org.lectern.shared.Statements;

/** The cells of gradebooks, each read in one statement: students, their grades, and what was decided or said of them. */
@ApplicationScoped
class GradeSheets {

    private Statements statements;

    /** For the container. */
    protected GradeSheets() {}

    @Inject
    GradeSheets(Statements statements) {
        this.statements = statements;
    }

    /**
     * A student of a section.
     *
     * @param id the person
     * @param name to call the person by
     * @param identifier the school's own number; null for none
     */
    record Student(long id, String name, String identifier) {}

    /**
     * A grade with what is told of it beside the calculation.
     *
     * @param mark null when it is only a row without anything in it
     */
    record Cell(long studentId, long itemId, Mark mark, int version, String text, String feedback) {}

    /**
     * What a final grade was decided or frozen to be.
     *
     * @param periodId null for the whole section
     */
    record Fixed(
            long studentId,
            Long periodId,
            BigDecimal percent,
            String label,
            BigDecimal visiblePercent,
            String visibleLabel,
            BigDecimal overridePercent,
            String overrideLabel,
            String overrideReason,
            OffsetDateTime overriddenAt,
            String overriddenBy,
            int version) {

        boolean isOverridden() {
            return overriddenAt != null;
        }
    }

    /** All grades for the items of some sections that are not ended, by section, student and item. */
    Map<Long, Map<Long, Map<Long, Cell>>> cellsOfSections(Collection<SectionRules> sections) {
        Map<Long, Map<Long, Map<Long, Cell>>> found = new HashMap<>();
        statements.list(
                "select " + CELL + """
                        , i.section_id from grade g join grade_item i on i.id = g.item_id
                        where i.section_id = any (?) and i.status = 'ACTIVE'""",
                row -> {
                    var cell = cell(row);
                    return found.computeIfAbsent(row.getLong(10), id -> new HashMap<>())
                            .computeIfAbsent(cell.studentId, id -> new HashMap<>())
                            .put(cell.itemId, cell);
                },
                new Statements.Array(
                        "bigint",
                        sections.stream().map(each -> each.section().id()).toArray()));
        return found;
    }

    /** The students of a section, by family name, given name and id. */
    List<Student> students(long sectionId) {
        return statements.list(
                """
                        select p.id, p.preferred_given_name, p.given_name, p.preferred_family_name, p.family_name,
                            p.identifier
                        from enrollment e join person p on p.id = e.student_id
                        where e.section_id = ? and e.status in ('ACTIVE', 'COMPLETED')
                        group by p.id order by p.family_name, p.given_name, p.id""",
                row -> new Student(
                        row.getLong(1),
                        Person.displayName(row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                        row.getString(6)),
                sectionId);
    }

    private static final String CELL =
            "g.student_id, g.item_id, g.points, g.version, nullif(g.status, 'GRADED'), g.late, g.days_late, g.text_score, g.feedback";

    /** All grades of a section's items that are not ended, by student and item. */
    Map<Long, Map<Long, Cell>> cells(long sectionId) {
        Map<Long, Map<Long, Cell>> found = new HashMap<>();
        statements.list(
                "select " + CELL + """
                         from grade g join grade_item i on i.id = g.item_id
                        where i.section_id = ? and i.status = 'ACTIVE'""",
                row -> {
                    var cell = cell(row);
                    return found.computeIfAbsent(cell.studentId, id -> new HashMap<>())
                            .put(cell.itemId, cell);
                },
                sectionId);
        return found;
    }

    /** The grades of one student for a section's items that are not ended, by item. */
    Map<Long, Cell> cells(long sectionId, long studentId) {
        Map<Long, Cell> found = new HashMap<>();
        statements.list(
                "select " + CELL + """
                         from grade g join grade_item i on i.id = g.item_id
                        where i.section_id = ? and i.status = 'ACTIVE' and g.student_id = ?""",
                row -> {
                    var cell = cell(row);
                    return found.put(cell.itemId, cell);
                },
                sectionId,
                studentId);
        return found;
    }

    /** All grades of a student, by item. */
    Map<Long, Cell> cellsOfStudent(long studentId) {
        return cellsOfStudents(List.of(studentId)).getOrDefault(studentId, Map.of());
    }

    /** All grades of some students, by student and item. */
    Map<Long, Map<Long, Cell>> cellsOfStudents(Collection<Long> studentIds) {
        Map<Long, Map<Long, Cell>> found = new HashMap<>();
        statements.list(
                "select " + CELL + " from grade g where g.student_id = any (?)",
                row -> {
                    var cell = cell(row);
                    return found.computeIfAbsent(cell.studentId, id -> new HashMap<>())
                            .put(cell.itemId, cell);
                },
                new Statements.Array("bigint", studentIds.toArray()));
        return found;
    }

    private static Cell cell(ResultSet row) throws SQLException {
        var status = row.getString(5);
        return new Cell(
                row.getLong(1),
                row.getLong(2),
                new Mark(
                        status == null ? GradeStatus.GRADED : GradeStatus.valueOf(status),
                        Decimals.plain(row.getBigDecimal(3)),
                        row.getBoolean(6),
                        row.getObject(7, Integer.class)),
                row.getInt(4),
                row.getString(8),
                row.getString(9));
    }

    /** What is fixed of a section's final grades, by student. */
    Map<Long, Fixed> fixed(long sectionId, Long periodId) {
        Map<Long, Fixed> found = new HashMap<>();
        statements.list(
                FIXED + " where f.section_id = ? and f.academic_session_id is not distinct from cast(? as bigint)",
                row -> {
                    var fixed = fixed(row);
                    return found.put(fixed.studentId, fixed);
                },
                sectionId,
                periodId);
        return found;
    }

    /** What is fixed of a student's final grades, by section, then by period; that of the whole section is under null. */
    Map<Long, Map<Long, Fixed>> fixedOfStudent(long studentId) {
        return fixedOfStudents(List.of(studentId)).getOrDefault(studentId, Map.of());
    }

    /** {@link #fixedOfStudent} for several at once, by student. */
    Map<Long, Map<Long, Map<Long, Fixed>>> fixedOfStudents(Collection<Long> studentIds) {
        Map<Long, Map<Long, Map<Long, Fixed>>> found = new HashMap<>();
        statements.list(
                FIXED + " where f.student_id = any (?)",
                row -> {
                    var fixed = fixed(row);
                    return found.computeIfAbsent(fixed.studentId, id -> new HashMap<>())
                            .computeIfAbsent(row.getLong(13), id -> new HashMap<>())
                            .put(fixed.periodId, fixed);
                },
                new Statements.Array("bigint", studentIds.toArray()));
        return found;
    }

    private static final String FIXED = """
            select f.student_id, f.academic_session_id, f.percent, f.label, f.visible_percent, f.visible_label,
                f.override_percent, f.override_label, f.override_reason, f.overridden_at,
                (select username from account where account.id = f.overridden_by), f.version, f.section_id
            from final_grade f""";

    static Fixed fixed(ResultSet row) throws SQLException {
        return new Fixed(
                row.getLong(1),
                row.getObject(2, Long.class),
                Decimals.plain(row.getBigDecimal(3)),
                row.getString(4),
                Decimals.plain(row.getBigDecimal(5)),
                row.getString(6),
                Decimals.plain(row.getBigDecimal(7)),
                row.getString(8),
                row.getString(9),
                row.getObject(10, OffsetDateTime.class),
                row.getString(11),
                row.getInt(12));
    }

    /** What was said of some students, by student, then by section, then by period; of the whole section it is under null. */
    Map<Long, Map<Long, Map<Long, String>>> commentsOfStudents(Collection<Long> studentIds) {
        Map<Long, Map<Long, Map<Long, String>>> found = new HashMap<>();
        statements.list(
                """
                select student_id, section_id, academic_session_id, text from report_comment
                where student_id = any (?) and text <> ''""",
                row -> found.computeIfAbsent(row.getLong(1), id -> new HashMap<>())
                        .computeIfAbsent(row.getLong(2), id -> new HashMap<>())
                        .put(row.getObject(3, Long.class), row.getString(4)),
                new Statements.Array("bigint", studentIds.toArray()));
        return found;
    }
}

package org.lectern.grades;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lectern.courses.SectionName;
import org.lectern.courses.SessionType;
import org.lectern.people.Person;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** What the services of the gradebook read, each in one statement, and whether the caller may. */
@ApplicationScoped
class GradeSheets {

    /** Any number that nothing else locks by. */
    private static final long LOCK_OF_PERIODS = 0x4752_4144_4553L;

    /** Of a section called s: whether the caller teaches it today or runs the school. */
    private static final String MAY = """
            (? or exists (select 1 from teacher_assignment a
                where a.section_id = s.id and a.teacher_id = ? and a.role in ('LEAD', 'ASSISTANT')
                  and (a.from_date is null or a.from_date <= ?) and (a.to_date is null or a.to_date >= ?)))""";

    private static final String ITEM = """
            i.id, i.title, i.description, i.category_id, i.academic_session_id, i.assign_date, i.due_date, i.minimum,
            i.maximum, i.extra, i.released, i.status, grades_locked(i.academic_session_id), i.version""";

    private static final String CATEGORY =
            "k.id, k.title, k.weight, k.drop_lowest, k.extra, k.position, k.section_id is null, k.version";

    private Statements statements;
    private Settings settings;
    private CurrentCaller currentCaller;

    /** For the container. */
    protected GradeSheets() {}

    @Inject
    GradeSheets(Statements statements, Settings settings, CurrentCaller currentCaller) {
        this.statements = statements;
        this.settings = settings;
        this.currentCaller = currentCaller;
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

    /** Requires that no period is locked while this transaction lasts; several may write grades at a time. */
    void holdPeriods() {
        statements.find("select pg_advisory_xact_lock_shared(?)", row -> true, LOCK_OF_PERIODS);
    }

    /** Waits until nobody writes grades, and keeps everybody from it. */
    void stopTheWriting() {
        statements.find("select pg_advisory_xact_lock(?)", row -> true, LOCK_OF_PERIODS);
    }

    /**
     * The rules of a section that the caller teaches.
     *
     * @throws Problem of type NOT_FOUND when it is no section of the caller's
     */
    SectionRules rules(long sectionId) {
        var today = settings.today();
        return complete(statements.list(
                        HEAD + " where s.id = ? and " + MAY,
                        GradeSheets::head,
                        sectionId,
                        currentCaller.isIn(Roles.ADMIN),
                        currentCaller.get().personId(),
                        today,
                        today))
                .stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("section", sectionId));
    }

    /** The rules of the sections in which a student is, was to the end, or has a grade; by code. */
    List<SectionRules> rulesOfStudent(long studentId) {
        return rulesOfStudents(List.of(studentId));
    }

    /** {@link #rulesOfStudent} for several at once. */
    List<SectionRules> rulesOfStudents(Collection<Long> studentIds) {
        var ids = new Statements.Array("bigint", studentIds.toArray());
        return complete(statements.list(HEAD + """
                         where s.id in (
                            select section_id from enrollment
                            where student_id = any (?) and status in ('ACTIVE', 'COMPLETED')
                            union select i.section_id from grade g join grade_item i on i.id = g.item_id
                            where g.student_id = any (?))
                        order by s.code, s.id""", GradeSheets::head, ids, ids));
    }

    /** The rules of the sections that have items in a session or in those within it. */
    List<SectionRules> rulesOfSession(long sessionId) {
        return complete(statements.list(WITHIN + HEAD + """
                         where s.id in (select i.section_id from grade_item i join within on within.id = i.academic_session_id
                            where i.status = 'ACTIVE')
                        order by s.id""", GradeSheets::head, sessionId));
    }

    /** All grades for items in a session or in those within it, by section, student and item. */
    Map<Long, Map<Long, Map<Long, Cell>>> cellsOfSession(long sessionId) {
        Map<Long, Map<Long, Map<Long, Cell>>> found = new HashMap<>();
        statements.list(
                WITHIN + "select " + CELL + """
                        , i.section_id from grade g join grade_item i on i.id = g.item_id
                        join within on within.id = i.academic_session_id where i.status = 'ACTIVE'""",
                row -> {
                    var cell = cell(row);
                    return found.computeIfAbsent(row.getLong(10), id -> new HashMap<>())
                            .computeIfAbsent(cell.studentId, id -> new HashMap<>())
                            .put(cell.itemId, cell);
                },
                sessionId);
        return found;
    }

    private static final String WITHIN = """
            with recursive within as (
                select id from academic_session where id = ?
                union select a.id from academic_session a join within w on a.parent_id = w.id)
            """;

    private static final String HEAD = """
            select s.id, s.code, s.title, coalesce(b.late_percent_per_day, 0), coalesce(b.late_floor_percent, 0),
                coalesce(b.places, 1), coalesce(b.version, 0)
            from section s left join gradebook b on b.section_id = s.id""";

    private static SectionRules head(ResultSet row) throws SQLException {
        return new SectionRules(
                new SectionName(row.getLong(1), row.getString(2), row.getString(3)),
                Decimals.plain(row.getBigDecimal(4)),
                Decimals.plain(row.getBigDecimal(5)),
                row.getInt(6),
                null,
                row.getInt(7),
                List.of(),
                List.of(),
                List.of());
    }

    /** Something and the section to which it belongs. */
    private record Of<T>(long sectionId, T thing) {}

    private static <T> Map<Long, List<T>> bySection(List<Of<T>> things) {
        return things.stream()
                .collect(Collectors.groupingBy(Of::sectionId, Collectors.mapping(Of::thing, Collectors.toList())));
    }

    private List<SectionRules> complete(List<SectionRules> heads) {
        if (heads.isEmpty()) {
            return heads;
        }
        var ids = new Statements.Array(
                "bigint", heads.stream().map(head -> head.section().id()).toArray());
        var periods = bySection(statements.list("""
                with recursive around as (
                    select id as section_id, academic_session_id as id from section where id = any (?)
                    union select section_id, academic_session_id from section_term where section_id = any (?)
                    union select section_id, academic_session_id from grade_item
                        where section_id = any (?) and academic_session_id is not null),
                found as (
                    select section_id, id from around
                    union select f.section_id, a.id from academic_session a join found f on a.parent_id = f.id)
                select a.id, a.title, a.type, a.start_date, a.end_date, a.parent_id, grades_locked(a.id), f.section_id
                from academic_session a join found f using (id)
                where a.status = 'ACTIVE' order by a.start_date, a.end_date desc, a.id""", row -> new Of<>(row.getLong(8), period(row)), ids, ids, ids));
        var categories = bySection(
                statements.list("select " + CATEGORY + """
                        , u.section_id from (
                            select id, section_id from grade_category where section_id = any (?) and status = 'ACTIVE'
                            union
                            select category_id, section_id from grade_item
                            where section_id = any (?) and status = 'ACTIVE' and category_id is not null) u
                        join grade_category k on k.id = u.id
                        order by k.position, k.title, k.id""", row -> new Of<>(row.getLong(9), category(row)), ids, ids));
        var items =
                bySection(statements.list("select " + ITEM + """
                        , i.section_id from grade_item i where i.section_id = any (?) and i.status = 'ACTIVE'
                        order by i.due_date nulls last, i.title, i.id""", row -> new Of<>(row.getLong(15), item(row)), ids));
        var bands = bySection(statements.list(
                """
                select g.name, g.rounding, g.decimals, b.label, b.minimum, s.id
                from section s
                join grading_scale g on g.id = coalesce(s.grading_scale_id, (select id from grading_scale where standard))
                join grading_scale_band b on b.grading_scale_id = g.id
                where s.id = any (?)""",
                row -> new Of<>(
                        row.getLong(6),
                        new Scale(
                                row.getString(1),
                                Rounding.valueOf(row.getString(2)),
                                row.getInt(3),
                                List.of(new Scale.Band(row.getString(4), row.getBigDecimal(5))))),
                ids));
        return heads.stream()
                .map(head -> new SectionRules(
                        head.section(),
                        head.latePercentPerDay(),
                        head.lateFloorPercent(),
                        head.places(),
                        scale(bands.get(head.section().id())),
                        head.version(),
                        periods.getOrDefault(head.section().id(), List.of()),
                        categories.getOrDefault(head.section().id(), List.of()),
                        items.getOrDefault(head.section().id(), List.of())))
                .toList();
    }

    /** One scale of the parts that each have one band; null for none. */
    private static Scale scale(List<Scale> parts) {
        return parts == null
                ? null
                : new Scale(
                        parts.get(0).title(),
                        parts.get(0).rounding(),
                        parts.get(0).places(),
                        parts.stream().flatMap(part -> part.bands().stream()).toList());
    }

    static GradePeriod period(ResultSet row) throws SQLException {
        return new GradePeriod(
                row.getLong(1),
                row.getString(2),
                SessionType.valueOf(row.getString(3)),
                row.getObject(4, LocalDate.class),
                row.getObject(5, LocalDate.class),
                row.getObject(6, Long.class),
                row.getBoolean(7));
    }

    private static CategoryDetails category(ResultSet row) throws SQLException {
        return new CategoryDetails(
                row.getLong(1),
                row.getString(2),
                Decimals.plain(row.getBigDecimal(3)),
                row.getInt(4),
                row.getBoolean(5),
                row.getInt(6),
                row.getBoolean(7),
                row.getInt(8));
    }

    private static ItemDetails item(ResultSet row) throws SQLException {
        return new ItemDetails(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, Long.class),
                row.getObject(5, Long.class),
                row.getObject(6, LocalDate.class),
                row.getObject(7, LocalDate.class),
                Decimals.plain(row.getBigDecimal(8)),
                Decimals.plain(row.getBigDecimal(9)),
                row.getBoolean(10),
                row.getBoolean(11),
                LifeStatus.valueOf(row.getString(12)),
                row.getBoolean(13),
                row.getInt(14));
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

    /**
     * An item that the caller may see as teacher.
     *
     * @throws Problem of type NOT_FOUND when it is no item of the caller's
     */
    Owned<ItemDetails> item(long itemId) {
        return owned(
                "select " + ITEM + ", s.id from grade_item i join section s on s.id = i.section_id where i.id = ? and "
                        + MAY,
                row -> new Owned<>(row.getLong(15), item(row)),
                "grade item",
                itemId);
    }

    /**
     * A category of one section that the caller teaches.
     *
     * @throws Problem of type NOT_FOUND when it is no category of the caller's
     */
    Owned<CategoryDetails> category(long categoryId) {
        return owned(
                "select " + CATEGORY
                        + ", s.id from grade_category k join section s on s.id = k.section_id where k.id = ? and "
                        + MAY,
                row -> new Owned<>(row.getLong(9), category(row)),
                "grade category",
                categoryId);
    }

    /** A thing and the section it belongs to. */
    record Owned<T>(long sectionId, T thing) {}

    private <T> Owned<T> owned(String sql, Statements.Row<Owned<T>> row, String what, long id) {
        var today = settings.today();
        return statements
                .find(
                        sql,
                        row,
                        id,
                        currentCaller.isIn(Roles.ADMIN),
                        currentCaller.get().personId(),
                        today,
                        today)
                .orElseThrow(() -> Problem.notFound(what, id));
    }
}

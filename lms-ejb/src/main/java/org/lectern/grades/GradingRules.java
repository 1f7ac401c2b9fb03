package org.lectern.grades;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lectern.courses.SectionName;
import org.lectern.courses.SessionType;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** The rules of gradebooks: periods, categories, items and scales; who may see them, and who waits for whose lock. */
@ApplicationScoped
class GradingRules {

    /** Any number that nothing else locks by. */
    private static final long LOCK_OF_PERIODS = 0x4752_4144_4553L;

    /** Of a section called s: whether the caller teaches it today or runs the school. */
    private static final String MAY = """
            (? or exists (select 1 from teacher_assignment a
                where a.section_id = s.id and a.teacher_id = ? and a.role in ('LEAD', 'ASSISTANT')
                  and (a.from_date is null or a.from_date <= ?) and (a.to_date is null or a.to_date >= ?)))""";

    private static final String ITEM = """
            i.id, i.title, i.description, i.category_id, i.academic_session_id, i.assign_date, i.due_date, i.minimum,
            i.maximum, i.extra, i.released, i.status, %s, i.version""";

    private static final String ONE_ITEM = ITEM.formatted("grades_locked(i.academic_session_id)");

    /** Of an item called i, joined with a session called l and whether it is locked: asked once for each session. */
    private static final String ITEM_OF_MANY = ITEM.formatted("coalesce(l.locked, false)");

    private static final String CATEGORY =
            "k.id, k.title, k.weight, k.drop_lowest, k.extra, k.position, k.section_id is null, k.version";

    private Statements statements;
    private Settings settings;
    private CurrentCaller currentCaller;

    /** For the container. */
    protected GradingRules() {}

    @Inject
    GradingRules(Statements statements, Settings settings, CurrentCaller currentCaller) {
        this.statements = statements;
        this.settings = settings;
        this.currentCaller = currentCaller;
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
                        GradingRules::head,
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
                        order by s.code, s.id""", GradingRules::head, ids, ids));
    }

    /** The rules of the sections that run in some sessions, or have items in them. */
    List<SectionRules> rulesOfSessions(Collection<Long> sessionIds) {
        var ids = new Statements.Array("bigint", sessionIds.toArray());
        return complete(statements.list(HEAD + """
                         where s.id in (
                            select section_id from grade_item where academic_session_id = any (?) and status = 'ACTIVE'
                            union select id from section where academic_session_id = any (?)
                            union select section_id from section_term where academic_session_id = any (?))
                        order by s.id""", GradingRules::head, ids, ids, ids));
    }

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
                    union select f.section_id, a.id from academic_session a join found f on a.parent_id = f.id),
                locks as materialized (
                    select id, grades_locked(id) as locked from (select distinct id from found) u)
                select a.id, a.title, a.type, a.start_date, a.end_date, a.parent_id, l.locked, f.section_id
                from academic_session a join found f using (id) join locks l using (id)
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
        var items = bySection(
                statements.list("""
                        with locks as materialized (
                            select id, grades_locked(id) as locked from (
                                select distinct academic_session_id as id from grade_item where section_id = any (?)) u)
                        select\s""" + ITEM_OF_MANY + """
                        , i.section_id from grade_item i left join locks l on l.id = i.academic_session_id
                        where i.section_id = any (?) and i.status = 'ACTIVE'
                        order by i.due_date nulls last, i.title, i.id""", row -> new Of<>(row.getLong(15), item(row)), ids, ids));
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

    /**
     * An item that the caller may see as teacher.
     *
     * @throws Problem of type NOT_FOUND when it is no item of the caller's
     */
    Owned<ItemDetails> item(long itemId) {
        return owned(
                "select " + ONE_ITEM + ", s.id, i.academic_session_id is null and section_grades_locked(s.id)"
                        + " from grade_item i join section s on s.id = i.section_id where i.id = ? and " + MAY,
                row -> new Owned<>(
                        row.getLong(15), row.getBoolean(16) ? item(row).asLocked() : item(row)),
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

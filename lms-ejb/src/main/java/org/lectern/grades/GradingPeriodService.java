package org.lectern.grades;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lectern.audit.AuditTrail;
import org.lectern.courses.SectionName;
import org.lectern.shared.Conditions;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** Ends and reopens the marking of terms and grading periods. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class GradingPeriodService {

    private static final String PERIODS = """
            select id, title, type, start_date, end_date, parent_id, grades_locked(id)
            from academic_session where status = 'ACTIVE'""";

    @Inject
    private GradingRules grading;

    @Inject
    private GradeSheets sheets;

    @Inject
    private Statements statements;

    @Inject
    private AuditTrail audit;

    @Inject
    private CurrentCaller currentCaller;

    /** The school years, terms and grading periods, and whether their grades are locked; the newest first. */
    public Page<GradePeriod> periods() {
        return Page.whole(
                statements.list(PERIODS + " order by start_date desc, end_date desc, id", GradingRules::period));
    }

    /** A session and those within it, and the sections that run in one of them or have items in it. Parameter: the session. */
    private static final String FOUND = """
            with recursive within as (
                select id from academic_session where id = ?
                union select a.id from academic_session a join within w on a.parent_id = w.id),
            found as (
                select section_id as id from grade_item
                where academic_session_id in (select id from within) and status = 'ACTIVE'
                union select id from section where academic_session_id in (select id from within)
                union select section_id from section_term where academic_session_id in (select id from within))
            """;

    /**
     * What locking a session touches.
     *
     * @param sections that run in it, or have items in it
     * @param items that are marked in it
     */
    public record Extent(long sections, long items) {}

    /**
     * What locking or reopening a session touches.
     *
     * @param id a school year, term or grading period
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Extent extent(long id) {
        return statements
                .find(FOUND + """
                        select (select count(*) from found),
                            (select count(*) from grade_item i
                            where i.academic_session_id in (select id from within) and i.status = 'ACTIVE')""", row -> new Extent(row.getLong(1), row.getLong(2)), id)
                .orElseThrow();
    }

    /**
     * A section of a session.
     *
     * @param section the section
     * @param students how many are in it
     * @param items how many items its gradebook has
     * @param teachers names of those who lead it; empty for nobody
     */
    public record InPeriod(SectionName section, int students, long items, String teachers) {}

    /**
     * A page of the sections that run in a session or have items in it, by code.
     *
     * @param id a school year, term or grading period
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<InPeriod> sections(long id, Integer limit, String after) {
        int rows = Page.limit(limit);
        var conditions = new Conditions().after("(s.code, s.id)", "(?, ?)", after);
        return Page.of(
                statements.list(
                        FOUND + """
                                , page as materialized (
                                    select s.id, s.code, s.title, s.seats_taken from section s join found using (id)
                                    where <condition> order by s.code, s.id limit ?)
                                select page.id, page.code, page.title, page.seats_taken,
                                    (select count(*) from grade_item i
                                    where i.section_id = page.id and i.status = 'ACTIVE'),
                                    coalesce((select string_agg(distinct
                                            coalesce(p.preferred_given_name, p.given_name) || ' '
                                                || coalesce(p.preferred_family_name, p.family_name), ', ')
                                        from teacher_assignment t join person p on p.id = t.teacher_id
                                        where t.section_id = page.id and t.role = 'LEAD'), '')
                                from page order by page.code, page.id""".replace("<condition>", conditions.sql()),
                        row -> new InPeriod(
                                new SectionName(row.getLong(1), row.getString(2), row.getString(3)),
                                row.getInt(4),
                                row.getLong(5),
                                row.getString(6)),
                        conditions.valuesBehind(List.of(id), rows + 1)),
                rows,
                each -> Conditions.place(each.section().code(), each.section().id()));
    }

    /**
     * A final grade on its way into its row.
     *
     * @param sessionId null for the whole section
     */
    private record Frozen(long sectionId, Long sessionId, long studentId, GradeTrace all, GradeTrace visible) {}

    /**
     * Locks the grades of a session and of those within it: grades, items and decisions stay as they are, and the final
     * grades are kept as they are computed now, so that no later change of weights touches them. Once all sessions of a
     * section are locked, that holds for its grade of the whole as well. What is locked already stays so.
     *
     * @param id a school year, term or grading period
     * @throws Problem of type NOT_FOUND when there is none
     */
    public GradePeriod lock(long id) {
        grading.stopTheWriting();
        var before = period(id);
        if (before.locked()) {
            return before;
        }
        Set<Long> locked = new TreeSet<>(statements.list("""
                with recursive within as (
                    select id from academic_session where id = ?
                    union select a.id from academic_session a join within w on a.parent_id = w.id)
                select w.id from within w where not grades_locked(w.id)""", row -> row.getLong(1), id));
        statements.update(
                "insert into grade_lock (academic_session_id, locked_by) values (?, ?)",
                id,
                currentCaller.get().accountId());
        int frozen = freeze(locked);
        audit.record("grades locked", "academic_session", id, null, null, Map.of("finalGrades", frozen));
        return period(id);
    }

    /**
     * Keeps the final grades of sessions that have just been locked, of all sections that have items in them, and of the
     * sections of which no session is open any more; seven statements, however many.
     */
    private int freeze(Set<Long> locked) {
        var rules = grading.rulesOfSessions(locked);
        var cells = sheets.cellsOfSections(rules);
        List<Frozen> frozen = new ArrayList<>();
        for (var section : rules) {
            var own = cells.getOrDefault(section.section().id(), Map.of());
            for (var sessionId : locked) {
                freeze(frozen, section, sessionId, section.itemsOf(sessionId), own);
            }
            if (section.isLocked(null)) {
                var items = section.items().stream().map(ItemDetails::id).collect(Collectors.toSet());
                freeze(frozen, section, null, items, own);
            }
        }
        if (!frozen.isEmpty()) {
            statements.update(
                    """
                    insert into final_grade as f (section_id, academic_session_id, student_id, percent, label,
                        visible_percent, visible_label, version)
                    select e.section_id, e.session_id, e.student_id, e.percent, e.label, e.visible_percent,
                        e.visible_label, 1
                    from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::numeric[], ?::text[], ?::numeric[], ?::text[])
                        as e (section_id, session_id, student_id, percent, label, visible_percent, visible_label)
                    on conflict on constraint final_grade_once do update set percent = excluded.percent,
                        label = excluded.label, visible_percent = excluded.visible_percent,
                        visible_label = excluded.visible_label, version = f.version + 1""",
                    column("bigint", frozen, Frozen::sectionId),
                    column("bigint", frozen, Frozen::sessionId),
                    column("bigint", frozen, Frozen::studentId),
                    column("numeric", frozen, each -> each.all.percent()),
                    column("text", frozen, each -> each.all.label()),
                    column("numeric", frozen, each -> each.visible.percent()),
                    column("text", frozen, each -> each.visible.label()));
        }
        return frozen.size();
    }

    /** The final grades of whoever has a grade for one of the items. */
    private static void freeze(
            List<Frozen> frozen,
            SectionRules section,
            Long sessionId,
            Set<Long> items,
            Map<Long, Map<Long, GradeSheets.Cell>> cells) {
        if (items.isEmpty()) {
            return;
        }
        var all = section.calculation(sessionId, false);
        var visible = section.calculation(sessionId, true);
        cells.forEach((studentId, own) -> {
            if (own.keySet().stream().anyMatch(items::contains)) {
                var marks = GradebookService.marks(own);
                frozen.add(new Frozen(
                        section.section().id(), sessionId, studentId, all.trace(marks), visible.trace(marks)));
            }
        });
    }

    private static Statements.Array column(String type, List<Frozen> frozen, Function<Frozen, Object> value) {
        return new Statements.Array(type, frozen.stream().map(value).toArray());
    }

    /**
     * Reopens the grades of a session. One that lies in a locked session stays locked until that is reopened. What is open
     * already stays so.
     *
     * @param id a school year, term or grading period
     * @throws Problem of type NOT_FOUND when there is none
     */
    public GradePeriod unlock(long id) {
        grading.stopTheWriting();
        period(id);
        if (statements.update("delete from grade_lock where academic_session_id = ?", id) > 0) {
            audit.record("grades unlocked", "academic_session", id, null, null, null);
        }
        return period(id);
    }

    private GradePeriod period(long id) {
        return statements
                .find(PERIODS + " and id = ?", GradingRules::period, id)
                .orElseThrow(() -> Problem.notFound("grading period", id));
    }
}

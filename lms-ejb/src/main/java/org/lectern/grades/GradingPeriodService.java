package org.lectern.grades;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lectern.audit.AuditTrail;
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

package org.lectern.roster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Brings in grade categories, items and grades. */
final class GradeMerge extends MergeStep {

    GradeMerge(Connection connection, RosterPackage set, Staging staging, Map<String, Long> totals) {
        super(connection, set, staging, totals);
    }

    /** Merges them. */
    void run() throws SQLException {
        gradeCategories();
        gradeItems();
        grades();
    }

    private void gradeCategories() throws SQLException {
        if (!set.has(RosterFile.CATEGORIES)) {
            return;
        }
        // a category belongs to a section when all of its items do
        merge(new Target("grade_category", "'categories.csv'", """
                        stage_categories s
                        left join grade_category t on t.sourced_id = s.sourced_id
                        left join (
                          select key, case when count(distinct section_id) = 1 then min(section_id) end as section_id
                          from (select l.category_sourced_id as key, c.id as section_id
                                from stage_line_items l join section c on c.sourced_id = l.class_sourced_id
                                where not l.gone
                                union all
                                select k.sourced_id, i.section_id
                                from grade_item i join grade_category k on k.id = i.category_id
                                where not exists (select from stage_line_items l where l.sourced_id = i.sourced_id)) u
                          group by key) i on i.key = s.sourced_id""")
                .label("coalesce(s.title, t.title)")
                .value("sourced_id", "sourcedId", "s.sourced_id")
                .reference(
                        "section_id",
                        "section",
                        "section",
                        "case when i.key is null then t.section_id else i.section_id end")
                .value("title", "title", "s.title")
                .value("weight", "weight", told(RosterFile.CATEGORIES, "weight", "s.weight", "weight"))
                .value("status", "status", "'ACTIVE'", "'ENDED'"));
    }

    private void gradeItems() throws SQLException {
        if (!set.has(RosterFile.LINE_ITEMS)) {
            return;
        }
        var file = RosterFile.LINE_ITEMS;
        boolean tellsSession =
                staging.tells(file, "academicSessionSourcedId") || staging.tells(file, "gradingPeriodSourcedId");
        merge(new Target("grade_item", "'lineItems.csv'", """
                        stage_line_items s
                        left join grade_item t on t.sourced_id = s.sourced_id
                        left join section c on c.sourced_id = s.class_sourced_id
                        left join grade_category k on k.sourced_id = s.category_sourced_id
                        left join academic_session a on a.sourced_id =
                          coalesce(s.academic_session_sourced_id, s.grading_period_sourced_id)""")
                .label("s.title || ' of ' || c.title")
                .value("sourced_id", "sourcedId", "s.sourced_id")
                .reference("section_id", "section", "section", "c.id")
                .reference("category_id", "category", "grade_category", "k.id")
                .reference(
                        "academic_session_id",
                        "term",
                        "academic_session",
                        tellsSession ? "a.id" : "t.academic_session_id")
                .value("title", "title", "s.title")
                .value("description", "description", told(file, "description", "s.description", "description"))
                .value("assign_date", "assignDate", "s.assign_date")
                .value("due_date", "dueDate", "s.due_date")
                .value(
                        "minimum",
                        "minimum",
                        told(file, "resultValueMin", "coalesce(s.result_value_min, 0)", "minimum", "0"))
                .value(
                        "maximum",
                        "maximum",
                        told(file, "resultValueMax", "coalesce(s.result_value_max, 100)", "maximum", "100"))
                .value("status", "status", "'ACTIVE'", "'ENDED'"));
    }

    private void grades() throws SQLException {
        if (!set.has(RosterFile.RESULTS)) {
            return;
        }
        var file = RosterFile.RESULTS;
        merge(new Target("grade", "'results.csv'", """
                        stage_results s
                        left join grade_item i on i.sourced_id = s.line_item_sourced_id
                        left join person p on p.sourced_id = s.student_sourced_id
                        left join grade t on t.id = coalesce(
                          (select x.id from grade x where x.sourced_id = s.sourced_id),
                          (select x.id from grade x
                           where x.item_id = i.id and x.student_id = p.id and x.sourced_id is null and not s.gone))""")
                .deleted("s.gone")
                .label("i.title || ' of ' || p.given_name || ' ' || p.family_name")
                .subject("coalesce(p.id, t.student_id)")
                .value("sourced_id", "sourcedId", "s.sourced_id")
                .reference("item_id", "item", "grade_item", "i.id")
                .reference("student_id", "student", "person", "p.id")
                .value("status", "status", """
                        case when s.score_status = 'exempt' then 'EXCUSED'
                             when s.missing then 'MISSING'
                             when s.score_status = 'fully graded' then 'GRADED'
                             when s.score_status = 'partially graded' then 'PARTLY_GRADED'
                             when s.score_status = 'submitted' then 'SUBMITTED'
                             else 'NOT_SUBMITTED' end""")
                .value("points", "points", told(file, "score", "s.score", "points"))
                .value("text_score", "textScore", told(file, "textScore", "s.text_score", "text_score"))
                .value("late", "late", told(file, "late", "coalesce(s.late, false)", "late", "false"))
                .value(
                        "incomplete",
                        "incomplete",
                        told(file, "incomplete", "coalesce(s.incomplete, false)", "incomplete", "false"))
                .value(
                        "in_progress",
                        "inProgress",
                        told(file, "inProgress", "coalesce(s.in_progress, false)", "in_progress", "false"))
                .value("graded_on", "gradedOn", "s.score_date")
                .value("feedback", "feedback", told(file, "comment", "s.comment", "feedback")));
    }
}

package org.lectern.roster;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;

/** Brings in who learns and who teaches in which section. */
final class EnrollmentMerge extends MergeStep {
    private final LocalDate today;

    EnrollmentMerge(
            Connection connection, RosterPackage set, Staging staging, Map<String, Long> totals, LocalDate today) {
        super(connection, set, staging, totals);
        this.today = today;
    }

    /** Merges them. */
    void run() throws SQLException {
        enrollments();
        teacherAssignments();
    }

    private void enrollments() throws SQLException {
        if (!set.has(RosterFile.ENROLLMENTS)) {
            return;
        }
        var file = RosterFile.ENROLLMENTS;
        var yesterday = "date '" + today.minusDays(1) + "'";
        var target = new Target("enrollment", "'enrollments.csv'", """
                        (select *, row_number() over (
                           partition by class_sourced_id, user_sourced_id, role = 'student', gone
                           order by begin_date desc nulls last) as recency
                         from stage_enrollments) s
                        left join person p on p.sourced_id = s.user_sourced_id
                        left join section c on c.sourced_id = s.class_sourced_id
                        left join enrollment t on t.id = coalesce(
                          (select x.id from enrollment x where x.sourced_id = s.sourced_id),
                          (select x.id from enrollment x
                           where x.section_id = c.id and x.student_id = p.id and x.sourced_id is null
                             and x.status in ('ACTIVE', 'WAITLISTED') and not s.gone))""")
                .wanted("s.gone or s.role = 'student'")
                .label("p.given_name || ' ' || p.family_name || ' in ' || c.title")
                .subject("coalesce(p.id, t.student_id)")
                .value("sourced_id", "sourcedId", "s.sourced_id")
                .reference("section_id", "section", "section", "c.id")
                .reference("student_id", "student", "person", "p.id")
                .value("status", "status", """
                        case when s.recency > 1 then 'DROPPED'
                             when t.status = 'COMPLETED' then t.status
                             else 'ACTIVE' end""", "'DROPPED'")
                .value("begin_date", "beginDate", told(file, "beginDate", "s.begin_date", "begin_date"))
                .value(
                        "end_date",
                        "endDate",
                        told(file, "endDate", LAST_DAY, "end_date"),
                        "case when t.status = 'DROPPED' then t.end_date else greatest(least(t.end_date, %s), t.begin_date) end"
                                .formatted(yesterday))
                .value("waitlist_position", "waitlistPosition", "null::int", "null::int");
        prepare(target);
        execute(target.logChanged());
        // a seat that one row gives up may be taken by another
        execute(target.update("n.status = 'DROPPED'"));
        execute(target.update("n.status <> 'DROPPED'"));
        insert(target);
        execute("""
                update section c set seats_taken = e.taken
                from (select section_id, count(*) filter (where status = 'ACTIVE') as taken
                      from enrollment where section_id in (select section_id from new_enrollment)
                      group by section_id) e
                where c.id = e.section_id and c.seats_taken <> e.taken""");
    }

    private void teacherAssignments() throws SQLException {
        if (!set.has(RosterFile.ENROLLMENTS)) {
            return;
        }
        var file = RosterFile.ENROLLMENTS;
        var now = "date '" + today + "'";
        merge(new Target("teacher_assignment", "'enrollments.csv'", """
                        stage_enrollments s
                        left join person p on p.sourced_id = s.user_sourced_id
                        left join section c on c.sourced_id = s.class_sourced_id
                        left join teacher_assignment t on t.id = coalesce(
                          (select x.id from teacher_assignment x where x.sourced_id = s.sourced_id),
                          (select x.id from teacher_assignment x
                           where x.section_id = c.id and x.teacher_id = p.id and x.sourced_id is null and not s.gone
                             and daterange(x.from_date, x.to_date, '[]')
                                 && daterange(s.begin_date, case when s.end_date is not null
                                                                 then greatest(s.end_date, s.begin_date + 1) end)
                           order by x.id limit 1))""")
                .wanted("s.gone or s.role in " + TEACHES)
                .deleted("s.gone and coalesce(t.from_date >= " + now + ", false)")
                .label("p.given_name || ' ' || p.family_name || ' in ' || c.title")
                .subject("coalesce(p.id, t.teacher_id)")
                .value("sourced_id", "sourcedId", "s.sourced_id")
                .reference("section_id", "section", "section", "c.id")
                .reference("teacher_id", "teacher", "person", "p.id")
                .value(
                        "role",
                        "role",
                        told(
                                file,
                                "primary",
                                """
                        case when s.role = 'teacher' and s.is_primary is distinct from false
                             then 'LEAD' else 'ASSISTANT' end""",
                                "role",
                                "case when s.role = 'teacher' then 'LEAD' else 'ASSISTANT' end"))
                .value("from_date", "fromDate", told(file, "beginDate", "s.begin_date", "from_date"))
                .value(
                        "to_date",
                        "toDate",
                        told(file, "endDate", LAST_DAY, "to_date"),
                        "least(t.to_date, %s - 1)".formatted(now)));
    }
}

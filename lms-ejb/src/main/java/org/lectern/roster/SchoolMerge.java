package org.lectern.roster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Brings in organisations, academic sessions, courses and sections. */
final class SchoolMerge extends MergeStep {

    SchoolMerge(Connection connection, RosterPackage set, Staging staging, Map<String, Long> totals) {
        super(connection, set, staging, totals);
    }

    /** Merges them. */
    void run() throws SQLException {
        organisations();
        sessions();
        courses();
        sections();
    }

    private void organisations() throws SQLException {
        if (!set.has(RosterFile.ORGS)) {
            return;
        }
        var target = new Target("org", "'orgs.csv'", "stage_orgs s left join org t on t.sourced_id = s.sourced_id")
                .label("coalesce(s.name, t.name)")
                .value("sourced_id", "sourcedId", "s.sourced_id")
                .value("name", "name", "s.name")
                .value("type", "type", "upper(s.type)")
                .value("identifier", "identifier", told(RosterFile.ORGS, "identifier", "s.identifier", "identifier"))
                .reference("parent_id", "parent", "org", "t.parent_id")
                .value("status", "status", "'ACTIVE'", "'ENDED'");
        prepare(target);
        resolveParents(RosterFile.ORGS, "org");
        insertFirst(target);
    }

    private void sessions() throws SQLException {
        if (!set.has(RosterFile.ACADEMIC_SESSIONS)) {
            return;
        }
        var target = new Target(
                        "academic_session",
                        "'academicSessions.csv'",
                        "stage_academic_sessions s left join academic_session t on t.sourced_id = s.sourced_id")
                .label("coalesce(s.title, t.title)")
                .value("sourced_id", "sourcedId", "s.sourced_id")
                .value("title", "title", "s.title")
                .value("type", "type", "upper(regexp_replace(s.type, '([A-Z])', '_\\1'))")
                .value("start_date", "startDate", "s.start_date")
                .value("end_date", "endDate", "s.end_date - 1")
                .reference("parent_id", "parent", "academic_session", "t.parent_id")
                .value("school_year", "schoolYear", "s.school_year")
                .value("status", "status", "'ACTIVE'", "'ENDED'");
        prepare(target);
        resolveParents(RosterFile.ACADEMIC_SESSIONS, "academic_session");
        insertFirst(target);
    }

    private void resolveParents(RosterFile file, String table) throws SQLException {
        if (staging.tells(file, "parentSourcedId")) {
            execute("""
                    update new_%1$s n set parent_id = coalesce(
                        (select p.id from new_%1$s p where p.row_key = s.parent_sourced_id),
                        (select p.id from %1$s p where p.sourced_id = s.parent_sourced_id))
                    from %2$s s
                    where s.sourced_id = n.row_key and not s.gone""".formatted(table, file.staging()));
        }
    }

    private void courses() throws SQLException {
        if (!set.has(RosterFile.COURSES)) {
            return;
        }
        var file = RosterFile.COURSES;
        merge(new Target("course", "'courses.csv'", """
                        stage_courses s
                        left join course t on t.sourced_id = s.sourced_id
                        left join org o on o.sourced_id = s.org_sourced_id
                        left join academic_session y on y.sourced_id = s.school_year_sourced_id""")
                .label("coalesce(s.title, t.title)")
                .value("sourced_id", "sourcedId", "s.sourced_id")
                .value(
                        "code",
                        "code",
                        told(file, "courseCode", "coalesce(s.course_code, s.sourced_id)", "code", "s.sourced_id"))
                .value("title", "title", "s.title")
                .value("grades", "grades", told(file, "grades", "s.grades", "grades"))
                .value("subjects", "subjects", told(file, "subjects", "s.subjects", "subjects"))
                .value("subject_codes", "subjectCodes", told(file, "subjectCodes", "s.subject_codes", "subject_codes"))
                .reference(
                        "school_year_id",
                        "schoolYear",
                        "academic_session",
                        told(file, "schoolYearSourcedId", "y.id", "school_year_id"))
                .reference("org_id", "org", "org", "o.id")
                .value("status", "status", "'ACTIVE'", "'ENDED'"));
    }

    private void sections() throws SQLException {
        if (!set.has(RosterFile.CLASSES)) {
            return;
        }
        var file = RosterFile.CLASSES;
        var target = new Target("section", "'classes.csv'", """
                        stage_classes s
                        left join section t on t.sourced_id = s.sourced_id
                        left join course c on c.sourced_id = s.course_sourced_id
                        left join org o on o.sourced_id = s.school_sourced_id
                        left join academic_session a
                          on a.sourced_id = trim(split_part(s.term_sourced_ids, ',', 1))""")
                .label("coalesce(s.title, t.title)")
                .value("sourced_id", "sourcedId", "s.sourced_id")
                .reference("course_id", "course", "course", "c.id")
                .reference("academic_session_id", "term", "academic_session", "a.id")
                .reference("org_id", "org", "org", "o.id")
                .value(
                        "code",
                        "code",
                        told(file, "classCode", "coalesce(s.class_code, s.sourced_id)", "code", "s.sourced_id"))
                .value("title", "title", "s.title")
                .value("class_type", "classType", "upper(s.class_type)")
                .value("location", "location", told(file, "location", "s.location", "location"))
                .value("periods", "periods", told(file, "periods", "s.periods", "periods"))
                .value("grades", "grades", told(file, "grades", "s.grades", "grades"))
                .value("subjects", "subjects", told(file, "subjects", "s.subjects", "subjects"))
                .value("subject_codes", "subjectCodes", told(file, "subjectCodes", "s.subject_codes", "subject_codes"))
                .value("status", "status", "'ACTIVE'", "'ENDED'");
        prepare(target);
        log(target);
        makeRoom("section", "code", "(%1$s.academic_session_id, %1$s.code)");
        write(target);
        links(new Links(
                "section_term",
                "'classes.csv'",
                "section_id",
                "section",
                "academic_session_id",
                "academic_session",
                """
                select s.line, s.sourced_id as key, s.title as label, c.id as one, a.id as other
                from stage_classes s
                cross join unnest(string_to_array(s.term_sourced_ids, ',')) as term
                join section c on c.sourced_id = s.sourced_id
                join academic_session a on a.sourced_id = trim(term)
                where not s.gone""",
                "select c.id from stage_classes s join section c using (sourced_id) where not s.gone"));
    }
}

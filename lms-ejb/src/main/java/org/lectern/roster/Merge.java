package org.lectern.roster;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Brings Lectern's tables to what the staged set says, by a handful of statements for each table, and keeps a list of
 * every row that changed in the temporary table {@code roster_change}.
 *
 * <ul>
 *   <li>The sourcedId is the key. An enrolment, a teacher's assignment or a grade that was made here and has no
 *       sourcedId yet is taken over when the set has the same one.
 *   <li>A column that the file does not have keeps its value; an empty value empties it.
 *   <li>Rows that a set does not have stay as they are, in a bulk set too: a school that leaves a file out, or a
 *       filter set wrongly at the source, must not empty the school.
 *   <li>{@code tobedeleted} ends what history hangs on: organisations, sessions, courses, sections, categories, items,
 *       affiliations and people become ENDED (a person's account DISABLED, its sign-ins ended), an enrolment becomes
 *       DROPPED as of yesterday, a teacher's assignment ends yesterday. Deleted are only results (the audit keeps what
 *       they were), assignments that had not begun, and a role that nothing grants any longer.
 *   <li>OneRoster's endDate is the day after the last; Lectern's is the last. An enrolment whose two dates are equal
 *       keeps that one day.
 *   <li>An enrolment is ACTIVE whatever its dates: they say when it holds. Only when the same student is in the class
 *       again later, the earlier one is DROPPED.
 *   <li>Roles of administrators and principals grant nothing here: who runs Lectern is decided in Lectern.
 * </ul>
 */
final class Merge {

    /** From so many new rows on the statistics of a table are renewed, or what follows is planned for the table it was. */
    private static final long WORTH_ANALYZING = 1000;

    /** Open ends stay open: greatest() alone would take the begin for a missing end. */
    private static final String LAST_DAY =
            "case when s.end_date is not null then greatest(s.end_date - 1, s.begin_date) end";

    private static final String TEACHES = "('teacher', 'aide', 'proctor')";

    private final Connection connection;
    private final RosterPackage set;
    private final Staging staging;
    private final LocalDate today;
    private final Map<String, Long> totals = new LinkedHashMap<>();

    Merge(Connection connection, RosterPackage set, Staging staging, LocalDate today) {
        this.connection = connection;
        this.set = set;
        this.staging = staging;
        this.today = today;
    }

    /** Rows looked at, by table, in the order in which they were merged. */
    Map<String, Long> totals() {
        return totals;
    }

    /**
     * Merges all tables.
     *
     * @param progress is told 0 to 100
     */
    void run(IntConsumer progress) throws SQLException {
        execute("""
                create temp table roster_change (
                    position bigint generated always as identity, file text, line bigint, entity text,
                    entity_id bigint, sourced_id text, subject_id bigint, action text, label text,
                    before jsonb, after jsonb) on commit drop""");
        organisations();
        sessions();
        courses();
        sections();
        progress.accept(10);
        people();
        progress.accept(30);
        affiliations();
        progress.accept(40);
        enrollments();
        teacherAssignments();
        roles();
        progress.accept(60);
        gradeCategories();
        gradeItems();
        grades();
        progress.accept(100);
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

    private void people() throws SQLException {
        if (set.has(RosterFile.USERS)) {
            users();
        }
        if (set.has(RosterFile.DEMOGRAPHICS)) {
            merge(new Target("person", "'demographics.csv'", """
                            stage_demographics s join person t on t.sourced_id = s.sourced_id""")
                    .wanted("not exists (select from stage_users u where u.sourced_id = s.sourced_id)")
                    .label("t.given_name || ' ' || t.family_name")
                    .subject("t.id")
                    .value(
                            "birth_date",
                            "birthDate",
                            told(RosterFile.DEMOGRAPHICS, "birthDate", "s.birth_date", "birth_date"),
                            "null")
                    .value("sex", "sex", told(RosterFile.DEMOGRAPHICS, "sex", "s.sex", "sex"), "null"));
        }
    }

    private void users() throws SQLException {
        var file = RosterFile.USERS;
        var person = new Target("person", "'users.csv'", """
                        stage_users s
                        left join person t on t.sourced_id = s.sourced_id
                        left join stage_demographics d on d.sourced_id = s.sourced_id
                        left join org o on o.sourced_id = coalesce(
                          s.primary_org_sourced_id, trim(split_part(s.org_sourced_ids, ',', 1)))""")
                .label("coalesce(s.given_name, t.given_name) || ' ' || coalesce(s.family_name, t.family_name)")
                .value("sourced_id", "sourcedId", "s.sourced_id")
                .value("given_name", "givenName", "s.given_name")
                .value("family_name", "familyName", "s.family_name")
                .value("middle_name", "middleName", told(file, "middleName", "s.middle_name", "middle_name"))
                .value(
                        "preferred_given_name",
                        "preferredGivenName",
                        told(file, "preferredGivenName", "s.preferred_given_name", "preferred_given_name"))
                .value(
                        "preferred_middle_name",
                        "preferredMiddleName",
                        told(file, "preferredMiddleName", "s.preferred_middle_name", "preferred_middle_name"))
                .value(
                        "preferred_family_name",
                        "preferredFamilyName",
                        told(file, "preferredFamilyName", "s.preferred_family_name", "preferred_family_name"))
                .value("pronouns", "pronouns", told(file, "pronouns", "s.pronouns", "pronouns"))
                .value("identifier", "identifier", told(file, "identifier", "s.identifier", "identifier"))
                .value(
                        "master_identifier",
                        "masterIdentifier",
                        told(file, "userMasterIdentifier", "s.user_master_identifier", "master_identifier"))
                .value("user_ids", "userIds", told(file, "userIds", "s.user_ids", "user_ids"))
                .value("email", "email", told(file, "email", "s.email", "email"))
                .value("phone", "phone", told(file, "phone", "s.phone", "phone"))
                .value("sms", "sms", told(file, "sms", "s.sms", "sms"))
                .value("grades", "grades", told(file, "grades", "s.grades", "grades"))
                .value("birth_date", "birthDate", demographic("birthDate", "birth_date"))
                .value("sex", "sex", demographic("sex", "sex"))
                .reference(
                        "org_id",
                        "org",
                        "org",
                        staging.tells(file, "primaryOrgSourcedId") || staging.tells(file, "orgSourcedIds")
                                ? "o.id"
                                : "t.org_id")
                .value("roster_enabled", "enabledUser", "s.enabled_user", "false")
                .value("status", "status", "'ACTIVE'", "'ENDED'");
        prepare(person);
        execute("update new_person set row_subject = id");
        execute("create index on new_person (row_key)");
        execute("analyze new_person");
        // compared with what the roster said the last time, so before people are written
        var account = new Target("account", "'users.csv'", """
                        new_person n
                        join stage_users s on s.sourced_id = n.row_key
                        left join person p on p.id = n.row_old
                        left join account t on t.person_id = n.row_old""")
                .label("coalesce(s.username, t.username)")
                .subject("n.id")
                .value("person_id", "person", "n.id", "t.person_id")
                .value("username", "username", "s.username")
                .value("state", "state", """
                        case when t.id is null then case when s.enabled_user then 'INVITED' else 'DISABLED' end
                             when not s.enabled_user and p.roster_enabled is distinct from false then 'DISABLED'
                             when s.enabled_user and not p.roster_enabled and t.state = 'DISABLED'
                             then case when t.password_hash is null then 'INVITED' else 'ACTIVE' end
                             else t.state end""", "'DISABLED'");
        prepare(account);
        log(person);
        write(person);
        log(account);
        makeRoom("account", "username", "lower(%1$s.username)");
        write(account);
        execute("""
                update auth_session set ended_at = now(), end_reason = 'DISABLED'
                where ended_at is null and account_id in (
                    select entity_id from roster_change where entity = 'account' and after ->> 'state' = 'DISABLED')""");
        if (staging.tells(file, "agentSourcedIds")) {
            links(new Links(
                    "person_agent",
                    "'users.csv'",
                    "person_id",
                    "person",
                    "agent_id",
                    "person",
                    """
                    select s.line, s.sourced_id as key, s.given_name || ' ' || s.family_name as label,
                           p.id as one, a.id as other
                    from stage_users s
                    cross join unnest(string_to_array(s.agent_sourced_ids, ',')) as agent
                    join person p on p.sourced_id = s.sourced_id
                    join person a on a.sourced_id = trim(agent)
                    where not s.gone""",
                    "select p.id from stage_users s join person p using (sourced_id) where not s.gone"));
        }
    }

    private String demographic(String column, String sqlName) {
        return staging.tells(RosterFile.DEMOGRAPHICS, column)
                ? "case when d.line is null then t.%1$s when d.gone then null else d.%1$s end".formatted(sqlName)
                : "t." + sqlName;
    }

    /** Roles of roles.csv; in 1.1 the role of users.csv at each of the user's organisations. */
    private void affiliations() throws SQLException {
        String rows;
        if (set.has(RosterFile.ROLES)) {
            rows = """
                    select line, gone, 'roles.csv' as file, sourced_id, user_sourced_id, org_sourced_id, role,
                           role_type = 'primary' as is_primary, begin_date, end_date
                    from stage_roles""";
        } else if (staging.tells(RosterFile.USERS, "orgSourcedIds") && staging.tells(RosterFile.USERS, "role")) {
            rows = """
                    select distinct on (sourced_id, trim(org))
                           line, gone, 'users.csv' as file, sourced_id || '@' || trim(org) as sourced_id,
                           sourced_id as user_sourced_id, trim(org) as org_sourced_id, role,
                           ordinality = 1 as is_primary, null::date as begin_date, null::date as end_date
                    from stage_users
                    cross join unnest(string_to_array(org_sourced_ids, ',')) with ordinality as org (org, ordinality)
                    where role is not null and trim(org) <> ''
                    order by sourced_id, trim(org), ordinality""";
        } else {
            return;
        }
        merge(new Target("affiliation", "s.file", """
                        (%s) s
                        left join affiliation t on t.sourced_id = s.sourced_id
                        left join person p on p.sourced_id = s.user_sourced_id
                        left join org o on o.sourced_id = s.org_sourced_id""".formatted(rows))
                .label("p.given_name || ' ' || p.family_name || ', ' || s.role")
                .subject("coalesce(p.id, t.person_id)")
                .value("sourced_id", "sourcedId", "s.sourced_id")
                .reference("person_id", "person", "person", "p.id")
                .reference("org_id", "org", "org", "o.id")
                .value("role", "role", "s.role")
                .value("is_primary", "primary", "s.is_primary")
                .value("begin_date", "beginDate", "s.begin_date")
                .value("end_date", "endDate", LAST_DAY)
                .value("status", "status", "'ACTIVE'", "'ENDED'"));
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

    /**
     * What people may do here. Who teaches a class in the set is a teacher, whatever users.csv calls that person; who
     * is called a student there and only teaches is none.
     */
    private void roles() throws SQLException {
        execute("""
                create temp table new_role on commit drop as
                with taught as (
                    select e.user_sourced_id as key, min(e.line) as line
                    from stage_enrollments e where not e.gone and e.role in %1$s group by 1),
                studied as (
                    select e.user_sourced_id as key, min(e.line) as line
                    from stage_enrollments e where not e.gone and e.role = 'student' group by 1),
                said as (
                    select user_sourced_id as key, role, min(line) as line, 'roles.csv' as file from stage_roles
                    where not gone and role in ('student', 'teacher') group by 1, 2
                    union all
                    select sourced_id, role, line, 'users.csv' from stage_users
                    where not gone and role in ('student', 'teacher')
                      and not exists (select from stage_roles r where r.user_sourced_id = stage_users.sourced_id)),
                granted as (
                    select key, 'TEACHER' as role, line, 'enrollments.csv' as file, 2 as rank from taught
                    union all
                    select key, 'STUDENT', line, 'enrollments.csv', 2 from studied
                    union all
                    select key, upper(role), line, file, 1 from said
                    where role = 'teacher' or not exists (select from taught where taught.key = said.key)
                       or exists (select from said o where o.key = said.key and o.role = 'teacher'))
                select distinct on (p.id, g.role) p.id as person_id, g.role, g.line, g.file, g.key,
                       p.given_name || ' ' || p.family_name as label
                from granted g join person p on p.sourced_id = g.key
                where p.status = 'ACTIVE'
                order by p.id, g.role, g.rank""".formatted(TEACHES));
        execute("analyze new_role");
        execute("""
                insert into roster_change
                  (file, line, entity, entity_id, sourced_id, subject_id, action, label, before, after)
                select n.file, n.line, 'person_role', n.person_id, n.key, n.person_id, 'added', n.label, null,
                       jsonb_build_object('role', n.role)
                from new_role n
                where not exists (select from person_role r where r.person_id = n.person_id and r.role = n.role)
                order by n.line""");
        execute(
                "insert into person_role (person_id, role) select person_id, role from new_role on conflict do nothing");
        totals.put("person_role", count("new_role"));
        execute("""
                create temp table old_role on commit drop as
                select r.person_id, r.role, c.file, c.line, p.sourced_id as key,
                       p.given_name || ' ' || p.family_name as label
                from person_role r
                join (select distinct on (subject_id) subject_id, file, line from roster_change
                      where action = 'removed' and entity in ('affiliation', 'enrollment', 'teacher_assignment')
                      order by subject_id, position) c on c.subject_id = r.person_id
                join person p on p.id = r.person_id
                where r.role in ('STUDENT', 'TEACHER')
                  and not exists (select from affiliation a where a.person_id = r.person_id and a.status = 'ACTIVE'
                                  and a.role = lower(r.role))
                  and not (r.role = 'STUDENT' and exists (
                      select from enrollment e where e.student_id = r.person_id and e.status <> 'DROPPED'))
                  and not (r.role = 'TEACHER' and exists (
                      select from teacher_assignment a where a.teacher_id = r.person_id
                      and (a.to_date is null or a.to_date >= date '%s')))
                  and not exists (select from new_role n where n.person_id = r.person_id and n.role = r.role)""".formatted(today));
        execute("""
                insert into roster_change
                  (file, line, entity, entity_id, sourced_id, subject_id, action, label, before, after)
                select o.file, o.line, 'person_role', o.person_id, o.key, o.person_id, 'removed', o.label,
                       jsonb_build_object('role', o.role), null
                from old_role o order by o.line""");
        execute("""
                delete from person_role r using old_role o where r.person_id = o.person_id and r.role = o.role""");
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

    /** What a column becomes: the file's value when the file has the column, else what it was. */
    private String told(RosterFile file, String column, String sql, String existing) {
        return staging.tells(file, column) ? sql : "t." + existing;
    }

    private String told(RosterFile file, String column, String sql, String existing, String otherwise) {
        return staging.tells(file, column)
                ? sql
                : "case when t.id is null then " + otherwise + " else t." + existing + " end";
    }

    private void merge(Target target) throws SQLException {
        prepare(target);
        log(target);
        write(target);
    }

    private void prepare(Target target) throws SQLException {
        // demographics may come after users for the same table
        execute("drop table if exists pg_temp." + target.fresh());
        execute(target.prepare());
        execute("analyze " + target.fresh());
        totals.merge(target.table(), count(target.fresh()), Long::sum);
    }

    /** Notes what the rows that are there will go through; the new ones are noted when they are written. */
    private void log(Target target) throws SQLException {
        execute(target.logChanged());
        execute(target.logDeleted());
    }

    /**
     * Takes names away from rows that give them up to other rows of the set: in the midst of an update the name would be
     * there twice.
     *
     * @param key what is unique, with the row's alias as {@code %1$s}
     */
    private void makeRoom(String table, String name, String key) throws SQLException {
        execute("""
                update %1$s t set %2$s = '~' || t.id
                from new_%1$s n
                where t.id = n.row_old and %3$s <> %4$s
                  and exists (select from new_%1$s o where o.id <> n.id and %5$s = %3$s)""".formatted(table, name, key.formatted("t"), key.formatted("n"), key.formatted("o")));
    }

    private void write(Target target) throws SQLException {
        execute(target.delete());
        execute(target.update("true"));
        insert(target);
    }

    private void insert(Target target) throws SQLException {
        if (execute(target.insert()) >= WORTH_ANALYZING) {
            execute("analyze " + target.table());
        }
        execute(target.logAdded());
    }

    /** For tables whose rows refer to each other. */
    private void insertFirst(Target target) throws SQLException {
        insert(target);
        execute(target.logChanged());
        execute(target.update("true"));
    }

    /**
     * A table of pairs.
     *
     * @param pairs a query of line, key, label, one, other
     * @param scope a query of those {@code one}s whose pairs are told whole
     */
    private record Links(
            String table,
            String file,
            String one,
            String oneTable,
            String other,
            String otherTable,
            String pairs,
            String scope) {

        String shown(String row) {
            return "'%s', (select coalesce(sourced_id, id::text) from %s where id = %s.%s)"
                    .formatted(other.replace("_id", ""), otherTable, row, other);
        }
    }

    private void links(Links links) throws SQLException {
        var fresh = "new_" + links.table;
        execute(
                "create temp table %s on commit drop as select distinct on (one, other) line, key, label, one as %s, other as %s from (%s) p order by one, other, line"
                        .formatted(fresh, links.one, links.other, links.pairs));
        execute("analyze " + fresh);
        totals.put(links.table, count(fresh));
        var subject = links.oneTable.equals("person") ? links.one : "null::bigint";
        execute("""
                insert into roster_change
                  (file, line, entity, entity_id, sourced_id, subject_id, action, label, before, after)
                select %1$s, n.line, '%2$s', n.%3$s, n.key, %4$s, 'added', n.label, null, jsonb_build_object(%5$s)
                from %6$s n
                where not exists (select from %2$s t where t.%3$s = n.%3$s and t.%7$s = n.%7$s)
                order by n.line""".formatted(links.file, links.table, links.one, subject, links.shown("n"), fresh, links.other));
        execute("""
                create temp table old_%1$s on commit drop as
                select t.* from %1$s t
                where t.%2$s in (%4$s)
                  and not exists (select from new_%1$s n where n.%2$s = t.%2$s and n.%3$s = t.%3$s)""".formatted(links.table, links.one, links.other, links.scope));
        execute("""
                insert into roster_change
                  (file, line, entity, entity_id, sourced_id, subject_id, action, label, before, after)
                select %1$s, s.line, '%2$s', o.%3$s, k.sourced_id, %4$s, 'removed', null, jsonb_build_object(%5$s), null
                from old_%2$s o
                join %6$s k on k.id = o.%3$s
                join %7$s s on s.sourced_id = k.sourced_id
                order by s.line""".formatted(
                        links.file,
                        links.table,
                        links.one,
                        subject.equals("null::bigint") ? subject : "o." + subject,
                        links.shown("o"),
                        links.oneTable,
                        links.oneTable.equals("person") ? "stage_users" : "stage_classes"));
        execute("delete from %1$s t using old_%1$s o where t.%2$s = o.%2$s and t.%3$s = o.%3$s"
                .formatted(links.table, links.one, links.other));
        execute("insert into %1$s (%2$s, %3$s) select %2$s, %3$s from new_%1$s on conflict do nothing"
                .formatted(links.table, links.one, links.other));
    }

    private long count(String table) throws SQLException {
        try (var statement = connection.prepareStatement("select count(*) from " + table);
                var rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private long execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getLargeUpdateCount();
        }
    }
}

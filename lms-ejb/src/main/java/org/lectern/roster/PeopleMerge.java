package org.lectern.roster;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;

/** Brings in people, their accounts, what they are at which organisation, and what they may do here. */
final class PeopleMerge extends MergeStep {
    private final LocalDate today;

    PeopleMerge(Connection connection, RosterPackage set, Staging staging, Map<String, Long> totals, LocalDate today) {
        super(connection, set, staging, totals);
        this.today = today;
    }

    /** Users with their accounts, and demographics. */
    void people() throws SQLException {
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
    void affiliations() throws SQLException {
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

    /**
     * What people may do here. Who teaches a class in the set is a teacher, whatever users.csv calls that person; who
     * is called a student there and only teaches is none.
     */
    void roles() throws SQLException {
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
}

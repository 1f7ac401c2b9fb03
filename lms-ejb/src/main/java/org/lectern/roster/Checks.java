package org.lectern.roster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.lectern.roster.RosterFile.Column;
import org.lectern.roster.RosterFile.Type;

/**
 * Finds what is wrong between the rows of a set, and between the set and the database, by one query for each rule over
 * all rows.
 */
final class Checks {

    private final Connection connection;
    private final RosterPackage set;
    private final Faults faults;

    Checks(Connection connection, RosterPackage set, Faults faults) {
        this.connection = connection;
        this.set = set;
        this.faults = faults;
    }

    /** Applies every rule. */
    void run() throws SQLException {
        for (var file : set.files()) {
            keysAreUnique(file);
        }
        for (var file : set.files()) {
            for (var column : file.columns()) {
                if (column.type() == Type.REFERENCE || column.type() == Type.REFERENCES) {
                    referencesLeadSomewhere(file, column);
                }
            }
        }
        demographicsHaveTheirUser();
        datesAreInOrder(RosterFile.ACADEMIC_SESSIONS, "start_date", "end_date", "endDate", "<=", "is not after");
        datesAreInOrder(RosterFile.ENROLLMENTS, "begin_date", "end_date", "endDate", "<", "is before");
        datesAreInOrder(RosterFile.ROLES, "begin_date", "end_date", "endDate", "<", "is before");
        parentsAreOthers(RosterFile.ORGS);
        parentsAreOthers(RosterFile.ACADEMIC_SESSIONS);
        usernamesAreUnique();
        classCodesAreUnique();
        enrollmentsDoNotOverlap();
        enrollmentsKeepTheirKind();
        lineItemsHaveARange();
        resultsAreSingle();
    }

    private void keysAreUnique(RosterFile file) throws SQLException {
        find(file, "sourcedId", """
                select line, format('The sourcedId ''%%s'' is in line %%s already.', sourced_id, first)
                from (select line, sourced_id, min(line) over (partition by sourced_id) as first
                      from %s where sourced_id is not null) s
                where line <> first order by line""".formatted(file.staging()));
    }

    private void referencesLeadSomewhere(RosterFile file, Column column) throws SQLException {
        var target = RosterFile.named(column.target()).orElseThrow();
        var values = column.type() == Type.REFERENCE
                ? "select line, %1$s as key from %2$s where %1$s is not null and not gone"
                        .formatted(column.sqlName(), file.staging())
                : """
                select line, trim(key) as key from %2$s cross join unnest(string_to_array(%1$s, ',')) as key
                where not gone and trim(key) <> ''""".formatted(column.sqlName(), file.staging());
        var message = set.has(target)
                ? "Neither " + target.fileName() + " nor the database has"
                : target.fileName() + " is not in the set, and the database does not have";
        int found = find(file, column.name(), """
                select line, format('%s a row ''%%s''.', key)
                from (%s) s
                where not exists (select from %s t where t.sourced_id = s.key and not t.gone)
                  and not exists (select from %s t where t.sourced_id = s.key)
                order by line""".formatted(message, values, target.staging(), target.table()));
        if (found > 0 && !set.has(target)) {
            faults.add(target.fileName(), "The file is missing; " + file.fileName() + " refers to its rows.");
        }
    }

    private void demographicsHaveTheirUser() throws SQLException {
        find(RosterFile.DEMOGRAPHICS, "sourcedId", """
                select line, format('Neither users.csv nor the database has a user ''%s''.', sourced_id)
                from stage_demographics s
                where not gone
                  and not exists (select from stage_users t where t.sourced_id = s.sourced_id and not t.gone)
                  and not exists (select from person t where t.sourced_id = s.sourced_id)
                order by line""");
    }

    private void datesAreInOrder(RosterFile file, String begin, String end, String column, String wrong, String said)
            throws SQLException {
        find(
                file,
                column,
                "select line, format('%%s %4$s %%s.', %2$s, %1$s) from %5$s where %2$s %3$s %1$s order by line"
                        .formatted(begin, end, wrong, said, file.staging()));
    }

    private void parentsAreOthers(RosterFile file) throws SQLException {
        find(file, "parentSourcedId", """
                with recursive up (line, start, key, depth) as (
                    select line, sourced_id, parent_sourced_id, 1 from %1$s
                    where parent_sourced_id is not null and not gone
                    union all
                    select up.line, up.start, s.parent_sourced_id, depth + 1
                    from up join %1$s s on s.sourced_id = up.key
                    where s.parent_sourced_id is not null and up.key <> up.start and depth < 50)
                select distinct line, format('The row ''%%s'' is among its own parents.', start) from up
                where key = start order by line""".formatted(file.staging()));
    }

    private void usernamesAreUnique() throws SQLException {
        find(RosterFile.USERS, "username", """
                select line, format('The username ''%s'' is in line %s already.', username, first)
                from (select line, username, min(line) over (partition by lower(username)) as first
                      from stage_users where username is not null and not gone) s
                where line <> first order by line""");
        find(RosterFile.USERS, "username", """
                select s.line, format('The username ''%s'' belongs to %s %s already.',
                                      s.username, p.given_name, p.family_name)
                from stage_users s
                join account a on lower(a.username) = lower(s.username)
                join person p on p.id = a.person_id
                where not s.gone and p.sourced_id is distinct from s.sourced_id
                  and not exists (select from stage_users o
                                  where o.sourced_id = p.sourced_id and not o.gone
                                    and lower(o.username) <> lower(a.username))
                order by line""");
    }

    private void classCodesAreUnique() throws SQLException {
        find(RosterFile.CLASSES, "classCode", """
                select line, format('The class code ''%s'' is in line %s already, for the same term.', code, first)
                from (select line, code, min(line) over (partition by term, code) as first
                      from (select line, coalesce(class_code, sourced_id) as code,
                                   trim(split_part(term_sourced_ids, ',', 1)) as term
                            from stage_classes where not gone) c) s
                where line <> first order by line""");
        find(RosterFile.CLASSES, "classCode", """
                select s.line, format('Another class of that term has the code ''%s'' already.',
                                      coalesce(s.class_code, s.sourced_id))
                from stage_classes s
                join academic_session a on a.sourced_id = trim(split_part(s.term_sourced_ids, ',', 1))
                join section t on t.academic_session_id = a.id and t.code = coalesce(s.class_code, s.sourced_id)
                where not s.gone and t.sourced_id is distinct from s.sourced_id
                  and not exists (select from stage_classes o where o.sourced_id = t.sourced_id and not o.gone)
                order by line""");
    }

    private void enrollmentsDoNotOverlap() throws SQLException {
        // endDate is the day after the last, so that spans may touch; an empty one still is its begin
        // without an end it goes on
        var span = "daterange(%1$s.begin_date,"
                + " case when %1$s.end_date is not null then greatest(%1$s.end_date, %1$s.begin_date + 1) end)";
        find(RosterFile.ENROLLMENTS, "userSourcedId", """
                select s.line, format('The user ''%%s'' is in this class in line %%s already, at the same time.',
                                      s.user_sourced_id, o.line)
                from stage_enrollments s
                join stage_enrollments o using (class_sourced_id, user_sourced_id)
                where o.line < s.line and o.sourced_id <> s.sourced_id and not s.gone and not o.gone
                  and (s.role = 'student') = (o.role = 'student') and %s && %s
                order by s.line""".formatted(span.formatted("s"), span.formatted("o")));
        find(RosterFile.ENROLLMENTS, "userSourcedId", """
                select s.line, format('The user ''%s'' is enrolled in this class already, as ''%s''.',
                                      s.user_sourced_id, e.sourced_id)
                from stage_enrollments s
                join section c on c.sourced_id = s.class_sourced_id
                join person p on p.sourced_id = s.user_sourced_id
                join enrollment e on e.section_id = c.id and e.student_id = p.id
                where not s.gone and s.role = 'student' and e.status in ('ACTIVE', 'WAITLISTED')
                  and e.sourced_id <> s.sourced_id
                  and not exists (select from stage_enrollments o where o.sourced_id = e.sourced_id)
                order by s.line""");
        find(RosterFile.ENROLLMENTS, "userSourcedId", """
                select s.line, format('The user ''%%s'' teaches this class already at that time, as ''%%s''.',
                                      s.user_sourced_id, e.sourced_id)
                from stage_enrollments s
                join section c on c.sourced_id = s.class_sourced_id
                join person p on p.sourced_id = s.user_sourced_id
                join teacher_assignment e on e.section_id = c.id and e.teacher_id = p.id
                where not s.gone and s.role in ('teacher', 'aide', 'proctor')
                  and e.sourced_id <> s.sourced_id
                  and daterange(e.from_date, e.to_date, '[]') && %s
                  and not exists (select from stage_enrollments o where o.sourced_id = e.sourced_id)
                order by s.line""".formatted(span.formatted("s")));
    }

    private void enrollmentsKeepTheirKind() throws SQLException {
        find(RosterFile.ENROLLMENTS, "role", """
                select line, 'The database has this row as a teacher''s; a student''s needs a sourcedId of its own.'
                from stage_enrollments s join teacher_assignment t using (sourced_id)
                where s.role = 'student' and not s.gone
                union all
                select line, 'The database has this row as a student''s; another role needs a sourcedId of its own.'
                from stage_enrollments s join enrollment t using (sourced_id)
                where s.role <> 'student' and not s.gone
                order by line""");
    }

    private void lineItemsHaveARange() throws SQLException {
        find(RosterFile.LINE_ITEMS, "resultValueMax", """
                select line, format('The most points, %s, are not above 0 and above the least, %s.',
                                    coalesce(result_value_max, 100), coalesce(result_value_min, 0))
                from stage_line_items
                where not gone and (coalesce(result_value_max, 100) <= coalesce(result_value_min, 0)
                                    or result_value_max <= 0)
                order by line""");
    }

    private void resultsAreSingle() throws SQLException {
        find(RosterFile.RESULTS, "studentSourcedId", """
                select line, format('Line %s has a result of this student for this line item already.', first)
                from (select line, min(line) over (partition by line_item_sourced_id, student_sourced_id) as first
                      from stage_results
                      where not gone and line_item_sourced_id is not null and student_sourced_id is not null) s
                where line <> first order by line""");
        find(RosterFile.RESULTS, "studentSourcedId", """
                select s.line, format('The database has a result of this student for this line item, as ''%s''.',
                                      g.sourced_id)
                from stage_results s
                join grade_item i on i.sourced_id = s.line_item_sourced_id
                join person p on p.sourced_id = s.student_sourced_id
                join grade g on g.item_id = i.id and g.student_id = p.id
                where not s.gone and g.sourced_id <> s.sourced_id
                  and not exists (select from stage_results o where o.sourced_id = g.sourced_id and o.gone)
                order by s.line""");
    }

    /** Adds what a query of line and message finds; nothing is asked once enough is known. */
    private int find(RosterFile file, String column, String sql) throws SQLException {
        if (faults.full() || !set.has(file)) {
            return 0;
        }
        record Found(long line, String message) {}
        List<Found> found = new ArrayList<>();
        try (var statement = connection.prepareStatement(sql + " limit " + faults.room());
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new Found(rows.getLong(1), rows.getString(2)));
            }
        }
        found.forEach(f -> faults.add(file.fileName(), f.line, column, f.message));
        return found.size();
    }
}

package org.lectern.roster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * What the merging of any table is made of. A table is merged by a handful of statements, however many rows the set
 * has: work out the new state ({@link #prepare}), note what differs ({@link #log}), and write it ({@link #write}).
 */
abstract class MergeStep {

    /** Open ends stay open: greatest() alone would take the begin for a missing end. */
    static final String LAST_DAY = "case when s.end_date is not null then greatest(s.end_date - 1, s.begin_date) end";

    /** The roles of enrolments that teach. */
    static final String TEACHES = "('teacher', 'aide', 'proctor')";

    /** From so many new rows on the statistics of a table are renewed, or what follows is planned for the table it was. */
    private static final long WORTH_ANALYZING = 1000;

    final RosterPackage set;
    final Staging staging;
    private final Connection connection;
    final Map<String, Long> totals;

    /**
     * For one import.
     *
     * @param totals gets how many rows were looked at, by table
     */
    MergeStep(Connection connection, RosterPackage set, Staging staging, Map<String, Long> totals) {
        this.connection = connection;
        this.set = set;
        this.staging = staging;
        this.totals = totals;
    }

    /** What a column becomes: the file's value when the file has the column, else what it was. */
    String told(RosterFile file, String column, String sql, String existing) {
        return staging.tells(file, column) ? sql : "t." + existing;
    }

    /** The same for a column that may not be empty: a new row gets another value when the file does not have it. */
    String told(RosterFile file, String column, String sql, String existing, String otherwise) {
        return staging.tells(file, column)
                ? sql
                : "case when t.id is null then " + otherwise + " else t." + existing + " end";
    }

    /** Brings a table to what the set says. */
    void merge(Target target) throws SQLException {
        prepare(target);
        log(target);
        write(target);
    }

    /** Works out what the rows of the set become, into a temporary table. */
    void prepare(Target target) throws SQLException {
        // demographics may come after users for the same table
        execute("drop table if exists pg_temp." + target.fresh());
        execute(target.prepare());
        execute("analyze " + target.fresh());
        totals.merge(target.table(), count(target.fresh()), Long::sum);
    }

    /** Notes what the rows that are there will go through; the new ones are noted when they are written. */
    void log(Target target) throws SQLException {
        execute(target.logChanged());
        execute(target.logDeleted());
    }

    /**
     * Takes names away from rows that give them up to other rows of the set: in the midst of an update the name would be
     * there twice.
     *
     * @param key what is unique, with the row's alias as {@code %1$s}
     */
    void makeRoom(String table, String name, String key) throws SQLException {
        execute("""
                update %1$s t set %2$s = '~' || t.id
                from new_%1$s n
                where t.id = n.row_old and %3$s <> %4$s
                  and exists (select from new_%1$s o where o.id <> n.id and %5$s = %3$s)""".formatted(table, name, key.formatted("t"), key.formatted("n"), key.formatted("o")));
    }

    /** Deletes, changes and adds; what is noted must be noted before. */
    void write(Target target) throws SQLException {
        execute(target.delete());
        execute(target.update("true"));
        insert(target);
    }

    /** Adds the new rows and notes them. */
    void insert(Target target) throws SQLException {
        if (execute(target.insert()) >= WORTH_ANALYZING) {
            execute("analyze " + target.table());
        }
        execute(target.logAdded());
    }

    /** For tables whose rows refer to each other. */
    void insertFirst(Target target) throws SQLException {
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
    record Links(
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

    /** Brings a table of pairs to what the set says, for those whose pairs it tells. */
    void links(Links links) throws SQLException {
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

    long count(String table) throws SQLException {
        try (var statement = connection.prepareStatement("select count(*) from " + table);
                var rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    long execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getLargeUpdateCount();
        }
    }
}

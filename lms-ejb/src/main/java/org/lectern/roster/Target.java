package org.lectern.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the rows of a staging table become rows of one of Lectern's tables: the SQL of the merge is made from this, the
 * same for every table. The new state of each row is worked out first, into a temporary table {@code new_<table>}, so
 * that what changes is a comparison of two tables.
 *
 * <p>In expressions {@code s} is the staged row and {@code t} the row it would change, null when there is none.
 */
final class Target {

    private final String table;
    private final String source;
    private final List<Value> values = new ArrayList<>();
    private final String file;
    private String deleted = "false";
    private String wanted = "true";
    private String label = "null::text";
    private String subject = "null::bigint";

    /**
     * A column of the table.
     *
     * @param name in the table
     * @param sql its new value
     * @param told its name for people and programs
     * @param refers the table it refers to, shown by sourcedId; null for a plain value
     */
    private record Value(String name, String sql, String told, String refers) {

        String json(String row) {
            var shown = refers == null
                    ? row + "." + name
                    : "(select coalesce(r.sourced_id, r.id::text) from " + refers + " r where r.id = " + row + "."
                            + name + ")";
            return "'" + told + "', " + shown;
        }
    }

    /**
     * A table and where its rows come from.
     *
     * @param file the file to name for its rows, as an SQL string or expression
     * @param source what follows {@code from}, with {@code s} and {@code t}
     */
    Target(String table, String file, String source) {
        this.table = table;
        this.file = file;
        this.source = source;
    }

    /** A column with its value for rows that stay; rows that go keep what they have. */
    Target value(String name, String told, String sql) {
        return add(name, told, sql, null);
    }

    /** A column that refers to a table. */
    Target reference(String name, String told, String refers, String sql) {
        return add(name, told, sql, refers);
    }

    /** A column with one value for rows that stay and another for those that go. */
    Target value(String name, String told, String staying, String going) {
        values.add(new Value(name, "case when s.gone then " + going + " else " + staying + " end", told, null));
        return this;
    }

    /** The name for people. */
    Target label(String sql) {
        label = sql;
        return this;
    }

    /** The person it concerns. */
    Target subject(String sql) {
        subject = sql;
        return this;
    }

    /** Which rows are taken. */
    Target wanted(String sql) {
        wanted = sql;
        return this;
    }

    /** Which of the rows that go are deleted instead of ended. */
    Target deleted(String sql) {
        deleted = sql;
        return this;
    }

    String table() {
        return table;
    }

    private Target add(String name, String told, String sql, String refers) {
        values.add(new Value(name, "case when s.gone then t." + name + " else " + sql + " end", told, refers));
        return this;
    }

    String fresh() {
        return "new_" + table;
    }

    /** Works out the new state; ids are given to new rows here, so that rows may refer to each other. */
    String prepare() {
        var list = values.stream().map(v -> v.sql + " as " + v.name).collect(Collectors.joining(",\n  "));
        return """
                create temp table %1$s on commit drop as
                select s.line as row_line, s.sourced_id as row_key, %2$s as row_file, s.gone as row_gone,
                  %3$s as row_deleted, %4$s as row_label, %5$s as row_subject,
                  t.id as row_old, coalesce(t.id, nextval('%6$s_seq')) as id,
                  %7$s
                from %8$s
                where (%9$s) and not (s.gone and t.id is null)""".formatted(fresh(), file, deleted, label, subject, table, list, source, wanted);
    }

    String logChanged() {
        return """
                insert into roster_change
                  (file, line, entity, entity_id, sourced_id, subject_id, action, label, before, after)
                select n.row_file, n.row_line, '%1$s', n.id, n.row_key, n.row_subject,
                  case when n.row_gone then 'removed' else 'changed' end, n.row_label, d.before, d.after
                from %2$s n
                join %1$s t on t.id = n.row_old
                cross join lateral (
                  select jsonb_object_agg(key, o.value) as before, jsonb_object_agg(key, w.value) as after
                  from jsonb_each(jsonb_build_object(%3$s)) o
                  join jsonb_each(jsonb_build_object(%4$s)) w using (key)
                  where o.value is distinct from w.value) d
                where not n.row_deleted and %5$s
                order by n.row_line""".formatted(table, fresh(), json("t"), json("n"), differs());
    }

    String logDeleted() {
        return """
                insert into roster_change
                  (file, line, entity, entity_id, sourced_id, subject_id, action, label, before, after)
                select n.row_file, n.row_line, '%1$s', n.id, n.row_key, n.row_subject, 'removed', n.row_label,
                  jsonb_strip_nulls(jsonb_build_object(%3$s)), null
                from %2$s n
                join %1$s t on t.id = n.row_old
                where n.row_deleted
                order by n.row_line""".formatted(table, fresh(), json("t"));
    }

    String logAdded() {
        return """
                insert into roster_change
                  (file, line, entity, entity_id, sourced_id, subject_id, action, label, before, after)
                select n.row_file, n.row_line, '%1$s', n.id, n.row_key, n.row_subject, 'added', n.row_label,
                  null, jsonb_strip_nulls(jsonb_build_object(%3$s))
                from %2$s n
                where n.row_old is null
                order by n.row_line""".formatted(table, fresh(), json("n"));
    }

    String delete() {
        return "delete from %s t using %s n where t.id = n.row_old and n.row_deleted".formatted(table, fresh());
    }

    /** Writes what differs. With a condition on {@code n}, only those rows: the others' turn comes in another call. */
    String update(String condition) {
        var list = values.stream().map(v -> v.name + " = n." + v.name).collect(Collectors.joining(", "));
        return """
                update %1$s t set %2$s, version = t.version + 1
                from %3$s n
                where t.id = n.row_old and not n.row_deleted and %4$s and (%5$s)""".formatted(table, list, fresh(), differs(), condition);
    }

    String insert() {
        var list = values.stream().map(v -> v.name).collect(Collectors.joining(", "));
        return "insert into %1$s (id, %2$s) select id, %2$s from %3$s where row_old is null order by row_line"
                .formatted(table, list, fresh());
    }

    private String differs() {
        return values.stream()
                .map(v -> "n." + v.name)
                .collect(Collectors.joining(
                        ", ",
                        "(",
                        values.stream()
                                .map(v -> "t." + v.name)
                                .collect(Collectors.joining(", ", ") is distinct from (", ")"))));
    }

    private String json(String row) {
        return values.stream().map(v -> v.json(row)).collect(Collectors.joining(", "));
    }
}

package org.lectern.roster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.lectern.shared.Statements;
import org.lectern.timetable.SchoolDays;
import org.postgresql.PGConnection;

/**
 * Imports a OneRoster CSV set, version 1.1 or 1.2, in the transaction of a connection: all of it or nothing. Needs no
 * container.
 *
 * <p>The files stream from the zip into temporary tables; checks and merge are set-based there. See {@link Merge} for
 * what a row does, and for what is kept when a set is silent about it.
 */
public final class OneRosterImport {

    /** How many changes the result itself lists. */
    public static final int LISTED_CHANGES = 100;

    /** From so many written rows on the statistics of the tables are renewed at the end. */
    private static final long WORTH_ANALYZING = 1000;

    private static final int SHARE_READ = 30;
    private static final int SHARE_CHECKED = 40;
    private static final int SHARE_MERGED = 85;

    /** One import at a time: two would wait for each other's rows in any case, or worse. */
    private static final long LOCK = 0x4c656374_526f7374L;

    private static final String KEPT = "position, file, line, sourced_id, action, entity, label, before, after";

    private final Connection connection;
    private final Options options;
    private final IntConsumer progress;
    private final Map<String, Long> leftOut = new TreeMap<>();

    /**
     * How to import.
     *
     * @param dryRun whether to find out what would change and change nothing
     * @param today in the school's time zone; what goes, goes as of yesterday
     * @param zone the school's, in which lessons begin
     * @param accountId whose doing it is, for the audit; null for nobody's
     * @param actor name for the audit
     * @param jobId the job it is part of, under which the changes are listed in {@code job_change}; may be null when
     *     there is none, then they are only counted
     * @param shownName the zip's name in faults
     */
    public record Options(
            boolean dryRun, LocalDate today, ZoneId zone, Long accountId, String actor, Long jobId, String shownName) {}

    /**
     * What one table went through.
     *
     * @param added new rows
     * @param changed rows with another value than before
     * @param removed rows ended or deleted
     * @param unchanged rows of the set that say what is there already
     */
    public record Counts(long added, long changed, long removed, long unchanged) {}

    /**
     * What an import did, or would do.
     *
     * @param tables by table name, in the order in which they were written
     * @param json the job's result: {@code dryRun}, {@code version}, {@code rows} read by file, {@code tables},
     *     {@code changesByFile} (by file and action), {@code changes} (the first {@value #LISTED_CHANGES}),
     *     {@code changesTotal}, {@code leftOut}
     */
    public record Result(Map<String, Counts> tables, String json) {

        /** Rows added, changed or removed in all tables. */
        public long changes() {
            return tables.values().stream()
                    .mapToLong(c -> c.added + c.changed + c.removed)
                    .sum();
        }
    }

    private OneRosterImport(Connection connection, Options options, IntConsumer progress) {
        this.connection = connection;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Imports a set.
     *
     * @param connection with auto-commit off; the caller commits, or rolls back when this throws. After a dry run
     *     nothing but {@code job_change} is written and it can be committed as well.
     * @param zip the set
     * @param options how
     * @param progress is told 0 to 100; may throw to end the import
     * @throws org.lectern.jobs.JobFailure with file, line, column and reason of every fault, the first 1,000
     * @throws SQLException when the database fails, or somebody wrote something in between that clashes
     */
    public static Result run(Connection connection, Path zip, Options options, IntConsumer progress)
            throws SQLException {
        return new OneRosterImport(connection, options, progress).run(zip, RosterPackage.Limits.DEFAULT);
    }

    /** As {@link #run(Connection, Path, Options, IntConsumer)}, with other limits. */
    static Result run(
            Connection connection, Path zip, Options options, RosterPackage.Limits limits, IntConsumer progress)
            throws SQLException {
        return new OneRosterImport(connection, options, progress).run(zip, limits);
    }

    private Result run(Path zip, RosterPackage.Limits limits) throws SQLException {
        progress.accept(0);
        var faults = new Faults();
        try (var set = RosterPackage.open(zip, options.shownName, limits, faults)) {
            faults.refuse();
            waitForTurn();
            execute("savepoint before_import");
            execute("set local work_mem = '64MB'");
            execute("set local jit = off");
            var staging = new Staging(connection, set, faults, leftOut);
            staging.load(percent -> progress.accept(percent * SHARE_READ / 100));
            if (!faults.full()) {
                new Checks(connection, set, faults).run();
            }
            faults.refuse();
            progress.accept(SHARE_CHECKED);
            var merge = new Merge(connection, set, staging, options.today);
            merge.run(percent -> progress.accept(SHARE_CHECKED + percent * (SHARE_MERGED - SHARE_CHECKED) / 100));
            countLeftOutRows(set);
            var result = result(set, staging, merge);
            if (options.dryRun) {
                keepChangesOnly();
            } else {
                audit(result);
                followSchoolDays();
                progress.accept(95);
                keepChanges();
                analyze(result);
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void waitForTurn() throws SQLException {
        while (!tryLock()) {
            progress.accept(0);
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while another import was running", e);
            }
        }
    }

    private boolean tryLock() throws SQLException {
        try (var statement = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
            statement.setLong(1, LOCK);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    private void countLeftOutRows(RosterPackage set) throws SQLException {
        set.leftOut().forEach(name -> leftOut.put(name, null));
        try (var statement = connection.prepareStatement("""
                        select role, count(*) from stage_enrollments
                        where not gone and role not in ('student', 'teacher', 'aide', 'proctor')
                        group by role""");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                leftOut.put("enrollments.csv: role " + rows.getString(1), rows.getLong(2));
            }
        }
    }

    private Result result(RosterPackage set, Staging staging, Merge merge) throws SQLException {
        var tables = new LinkedHashMap<String, Counts>();
        merge.totals().forEach((table, total) -> tables.put(table, new Counts(0, 0, 0, total)));
        try (var statement = connection.prepareStatement("""
                        select entity,
                               count(*) filter (where action = 'added'),
                               count(*) filter (where action = 'changed'),
                               count(*) filter (where action = 'removed')
                        from roster_change group by entity""");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                var changed = new Counts(rows.getLong(2), rows.getLong(3), rows.getLong(4), 0);
                tables.compute(rows.getString(1), (table, all) -> withUnchanged(changed, all));
            }
        }
        var read = new LinkedHashMap<String, Long>();
        set.files().forEach(file -> read.put(file.fileName(), staging.rows(file)));
        return new Result(tables, json(set, read, tables));
    }

    private static Counts withUnchanged(Counts changed, Counts all) {
        long total = all == null ? 0 : all.unchanged;
        // links and roles that are taken away are not among the rows of the set
        long unchanged = Math.max(0, total - changed.added - changed.changed - changed.removed);
        return new Counts(changed.added, changed.changed, changed.removed, unchanged);
    }

    /** Made by the database, which has most of it and knows JSON, so that this class needs no container's JSON. */
    private String json(RosterPackage set, Map<String, Long> read, Map<String, Counts> tables) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select jsonb_build_object(
                    'dryRun', ?::boolean,
                    'version', ?::text,
                    'rows', (select coalesce(jsonb_object_agg(k, v), '{}')
                             from unnest(?::text[], ?::bigint[]) as r (k, v)),
                    'tables', (select coalesce(jsonb_object_agg(k, jsonb_build_object(
                                   'added', a, 'changed', c, 'removed', r, 'unchanged', u)), '{}')
                               from unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                                   as t (k, a, c, r, u)),
                    'changesByFile', (select coalesce(jsonb_object_agg(file, actions), '{}') from (
                        select file, jsonb_object_agg(action, changes) as actions from (
                            select file, action, count(*) as changes from roster_change group by file, action) a
                        group by file) f),
                    'leftOut', (select coalesce(jsonb_agg(jsonb_strip_nulls(
                                    jsonb_build_object('what', k, 'values', v)) order by k), '[]')
                                from unnest(?::text[], ?::bigint[]) as l (k, v)),
                    'changesTotal', (select count(*) from roster_change),
                    'changes', (select coalesce(jsonb_agg(jsonb_build_object(
                                    'file', file, 'line', line, 'sourcedId', sourced_id, 'action', upper(action),
                                    'entity', entity, 'label', label, 'before', before, 'after', after)
                                    order by position), '[]')
                                from (select * from roster_change order by position limit ?) c))::text""")) {
            var counts = tables.values();
            statement.setBoolean(1, options.dryRun);
            statement.setString(2, set.version());
            statement.setArray(3, texts(read.keySet().toArray()));
            statement.setArray(4, numbers(read.values().toArray()));
            statement.setArray(5, texts(tables.keySet().toArray()));
            statement.setArray(6, numbers(counts.stream().map(Counts::added).toArray()));
            statement.setArray(7, numbers(counts.stream().map(Counts::changed).toArray()));
            statement.setArray(8, numbers(counts.stream().map(Counts::removed).toArray()));
            statement.setArray(9, numbers(counts.stream().map(Counts::unchanged).toArray()));
            statement.setArray(10, texts(leftOut.keySet().toArray()));
            statement.setArray(11, numbers(leftOut.values().toArray()));
            statement.setInt(12, LISTED_CHANGES);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private java.sql.Array texts(Object[] values) throws SQLException {
        return connection.createArrayOf("text", values);
    }

    private java.sql.Array numbers(Object[] values) throws SQLException {
        return connection.createArrayOf("bigint", values);
    }

    /** One entry for the import and one for each row that changed, all in the import's transaction. */
    private void audit(Result result) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into audit_entry (account_id, actor, action, entity, entity_id, subject_id, before, after)
                select ?, ?, case action when 'added' then 'added by import' when 'changed' then 'changed by import'
                             else 'removed by import' end,
                       entity, entity_id, subject_id, before, after
                from roster_change""")) {
            statement.setObject(1, options.accountId);
            statement.setString(2, options.actor);
            statement.executeUpdate();
        }
        if (result.changes() == 0) {
            return;
        }
        try (var statement = connection.prepareStatement("""
                insert into audit_entry (account_id, actor, action, entity, entity_id, after)
                values (?, ?, 'roster imported', 'job', ?, ?::jsonb - 'changes')""")) {
            statement.setObject(1, options.accountId);
            statement.setString(2, options.actor);
            statement.setObject(3, options.jobId);
            statement.setString(4, result.json);
            statement.executeUpdate();
        }
    }

    /** Lessons to come are on the days of the sessions as they are now. */
    private void followSchoolDays() throws SQLException {
        var sessions = Statements.list(connection, """
                select entity_id from roster_change
                where entity = 'academic_session' and action <> 'added'
                    and after ??| array['startDate', 'endDate', 'status', 'parent']""", row -> row.getLong(1));
        if (sessions.isEmpty()) {
            return;
        }
        var made = SchoolDays.remake(connection, options.zone, sessions);
        if (made.added() + made.changed() + made.removed() > 0) {
            Statements.update(
                    connection,
                    """
                    insert into audit_entry (account_id, actor, action, entity, entity_id, after)
                    values (?, ?, 'lessons made anew', 'job', ?,
                        jsonb_build_object('added', ?, 'changed', ?, 'removed', ?))""",
                    options.accountId,
                    options.actor,
                    options.jobId,
                    made.added(),
                    made.changed(),
                    made.removed());
        }
    }

    private void keepChanges() throws SQLException {
        if (options.jobId != null) {
            execute("insert into job_change (job_id, %2$s) select %1$s, %2$s from roster_change"
                    .formatted(options.jobId, KEPT));
        }
    }

    private void analyze(Result result) throws SQLException {
        for (var table : result.tables.entrySet()) {
            var counts = table.getValue();
            if (counts.added + counts.changed + counts.removed >= WORTH_ANALYZING) {
                execute("analyze " + table.getKey());
            }
        }
        if (result.changes() >= WORTH_ANALYZING) {
            execute("analyze section");
            execute("analyze audit_entry");
        }
    }

    /** Undoes everything but the list of what it was, which takes the way through a file. */
    private void keepChangesOnly() throws SQLException, IOException {
        if (options.jobId == null) {
            execute("rollback to savepoint before_import");
            return;
        }
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        var scratch = Files.createTempFile("lectern-changes-", ".copy");
        try {
            try (var out = Files.newOutputStream(scratch)) {
                copy.copyOut("copy (select %s, %s from roster_change) to stdout".formatted(options.jobId, KEPT), out);
            }
            execute("rollback to savepoint before_import");
            try (var in = Files.newInputStream(scratch)) {
                copy.copyIn("copy job_change (job_id, %s) from stdin".formatted(KEPT), in);
            }
        } finally {
            Files.delete(scratch);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

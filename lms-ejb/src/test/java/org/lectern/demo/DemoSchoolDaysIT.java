package org.lectern.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lectern.files.FileStore;
import org.lectern.testing.TestDatabase;

class DemoSchoolDaysIT {

    @RegisterExtension
    final TestDatabase database = new TestDatabase();

    @RegisterExtension
    final TestDatabase other = new TestDatabase();

    @TempDir
    Path data;

    private FileStore store;

    @BeforeEach
    void volume() {
        store = new FileStore(Optional.of(data.toString()));
    }

    private static Clock clock(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }

    private void load(TestDatabase database, String instant) throws SQLException {
        try (var connection = database.connection()) {
            connection.setAutoCommit(false);
            new DemoSchool(clock(instant)).load(connection, Map.of(), store);
            connection.commit();
        }
    }

    /** A Saturday, the last day of a school year, the night in which summer time ends. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T11:00:00Z", "2027-07-23T15:00:00Z", "2026-10-25T00:30:00Z"})
    void anyDayCanBeToday(String instant) throws SQLException {
        load(database, instant);
        var rate = Double.parseDouble(database.value("""
                select 100.0 * count(*) filter (where kind in ('PRESENT', 'LATE'))
                    / count(*) filter (where kind <> 'EXCUSED')
                from attendance_mark join attendance_code on attendance_code.id = code_id"""));
        assertTrue(rate > 92 && rate < 97, () -> "rate is " + rate);
        for (var username : List.of("teacher", "teacher2")) {
            var lessons = "select count(*) > %d from lesson join account on person_id = teacher_id "
                    + "where username = '" + username + "' and slot_date %s cast(? as date)";
            assertEquals("t", database.value(lessons.formatted(40, "<"), instant.substring(0, 10)));
            assertEquals("t", database.value(lessons.formatted(3, ">="), instant.substring(0, 10)));
        }
        assertEquals(
                "t",
                database.value("select count(*) > 80 from attendance_mark "
                        + "join account on person_id = student_id where username = 'student'"));
        assertEquals(
                "0",
                database.value(
                        "select count(*) from lesson where register_taken_at > cast(? as timestamptz)", instant));
    }

    @Test
    void sameClockMakesTheSameSchool() throws SQLException {
        load(database, "2026-11-23T09:20:00Z");
        load(other, "2026-11-23T09:20:00Z");
        assertEquals(content(database), content(other));
    }

    private static Map<String, String> content(TestDatabase database) {
        var tables = database.value("""
                        select string_agg(tablename, ' ') from pg_tables
                        where schemaname = 'public' and tablename not in ('flyway_schema_history', 'audit_entry')""").split(" ");
        return List.of(tables).stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> database.value("select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' "
                                + "order by t::text)), '') from " + table + " t")));
    }

    @Test
    void serversThatStartAtOnceLoadItOnce() throws Exception {
        var executor = Executors.newFixedThreadPool(2);
        try {
            Callable<Boolean> start =
                    () -> DemoSchoolLoader.loadIfEmpty(database.dataSource(), clock("2026-11-23T09:20:00Z"), store);
            var loaded = 0;
            for (var result : executor.invokeAll(List.of(start, start))) {
                loaded += result.get() ? 1 : 0;
            }
            assertEquals(1, loaded);
            assertEquals("600", database.value("select count(*) from person_role where role = 'STUDENT'"));
        } finally {
            executor.shutdownNow();
        }
    }
}

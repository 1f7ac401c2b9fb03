package org.lectern.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints the figures, as a table in Markdown, and how they stand to what is wanted. */
final class Report {

    private record Key(String what, int clients) {}

    private record Row(Load.Result lectern, Load.Result plain) {}

    private final Map<Key, Row> rows = new LinkedHashMap<>();
    private final Map<String, List<Load.Result>> grown = new LinkedHashMap<>();

    void printHead() {
        System.out.println("""

                | request | clients | per second | p50 ms | p95 ms | p99 ms | errors | JVM CPU ms | PostgreSQL CPU ms | plain SQL per second | its p50 ms | its p99 ms | its PostgreSQL CPU ms | ratio |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |""");
    }

    /**
     * Prints a line.
     *
     * @param plain the same SQL without Lectern; null when there is none
     */
    void add(String what, int clients, Load.Result lectern, Load.Result plain) {
        rows.put(new Key(what, clients), new Row(lectern, plain));
        System.out.println("| %s | %d | %.0f | %s | %s | %s | %d | %.2f | %.2f | %s |"
                .formatted(
                        what,
                        clients,
                        lectern.perSecond(),
                        millis(lectern, 50),
                        millis(lectern, 95),
                        millis(lectern, 99),
                        lectern.errors(),
                        lectern.serverMillis(),
                        lectern.databaseMillis(),
                        plain == null
                                ? "– | – | – | – | –"
                                : "%.0f | %s | %s | %.2f | %.2f"
                                        .formatted(
                                                plain.perSecond(),
                                                millis(plain, 50),
                                                millis(plain, 99),
                                                plain.databaseMillis(),
                                                lectern.perSecond() / plain.perSecond())));
        if (lectern.errors() > 0) {
            System.out.println("First error: " + lectern.firstError());
        }
        if (plain != null && plain.errors() > 0) {
            System.out.println("First error of plain SQL: " + plain.firstError());
        }
    }

    /**
     * Prints a line of a request beside ever more marks of others.
     *
     * @param marks how many marks, and how many grades, there are
     */
    void addGrown(String what, int marks, int clients, Load.Result result) {
        grown.computeIfAbsent(what, none -> new ArrayList<>()).add(result);
        add(what + ", %,d marks".formatted(marks), clients, result, null);
    }

    private static double cost(Load.Result result) {
        return result.serverMillis() + result.databaseMillis();
    }

    /** Prints which figures reach what is wanted of them, of those that were measured. */
    void printTargets() {
        var register = rows.get(new Key("a register of 30", 16));
        var attendance = rows.get(new Key("a student's attendance", 16));
        var empty = rows.get(new Key("empty, with a token", 16));
        System.out.println();
        if (register != null) {
            target(
                    "Registers at 16 clients, of what plain SQL writes: at least 0.4",
                    register.lectern.perSecond() / register.plain.perSecond(),
                    0.4,
                    false);
            target(
                    "JVM CPU of a register write, of PostgreSQL's CPU for it: at most 1.0",
                    register.lectern.serverMillis() / register.lectern.databaseMillis(),
                    1.0,
                    true);
        }
        if (attendance != null && empty != null) {
            target(
                    "JVM CPU of a student's attendance, of that of an empty request with a token: at most 2",
                    attendance.lectern.serverMillis() / empty.lectern.serverMillis(),
                    2,
                    true);
        }
        for (var what : new String[] {Bench.GRADEBOOK, Bench.COLUMN, Bench.OWN_GRADES}) {
            var row = rows.get(new Key(what, 1));
            if (row != null) {
                target(
                        "Milliseconds for " + what + ", half of them: at most 300",
                        row.lectern.micros().getValueAtPercentile(50) / 1000.0,
                        300,
                        true);
            }
        }
        grown.forEach((what, results) -> target(
                "CPU of " + what + " at the most marks, of that at the fewest: at most 1.2",
                cost(results.get(results.size() - 1)) / cost(results.get(0)),
                1.2,
                true));
        target(
                "Errors: none",
                rows.values().stream().mapToLong(row -> row.lectern.errors()).sum(),
                0,
                true);
    }

    private static void target(String what, double reached, double wanted, boolean atMost) {
        boolean good = atMost ? reached <= wanted : reached >= wanted;
        System.out.println(String.format(Locale.ROOT, "%s — %.2f: %s", what, reached, good ? "reached" : "MISSED"));
    }

    private static String millis(Load.Result result, int percentile) {
        return String.format(Locale.ROOT, "%.1f", result.micros().getValueAtPercentile(percentile) / 1000.0);
    }
}

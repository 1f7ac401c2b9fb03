package org.lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Reads from Linux's {@code /proc} how much processor time processes have used. */
final class ProcessorTime {

    /** Of a second: {@code USER_HZ}, which is 100 on every platform that matters. */
    private static final long TICK_MILLIS = 10;

    private ProcessorTime() {}

    /** Milliseconds that the application server has used, which is a child of this process. */
    static LongSupplier ofServer() {
        long pid = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains("org.lectern.runner.ServerMain"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The application server is not running"))
                .pid();
        return () -> TICK_MILLIS * (ticks(pid, 13) + ticks(pid, 14));
    }

    /** Milliseconds that PostgreSQL has used: its first process, those it started, and those that have ended. */
    static LongSupplier ofDatabase(Path dataFolder) throws IOException {
        long pid;
        try (Stream<String> lines = Files.lines(dataFolder.resolve("database/postmaster.pid"))) {
            pid = Long.parseLong(lines.findFirst().orElseThrow().strip());
        }
        return () -> TICK_MILLIS
                * (Stream.of(13, 14, 15, 16).mapToLong(field -> ticks(pid, field)).sum()
                        + ProcessHandle.of(pid).stream()
                                .flatMap(ProcessHandle::children)
                                .mapToLong(child -> ticks(child.pid(), 13) + ticks(child.pid(), 14))
                                .sum());
    }

    /** A field of {@code /proc/…/stat}, counted from 0; the name in parentheses may hold spaces. */
    private static long ticks(long pid, int field) {
        try {
            var text = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[field - 2]);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

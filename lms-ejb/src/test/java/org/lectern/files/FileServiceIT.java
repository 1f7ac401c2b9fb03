package org.lectern.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lectern.shared.Caller;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.testing.SmallSchool;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class FileServiceIT {

    private static final String PDF = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    @TempDir
    Path data;

    private Caller teacher;
    private Caller student;
    private long section;

    @BeforeEach
    void school() {
        services.configure("LMS_DATA", data.toString());
        var school = new SmallSchool(database);
        teacher = school.person("Ines", "Calder", "TEACHER");
        student = school.person("Ada", "Noor", "STUDENT");
        section = school.section(teacher);
        school.enroll(section, student);
        services.callAs(teacher, "TEACHER");
    }

    @Test
    void fileIsKeptUnderItsHashAndReadBack() throws IOException {
        var file = take("Notes.pdf", PDF);

        assertEquals("application/pdf", file.contentType());
        assertEquals(PDF.length(), file.size());
        var content =
                services.call(FileService.class, files -> files.open(file.id())).content();
        assertEquals(PDF, Files.readString(content));
        assertEquals(
                data.resolve("files")
                        .resolve(file.sha256().substring(0, 2))
                        .resolve(file.sha256().substring(2, 4))
                        .resolve(file.sha256()),
                content);
    }

    @Test
    void sameBytesAreStoredOnce() throws IOException {
        var one = take("one.pdf", PDF);
        var other = take("other.pdf", PDF);

        assertEquals(one.sha256(), other.sha256());
        assertEquals("2", database.value("select count(*) from stored_file where section_id = ?", section));
        assertEquals(1, onVolume().size());
    }

    @Test
    void uploadThatBreaksOffLeavesNeitherRowNorBytes() throws IOException {
        var broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- == 0) {
                    throw new IOException("Connection reset");
                }
                return 'x';
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                target[offset] = (byte) read();
                return 1;
            }
        };

        assertProblem(
                ProblemType.VALIDATION,
                () -> services.call(FileService.class, files -> files.take(broken, 200_000L, "long.txt", section)));
        assertEquals(List.of(), onVolume());
        assertEquals("0", database.value("select count(*) from stored_file where section_id = ?", section));
    }

    @Test
    void uploadThatEndsTooEarlyLeavesNeitherRowNorBytes() throws IOException {
        assertProblem(
                ProblemType.VALIDATION,
                () -> services.call(FileService.class, files -> files.take(bytes("short"), 6L, "short.txt", section)));
        assertEquals(List.of(), onVolume());
        assertEquals("0", database.value("select count(*) from stored_file where section_id = ?", section));
    }

    @Test
    void tooLargeFileIsRefusedBeforeItIsRead() {
        var untouched = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("was read");
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                throw new AssertionError("was read");
            }
        };

        assertProblem(
                ProblemType.TOO_LARGE,
                () -> services.call(FileService.class, files -> files.take(untouched, 1L << 40, "huge.bin", section)));
    }

    @Test
    void programAndWronglyNamedPictureAreRefused() throws IOException {
        assertProblem(ProblemType.FILE_TYPE_NOT_ALLOWED, () -> take("holiday.jpg", "<html><script>alert(1)</script>"));
        assertProblem(
                ProblemType.FILE_TYPE_NOT_ALLOWED, () -> take("game.txt", "MZ\u0090\0\3\0\0\0\4\0\0\0\u00ff\u00ff"));
        assertEquals(List.of(), onVolume());
    }

    @Test
    void fullRoomIsToldAndOthersRoomIsNotTaken() {
        database.execute(
                "insert into stored_file (section_id, owner_id, name, content_type, size, sha256)"
                        + " values (?, ?, 'big', 'text/plain', 100000000000, repeat('a', 64))",
                section,
                student.personId());
        assertEquals("text/plain", take("mine.txt", "mine").contentType());

        services.callAs(student, "STUDENT");
        assertProblem(ProblemType.QUOTA_EXCEEDED, () -> take("more.txt", "more"));
    }

    @Test
    void fileIsReadByThoseWhoMayOnly() {
        var file = take("plan.txt", "plan");
        var school = new SmallSchool(database);
        var colleague = school.person("Joy", "Appiah", "TEACHER");
        var stranger = school.person("Bo", "Lind", "STUDENT");

        services.callAs(student, "STUDENT");
        assertProblem(ProblemType.NOT_FOUND, () -> open(file));
        long unit = Long.parseLong(database.value(
                "insert into unit (section_id, title, position) values (?, 'One', 1) returning id", section));
        database.execute(
                "insert into material (unit_id, kind, title, file_id, position, visible_from)"
                        + " values (?, 'FILE', 'Plan', ?, 1, current_date + 2)",
                unit,
                file.id());
        assertProblem(ProblemType.NOT_FOUND, () -> open(file));
        database.execute("update material set visible_from = current_date - 2 where unit_id = ?", unit);
        assertEquals("plan.txt", open(file).head().name());
        database.execute("update unit set hidden = true where id = ?", unit);
        assertProblem(ProblemType.NOT_FOUND, () -> open(file));
        database.execute("update unit set hidden = false where id = ?", unit);

        services.callAs(stranger, "STUDENT");
        assertProblem(ProblemType.NOT_FOUND, () -> open(file));
        services.callAs(colleague, "TEACHER");
        assertProblem(ProblemType.NOT_FOUND, () -> open(file));
        assertProblem(ProblemType.NOT_FOUND, () -> take("foreign.txt", "foreign"));
        services.callAs(school.person("Helen", "Marsh", "ADMIN"), "ADMIN");
        assertEquals("plan.txt", open(file).head().name());
    }

    @Test
    void sweepTakesWhatNobodyRefersToAndIsADayOld() throws IOException {
        var needed = take("needed.txt", "needed");
        var forgotten = take("forgotten.txt", "forgotten");
        var fresh = take("fresh.txt", "fresh");
        long unit = Long.parseLong(database.value(
                "insert into unit (section_id, title, position) values (?, 'One', 1) returning id", section));
        database.execute(
                "insert into material (unit_id, kind, title, file_id, position) values (?, 'FILE', 'Needed', ?, 1)",
                unit,
                needed.id());
        database.execute("update stored_file set created_at = now() - interval '2 days' where id <> ?", fresh.id());
        // as a server that was killed leaves it
        var incoming = Files.createDirectories(data.resolve("files/incoming"));
        Files.writeString(incoming.resolve("old.part"), "half");
        Files.writeString(incoming.resolve("new.part"), "half");
        var twoDaysAgo = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        for (var path : onVolume()) {
            if (!path.endsWith("new.part") && !path.endsWith(fresh.sha256())) {
                Files.setLastModifiedTime(path, twoDaysAgo);
            }
        }

        services.run(FileSweep.class, sweep -> sweep.sweep(Instant.now().minus(Duration.ofDays(1))));

        assertEquals(
                "fresh.txt needed.txt",
                database.value(
                        "select string_agg(name, ' ' order by name) from stored_file where section_id = ?", section));
        var left = onVolume().stream()
                .map(path -> path.getFileName().toString())
                .sorted()
                .toList();
        assertEquals(
                List.of(needed.sha256(), fresh.sha256(), "new.part").stream()
                        .sorted()
                        .toList(),
                left);
        assertFalse(left.contains(forgotten.sha256()));
    }

    @Test
    void bytesWithoutARowAreSwept() throws IOException {
        var orphan = "0".repeat(64);
        var place = data.resolve("files/00/00/" + orphan);
        Files.createDirectories(place.getParent());
        Files.writeString(place, "left by a server that was killed before its commit");

        services.run(FileSweep.class, sweep -> sweep.sweep(Instant.now().minus(Duration.ofDays(1))));
        assertTrue(Files.exists(place));
        services.run(FileSweep.class, sweep -> sweep.sweep(Instant.now().plusSeconds(60)));
        assertFalse(Files.exists(place));
    }

    private FileHead take(String name, String content) {
        return services.call(
                FileService.class,
                files -> files.take(
                        bytes(content), (long) content.getBytes(StandardCharsets.ISO_8859_1).length, name, section));
    }

    private FileService.Content open(FileHead file) {
        return services.call(FileService.class, files -> files.open(file.id()));
    }

    private static InputStream bytes(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private List<Path> onVolume() throws IOException {
        if (!Files.exists(data.resolve("files"))) {
            return List.of();
        }
        try (var paths = Files.walk(data.resolve("files"))) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }

    private static void assertProblem(ProblemType type, org.junit.jupiter.api.function.Executable action) {
        assertEquals(type, assertThrows(Problem.class, action).type());
    }
}

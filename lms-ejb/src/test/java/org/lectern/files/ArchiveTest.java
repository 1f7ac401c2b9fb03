package org.lectern.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    @TempDir
    Path folder;

    @Test
    void namesAreHarmlessAndDifferentWithinAFolder() {
        var archive = new Archive("Essay / Parabolas");
        archive.add(List.of("../Noor (1)"), "a.txt", "one");
        archive.add(List.of("Noor (1)"), "/etc/A.txt", "two");
        archive.add(List.of("Noor (2)"), "a.txt", "three");

        assertEquals(" Parabolas.zip".strip(), archive.name());
        assertEquals(List.of("Noor (1)/a.txt", "Noor (1)/A (2).txt", "Noor (2)/a.txt"), archive.entries());
    }

    @Test
    void textsAndFilesAreWrittenAndWhatIsGoneIsLeftOut() throws IOException {
        var file = Files.writeString(folder.resolve("stored"), "stored");
        var archive = new Archive("Work");
        archive.add(List.of(), "text.md", "Grüße");
        archive.add(List.of("files"), "stored.txt", file);
        archive.add(List.of("files"), "gone.txt", folder.resolve("gone"));

        assertEquals(List.of("text.md: Grüße", "files/stored.txt: stored"), read(archive));
    }

    @Test
    void keptTextsAreFetchedInPiecesWhenTheirTurnComes() throws IOException {
        var asked = new ArrayList<List<Long>>();
        Archive.Texts texts = keys -> {
            asked.add(keys);
            return keys.stream().filter(key -> key != 60).collect(Collectors.toMap(key -> key, key -> "text " + key));
        };
        var archive = new Archive("Work");
        for (long key = 1; key <= 120; key++) {
            archive.add(List.of("Student " + key), "text.md", texts, key);
            archive.add(List.of("Student " + key), "note.txt", "note");
        }
        assertEquals(List.of(), asked);

        var read = read(archive);

        assertEquals(List.of(50, 50, 20), asked.stream().map(List::size).toList());
        assertEquals(239, read.size());
        assertEquals("Student 1/text.md: text 1", read.get(0));
        assertEquals("Student 60/note.txt: note", read.get(118));
        assertEquals("Student 120/text.md: text 120", read.get(237));
    }

    private static List<String> read(Archive archive) throws IOException {
        var out = new ByteArrayOutputStream();
        archive.write(out);
        var read = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                read.add(entry.getName() + ": " + new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return read;
    }
}

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
        var out = new ByteArrayOutputStream();
        archive.write(out);

        var read = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                read.add(entry.getName() + ": " + new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertEquals(List.of("text.md: Grüße", "files/stored.txt: stored"), read);
    }
}

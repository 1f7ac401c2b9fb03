package org.lectern.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip in the making. What goes into it is collected while a transaction lasts; its bytes are written afterwards, piece
 * by piece. Names are such that no program can be made to write anywhere but below the folder into which it unpacks.
 */
public final class Archive {

    private final String name;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    // never compared with another
    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(String name, byte[] bytes, Path content) {}

    /** @param name what the zip is called, without an ending */
    public Archive(String name) {
        this.name = FileName.portable(name) + ".zip";
    }

    /** What the zip is called. */
    public String name() {
        return name;
    }

    /**
     * Adds a text.
     *
     * @param folders where, from the outermost; each is made harmless
     * @param file what it is called; made harmless, and different from others in the folder
     * @param text its content
     */
    public void add(List<String> folders, String file, String text) {
        entries.add(new Entry(unique(folders, file), text.getBytes(StandardCharsets.UTF_8), null));
    }

    /**
     * Adds a file.
     *
     * @param folders see {@link #add(List, String, String)}
     * @param file see {@link #add(List, String, String)}
     * @param content where its bytes are; it is left out when they are gone by then
     */
    public void add(List<String> folders, String file, Path content) {
        entries.add(new Entry(unique(folders, file), null, content));
    }

    private String unique(List<String> folders, String file) {
        var path = new StringBuilder();
        folders.forEach(folder -> path.append(FileName.portable(folder)).append('/'));
        var plain = FileName.portable(file);
        int dot = plain.lastIndexOf('.');
        var base = dot < 1 ? plain : plain.substring(0, dot);
        var ending = dot < 1 ? "" : plain.substring(dot);
        var unique = path + plain;
        // file systems that do not tell upper from lower case would lose one of two
        for (int count = 2; !names.add(unique.toLowerCase(Locale.ROOT)); count++) {
            unique = path + base + " (" + count + ")" + ending;
        }
        return unique;
    }

    /** The names of all entries, in order. */
    public List<String> entries() {
        return entries.stream().map(Entry::name).toList();
    }

    /**
     * Writes it.
     *
     * @param out not closed
     * @throws IOException when it cannot be written
     */
    public void write(OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (var entry : entries) {
            if (entry.content != null && !Files.isRegularFile(entry.content)) {
                continue;
            }
            zip.putNextEntry(new ZipEntry(entry.name));
            if (entry.content == null) {
                zip.write(entry.bytes);
            } else {
                Files.copy(entry.content, zip);
            }
            zip.closeEntry();
        }
        zip.finish();
    }
}

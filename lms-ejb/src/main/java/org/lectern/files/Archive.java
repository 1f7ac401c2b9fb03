package org.lectern.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip in the making. What goes into it is collected while a transaction lasts; its bytes are written afterwards, piece
 * by piece, so that memory does not grow with them. Names are such that no program can be made to write anywhere but below
 * the folder into which it unpacks.
 */
public final class Archive {

    /** How many texts are fetched at once, and held until they are written. */
    static final int FETCHED_AT_ONCE = 50;

    private final String name;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    // never compared with another
    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(String name, byte[] bytes, Path content, Kept kept) {}

    /**
     * A text that is fetched when its turn comes.
     *
     * @param texts where it is kept
     * @param key by which it is known there
     */
    private record Kept(Texts texts, long key) {}

    /** Where texts are kept. */
    @FunctionalInterface
    public interface Texts {

        /**
         * Fetches some of them, after the transaction in which the archive was collected.
         *
         * @param keys at most 50
         * @return the texts by key; what is gone by then is not among them
         */
        Map<Long, String> fetch(List<Long> keys);
    }

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
        entries.add(new Entry(unique(folders, file), text.getBytes(StandardCharsets.UTF_8), null, null));
    }

    /**
     * Adds a text that is fetched while the archive is written.
     *
     * @param folders see {@link #add(List, String, String)}
     * @param file see {@link #add(List, String, String)}
     * @param texts where it is kept
     * @param key by which it is known there; it is left out when it is gone by then
     */
    public void add(List<String> folders, String file, Texts texts, long key) {
        entries.add(new Entry(unique(folders, file), null, null, new Kept(texts, key)));
    }

    /**
     * Adds a file.
     *
     * @param folders see {@link #add(List, String, String)}
     * @param file see {@link #add(List, String, String)}
     * @param content where its bytes are; it is left out when they are gone by then
     */
    public void add(List<String> folders, String file, Path content) {
        entries.add(new Entry(unique(folders, file), null, content, null));
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
        Map<Kept, String> fetched = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            if (entry.content != null) {
                if (Files.isRegularFile(entry.content)) {
                    zip.putNextEntry(new ZipEntry(entry.name));
                    Files.copy(entry.content, zip);
                }
                continue;
            }
            var bytes = entry.bytes;
            if (entry.kept != null) {
                if (!fetched.containsKey(entry.kept)) {
                    fetched.clear();
                    fetch(i, entry.kept.texts, fetched);
                }
                var text = fetched.remove(entry.kept);
                bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
            }
            if (bytes != null) {
                zip.putNextEntry(new ZipEntry(entry.name));
                zip.write(bytes);
            }
        }
        zip.finish();
    }

    /** Fetches the texts of an entry and of those that follow it. */
    private void fetch(int from, Texts texts, Map<Kept, String> fetched) {
        var next = entries.subList(from, entries.size()).stream()
                .map(Entry::kept)
                .filter(kept -> kept != null && kept.texts == texts)
                .limit(FETCHED_AT_ONCE)
                .toList();
        var found = texts.fetch(next.stream().map(Kept::key).toList());
        next.forEach(kept -> fetched.put(kept, found.get(kept.key)));
    }
}

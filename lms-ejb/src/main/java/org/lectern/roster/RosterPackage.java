package org.lectern.roster;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVRecord;

/**
 * The zip of a OneRoster set: which files it has, what its manifest says of them, and their bytes. Nothing is unpacked
 * to disk. A zip that grows beyond measure is stopped while it is read, by what really comes out of it, not by the
 * sizes it claims.
 */
final class RosterPackage implements Closeable {

    /** Below this nobody is harmed by a file that packs well. */
    private static final long HARMLESS_BYTES = 1 << 20;

    private static final String MANIFEST = "manifest.csv";

    private final ZipFile zip;
    private final Limits limits;
    private final Map<RosterFile, ZipEntry> entries = new EnumMap<>(RosterFile.class);
    private final Map<RosterFile, Mode> modes = new EnumMap<>(RosterFile.class);
    private final List<String> leftOut = new ArrayList<>();
    private ZipEntry manifest;
    private String version;
    private long bytes;

    /** How a file is meant. */
    enum Mode {
        /** All there is; what it lacks stays as it is. */
        BULK,
        /** What changed since the last time. */
        DELTA,
        /** Not in the set. */
        ABSENT
    }

    /**
     * What a zip may cost.
     *
     * @param bytes all of its files unpacked
     * @param ratio times that one file may grow when unpacked
     * @param files how many files it may have
     */
    record Limits(long bytes, int ratio, int files) {

        /** 4 GiB, 200 times, 100 files. */
        static final Limits DEFAULT = new Limits(4L << 30, 200, 100);
    }

    /** Reading goes no further, for a reason that the message tells whole. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    private RosterPackage(ZipFile zip, Limits limits) {
        this.zip = zip;
        this.limits = limits;
    }

    /**
     * Opens a set and reads its manifest. Faults of the package as a whole are collected; when there are any, its files
     * should not be read.
     *
     * @param path the zip
     * @param shownName its name in faults
     * @throws org.lectern.jobs.JobFailure when it is not a zip at all
     */
    static RosterPackage open(Path path, String shownName, Limits limits, Faults faults) throws SQLException {
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile());
        } catch (IOException e) {
            faults.add(shownName, "The file is not a zip, or it is damaged: " + e.getMessage() + ".");
            faults.refuse();
            throw new IllegalStateException(e);
        }
        var opened = new RosterPackage(zip, limits);
        opened.list(shownName, faults);
        if (faults.isEmpty() && opened.manifest != null) {
            opened.readManifest(faults);
        }
        if (faults.isEmpty() && opened.entries.isEmpty()) {
            faults.add(shownName, "The zip has none of the files of a OneRoster set, such as users.csv.");
        }
        return opened;
    }

    /** The files to read, in their order. */
    Set<RosterFile> files() {
        return entries.keySet();
    }

    boolean has(RosterFile file) {
        return entries.containsKey(file);
    }

    /** Whether the file tells changes only. Without a manifest it does not. */
    boolean isDelta(RosterFile file) {
        return modes.get(file) == Mode.DELTA;
    }

    /** {@code 1.1} or {@code 1.2}: as the manifest says, else as the files look. */
    String version() {
        if (version != null) {
            return version;
        }
        return has(RosterFile.ROLES) || !has(RosterFile.USERS) ? "1.2" : "1.1";
    }

    /** Whether the manifest says the version. */
    boolean versionIsStated() {
        return version != null;
    }

    /** Names of files and of manifest properties that nothing was done with. */
    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /** Unpacked size of all files as the zip claims it; good for nothing but progress. */
    long claimedBytes() {
        return Math.max(
                1, entries.values().stream().mapToLong(ZipEntry::getSize).sum());
    }

    /** Bytes read so far. */
    long bytesRead() {
        return bytes;
    }

    /** The bytes of a file, guarded. */
    InputStream open(RosterFile file) throws IOException {
        return guarded(entries.get(file));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void list(String shownName, Faults faults) {
        if (zip.size() > limits.files) {
            faults.add(shownName, "The zip has " + zip.size() + " entries; at most " + limits.files + " are taken.");
            return;
        }
        var names = new HashSet<String>();
        for (var entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
            var name = entry.getName();
            if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0 || name.contains("..") || name.indexOf(':') >= 0) {
                faults.add(
                        name, "The name of this entry contains a path; the files of a set lie at the top of the zip.");
            } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
                faults.add(name, "The zip has two entries of this name.");
            } else if (name.equals(MANIFEST)) {
                manifest = entry;
            } else {
                take(entry, name, faults);
            }
        }
    }

    private void take(ZipEntry entry, String name, Faults faults) {
        if (!name.endsWith(".csv")) {
            leftOut.add(name);
            return;
        }
        var bare = name.substring(0, name.length() - ".csv".length());
        var file = RosterFile.named(bare);
        if (file.isPresent()) {
            entries.put(file.get(), entry);
        } else if (RosterFile.LEFT_OUT.contains(bare)) {
            leftOut.add(name);
        } else {
            faults.add(name, "OneRoster 1.1 and 1.2 have no file of this name.");
        }
    }

    private void readManifest(Faults faults) throws SQLException {
        var rows = new CsvReader.Rows() {
            @Override
            public boolean header(List<String> names) {
                if (names.equals(List.of("propertyName", "value"))) {
                    return true;
                }
                faults.add(MANIFEST, 1L, null, "The columns must be propertyName and value.");
                return false;
            }

            @Override
            public void row(long line, CSVRecord values) {
                property(line, values.get(0).strip(), values.get(1).strip(), faults);
            }
        };
        InputStream in;
        try {
            in = guarded(manifest);
        } catch (IOException e) {
            faults.add(MANIFEST, "The file in the zip is damaged: " + e.getMessage() + ".");
            return;
        }
        CsvReader.read(in, MANIFEST, faults, rows);
    }

    private void property(long line, String name, String value, Faults faults) {
        if (name.equals("oneroster.version")) {
            if (Set.of("1.1", "1.2").contains(value)) {
                version = value;
            } else {
                faults.add(
                        MANIFEST,
                        line,
                        "value",
                        "OneRoster " + Faults.shown(value) + " is not understood; 1.1 and 1.2 are.");
            }
        } else if (name.startsWith("file.")) {
            mode(line, name.substring("file.".length()), value, faults);
        } else if (!name.startsWith("manifest.") && !name.startsWith("source.")) {
            // some exporters misspell "file." as "fiel."; what they say so is what holds without it
            leftOut.add(MANIFEST + ": " + name);
        }
    }

    private void mode(long line, String name, String value, Faults faults) {
        Mode mode;
        switch (value) {
            case "bulk" -> mode = Mode.BULK;
            case "delta" -> mode = Mode.DELTA;
            case "absent" -> mode = Mode.ABSENT;
            default -> {
                faults.add(
                        MANIFEST,
                        line,
                        "value",
                        "file." + name + " is " + Faults.shown(value) + "; it may be bulk, delta or absent.");
                return;
            }
        }
        var file = RosterFile.named(name);
        boolean there = file.map(this::has).orElseGet(() -> leftOut.contains(name + ".csv"));
        if (file.isEmpty() && !RosterFile.LEFT_OUT.contains(name)) {
            leftOut.add(MANIFEST + ": file." + name);
        } else if (mode == Mode.ABSENT && there) {
            faults.add(MANIFEST, line, "value", name + ".csv is in the zip, though the manifest says absent.");
        } else if (mode != Mode.ABSENT && !there) {
            faults.add(
                    MANIFEST, line, "value", name + ".csv is not in the zip, though the manifest says " + value + ".");
        } else {
            file.ifPresent(known -> modes.put(known, mode));
        }
    }

    private InputStream guarded(ZipEntry entry) throws IOException {
        return new GuardedStream(zip.getInputStream(entry), entry);
    }

    /** Counts what comes out, and compares the checksum in the end, which {@link ZipFile} leaves to its callers. */
    private final class GuardedStream extends FilterInputStream {

        private final ZipEntry entry;
        private final CRC32 checksum = new CRC32();
        private long bytesOfFile;

        GuardedStream(InputStream in, ZipEntry entry) {
            super(in);
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            if (count < 0) {
                if (entry.getCrc() >= 0 && entry.getCrc() != checksum.getValue()) {
                    throw new RefusedException("The file in the zip is damaged: its checksum is wrong.");
                }
                return count;
            }
            checksum.update(target, offset, count);
            bytesOfFile += count;
            bytes += count;
            if (bytes > limits.bytes) {
                throw new RefusedException("The files of the zip unpack to more than " + limits.bytes
                        + " bytes; this looks like a zip bomb and is not read further.");
            }
            if (bytesOfFile > HARMLESS_BYTES && bytesOfFile / limits.ratio > Math.max(1, entry.getCompressedSize())) {
                throw new RefusedException("The file unpacks to more than " + limits.ratio
                        + " times its size; this looks like a zip bomb and is not read further.");
            }
            return count;
        }
    }
}

package org.lectern.demo;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.lectern.files.FileStore;

/** Files on their way to the volume and into the table that tells of them. Ids are given here and count from 1. */
final class DemoFiles {

    private static final long LARGEST = 1L << 20;

    private final Instant now;
    private final List<byte[]> contents = new ArrayList<>();
    private DemoTable rows = table();
    private int last;

    /** @param now when all of them were handed in */
    DemoFiles(Instant now) {
        this.now = now;
    }

    private static DemoTable table() {
        return new DemoTable("stored_file", "id, section_id, owner_id, name, content_type, size, sha256, created_at");
    }

    /**
     * Adds a file.
     *
     * @param sectionId where it is used; null when it is its owner's alone
     * @param ownerId the person who handed it in
     * @return its id
     */
    int add(Integer sectionId, long ownerId, String name, String contentType, byte[] content) {
        rows.add(++last, sectionId, ownerId, name, contentType, content.length, sha256(content), now);
        contents.add(content);
        return last;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A text as the bytes of its file. */
    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes those that were added since the last time.
     *
     * @param store where the bytes go; what stays there when the transaction fails is swept like all that nobody names
     * @throws SQLException when the database refuses one
     */
    void write(Connection connection, FileStore store) throws SQLException {
        rows.write(connection);
        for (var content : contents) {
            try (var arrived = store.take(new ByteArrayInputStream(content), (long) content.length, LARGEST)) {
                arrived.settle();
            }
        }
        rows = table();
        contents.clear();
    }
}

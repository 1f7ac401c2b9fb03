package org.lectern.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import org.lectern.files.FileHead;

/**
 * What a student gets for handing in.
 *
 * @param id the submission
 * @param number to quote when it is talked about, for example {@code S-00004711}
 * @param assignmentId what it was handed in for
 * @param attempt the first is 1
 * @param handedInAt by the server's clock, in the school's zone
 * @param late whether that was after the assignment was due
 * @param sha256 of what was handed in, 64 hexadecimal digits; see the description of handing in
 * @param text as it was written; null when there was none
 * @param html the text, safe to show; null when there was none
 * @param files what was handed in with it
 */
public record Receipt(
        long id,
        String number,
        long assignmentId,
        int attempt,
        OffsetDateTime handedInAt,
        boolean late,
        String sha256,
        String text,
        String html,
        List<FileHead> files) {

    /** The number of a submission. */
    static String number(long id) {
        return String.format("S-%08d", id);
    }

    /**
     * The hash that proves what was handed in when. It is that of lines, each ended by a line feed, which the API
     * describes where work is handed in.
     */
    static String hash(long assignmentId, long studentId, int attempt, Instant at, String text, List<FileHead> files) {
        var lines = new StringBuilder()
                .append("assignment ")
                .append(assignmentId)
                .append('\n')
                .append("student ")
                .append(studentId)
                .append('\n')
                .append("attempt ")
                .append(attempt)
                .append('\n')
                .append("at ")
                .append(at)
                .append('\n')
                .append("text ")
                .append(text == null ? "-" : sha256(text))
                .append('\n');
        files.forEach(file -> lines.append("file ")
                .append(file.sha256())
                .append(' ')
                .append(file.name())
                .append('\n'));
        return sha256(lines.toString());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

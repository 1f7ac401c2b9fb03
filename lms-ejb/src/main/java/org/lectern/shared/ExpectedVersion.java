package org.lectern.shared;

import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The version that a caller believes to be the newest, as it sent it in {@code If-Match} (RFC 9110, section 13.1.1). It
 * keeps two people from overwriting each other.
 *
 * @param number the version
 */
@Schema(type = SchemaType.STRING)
public record ExpectedVersion(int number) {

    private static final Pattern ETAG = Pattern.compile("\"(\\d{1,9})\"");

    /**
     * Reads a header value.
     *
     * @param header an entity tag such as {@code "3"}
     * @throws Problem of type STALE_VERSION when it is no tag that Lectern ever gave
     */
    public static ExpectedVersion valueOf(String header) {
        var matcher = ETAG.matcher(header.trim());
        if (!matcher.matches()) {
            throw new Problem(ProblemType.STALE_VERSION, "If-Match does not hold an ETag that was given here.");
        }
        return new ExpectedVersion(Integer.parseInt(matcher.group(1)));
    }

    /**
     * Compares it with the version that is there.
     *
     * @param expected what the caller sent; null when it sent nothing
     * @param actual the newest version
     * @throws Problem of type PRECONDITION_REQUIRED when nothing was sent, STALE_VERSION when it is not the newest
     */
    public static void require(ExpectedVersion expected, int actual) {
        if (expected == null) {
            throw new Problem(
                    ProblemType.PRECONDITION_REQUIRED, "Send the ETag that you read last in the header If-Match.");
        }
        if (expected.number != actual) {
            throw new Problem(
                    ProblemType.STALE_VERSION,
                    "It was changed since you read it. Read it again and decide what holds.");
        }
    }

    /** The entity tag of a version, for example {@code "3"}. */
    public static String etag(int version) {
        return '"' + Integer.toString(version) + '"';
    }
}

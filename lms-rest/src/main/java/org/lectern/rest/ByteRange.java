package org.lectern.rest;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a file, as the header {@code Range} asks for it (RFC 9110, section 14).
 *
 * @param first number of its first byte, from 0
 * @param last number of its last byte
 */
record ByteRange(long first, long last) {

    private static final Pattern SINGLE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})");

    /** A range that lies beyond the end. */
    static final class BeyondEndException extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /**
     * Reads a header value.
     *
     * @param header null when there is none
     * @param size bytes of the file, at least 1
     * @return empty when the whole file is to be given, which also answers a header that cannot be read, or several parts
     * @throws BeyondEndException when there is nothing of the file in the range
     */
    static Optional<ByteRange> of(String header, long size) throws BeyondEndException {
        var matcher = SINGLE.matcher(header == null ? "" : header.strip());
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long length = Long.parseLong(matcher.group(2));
            if (length == 0) {
                throw new BeyondEndException();
            }
            return Optional.of(new ByteRange(Math.max(0, size - length), size - 1));
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
        if (last < first) {
            return Optional.empty();
        }
        if (first >= size) {
            throw new BeyondEndException();
        }
        return Optional.of(new ByteRange(first, Math.min(last, size - 1)));
    }

    long length() {
        return last - first + 1;
    }
}

package org.lectern.roster;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8 and refuses anything else, naming the line. {@link java.io.InputStreamReader} can refuse too, but does
 * not tell where. A byte order mark at the start is skipped.
 */
final class StrictUtf8Reader extends Reader {

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private final CharBuffer chars = CharBuffer.allocate(1 << 14).flip();
    private boolean atStart = true;
    private boolean ended;
    private long line = 1;
    private long charactersOfRow;

    /** The text is not UTF-8. */
    static final class NotUtf8Exception extends IOException {

        private static final long serialVersionUID = 1L;

        private final long line;

        NotUtf8Exception(long line) {
            super("The text is not UTF-8.");
            this.line = line;
        }

        /** The line of the first byte at fault; 1 is the first. */
        long line() {
            return line;
        }
    }

    /** One row does not end: most likely a quotation mark is not closed. */
    static final class EndlessRowException extends IOException {

        private static final long serialVersionUID = 1L;

        EndlessRowException() {
            super("A row is longer than " + MAXIMUM_ROW + " characters.");
        }
    }

    /** Characters that one row may have, so that an open quotation mark does not draw the rest of the file into memory. */
    static final int MAXIMUM_ROW = 1_000_000;

    StrictUtf8Reader(InputStream in) {
        this.in = in;
    }

    /** Tells that a row was read whole and the next begins. */
    void rowEnded() {
        charactersOfRow = 0;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (!chars.hasRemaining()) {
            if (ended && !bytes.hasRemaining()) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, offset, count);
        charactersOfRow += count;
        if (charactersOfRow > MAXIMUM_ROW) {
            throw new EndlessRowException();
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void decode() throws IOException {
        fill();
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, ended);
        chars.flip();
        for (int i = 0; i < chars.limit(); i++) {
            if (chars.get(i) == '\n') {
                line++;
            }
        }
        if (result.isError()) {
            throw new NotUtf8Exception(line);
        }
        if (atStart && chars.hasRemaining()) {
            atStart = false;
            if (chars.get(0) == '\uFEFF') {
                chars.position(1);
            }
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }
}

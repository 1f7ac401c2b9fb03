package org.lectern.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.lectern.shared.Problem;

/** A request body that may not be longer than it may, also when its sender does not say how long it is. */
public final class LimitedBody extends FilterInputStream {

    private final Supplier<Problem> tooLarge;
    private long left;

    /**
     * Limits a body.
     *
     * @param in the body
     * @param bytes how long it may be
     * @param tooLarge what is thrown while reading further
     */
    public LimitedBody(InputStream in, long bytes, Supplier<Problem> tooLarge) {
        super(in);
        this.left = bytes;
        this.tooLarge = tooLarge;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        counted(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return counted(super.read(target, offset, length));
    }

    private int counted(int bytes) {
        left -= Math.max(0, bytes);
        if (left < 0) {
            throw tooLarge.get();
        }
        return bytes;
    }
}

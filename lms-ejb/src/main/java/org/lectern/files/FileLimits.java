package org.lectern.files;

import jakarta.enterprise.context.ApplicationScoped;

/** How much the volume takes. */
@ApplicationScoped
public class FileLimits {

    private static final long MEGABYTE = 1L << 20;

    /** Bytes of one file. */
    public long fileBytes() {
        return 50 * MEGABYTE;
    }

    /** Bytes of all files that the teachers of a section put there, or that somebody has outside of sections. */
    public long quotaBytes() {
        return 2_000 * MEGABYTE;
    }

    /** Bytes of all files that one student hands in to a section: a tenth, so that nobody takes the room of others. */
    public long studentQuotaBytes() {
        return Math.max(fileBytes(), quotaBytes() / 10);
    }
}

package org.lectern.files;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.lectern.settings.Settings;

/** How much the volume takes, as the school has set it. */
@ApplicationScoped
public class FileLimits {

    private static final long MEGABYTE = 1L << 20;

    private Settings settings;

    /** For the container. */
    protected FileLimits() {}

    @Inject
    FileLimits(Settings settings) {
        this.settings = settings;
    }

    /** Bytes of one file. */
    public long fileBytes() {
        return settings.current().fileMaxMegabytes() * MEGABYTE;
    }

    /** Bytes of all files that the teachers of a section put there, or that somebody has outside of sections. */
    public long quotaBytes() {
        return settings.current().fileQuotaMegabytesPerSection() * MEGABYTE;
    }

    /** Bytes of all files that one student hands in to a section: a tenth, so that nobody takes the room of others. */
    public long studentQuotaBytes() {
        return Math.max(fileBytes(), quotaBytes() / 10);
    }
}

package org.lectern.files;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Throws away what nobody refers to: files that were handed in for nothing, and what killed servers left behind. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class FileSweep {

    /** What is younger may still be on its way. */
    static final Duration AGE = Duration.ofDays(1);

    private static final Logger LOG = Logger.getLogger(FileSweep.class.getName());

    @Inject
    private FileKeeping keeping;

    @Inject
    private FileStore store;

    /** Every night. Safe on several servers at once. */
    @Schedule(hour = "3", minute = "40", persistent = false)
    public void tidy() {
        try {
            sweep(Instant.now().minus(AGE));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Files that nobody needs stay until tomorrow", e);
        }
    }

    /**
     * Sweeps.
     *
     * @param before only what was there before this time
     */
    public void sweep(Instant before) {
        int rows = keeping.forget(before);
        store.forgetParts(before);
        var hashes = store.before(before);
        int orphans = 0;
        for (int from = 0; from < hashes.size(); from += FileKeeping.SWEPT_AT_ONCE) {
            orphans += keeping.discard(hashes.subList(from, Math.min(from + FileKeeping.SWEPT_AT_ONCE, hashes.size())));
        }
        if (rows + orphans > 0) {
            LOG.log(Level.INFO, "Swept {0} files, and the bytes of {1}", new Object[] {rows, orphans});
        }
    }
}

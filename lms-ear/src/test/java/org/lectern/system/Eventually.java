package org.lectern.system;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what happens in another process, no longer than it has to. */
final class Eventually {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Eventually() {}

    /**
     * Returns as soon as it holds.
     *
     * @throws AssertionError when it does not hold within a minute
     */
    static void holds(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + LONGEST.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("Within a minute it did not come about that " + what);
                }
                LockSupport.parkNanos(20_000_000);
            }
        } catch (Exception e) {
            throw new AssertionError(what, e);
        }
    }
}

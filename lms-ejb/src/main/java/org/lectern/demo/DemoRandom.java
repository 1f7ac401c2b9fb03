package org.lectern.demo;

import java.util.List;
import java.util.Random;

/**
 * Chance that is the same in every load. Each thing has a stream of its own, named by what it is for and for whom, so
 * that what one student does changes nothing for another. {@link Random} is used because its numbers are specified and
 * the same in every Java.
 */
final class DemoRandom {

    private static final long SEED = 1887;

    private final Random random;

    private DemoRandom(long seed) {
        this.random = new Random(seed);
    }

    /**
     * The stream of one thing.
     *
     * @param purpose what is drawn, for example {@code lateness}
     * @param keys for whom or when
     */
    static DemoRandom of(String purpose, long... keys) {
        var seed = SEED * 31 + purpose.hashCode();
        for (var key : keys) {
            seed = mix(seed + 0x9E3779B97F4A7C15L * (key + 1));
        }
        return new DemoRandom(mix(seed));
    }

    /** The finaliser of SplitMix64: without it neighbouring keys would draw alike. */
    private static long mix(long value) {
        var z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** True with the given probability, 0 to 1. */
    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A whole number from {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** A number from 0 to 1, 1 excluded. */
    double next() {
        return random.nextDouble();
    }

    /** A number of the normal distribution. */
    double normal(double mean, double deviation) {
        return mean + deviation * random.nextGaussian();
    }

    /** One of them. */
    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

package org.lectern.grades;

import java.math.RoundingMode;

/** How a percentage becomes a shorter one. */
public enum Rounding {
    /** To the nearest; from the middle up. */
    HALF_UP(RoundingMode.HALF_UP),

    /** To the nearest; from the middle to the even neighbour. */
    HALF_EVEN(RoundingMode.HALF_EVEN),

    /** What is too much is cut off. */
    DOWN(RoundingMode.DOWN);

    private final RoundingMode mode;

    Rounding(RoundingMode mode) {
        this.mode = mode;
    }

    /** The same for calculating. */
    public RoundingMode mode() {
        return mode;
    }
}

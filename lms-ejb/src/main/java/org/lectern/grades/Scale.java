package org.lectern.grades;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * How percentages are called: letters, numbers or words.
 *
 * @param title the name of the scale
 * @param rounding how a percentage is brought to so many places before it is looked up
 * @param places how many
 * @param bands in any order; none has the minimum of another
 */
public record Scale(String title, Rounding rounding, int places, List<Band> bands) {

    /**
     * A stretch of percentages, from its minimum up to that of the next one.
     *
     * @param label what it is called, for example {@code B+}
     * @param minimum the lowest percentage of it
     */
    public record Band(String label, BigDecimal minimum) {}

    /** Sorts the bands, the best first. */
    public Scale {
        bands = bands.stream()
                .sorted(Comparator.comparing(Band::minimum).reversed())
                .toList();
    }

    /**
     * What a percentage is called.
     *
     * @param percent as exact as it is known; null when there is none
     * @return null when there is no percentage, or when it is below all bands
     */
    public String label(BigDecimal percent) {
        if (percent == null) {
            return null;
        }
        var rounded = percent.setScale(places, rounding.mode());
        return bands.stream()
                .filter(band -> band.minimum.compareTo(rounded) <= 0)
                .findFirst()
                .map(Band::label)
                .orElse(null);
    }
}

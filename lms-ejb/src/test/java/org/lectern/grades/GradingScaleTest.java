package org.lectern.grades;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lectern.grades.GradingScaleFacts.NewBand;
import org.lectern.shared.LifeStatus;

class GradingScaleTest {

    @ParameterizedTest
    @CsvSource({
        "HALF_UP, 0, 89.5, 90, A",
        "HALF_UP, 0, 89.49, 89, B",
        "HALF_EVEN, 0, 88.5, 88, B",
        "HALF_EVEN, 0, 89.5, 90, A",
        "DOWN, 0, 89.999, 89, B",
        "DOWN, 1, 89.99, 89.9, B",
        "HALF_UP, 1, 89.95, 90.0, A",
        "HALF_UP, 0, 112, 112, A",
        "HALF_UP, 0, 0, 0, F"
    })
    void percentageIsRoundedAndThenLookedUp(
            Rounding rounding, int decimals, BigDecimal percentage, String rounded, String label) {
        var scale = scale(rounding, decimals);

        assertEquals(rounded, scale.round(percentage).toPlainString());
        assertEquals(label, scale.bandOf(percentage).label());
    }

    @Property
    void betterPercentageNeverGetsAWorseBand(
            @ForAll Rounding rounding,
            @ForAll @BigRange(min = "0", max = "120") @Scale(4) BigDecimal one,
            @ForAll @BigRange(min = "0", max = "120") @Scale(4) BigDecimal other) {
        var scale = scale(rounding, 1);
        var better = scale.bandOf(one.max(other));
        var worse = scale.bandOf(one.min(other));

        assertEquals(better.from(), better.from().max(worse.from()));
    }

    private static GradingScale scale(Rounding rounding, int decimals) {
        return new GradingScale(new GradingScaleFacts(
                "Letters",
                rounding,
                decimals,
                false,
                LifeStatus.ACTIVE,
                List.of(
                        new NewBand("A", new BigDecimal(90), null),
                        new NewBand("B", new BigDecimal(80), null),
                        new NewBand("F", BigDecimal.ZERO, null))));
    }
}

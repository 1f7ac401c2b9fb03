package org.lectern.grades;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;

/**
 * A grading scale as an administrator writes it down.
 *
 * @param name the name for people, of no other scale
 * @param rounding how a percentage is rounded before it is looked up
 * @param decimals to how many decimals, 0 to 3
 * @param standard whether it is that of sections which name no other; it takes the place of the one that was
 * @param status whether it can be chosen; null for a new scale means ACTIVE
 * @param bands from the best down; the last begins at 0
 */
public record GradingScaleFacts(
        @NotBlank @Size(max = 100) String name,
        @NotNull Rounding rounding,
        @Min(0) @Max(3) int decimals,
        boolean standard,
        LifeStatus status,
        @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid NewBand> bands) {

    /**
     * One result of a grading scale.
     *
     * @param label see {@link GradingBand}
     * @param from see {@link GradingBand}
     * @param points see {@link GradingBand}
     */
    public record NewBand(
            @NotBlank @Size(max = 20) String label,

            @NotNull @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 3)
            BigDecimal from,

            @DecimalMin("0") @Digits(integer = 3, fraction = 3)
            BigDecimal points) {

        /** Tidies what was typed. */
        public NewBand {
            label = label == null ? null : label.strip();
            from = from == null ? null : plain(from);
            points = points == null ? null : plain(points);
        }

        private static BigDecimal plain(BigDecimal number) {
            return number.setScale(Math.max(3, number.scale()));
        }
    }

    /** Tidies what was typed. */
    public GradingScaleFacts {
        name = name == null ? null : name.strip();
    }

    /**
     * Requires that every percentage has exactly one band, and that no rounding can jump over one.
     *
     * @throws Problem of type VALIDATION that names each band at fault
     */
    void requireComplete() {
        var errors = new ArrayList<FieldError>();
        var labels = new HashSet<String>();
        for (int i = 0; i < bands.size(); i++) {
            var band = bands.get(i);
            if (!labels.add(band.label())) {
                errors.add(new FieldError("bands[" + i + "].label", "Another band has this label."));
            }
            if (i > 0 && band.from().compareTo(bands.get(i - 1).from()) >= 0) {
                errors.add(new FieldError(
                        "bands[" + i + "].from", "The bands go from the best down: this is not below the one before."));
            }
            if (band.from().stripTrailingZeros().scale() > decimals) {
                errors.add(new FieldError(
                        "bands[" + i + "].from",
                        "Percentages are rounded to " + decimals + " decimals, so no band begins between them."));
            }
        }
        if (bands.get(bands.size() - 1).from().signum() != 0) {
            errors.add(new FieldError(
                    "bands[" + (bands.size() - 1) + "].from",
                    "The last band begins at 0, so that nothing is without."));
        }
        if (standard && status == LifeStatus.ENDED) {
            errors.add(new FieldError("standard", "A scale that has ended cannot be the standard."));
        }
        if (!errors.isEmpty()) {
            throw new Problem(
                    ProblemType.VALIDATION,
                    errors.stream()
                            .map(FieldError::message)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElseThrow(),
                    errors);
        }
    }
}

package org.lectern.grades;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a section shall compute its grades.
 *
 * @param latePercentPerDay percentage of the points that is taken off for each day of lateness
 * @param lateFloorPercent percentage of the points that always remains
 * @param places to which a percentage is rounded, half up
 * @param categories those that shall weigh otherwise; the others stay as they are
 */
@Schema(name = "GradebookSetupFacts")
public record SetupFacts(
        @NotNull(message = "Say how much is taken off for a day; 0 for nothing.")
        @DecimalMin(value = "0", message = "A percentage is 0 to 100.")
        @DecimalMax(value = "100", message = "A percentage is 0 to 100.")
        @Digits(integer = 3, fraction = 3, message = "A percentage has at most three places.")
        BigDecimal latePercentPerDay,

        @NotNull(message = "Say how much always remains; 0 for nothing.")
        @DecimalMin(value = "0", message = "A percentage is 0 to 100.")
        @DecimalMax(value = "100", message = "A percentage is 0 to 100.")
        @Digits(integer = 3, fraction = 3, message = "A percentage has at most three places.")
        BigDecimal lateFloorPercent,

        @NotNull(message = "Say to how many places a grade is rounded.")
        @Min(value = 0, message = "A grade has 0 to 4 places.")
        @Max(value = 4, message = "A grade has 0 to 4 places.")
        Integer places,

        @NotNull(message = "Send an empty list when no category changes.")
        @Size(max = 200, message = "At most 200 categories.")
        List<@NotNull @Valid CategoryWeight> categories) {

    /**
     * What a category shall weigh.
     *
     * @param id a category of the section
     * @param weight relative to the others; null for none
     * @param dropLowest how many of a student's lowest items are left out; null for none
     * @param extra whether all of it is extra credit; null for not
     */
    @Schema(name = "CategoryWeight")
    public record CategoryWeight(
            @NotNull(message = "Name the category.") Long id,

            @DecimalMin(value = "0", message = "A weight is 0 or more.")
            @DecimalMax(value = "9999", message = "A weight is at most 9999.")
            @Digits(integer = 4, fraction = 3, message = "A weight has at most three places.")
            BigDecimal weight,

            @Min(value = 0, message = "0 to 50 items can be dropped.")
            @Max(value = 50, message = "0 to 50 items can be dropped.")
            Integer dropLowest,

            Boolean extra) {}
}

package org.lectern.grades;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a teacher says of a category.
 *
 * @param title its name
 * @param weight relative to the other categories of the section; null for none
 * @param dropLowest how many of a student's lowest items are left out; null for none
 * @param extra whether all of it is extra credit; null for not
 * @param position place among the categories; null for 0
 */
@Schema(name = "GradeCategoryFacts")
public record CategoryFacts(
        @NotBlank(message = "A category has a name.") @Size(max = 200, message = "A name has at most 200 characters.")
        String title,

        @DecimalMin(value = "0", message = "A weight is 0 or more.")
        @DecimalMax(value = "9999", message = "A weight is at most 9999.")
        @Digits(integer = 4, fraction = 3, message = "A weight has at most three places.")
        BigDecimal weight,

        @Min(value = 0, message = "0 to 50 items can be dropped.")
        @Max(value = 50, message = "0 to 50 items can be dropped.")
        Integer dropLowest,

        Boolean extra,

        @Min(value = 0, message = "A place is 0 to 1000.") @Max(value = 1000, message = "A place is 0 to 1000.")
        Integer position) {}

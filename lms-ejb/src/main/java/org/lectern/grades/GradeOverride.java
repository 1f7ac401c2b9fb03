package org.lectern.grades;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A final grade as the teacher decides it. With neither percentage nor label the computed grade holds again.
 *
 * @param percent null when only the label is decided
 * @param label null for what the scale calls the percentage
 * @param reason why; kept for those who ask
 */
@Schema(name = "GradeOverride")
public record GradeOverride(
        @DecimalMin(value = "0", message = "A percentage is 0 to 1000.")
        @DecimalMax(value = "1000", message = "A percentage is 0 to 1000.")
        @Digits(integer = 4, fraction = 4, message = "A percentage has at most four places.")
        BigDecimal percent,

        @Size(min = 1, max = 20, message = "A label has 1 to 20 characters.")
        String label,

        @NotBlank(message = "Say why.") @Size(max = 500, message = "A reason has at most 500 characters.")
        String reason) {}

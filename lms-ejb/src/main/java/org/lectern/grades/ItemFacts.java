package org.lectern.grades;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.shared.LifeStatus;

/**
 * What a teacher says of an item.
 *
 * @param title what is marked
 * @param description more of it; null for nothing
 * @param categoryId a category of the section; null for none
 * @param periodId a grading period or term of the section; null for none
 * @param assignDate when it is set; null when nobody says
 * @param dueDate the last day to hand it in; null for none
 * @param maximum most points
 * @param extra whether its points are added and none are asked for; null for not
 * @param released whether students see it; null for yes
 * @param status ENDED when it counts no more; null for ACTIVE
 */
@Schema(name = "GradeItemFacts")
public record ItemFacts(
        @NotBlank(message = "An item has a name.") @Size(max = 200, message = "A name has at most 200 characters.")
        String title,

        @Size(max = 4000, message = "A description has at most 4000 characters.")
        String description,

        Long categoryId,
        Long periodId,
        LocalDate assignDate,
        LocalDate dueDate,

        @NotNull(message = "An item has a maximum.")
        @DecimalMin(value = "0.001", message = "The maximum is above 0.")
        @DecimalMax(value = "100000", message = "The maximum is at most 100000.")
        @Digits(integer = 6, fraction = 3, message = "Points have at most three places.")
        BigDecimal maximum,

        Boolean extra,
        Boolean released,
        LifeStatus status) {}

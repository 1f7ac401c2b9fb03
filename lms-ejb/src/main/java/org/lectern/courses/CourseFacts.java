package org.lectern.courses;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.lectern.shared.LifeStatus;

/**
 * A course as an administrator writes it down.
 *
 * @param code as catalogues show it
 * @param title the name for people
 * @param description what it is about; null when nobody wrote that
 * @param credits what it counts, with 2 decimals; null when it counts nothing
 * @param status whether it is taught; null for a new course means ACTIVE
 * @param prerequisiteIds the courses that a student has to have completed before
 */
public record CourseFacts(
        @NotBlank @Size(max = 100) String code,
        @NotBlank @Size(max = 300) String title,
        @Size(max = 10_000) String description,
        @DecimalMin("0") @Digits(integer = 3, fraction = 2) BigDecimal credits,
        LifeStatus status,
        @NotNull @Size(max = 50) List<@NotNull Long> prerequisiteIds) {

    /** Tidies what was typed. */
    public CourseFacts {
        code = code == null ? null : code.strip();
        title = title == null ? null : title.strip();
        description = description == null || description.isBlank() ? null : description.strip();
        credits = credits == null ? null : credits.setScale(Math.max(2, credits.scale()));
        prerequisiteIds = prerequisiteIds == null || prerequisiteIds.stream().anyMatch(Objects::isNull)
                ? prerequisiteIds
                : prerequisiteIds.stream().distinct().sorted().toList();
    }
}

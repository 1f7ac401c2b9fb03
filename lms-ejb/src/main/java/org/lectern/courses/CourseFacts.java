package org.lectern.courses;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/**
 * A course as an administrator writes it down.
 *
 * @param code as catalogues show it
 * @param title the name for people
 * @param description what it is about; null when nobody wrote that
 * @param credits what it counts, with 2 decimals; null when it counts nothing
 * @param status whether it is taught; null for a new course means ACTIVE
 * @param prerequisiteIds the courses that a student has to have completed before
 * @param minimums with which final grade; null or without those of which to have completed them is enough
 */
public record CourseFacts(
        @NotBlank @Size(max = 100) String code,
        @NotBlank @Size(max = 300) String title,
        @Size(max = 10_000) String description,
        @DecimalMin("0") @Digits(integer = 3, fraction = 2) BigDecimal credits,
        LifeStatus status,
        @NotNull @Size(max = 50) List<@NotNull Long> prerequisiteIds,
        @Size(max = 50) List<@NotNull @Valid RequiredGrade> minimums) {

    /**
     * The final grade that is asked for in a course that is required before.
     *
     * @param courseId one of the courses required
     * @param percent the least of the final grade, more than 0 to 100 with 3 decimals
     */
    @Schema(name = "RequiredGrade")
    public record RequiredGrade(
            @NotNull Long courseId,

            @NotNull @DecimalMin("0.001") @DecimalMax("100") @Digits(integer = 3, fraction = 3)
            BigDecimal percent) {

        /** Tidies what was typed. */
        public RequiredGrade {
            percent = percent == null ? null : percent.setScale(Math.max(3, percent.scale()));
        }
    }

    /** Tidies what was typed. */
    public CourseFacts {
        code = code == null ? null : code.strip();
        title = title == null ? null : title.strip();
        description = description == null || description.isBlank() ? null : description.strip();
        credits = credits == null ? null : credits.setScale(Math.max(2, credits.scale()));
        prerequisiteIds = prerequisiteIds == null || prerequisiteIds.stream().anyMatch(Objects::isNull)
                ? prerequisiteIds
                : prerequisiteIds.stream().distinct().sorted().toList();
        if (minimums == null) {
            minimums = List.of();
        } else if (minimums.stream().allMatch(each -> each != null && each.courseId != null)) {
            minimums = minimums.stream()
                    .sorted(Comparator.comparing(RequiredGrade::courseId))
                    .toList();
        }
    }

    /** The same with what is kept beside the course. */
    CourseFacts with(List<RequiredGrade> known) {
        return new CourseFacts(code, title, description, credits, status, prerequisiteIds, known);
    }

    /**
     * Requires what can be told without looking at others.
     *
     * @throws Problem of type VALIDATION when a grade is asked for in a course that is not required, or twice
     */
    void requireSense() {
        var named = new HashSet<Long>();
        for (int i = 0; i < minimums.size(); i++) {
            var course = minimums.get(i).courseId;
            if (!prerequisiteIds.contains(course) || !named.add(course)) {
                throw Problem.ofField(
                        ProblemType.VALIDATION,
                        "minimums[" + i + "].courseId",
                        "A grade is asked for once in a course that is required.");
            }
        }
    }
}

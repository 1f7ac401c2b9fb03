package org.lectern.school;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The school year after another.
 *
 * @param title the name for people
 * @param startDate its first day; what is copied moves by as many days as there are between the first days
 * @param endDate its last day; null for the one of the year before, moved
 * @param copyTeachers whether who teaches a section to its end teaches the copy of it too
 * @param parts terms and grading periods that do not simply move; null for none
 */
public record Rollover(
        @NotBlank @Size(max = 200) String title,
        @NotNull LocalDate startDate,
        LocalDate endDate,
        boolean copyTeachers,
        @Size(max = 100) List<@NotNull @Valid Part> parts) {

    /**
     * A part of the new year that has a title and days of its own.
     *
     * @param copyOf the part of the year before
     * @param title the name for people
     * @param startDate its first day
     * @param endDate its last day
     */
    @Schema(name = "RolloverPart")
    public record Part(
            @NotNull Long copyOf,
            @NotBlank @Size(max = 200) String title,
            @NotNull LocalDate startDate,
            @NotNull LocalDate endDate) {}

    /** Tidies what was typed. */
    public Rollover {
        title = title == null ? null : title.strip();
    }
}

package org.lectern.attendance;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A mark as somebody enters it.
 *
 * @param studentId whom it is for
 * @param code one of the school's attendance codes
 * @param minutesLate 1 to 600, with a late code only; null when nobody said
 * @param note for staff only, up to 500 characters; null when there is none
 */
public record MarkEntry(
        @NotNull Long studentId,
        @NotBlank @Size(max = 4) String code,
        @Min(1) @Max(600) Short minutesLate,
        @Size(max = 500) String note) {}

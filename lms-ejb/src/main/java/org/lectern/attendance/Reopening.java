package org.lectern.attendance;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;

/**
 * A register that is to be open once more.
 *
 * @param until the end of it, at most 31 days from now
 * @param reason why, for the audit and the teacher
 */
public record Reopening(
        @NotNull OffsetDateTime until,
        @NotBlank @Size(max = 400) String reason) {}

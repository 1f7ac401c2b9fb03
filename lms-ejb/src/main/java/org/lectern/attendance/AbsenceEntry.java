package org.lectern.attendance;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/**
 * An absence as a student announces it.
 *
 * @param fromDate first day in the school's zone, today or later
 * @param toDate last day
 * @param reason why, up to 400 characters; staff read it
 * @param fileId an own file that proves it, handed in before without a section; null for none
 */
public record AbsenceEntry(
        @NotNull LocalDate fromDate,
        @NotNull LocalDate toDate,
        @NotBlank @Size(max = 400) String reason,
        Long fileId) {}

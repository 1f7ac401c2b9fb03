package org.lectern.enrollment;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/**
 * Students whom the office puts into a section.
 *
 * @param studentIds the students, at most 3,000
 * @param from their first day on the roster; today without it
 * @param overbook true to seat them beyond the section's capacity instead of putting them on its waitlist
 */
public record RosterEntry(
        @NotEmpty @Size(max = 3000) List<@NotNull Long> studentIds, LocalDate from, Boolean overbook) {

    boolean overbooks() {
        return Boolean.TRUE.equals(overbook);
    }
}

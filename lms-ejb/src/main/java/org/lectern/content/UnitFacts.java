package org.lectern.content;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/**
 * What a teacher says of a unit.
 *
 * @param title what students see
 * @param hidden whether students are not shown it; false when it is left out
 * @param visibleFrom the first day on which students are shown it, in the school's zone; null for at once
 */
public record UnitFacts(@NotBlank @Size(max = 200) String title, Boolean hidden, LocalDate visibleFrom) {

    /** Tidies what was typed. */
    public UnitFacts {
        title = title == null ? null : title.strip();
        hidden = Boolean.TRUE.equals(hidden);
    }
}

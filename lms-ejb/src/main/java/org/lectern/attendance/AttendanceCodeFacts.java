package org.lectern.attendance;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.lectern.shared.LifeStatus;

/**
 * An attendance code as an administrator writes it down.
 *
 * @param code what teachers type, 1 to 4 characters, of no other code
 * @param name what it means
 * @param kind what it counts as
 * @param position its place among the codes, from 1
 * @param status whether it can be given; null for a new code means ACTIVE
 */
public record AttendanceCodeFacts(
        @NotBlank @Size(max = 4) String code,
        @NotBlank @Size(max = 100) String name,
        @NotNull AttendanceKind kind,
        @Min(1) @Max(1000) int position,
        LifeStatus status) {

    /** Tidies what was typed. */
    public AttendanceCodeFacts {
        code = code == null ? null : code.strip();
        name = name == null ? null : name.strip();
    }
}

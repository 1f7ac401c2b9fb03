package org.lectern.timetable;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.lectern.shared.LifeStatus;

/**
 * A room as an administrator writes it down.
 *
 * @param code what is written on the door, of no other room
 * @param title a longer name; null when there is none
 * @param capacity how many people it holds; null when nobody counted
 * @param status whether it is used; null for a new room means ACTIVE
 */
public record RoomFacts(
        @NotBlank @Size(max = 50) String code,
        @Size(max = 200) String title,
        @Min(1) @Max(100_000) Integer capacity,
        LifeStatus status) {

    /** Tidies what was typed. */
    public RoomFacts {
        code = code == null ? null : code.strip();
        title = title == null || title.isBlank() ? null : title.strip();
    }
}

package org.lectern.groups;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.lectern.shared.LifeStatus;

/**
 * A student group as an administrator writes it down.
 *
 * @param code as timetables show it, of no other group
 * @param title the name for people
 * @param kind what holds it together
 * @param gradeLevel the year its members are in; null when they are of several
 * @param parentId the group that all of its members belong to as well, so that the two have no lessons at the same time;
 *     null for none
 * @param status whether it goes on; null for a new group means ACTIVE
 */
public record StudentGroupFacts(
        @NotBlank @Size(max = 50) String code,
        @NotBlank @Size(max = 200) String title,
        @NotNull GroupKind kind,
        @Min(0) @Max(30) Integer gradeLevel,
        Long parentId,
        LifeStatus status) {

    /** Tidies what was typed. */
    public StudentGroupFacts {
        code = code == null ? null : code.strip();
        title = title == null ? null : title.strip();
    }
}

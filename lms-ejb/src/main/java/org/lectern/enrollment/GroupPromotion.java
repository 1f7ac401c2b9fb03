package org.lectern.enrollment;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/**
 * How a group moves up a year.
 *
 * @param targetGroupId the group its members move to; null to make a new one, of the next year
 * @param newCode code of the new group; null when there is a target
 * @param newTitle title of the new group; null when there is a target
 * @param lastDay the last day in the old group
 * @param firstDay the first day in the new group, after that
 * @param stayingIds members who repeat the year and stay; null for nobody
 * @param leavingIds members who leave the group and join no other; null for nobody
 */
public record GroupPromotion(
        Long targetGroupId,
        @Size(max = 50) String newCode,
        @Size(max = 200) String newTitle,
        @NotNull LocalDate lastDay,
        @NotNull LocalDate firstDay,
        @Size(max = 3000) List<@NotNull Long> stayingIds,
        @Size(max = 3000) List<@NotNull Long> leavingIds) {

    /** Tidies what was typed. */
    public GroupPromotion {
        newCode = newCode == null || newCode.isBlank() ? null : newCode.strip();
        newTitle = newTitle == null || newTitle.isBlank() ? null : newTitle.strip();
    }
}

package org.lectern.enrollment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.lectern.people.PersonFacts;

/**
 * Students who join a group, some of whom the school does not know yet.
 *
 * @param newcomers who is new to the school, at most 3,000
 * @param studentIds who is known already, at most 3,000
 * @param fromDate the first day in the group; null for today
 * @param toDate the last day; null for no end
 */
public record NewMembers(
        @NotNull @Size(max = 3000) List<@NotNull @Valid PersonFacts> newcomers,
        @NotNull @Size(max = 3000) List<@NotNull Long> studentIds,
        LocalDate fromDate,
        LocalDate toDate) {}

package org.lectern.enrollment;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/**
 * Students who join a group.
 *
 * @param studentIds who, at most 3,000
 * @param fromDate the first day; null for today
 * @param toDate the last day; null for no end
 */
public record MembershipEntry(
        @NotEmpty @Size(max = 3000) List<@NotNull Long> studentIds, LocalDate fromDate, LocalDate toDate) {}

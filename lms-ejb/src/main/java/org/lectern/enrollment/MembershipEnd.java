package org.lectern.enrollment;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/**
 * Students who leave a group.
 *
 * @param studentIds who, at most 3,000
 * @param lastDay the last day; null for today
 */
public record MembershipEnd(@NotEmpty @Size(max = 3000) List<@NotNull Long> studentIds, LocalDate lastDay) {}

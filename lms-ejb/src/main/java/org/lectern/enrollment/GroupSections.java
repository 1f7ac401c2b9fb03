package org.lectern.enrollment;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Sections in which a group is enrolled.
 *
 * @param sectionIds where, at most 500
 * @param keepInStep whether the sections follow the group from now on; otherwise its members of today are enrolled once
 */
public record GroupSections(@NotEmpty @Size(max = 500) List<@NotNull Long> sectionIds, boolean keepInStep) {}

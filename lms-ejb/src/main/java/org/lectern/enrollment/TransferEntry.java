package org.lectern.enrollment;

import jakarta.validation.constraints.NotNull;

/**
 * Where a student is moved to.
 *
 * @param sectionId the other section
 * @param overbook true to seat the student beyond its capacity
 */
public record TransferEntry(@NotNull Long sectionId, Boolean overbook) {}

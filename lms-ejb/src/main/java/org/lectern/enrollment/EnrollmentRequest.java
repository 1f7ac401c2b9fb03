package org.lectern.enrollment;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A student's wish to be in a section.
 *
 * @param sectionId the section
 * @param key the section's enrolment key, where it has one
 */
public record EnrollmentRequest(
        @NotNull Long sectionId, @Size(max = 200) String key) {}

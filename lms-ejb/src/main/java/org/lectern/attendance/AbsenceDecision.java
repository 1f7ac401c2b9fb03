package org.lectern.attendance;

import jakarta.validation.constraints.Size;

/**
 * What staff say to an absence notice.
 *
 * @param note for the student, up to 400 characters
 */
public record AbsenceDecision(@Size(max = 400) String note) {}

package org.lectern.attendance;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Marks of one lesson as somebody enters them, all in one request.
 *
 * @param lessonId whose register it is
 * @param marks each student at most once; students who are left out keep what they have
 */
public record AttendanceEntry(
        @NotNull Long lessonId, @NotEmpty @Size(max = 3000) List<@Valid @NotNull MarkEntry> marks) {}

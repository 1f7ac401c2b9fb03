package org.lectern.attendance;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Marks of one lesson as somebody enters them, all in one request.
 *
 * @param lessonId whose register it is
 * @param marks each student at most once; students who are left out keep what they have. Empty only with a rest
 * @param rest a code of kind PRESENT, for everybody on the roster who is neither among the marks, nor marked already, nor away
 *     by an approved absence notice; null to leave them unmarked
 */
public record AttendanceEntry(
        @NotNull Long lessonId,
        @NotNull @Size(max = 3000) List<@Valid @NotNull MarkEntry> marks,
        @Size(max = 4) String rest) {}

package org.lectern.timetable;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;

/**
 * Another time or room for a lesson.
 *
 * @param startsAt when it is to begin, in any zone
 * @param endsAt when it is to end, within a day of its beginning
 * @param roomId where it is to be; null for no room
 * @param reason for those who come; null when there is none to tell
 */
public record LessonMove(
        @NotNull OffsetDateTime startsAt,
        @NotNull OffsetDateTime endsAt,
        Long roomId,
        @Size(max = 500) String reason) {}

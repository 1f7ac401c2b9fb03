package org.lectern.timetable;

import jakarta.validation.constraints.NotNull;
import java.time.OffsetDateTime;

/**
 * A lesson that is planned by hand.
 *
 * @param sectionId who meets
 * @param startsAt when it begins, in any zone
 * @param endsAt when it ends, within a day of its beginning
 * @param roomId where; null when no room is set
 * @param teacherId who teaches it; null when nobody is set
 */
public record LessonEntry(
        @NotNull Long sectionId,
        @NotNull OffsetDateTime startsAt,
        @NotNull OffsetDateTime endsAt,
        Long roomId,
        Long teacherId) {}

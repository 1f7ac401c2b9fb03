package org.lectern.timetable;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * What an administrator says of a weekly place of a section. Times are those on the school's clocks, in summer and in
 * winter.
 *
 * @param sectionId who meets; stays what it is when a slot is changed
 * @param weekday as ISO 8601 counts: 1 is Monday, 7 is Sunday
 * @param startTime when it begins
 * @param endTime when it ends, later on the same day
 * @param roomId where; null when no room is set
 * @param teacherId who teaches; null when nobody is set
 * @param weekCycle in which weeks it is held; null means every week
 * @param fromDate its first day; null when it begins with the section's term
 * @param toDate its last day; null when it ends with the section's term
 */
public record SlotFacts(
        @NotNull Long sectionId,
        @NotNull @Min(1) @Max(7) Integer weekday,
        @NotNull LocalTime startTime,
        @NotNull LocalTime endTime,
        Long roomId,
        Long teacherId,
        WeekCycle weekCycle,
        LocalDate fromDate,
        LocalDate toDate) {

    /** A slot of no particular weeks is held in all of them. */
    public SlotFacts {
        weekCycle = weekCycle == null ? WeekCycle.EVERY : weekCycle;
    }
}

package org.lectern.attendance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * What marks add up to.
 *
 * @param present lessons with a mark that counts as present
 * @param absent lessons with a mark that counts as absent
 * @param late lessons with a mark that counts as late
 * @param excused lessons with a mark that counts as excused
 * @param taken all of these
 * @param rate present and late ones among all but the excused, 0 to 1 with four decimals, half up; null when there is
 *     nothing to divide by
 */
public record AttendanceCounts(long present, long absent, long late, long excused, long taken, BigDecimal rate) {

    /** Adds up. */
    static AttendanceCounts of(Map<AttendanceKind, Long> counts) {
        long present = counts.getOrDefault(AttendanceKind.PRESENT, 0L);
        long absent = counts.getOrDefault(AttendanceKind.ABSENT, 0L);
        long late = counts.getOrDefault(AttendanceKind.LATE, 0L);
        long excused = counts.getOrDefault(AttendanceKind.EXCUSED, 0L);
        long counted = present + absent + late;
        var rate = counted == 0
                ? null
                : BigDecimal.valueOf(present + late).divide(BigDecimal.valueOf(counted), 4, RoundingMode.HALF_UP);
        return new AttendanceCounts(present, absent, late, excused, counted + excused, rate);
    }
}

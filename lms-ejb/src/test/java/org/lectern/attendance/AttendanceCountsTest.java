package org.lectern.attendance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AttendanceCountsTest {

    @Test
    void nothingTakenHasNoRate() {
        assertEquals(new AttendanceCounts(0, 0, 0, 0, 0, null), AttendanceCounts.of(Map.of()));
    }

    @Test
    void lateIsThereAndAbsentIsNot() {
        assertEquals(
                new AttendanceCounts(18, 2, 1, 0, 21, new BigDecimal("0.9048")),
                AttendanceCounts.of(
                        Map.of(AttendanceKind.PRESENT, 18L, AttendanceKind.ABSENT, 2L, AttendanceKind.LATE, 1L)));
    }

    @Test
    void onlyExcusedHasNoRate() {
        assertEquals(
                new AttendanceCounts(0, 0, 0, 4, 4, null), AttendanceCounts.of(Map.of(AttendanceKind.EXCUSED, 4L)));
    }

    @Test
    void rateIsRoundedHalfUpAtTheFourthDecimal() {
        // 7 of 160 are 0.04375
        assertEquals(new BigDecimal("0.0438"), rate(7, 153, 0, 0));
    }

    @Property
    void excusedLessonsNeverChangeTheRate(
            @ForAll @LongRange(max = 5_000) long present,
            @ForAll @LongRange(max = 5_000) long absent,
            @ForAll @LongRange(max = 5_000) long late,
            @ForAll @LongRange(max = 5_000) long excused) {
        assertEquals(rate(present, absent, late, 0), rate(present, absent, late, excused));
    }

    @Property
    void rateIsBetweenNeverAndAlways(
            @ForAll @LongRange(max = 5_000) long present,
            @ForAll @LongRange(max = 5_000) long absent,
            @ForAll @LongRange(max = 5_000) long late) {
        var rate = rate(present, absent, late, 0);
        if (present + absent + late == 0) {
            assertNull(rate);
        } else {
            assertTrue(rate.signum() >= 0 && rate.compareTo(BigDecimal.ONE) <= 0, rate::toString);
            assertEquals(absent == 0, rate(present, absent, late, 0).compareTo(BigDecimal.ONE) == 0);
        }
    }

    private static BigDecimal rate(long present, long absent, long late, long excused) {
        return AttendanceCounts.of(Map.of(
                        AttendanceKind.PRESENT, present,
                        AttendanceKind.ABSENT, absent,
                        AttendanceKind.LATE, late,
                        AttendanceKind.EXCUSED, excused))
                .rate();
    }
}

package org.lectern.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @Test
    void accountHasFiveFreeFailuresAndThenWaitsTwiceAsLongEachTime() {
        assertEquals(
                List.of(0L, 0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L),
                waits(SignInThrottle.account("ines"), 16));
    }

    @Test
    void addressHasTwentyFreeFailures() {
        var waits = waits(SignInThrottle.address("192.0.2.7"), 23);
        assertEquals(List.of(0L, 1L, 2L, 4L), waits.subList(19, 23));
        assertTrue(waits.subList(0, 20).stream().allMatch(wait -> wait == 0));
    }

    @Test
    void successOfTheAccountForgetsItsFailures() {
        var throttle = failed(SignInThrottle.account("ines"), 5);
        throttle.succeeded(NOW);
        assertTrue(throttle.isClear());
        throttle.failed(NOW);
        assertEquals(Duration.ZERO, throttle.closedFor(NOW));
    }

    @Test
    void successFromAnAddressTakesOneFailureAway() {
        var throttle = failed(SignInThrottle.address("192.0.2.7"), 20);
        throttle.succeeded(NOW);
        throttle.failed(NOW);
        assertEquals(Duration.ZERO, throttle.closedFor(NOW));
        throttle.failed(NOW);
        assertEquals(Duration.ofSeconds(1), throttle.closedFor(NOW));
    }

    @Test
    void accountForgetsAfterAnHour() {
        var throttle = failed(SignInThrottle.account("ines"), 12);
        throttle.failed(NOW.plusSeconds(3600));
        assertEquals(Duration.ZERO, throttle.closedFor(NOW.plusSeconds(3600)));
    }

    @Test
    void addressForgetsOneFailureInTenSeconds() {
        var throttle = failed(SignInThrottle.address("192.0.2.7"), 20);
        throttle.failed(NOW.plusSeconds(10));
        assertEquals(Duration.ZERO, throttle.closedFor(NOW.plusSeconds(10)));
    }

    @Test
    void doorOpensWhenTheWaitIsOver() {
        var throttle = failed(SignInThrottle.account("ines"), 7);
        assertEquals(Duration.ofSeconds(2), throttle.closedFor(NOW));
        assertEquals(Duration.ZERO, throttle.closedFor(NOW.plusSeconds(2)));
    }

    @Test
    void nameCountsTheSameInUpperAndLowerCase() {
        assertEquals("account:ines.calder", SignInThrottle.account(" Ines.Calder "));
    }

    @Test
    void veryLongNameStillHasASubjectOfItsOwn() {
        var subject = SignInThrottle.account("a".repeat(5000));
        assertEquals(72, subject.length());
        assertNotEquals(subject, SignInThrottle.account("a".repeat(5001)));
    }

    @Test
    void customerWithManyIpV6AddressesIsOne() {
        assertEquals(SignInThrottle.address("2001:db8:1:2:aaaa::1"), SignInThrottle.address("2001:db8:1:2:bbbb:c:d:2"));
        assertFalse(SignInThrottle.address("2001:db8:1:3::1").equals(SignInThrottle.address("2001:db8:1:2::1")));
    }

    @Property
    void waitIsNeverLongerThanFiveMinutesAndNeverShrinks(
            @ForAll @Size(max = 60) List<@IntRange(max = 200) Integer> secondsBetweenFailures) {
        var throttle = new SignInThrottle(SignInThrottle.account("ines"), NOW);
        var now = NOW;
        var last = Duration.ZERO;
        for (var seconds : secondsBetweenFailures) {
            now = now.plusSeconds(seconds);
            throttle.failed(now);
            var wait = throttle.closedFor(now);
            assertTrue(wait.compareTo(last) >= 0 && wait.compareTo(Duration.ofSeconds(300)) <= 0);
            last = wait;
        }
    }

    private static SignInThrottle failed(String subject, int times) {
        var throttle = new SignInThrottle(subject, NOW);
        for (int i = 0; i < times; i++) {
            throttle.failed(NOW);
        }
        return throttle;
    }

    private static List<Long> waits(String subject, int failures) {
        var throttle = new SignInThrottle(subject, NOW);
        var waits = new ArrayList<Long>();
        for (int i = 0; i < failures; i++) {
            throttle.failed(NOW);
            waits.add(throttle.closedFor(NOW).toSeconds());
        }
        return waits;
    }
}

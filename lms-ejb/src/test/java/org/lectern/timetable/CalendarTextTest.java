package org.lectern.timetable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;

class CalendarTextTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @Test
    void calendarIsValidAndSaysWhatBecameOfTheLesson() throws Exception {
        var calendar = parse(text(
                LONDON,
                event(1, 0, "2026-10-23T08:50:00Z", LessonStatus.SCHEDULED),
                event(2, 3, "2026-10-26T09:50:00Z", LessonStatus.CANCELLED)));

        assertTrue(
                calendar.validate(true).getEntries().isEmpty(),
                () -> calendar.validate(true).toString());
        var events = calendar.<VEvent>getComponents(Component.VEVENT);
        assertEquals("lesson-2@school", events.get(1).getUid().orElseThrow().getValue());
        assertEquals("3", events.get(1).getSequence().getValue());
        assertEquals("CANCELLED", events.get(1).getStatus().getValue());
        assertEquals("CONFIRMED", events.get(0).getStatus().getValue());
        assertEquals(
                "Further maths; vectors, part 1 (10-A)",
                events.get(0).getSummary().getValue());
    }

    @Test
    void eventsBeforeAndAfterTheClocksChangeAreReadAtTheirMoments() throws Exception {
        for (var zone : List.of("Europe/London", "America/New_York", "Australia/Sydney", "Asia/Dubai", "UTC")) {
            var before = "2026-10-23T08:50:00Z";
            var after = "2027-04-12T09:50:00Z";

            var events = parse(text(
                            ZoneId.of(zone),
                            event(1, 0, before, LessonStatus.SCHEDULED),
                            event(2, 0, after, LessonStatus.SCHEDULED)))
                    .<VEvent>getComponents(Component.VEVENT);

            assertEquals(Instant.parse(before), moment(events.get(0)), zone);
            assertEquals(Instant.parse(after), moment(events.get(1)), zone);
        }
    }

    @Test
    void zoneTellsEachChangeOfTheClocksBetweenTheEvents() {
        var text = text(
                LONDON,
                event(1, 0, "2026-10-23T08:50:00Z", LessonStatus.SCHEDULED),
                event(2, 0, "2027-04-12T09:50:00Z", LessonStatus.SCHEDULED));

        assertTrue(text.contains("""
                        BEGIN:DAYLIGHT
                        DTSTART:20260329T010000
                        TZOFFSETFROM:+0000
                        TZOFFSETTO:+0100
                        TZNAME:BST
                        END:DAYLIGHT
                        BEGIN:STANDARD
                        DTSTART:20261025T020000
                        TZOFFSETFROM:+0100
                        TZOFFSETTO:+0000
                        TZNAME:GMT
                        END:STANDARD
                        BEGIN:DAYLIGHT
                        DTSTART:20270328T010000
                        """.replace("\n", "\r\n")), text);
    }

    @Test
    void noLineHasMoreThan75OctetsAndNoCharacterIsTorn() throws Exception {
        var long1 = new CalendarEvent(
                1,
                0,
                Instant.EPOCH,
                "C",
                "é".repeat(100) + "😀".repeat(60),
                null,
                Instant.parse("2026-10-23T08:50:00Z"),
                Instant.parse("2026-10-23T09:40:00Z"),
                null,
                null,
                LessonStatus.SCHEDULED,
                null,
                null,
                false);

        var text = CalendarText.of("School", "school", LONDON, List.of(long1));

        assertTrue(
                Arrays.stream(text.split("\r\n")).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75));
        assertEquals(
                "é".repeat(100) + "😀".repeat(60),
                parse(text)
                        .<VEvent>getComponents(Component.VEVENT)
                        .get(0)
                        .getSummary()
                        .getValue());
    }

    /** By the VTIMEZONE of the calendar itself where the parser made a zone of it. */
    private static Instant moment(VEvent event) {
        Temporal start = event.<Temporal>getDateTimeStart().getDate();
        if (start instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        if (start instanceof OffsetDateTime offset) {
            return offset.toInstant();
        }
        if (start instanceof LocalDateTime) {
            throw new AssertionError("no zone: " + start);
        }
        return Instant.from(start);
    }

    private static Calendar parse(String text) throws Exception {
        return new CalendarBuilder().build(new StringReader(text));
    }

    private static String text(ZoneId zone, CalendarEvent... events) {
        return CalendarText.of("Marlowe Park School: Ines Calder", "school", zone, List.of(events));
    }

    private static CalendarEvent event(long id, int version, String start, LessonStatus status) {
        var begin = Instant.parse(start);
        return new CalendarEvent(
                id,
                version,
                Instant.parse("2026-10-01T12:00:00Z"),
                "10-A-MATH",
                "Further maths; vectors, part 1",
                "10-A",
                begin,
                begin.plusSeconds(3000),
                "214",
                "Ines Calder",
                status,
                "Snow",
                null,
                false);
    }
}

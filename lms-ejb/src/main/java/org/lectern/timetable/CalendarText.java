package org.lectern.timetable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;

/** Writes lessons as iCalendar (RFC 5545), with the name and the refresh interval of RFC 7986. */
final class CalendarText {

    /** RFC 5545, section 3.1: a line has at most so many octets; the rest goes on after a blank. */
    private static final int OCTETS = 75;

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final DateTimeFormatter ABBREVIATION = DateTimeFormatter.ofPattern("zzz", Locale.UK);
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(1970, 1, 1, 0, 0);

    private final StringBuilder text = new StringBuilder();
    private final ZoneId zone;

    private CalendarText(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * A calendar.
     *
     * @param name shown by programs that subscribe to it
     * @param calendarId what keeps the events of this school apart from those of others
     * @param zone of the school
     * @param events by time
     */
    static String of(String name, String calendarId, ZoneId zone, List<CalendarEvent> events) {
        var calendar = new CalendarText(zone);
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line("PRODID:-//Lectern//Timetable 1.0//EN");
        calendar.line("CALSCALE:GREGORIAN");
        calendar.line("NAME:" + escape(name));
        calendar.line("X-WR-CALNAME:" + escape(name));
        calendar.line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        if (!events.isEmpty()) {
            calendar.zone(
                    events.get(0).startsAt(), events.get(events.size() - 1).endsAt());
        }
        events.forEach(event -> calendar.event(event, calendarId));
        calendar.line("END:VCALENDAR");
        return calendar.text.toString();
    }

    private void event(CalendarEvent event, String calendarId) {
        var changed = event.changedAt().atOffset(ZoneOffset.UTC).format(UTC);
        line("BEGIN:VEVENT");
        line("UID:lesson-" + event.id() + "@" + calendarId);
        line("DTSTAMP:" + changed);
        line("LAST-MODIFIED:" + changed);
        line("SEQUENCE:" + event.version());
        line("DTSTART;TZID=" + zone.getId() + ":"
                + event.startsAt().atZone(zone).format(LOCAL));
        line("DTEND;TZID=" + zone.getId() + ":" + event.endsAt().atZone(zone).format(LOCAL));
        line("SUMMARY:" + escape(event.group() == null ? event.title() : event.title() + " (" + event.group() + ")"));
        if (event.room() != null) {
            line("LOCATION:" + escape(event.room()));
        }
        line("DESCRIPTION:" + escape(description(event)));
        line("STATUS:" + (event.status() == LessonStatus.CANCELLED ? "CANCELLED" : "CONFIRMED"));
        line("TRANSP:" + (event.off() || event.status() == LessonStatus.CANCELLED ? "TRANSPARENT" : "OPAQUE"));
        line("END:VEVENT");
    }

    private static String description(CalendarEvent event) {
        var description = new StringBuilder(event.code());
        if (event.teacher() != null) {
            description.append('\n').append(event.teacher());
            if (event.coveredFor() != null) {
                description.append(" for ").append(event.coveredFor());
            }
        }
        switch (event.status()) {
            case CANCELLED -> description.append("\nCancelled");
            case MOVED -> description.append("\nMoved");
            case COVERED -> description.append("\nCovered");
            case SCHEDULED -> {}
        }
        if (event.reason() != null) {
            description
                    .append(event.status() == LessonStatus.SCHEDULED ? "\n" : ": ")
                    .append(event.reason());
        }
        return description.toString();
    }

    /**
     * The zone as it is between two moments: one observance for each time that its clocks were changed. No rule is told
     * that may not hold in later years; who subscribes reads again.
     */
    private void zone(Instant first, Instant last) {
        var rules = zone.getRules();
        line("BEGIN:VTIMEZONE");
        line("TZID:" + zone.getId());
        var transition = rules.isFixedOffset() ? null : rules.previousTransition(first.plusNanos(1));
        if (transition == null) {
            var offset = rules.getOffset(first);
            observance(LONG_AGO, offset, offset, false, first);
            transition = rules.isFixedOffset() ? null : rules.nextTransition(first);
        }
        while (transition != null && !transition.getInstant().isAfter(last)) {
            observance(transition);
            transition = rules.nextTransition(transition.getInstant());
        }
        line("END:VTIMEZONE");
    }

    private void observance(ZoneOffsetTransition transition) {
        observance(
                transition.getDateTimeBefore(),
                transition.getOffsetBefore(),
                transition.getOffsetAfter(),
                zone.getRules().isDaylightSavings(transition.getInstant()),
                transition.getInstant());
    }

    private void observance(LocalDateTime begin, ZoneOffset from, ZoneOffset to, boolean daylight, Instant at) {
        var kind = daylight ? "DAYLIGHT" : "STANDARD";
        line("BEGIN:" + kind);
        line("DTSTART:" + begin.format(LOCAL));
        line("TZOFFSETFROM:" + offset(from));
        line("TZOFFSETTO:" + offset(to));
        line("TZNAME:" + escape(at.atZone(zone).format(ABBREVIATION)));
        line("END:" + kind);
    }

    private static String offset(ZoneOffset offset) {
        int seconds = Math.abs(offset.getTotalSeconds());
        var text = String.format(
                Locale.ROOT, "%s%02d%02d", offset.getTotalSeconds() < 0 ? "-" : "+", seconds / 3600, seconds / 60 % 60);
        return seconds % 60 == 0 ? text : text + String.format(Locale.ROOT, "%02d", seconds % 60);
    }

    /** RFC 5545, section 3.3.11. Other control characters have no place in a text. */
    static String escape(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r\n", "\n")
                .replace("\n", "\\n")
                .replaceAll("\\p{Cntrl}", " ");
    }

    /** One line, in pieces of whole characters where it is long. */
    private void line(String content) {
        int octets = 0;
        for (int i = 0; i < content.length(); ) {
            int character = content.codePointAt(i);
            int size = Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > OCTETS) {
                text.append("\r\n ");
                octets = 1;
            }
            text.appendCodePoint(character);
            octets += size;
            i += Character.charCount(character);
        }
        text.append("\r\n");
    }
}

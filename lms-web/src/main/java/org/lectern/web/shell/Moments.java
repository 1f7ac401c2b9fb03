package org.lectern.web.shell;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.lectern.web.tags.Functions;

/** How moments are put into words. */
final class Moments {

    /** Hours and minutes. */
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private Moments() {}

    /**
     * A moment as short as it can be understood.
     *
     * @param moment in the zone to write it in
     * @param today the reader's day in that zone
     * @param locale the reader's language
     */
    static String brief(ZonedDateTime moment, LocalDate today, Locale locale) {
        var day = moment.toLocalDate();
        var time = moment.format(TIME);
        if (day.equals(today)) {
            return time;
        }
        if (!day.isAfter(today) && day.isAfter(today.minusDays(7))) {
            return moment.format(DateTimeFormatter.ofPattern("EEE ", locale)) + time;
        }
        var pattern = pattern(day.getYear() == today.getYear() ? "dayMonth" : "date", locale);
        return moment.format(pattern) + " " + time;
    }

    /** How days are written in a language; the bundle has a pattern for each way. */
    static DateTimeFormatter pattern(String way, Locale locale) {
        return DateTimeFormatter.ofPattern(Functions.say(locale, "pattern." + way, null), locale);
    }

    /**
     * A time to wait, rounded up so that nobody comes back too early.
     *
     * @param wait positive
     */
    static String words(Duration wait) {
        if (wait.compareTo(Duration.ofSeconds(90)) < 0) {
            return Math.max(1, wait.plusMillis(999).toSeconds()) + " s";
        }
        return wait.plusSeconds(59).toMinutes() + " min";
    }

    /**
     * A time that has passed, as {@code 1 h 52 min}.
     *
     * @param passed empty text comes back when it is negative or longer than a day
     */
    static String ago(Duration passed) {
        if (passed.isNegative() || passed.compareTo(Duration.ofDays(1)) > 0) {
            return "";
        }
        var hours = passed.toHours();
        var minutes = passed.toMinutesPart();
        return hours == 0 ? minutes + " min" : minutes == 0 ? hours + " h" : hours + " h " + minutes + " min";
    }
}

package org.lectern.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.lectern.settings.Settings;

/**
 * Writes moments and days for readers: exact within the day, with the weekday within the week, with the date beyond. In
 * the school's time zone and the reader's language.
 */
@Named
@RequestScoped
public class When {

    @Inject
    private Settings settings;

    /** Date and time of a moment, as short as it can be understood today; empty for null. */
    public String moment(TemporalAccessor moment) {
        return moment == null ? "" : Moments.brief(at(moment), settings.today(), locale());
    }

    /** Full date and time of a moment, for a tooltip; empty for null. */
    public String exactly(TemporalAccessor moment) {
        return moment == null
                ? ""
                : at(moment)
                        .format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.MEDIUM)
                                .withLocale(locale()));
    }

    /** Time of day of a moment. */
    public String time(TemporalAccessor moment) {
        return moment == null ? "" : at(moment).format(Moments.TIME);
    }

    /** How long ago a moment was, in hours and minutes; empty when it is more than a day ago. */
    public String ago(TemporalAccessor moment) {
        return Moments.ago(Duration.between(Instant.from(moment), Instant.now()));
    }

    /** A day with its weekday, without the year. */
    public String day(LocalDate day) {
        return day == null ? "" : day.format(Moments.pattern("day", locale()));
    }

    /** The short name of a day's weekday. */
    public String weekday(LocalDate day) {
        return day == null ? "" : day.format(DateTimeFormatter.ofPattern("EEE", locale()));
    }

    /** A day as numbers and a short month. */
    public String date(LocalDate day) {
        return day == null ? "" : day.format(Moments.pattern("date", locale()));
    }

    private ZonedDateTime at(TemporalAccessor moment) {
        return Instant.from(moment).atZone(settings.timeZone());
    }

    private static Locale locale() {
        return FacesContext.getCurrentInstance().getViewRoot().getLocale();
    }
}

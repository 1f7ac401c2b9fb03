package org.lectern.web.schedule;

import java.time.DayOfWeek;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import org.lectern.timetable.Clash;
import org.lectern.timetable.PlannedLesson;
import org.lectern.web.tags.Functions;

/** How lessons and their places are put into words. */
final class Texts {

    private Texts() {}

    /** A time of day. */
    static String time(OffsetDateTime moment) {
        return moment.format(DateTimeFormatter.ofPattern("HH:mm"));
    }

    /** A weekday and time of day. */
    static String place(OffsetDateTime moment) {
        return moment.format(DateTimeFormatter.ofPattern("EEE HH:mm", Functions.locale()));
    }

    /** A date and time of day. */
    static String exactly(OffsetDateTime moment) {
        return moment.format(DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Functions.locale()));
    }

    /** A day of the week in the reader's language. */
    static String dayName(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL_STANDALONE, Functions.locale());
    }

    /** A section as it is called beside its group, teacher or room. */
    static String title(PlannedLesson lesson, Kind by) {
        var section = lesson.section();
        var group = lesson.group();
        if (by == Kind.GROUP) {
            return group != null && section.title().startsWith(group + " ")
                    ? section.title().substring(group.length() + 1)
                    : section.title();
        }
        return group == null || section.title().startsWith(group) ? section.title() : group + " " + section.title();
    }

    /** A lesson that is in the way, in a few words. */
    static String reason(Clash clash) {
        return Functions.say("clash." + clash.kind(), new Object[] {clash.with(), clash.sectionCode()});
    }

    /** A lesson that is in the way, in a sentence. */
    static String sentence(Clash clash) {
        return Functions.say("clash.sentence", new Object[] {
            reason(clash), place(clash.startsAt()), time(clash.endsAt()), clash.room() == null ? 0 : 1, clash.room()
        });
    }
}

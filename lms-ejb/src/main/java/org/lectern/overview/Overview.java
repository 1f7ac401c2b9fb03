package org.lectern.overview;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.WeekFields;
import java.util.List;

/**
 * The school at a glance.
 *
 * @param at the moment it was read
 * @param today the day where the school is
 * @param term the term that runs; null between terms
 * @param lessons of today
 * @param openRegisters that nobody took although the lesson is well under way or over
 * @param absence of the last school days with marks, oldest first; the last one may be today
 * @param people who the school knows
 * @param gaps what nobody has arranged yet
 */
public record Overview(
        Instant at,
        LocalDate today,
        Term term,
        Lessons lessons,
        OpenRegisters openRegisters,
        List<Absence> absence,
        People people,
        List<Gap> gaps) {

    /** Whether nothing has been set up: nobody is taught and nobody teaches. */
    public boolean isBlank() {
        return people.students() == 0 && people.teachers() == 0 && people.sections() == 0;
    }

    /** Today's absence; null while no mark of today is there. */
    public Absence absenceToday() {
        var last = absence.isEmpty() ? null : absence.get(absence.size() - 1);
        return last == null || !last.day().equals(today) ? null : last;
    }

    /**
     * The term and where in it today is.
     *
     * @param title as the school calls it
     * @param week of the term, from 1
     * @param weeks the term has
     */
    public record Term(String title, int week, int weeks) {

        static Term of(String title, LocalDate start, LocalDate end, LocalDate today) {
            var monday = start.with(WeekFields.ISO.dayOfWeek(), 1);
            return new Term(title, weekFrom(monday, today), weekFrom(monday, end));
        }

        private static int weekFrom(LocalDate monday, LocalDate day) {
            return Math.toIntExact(ChronoUnit.WEEKS.between(monday, day)) + 1;
        }
    }

    /**
     * Today's lessons.
     *
     * @param planned all of them
     * @param running now
     * @param over already
     * @param cancelled of all
     * @param moved of all
     * @param covered of all, by a substitute
     */
    public record Lessons(long planned, long running, long over, long cancelled, long moved, long covered) {}

    /**
     * Registers that are missing.
     *
     * @param count of the last seven days
     * @param today of these, of today
     * @param latest some of them, latest first
     */
    public record OpenRegisters(long count, long today, List<OpenRegister> latest) {}

    /**
     * A register that nobody took.
     *
     * @param lessonId the lesson
     * @param lesson group and course, or the section
     * @param startsAt when the lesson began
     * @param teacher who should have; null when nobody is assigned
     * @param students on the roster
     */
    public record OpenRegister(long lessonId, String lesson, Instant startsAt, String teacher, long students) {}

    /**
     * One day's absence, counted in students: whoever was marked absent in at least one lesson.
     *
     * @param day the day
     * @param marked students with any mark
     * @param absent students with a mark of kind absent
     * @param usual share of absent students on the same weekday of the weeks before, 0 to 1; null when there is none
     */
    public record Absence(LocalDate day, long marked, long absent, Double usual) {

        static Absence of(LocalDate day, long marked, long absent, List<Absence> before, int weeks) {
            var usual = before.stream()
                    .filter(other -> other.day.getDayOfWeek() == day.getDayOfWeek()
                            && !other.day.isBefore(day.minusWeeks(weeks)))
                    .mapToDouble(Absence::rate)
                    .average();
            return new Absence(day, marked, absent, usual.isPresent() ? usual.getAsDouble() : null);
        }

        /** Share of the marked students who were absent, 0 to 1. */
        public double rate() {
            return marked == 0 ? 0 : (double) absent / marked;
        }
    }

    /**
     * How many there are of what.
     *
     * @param students active ones
     * @param teachers active ones
     * @param administrators active ones
     * @param invited accounts whose owner has not signed in yet
     * @param groups active ones
     * @param sections active ones
     */
    public record People(long students, long teachers, long administrators, long invited, long groups, long sections) {}

    /**
     * Something that nobody has arranged yet.
     *
     * @param kind what is missing
     * @param count how often
     * @param examples up to three names
     */
    public record Gap(Kind kind, long count, List<String> examples) {

        /** What can be missing. */
        public enum Kind {
            /** A section that runs today has no teacher today. */
            SECTIONS_WITHOUT_TEACHER,

            /** A student is in no group, in a school that has groups. */
            STUDENTS_WITHOUT_GROUP,

            /** A student is in no section, in a school that has sections. */
            STUDENTS_IN_NO_SECTION
        }
    }
}

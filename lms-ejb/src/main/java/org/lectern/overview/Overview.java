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
 * @param setup how far the school is set up
 */
public record Overview(
        Instant at,
        LocalDate today,
        Term term,
        Lessons lessons,
        OpenRegisters openRegisters,
        List<Absence> absence,
        People people,
        List<Gap> gaps,
        Setup setup) {

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
     * @param due of all, those whose register should be taken by now
     * @param taken of those due, with a register
     */
    public record Lessons(
            long planned, long running, long over, long cancelled, long moved, long covered, long due, long taken) {

        /** Of the registers that should be taken, how many are, in whole percent; 100 when none is due. */
        public long percentTaken() {
            return due == 0 ? 100 : taken * 100 / due;
        }
    }

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
     * @param teacherId who that is; null when nobody is assigned
     * @param sectionId whose lesson it is
     * @param students on the roster
     */
    public record OpenRegister(
            long lessonId,
            String lesson,
            Instant startsAt,
            String teacher,
            Long teacherId,
            long sectionId,
            long students) {}

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
     * @param examples up to three of them
     */
    public record Gap(Kind kind, long count, List<Example> examples) {

        /**
         * One of those that miss something.
         *
         * @param id a section, or a person
         * @param name as it is called
         */
        public record Example(long id, String name) {}

        /** What can be missing. */
        public enum Kind {
            /** A section that runs today has no teacher today. */
            SECTIONS_WITHOUT_TEACHER,

            /** A student is in no group, in a school that has groups. */
            STUDENTS_WITHOUT_GROUP,

            /** A student is in no section, in a school that has sections. */
            STUDENTS_IN_NO_SECTION,

            /** A student has announced an absence, and nobody has decided on it. */
            ABSENCES_TO_DECIDE
        }
    }

    /**
     * What a school needs before its first lesson, in the order in which it is set up.
     *
     * @param named whether the school has its name and time zone
     * @param year whether there is a school year
     * @param term whether it has terms or semesters
     * @param rooms whether there are any
     * @param courses whether there are any
     * @param teachers whether there are any
     * @param students whether there are any
     * @param groups whether there are any
     * @param sections whether there are any
     * @param taught whether a teacher is assigned to one
     * @param enrolled whether a student is in one
     * @param timetable whether there are weekly slots or lessons
     * @param accounts whether a teacher or student can sign in
     */
    public record Setup(
            boolean named,
            boolean year,
            boolean term,
            boolean rooms,
            boolean courses,
            boolean teachers,
            boolean students,
            boolean groups,
            boolean sections,
            boolean taught,
            boolean enrolled,
            boolean timetable,
            boolean accounts) {}
}

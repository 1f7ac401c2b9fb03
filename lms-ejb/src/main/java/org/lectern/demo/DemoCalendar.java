package org.lectern.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The school year around a day. It is the English one: three terms from the first Monday of September, a week's holiday
 * in the middle of each and two weeks between them. Where that would close the school on the day of the demo, it gives
 * way, so that a demo can be started on any day: a holiday moves behind the next two weeks, a year that would be over
 * goes on, and one that would just begin began three weeks ago.
 */
final class DemoCalendar {

    /** Where the school is. */
    static final ZoneId ZONE = ZoneId.of("Europe/London");

    /** How many weeks before today lessons are kept although they belong to the term before. */
    private static final int WEEKS_KEPT = 6;

    /** After so many days the slowest teacher has marked what was due. */
    private static final int DAYS_OF_MARKING = 10;

    /** How many at most: a term that goes on does not make the demo larger. */
    private static final int WEEKS_KEPT_AT_MOST = 14;

    private final LocalDate start;
    private final int week;
    private final List<Break> breaks = new ArrayList<>();
    private final List<Term> terms = new ArrayList<>();
    private final List<Holiday> singleDays = new ArrayList<>();

    /** Some weeks without lessons, counted from the start of the year. */
    private record Break(String title, int from, int weeks, boolean betweenTerms) {

        boolean contains(int week) {
            return week >= from && week < from + weeks;
        }
    }

    /**
     * A term.
     *
     * @param title for example {@code Autumn term}
     * @param start a Monday
     * @param end a Friday
     */
    record Term(String title, LocalDate start, LocalDate end) {}

    /**
     * Days without lessons, both ends included.
     *
     * @param term index of the term in which they lie; -1 between terms
     */
    record Holiday(String title, LocalDate start, LocalDate end, int term) {}

    /** @param today in the school's zone */
    DemoCalendar(LocalDate today) {
        var lastMonday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var weekend = today.getDayOfWeek().getValue() > 5;
        var monday = weekend ? lastMonday.plusWeeks(1) : lastMonday;
        var nominalStart = nominalStart(monday);
        var threeWeeksAgo = monday.minusWeeks(3);
        this.start = threeWeeksAgo.isBefore(nominalStart) ? threeWeeksAgo : nominalStart;
        this.week = (int) ChronoUnit.WEEKS.between(start, monday);
        var early = (int) ChronoUnit.WEEKS.between(start, nominalStart);
        var before = weekend ? week - 1 : week;
        plan("Autumn half-term", early + 7, 1, false, before);
        plan("Christmas holiday", early + 15, 2, true, before);
        plan("Spring half-term", early + 23, 1, false, before);
        plan("Easter holiday", early + 29, 2, true, before);
        plan("Summer half-term", early + 38, 1, false, before);
        var weeksOfYear = Math.max(early + 46, week + 2);
        var first = 0;
        for (var title : List.of("Autumn term", "Spring term", "Summer term")) {
            var from = first;
            var pause = breaks.stream()
                    .filter(each -> each.betweenTerms && each.from > from)
                    .findFirst();
            var end = pause.map(Break::from).orElse(weeksOfYear);
            terms.add(new Term(title, monday(from), monday(end).minusDays(3)));
            first = end + pause.map(Break::weeks).orElse(0);
        }
        addSingleDay("Christmas Day", LocalDate.of(start.getYear(), 12, 25), today);
        addSingleDay("New Year’s Day", LocalDate.of(start.getYear() + 1, 1, 1), today);
        var mayDay = LocalDate.of(start.getYear() + 1, 5, 1).with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY));
        addSingleDay("Early May bank holiday", mayDay, today);
    }

    private void addSingleDay(String title, LocalDate day, LocalDate today) {
        if (isSchoolDay(day) && termAt(day) >= 0 && !day.equals(today)) {
            singleDays.add(new Holiday(title, day, day, termAt(day)));
        }
    }

    private static LocalDate nominalStart(LocalDate monday) {
        var september = firstMondayOfSeptember(monday.getYear());
        return monday.isBefore(september) ? firstMondayOfSeptember(monday.getYear() - 1) : september;
    }

    private static LocalDate firstMondayOfSeptember(int year) {
        return LocalDate.of(year, 9, 1).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    }

    private void plan(String title, int from, int weeks, boolean betweenTerms, int before) {
        var nominal = new Break(title, from, weeks, betweenTerms);
        var inTheWay = nominal.contains(week) || nominal.contains(before);
        breaks.add(inTheWay ? new Break(title, week + 2, weeks, betweenTerms) : nominal);
    }

    private LocalDate monday(int weekOfYear) {
        return start.plusWeeks(weekOfYear);
    }

    /** The calendar year in which the school year ends, as OneRoster names it. */
    int schoolYear() {
        return end().getYear();
    }

    /** First day of the school year. */
    LocalDate start() {
        return start;
    }

    /** Last day of the school year. */
    LocalDate end() {
        return terms.get(2).end;
    }

    /** The three terms in order. */
    List<Term> terms() {
        return terms;
    }

    /** Index of the term in which today lies, or which begins after this weekend. */
    int currentTerm() {
        var index = 0;
        while (terms.get(index).end.isBefore(monday(week))) {
            index++;
        }
        return index;
    }

    /**
     * The first six weeks of the current term, when they and all marking of their work are over on a day; null when they
     * are not.
     */
    Term markedPeriod(LocalDate today) {
        var term = terms.get(currentTerm());
        var end = term.start.plusWeeks(6).minusDays(3);
        return today.isAfter(end.plusDays(DAYS_OF_MARKING))
                ? new Term("First weeks of the " + lower(term.title), term.start, end)
                : null;
    }

    private static String lower(String title) {
        return Character.toLowerCase(title.charAt(0)) + title.substring(1);
    }

    /** All holidays of the year in order. */
    List<Holiday> holidays() {
        var weeks = breaks.stream().map(each -> {
            var from = monday(each.from);
            return new Holiday(each.title, from, monday(each.from + each.weeks).minusDays(3), termAt(from));
        });
        return Stream.concat(weeks, singleDays.stream())
                .sorted(Comparator.comparing(Holiday::start))
                .toList();
    }

    private int termAt(LocalDate day) {
        for (var i = 0; i < terms.size(); i++) {
            if (!day.isBefore(terms.get(i).start) && !day.isAfter(terms.get(i).end)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The days with lessons that the demo keeps, in order: those of the current term, those of the last six weeks where
     * the term is younger than that, and none older than 14 weeks.
     */
    List<LocalDate> schoolDays() {
        var term = terms.get(currentTerm());
        var termWeek = (int) ChronoUnit.WEEKS.between(start, term.start);
        var from = monday(Math.max(Math.max(0, week - WEEKS_KEPT_AT_MOST), Math.min(termWeek, week - WEEKS_KEPT)));
        return from.datesUntil(term.end.plusDays(1)).filter(this::isSchoolDay).toList();
    }

    private boolean isSchoolDay(LocalDate day) {
        var weekOfYear = (int) ChronoUnit.WEEKS.between(start, day);
        return day.getDayOfWeek().getValue() <= 5
                && breaks.stream().noneMatch(each -> each.contains(weekOfYear))
                && singleDays.stream().noneMatch(each -> each.start.equals(day));
    }

    /** Tells whether slots of week A are held in the week of that day; the first week of the year is an A. */
    boolean isWeekA(LocalDate day) {
        return ChronoUnit.WEEKS.between(start, day) % 2 == 0;
    }

    /** The instant of a time on the school's clocks, summer time included. */
    static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(ZONE).toInstant();
    }
}

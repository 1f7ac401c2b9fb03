package org.lectern.timetable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lectern.shared.Statements;

/**
 * When the school is open: its sessions with their holidays, and which weeks are A and B. A holiday closes every session
 * of its school year that it falls into, whether it was written down with the year, a term or a grading period.
 */
final class SchoolCalendar {

    private static final String SESSIONS = "select id, parent_id, start_date, end_date from academic_session";

    private static final String HOLIDAYS = "select academic_session_id, start_date, end_date from holiday";

    private static final String WEEKS =
            "select name, value from setting where name in ('school.week-cycle-start', 'school.week-start') and value <> ''";

    private final Map<Long, Session> sessions;
    private final Map<Long, List<Stretch>> holidaysByYear;
    private final LocalDate weekA;
    private final DayOfWeek weekStart;

    /**
     * Some days.
     *
     * @param from the first
     * @param to the last
     */
    record Stretch(LocalDate from, LocalDate to) {

        boolean contains(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /**
     * A school year, or a part of one.
     *
     * @param parentId what it is a part of; null for a whole
     */
    record Session(long id, Long parentId, Stretch days) {}

    private record Holiday(long sessionId, Stretch days) {}

    private record Setting(String name, String value) {}

    SchoolCalendar(
            Map<Long, Session> sessions,
            Map<Long, List<Stretch>> holidaysBySession,
            LocalDate weekA,
            DayOfWeek weekStart) {
        this.sessions = sessions;
        this.weekA = weekA;
        this.weekStart = weekStart;
        this.holidaysByYear = new HashMap<>();
        holidaysBySession.forEach((session, days) -> holidaysByYear
                .computeIfAbsent(year(session), id -> new ArrayList<>())
                .addAll(days));
    }

    /** Reads it: three statements, however long the school has been running. */
    static SchoolCalendar read(Connection connection) throws SQLException {
        Map<Long, Session> sessions = new HashMap<>();
        Statements.list(
                        connection,
                        SESSIONS,
                        row -> new Session(
                                row.getLong(1),
                                row.getObject(2, Long.class),
                                new Stretch(row.getObject(3, LocalDate.class), row.getObject(4, LocalDate.class))))
                .forEach(session -> sessions.put(session.id, session));
        Map<Long, List<Stretch>> holidays = new HashMap<>();
        Statements.list(
                        connection,
                        HOLIDAYS,
                        row -> new Holiday(
                                row.getLong(1),
                                new Stretch(row.getObject(2, LocalDate.class), row.getObject(3, LocalDate.class))))
                .forEach(holiday -> holidays.computeIfAbsent(holiday.sessionId, id -> new ArrayList<>())
                        .add(holiday.days));
        LocalDate weekA = null;
        var weekStart = DayOfWeek.MONDAY;
        for (var setting : Statements.list(connection, WEEKS, row -> new Setting(row.getString(1), row.getString(2)))) {
            if (setting.name.equals("school.week-cycle-start")) {
                weekA = LocalDate.parse(setting.value);
            } else {
                weekStart = DayOfWeek.valueOf(setting.value);
            }
        }
        return new SchoolCalendar(sessions, holidays, weekA, weekStart);
    }

    /**
     * The days on which something weekly is held: in one of the sessions, on its weekday, in its weeks, and on no
     * holiday.
     *
     * @param sessionIds where its section runs
     * @param weekday its day of the week
     * @param cycle its weeks
     * @param from not before; null for no such limit
     * @param to not after; null for no such limit
     * @return in order, each once
     */
    List<LocalDate> days(
            Collection<Long> sessionIds, DayOfWeek weekday, WeekCycle cycle, LocalDate from, LocalDate to) {
        Set<LocalDate> days = new TreeSet<>();
        for (var id : sessionIds) {
            var session = sessions.get(id);
            var year = year(id);
            var inWeekA = weekA == null ? sessions.get(year).days.from : weekA;
            var holidays = holidaysByYear.getOrDefault(year, List.of());
            var first = from == null || from.isBefore(session.days.from) ? session.days.from : from;
            var last = to == null || to.isAfter(session.days.to) ? session.days.to : to;
            var start = first.with(java.time.temporal.TemporalAdjusters.nextOrSame(weekday));
            for (var day = start; !day.isAfter(last); day = day.plusWeeks(1)) {
                var each = day;
                if (cycle.isHeld(each, inWeekA, weekStart)
                        && holidays.stream().noneMatch(holiday -> holiday.contains(each))) {
                    days.add(each);
                }
            }
        }
        return List.copyOf(days);
    }

    /** The whole that a session is a part of. */
    private long year(long sessionId) {
        Set<Long> seen = new HashSet<>();
        long year = sessionId;
        while (seen.add(year)) {
            var session = sessions.get(year);
            if (session == null || session.parentId == null || !sessions.containsKey(session.parentId)) {
                return year;
            }
            year = session.parentId;
        }
        return year;
    }
}

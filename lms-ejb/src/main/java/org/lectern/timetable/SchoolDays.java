package org.lectern.timetable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import org.lectern.shared.Statements;

/** Lessons after the days of academic sessions have changed. Needs no container. */
public final class SchoolDays {

    private SchoolDays() {}

    /**
     * Makes the lessons of the years of some academic sessions anew, as far as they are still to come and nobody has
     * touched them. Lessons that something stands in the way of are left out. It takes as many statements for ten sessions
     * as for one.
     *
     * @param connection with a transaction
     * @param zone the school's
     * @param sessionIds sessions whose first or last day, or holidays, are others now; a holiday closes all sessions of its
     *     year
     * @return what became of the lessons
     * @throws SQLException when the database refuses it
     */
    public static TimetableSlotService.LessonsMade remake(
            Connection connection, ZoneId zone, Collection<Long> sessionIds) throws SQLException {
        var slots = Statements.list(
                connection, """
                with recursive above (id, parent_id) as (
                    select id, parent_id from academic_session where id = any(?)
                    union
                    select a.id, a.parent_id from academic_session a join above on a.id = above.parent_id),
                within (id) as (
                    select id from above
                    union
                    select a.id from academic_session a join within on a.parent_id = within.id)
                select t.id from timetable_slot t join section s on s.id = t.section_id
                where s.status = 'ACTIVE' and (s.academic_session_id in (select id from within) or exists (
                    select from section_term x where x.section_id = s.id and x.academic_session_id in (select id from within)))
                order by t.id""", row -> row.getLong(1), new Statements.Array("bigint", sessionIds.toArray()));
        var made = new LessonMaker(connection, zone, Clock.systemUTC().instant()).makePossible(slots);
        return new TimetableSlotService.LessonsMade(made.added(), made.changed(), made.removed());
    }
}

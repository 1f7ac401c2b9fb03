package org.lectern.roster;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Brings Lectern's tables to what the staged set says, by a handful of statements for each table, and keeps a list of
 * every row that changed in the temporary table {@code roster_change}.
 *
 * <ul>
 *   <li>The sourcedId is the key. An enrolment, a teacher's assignment or a grade that was made here and has no
 *       sourcedId yet is taken over when the set has the same one.
 *   <li>A column that the file does not have keeps its value; an empty value empties it.
 *   <li>Rows that a set does not have stay as they are, in a bulk set too: a school that leaves a file out, or a
 *       filter set wrongly at the source, must not empty the school.
 *   <li>{@code tobedeleted} ends what history hangs on: organisations, sessions, courses, sections, categories, items,
 *       affiliations and people become ENDED (a person's account DISABLED, its sign-ins ended), an enrolment becomes
 *       DROPPED as of yesterday, a teacher's assignment ends yesterday. Deleted are only results (the audit keeps what
 *       they were), assignments that had not begun, and a role that nothing grants any longer.
 *   <li>OneRoster's endDate is the day after the last; Lectern's is the last. An enrolment whose two dates are equal
 *       keeps that one day.
 *   <li>An enrolment is ACTIVE whatever its dates: they say when it holds. Only when the same student is in the class
 *       again later, the earlier one is DROPPED.
 *   <li>Roles of administrators and principals grant nothing here: who runs Lectern is decided in Lectern.
 * </ul>
 */
final class Merge {

    private final Connection connection;
    private final Map<String, Long> totals = new LinkedHashMap<>();
    private final SchoolMerge school;
    private final PeopleMerge people;
    private final EnrollmentMerge enrollments;
    private final GradeMerge grades;

    Merge(Connection connection, RosterPackage set, Staging staging, LocalDate today) {
        this.connection = connection;
        school = new SchoolMerge(connection, set, staging, totals);
        people = new PeopleMerge(connection, set, staging, totals, today);
        enrollments = new EnrollmentMerge(connection, set, staging, totals, today);
        grades = new GradeMerge(connection, set, staging, totals);
    }

    /** Rows looked at, by table, in the order in which they were merged. */
    Map<String, Long> totals() {
        return totals;
    }

    /**
     * Merges all tables.
     *
     * @param progress is told 0 to 100
     */
    void run(IntConsumer progress) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    create temp table roster_change (
                        position bigint generated always as identity, file text, line bigint, entity text,
                        entity_id bigint, sourced_id text, subject_id bigint, action text, label text,
                        before jsonb, after jsonb) on commit drop""");
        }
        school.run();
        progress.accept(10);
        people.people();
        progress.accept(30);
        people.affiliations();
        progress.accept(40);
        enrollments.run();
        people.roles();
        progress.accept(60);
        grades.run();
        progress.accept(100);
    }
}

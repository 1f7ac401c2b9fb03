package org.lectern.enrollment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.lectern.courses.SectionGroupChanged;
import org.lectern.settings.Settings;
import org.lectern.shared.Statements;

/**
 * Keeps sections with the policy BY_GROUP in step with the members of their group. Sections whose term is over stay as
 * they are: who was in them has finished them. Students who never were in the group were put there by the office, and stay.
 */
@ApplicationScoped
public class GroupRosters {

    private Statements statements;
    private RosterService enrollments;
    private Settings settings;

    /** For the container. */
    protected GroupRosters() {}

    @Inject
    GroupRosters(Statements statements, RosterService enrollments, Settings settings) {
        this.statements = statements;
        this.enrollments = enrollments;
        this.settings = settings;
    }

    /** Members of a group who begin on the same day. */
    private record Beginning(LocalDate day, List<Long> students) {}

    /**
     * Enrols students in the sections that follow a group.
     *
     * @param group the group they have joined
     * @param students who
     * @param from the first day
     * @return how many enrolments are new
     */
    int join(long group, Collection<Long> students, LocalDate from) {
        return enrollments.admit(following(group, from), students, from);
    }

    /**
     * Takes students out of the sections that follow a group.
     *
     * @param group the group they leave
     * @param students who
     * @param lastDay the last day
     * @return how many enrolments ended
     */
    int leave(long group, Collection<Long> students, LocalDate lastDay) {
        return enrollments.release(following(group, lastDay.plusDays(1)), students, lastDay);
    }

    /** The sections that follow a group and are not over on a day. */
    List<Long> following(long group, LocalDate day) {
        return statements.list("""
                select s.id from section s where s.student_group_id = ? and s.policy = 'BY_GROUP' and s.status = 'ACTIVE'
                    and (select max(t.end_date) from academic_session t where t.id = s.academic_session_id
                            or t.id in (select x.academic_session_id from section_term x where x.section_id = s.id)) >= ?
                order by s.id""", row -> row.getLong(1), group, day);
    }

    /**
     * Enrols the members of a group in sections: those of today, and those who begin later from then on.
     *
     * @param group the group
     * @param sections where
     * @param earliest nobody begins before this day
     * @return how many enrolments are new
     */
    int enroll(long group, Collection<Long> sections, LocalDate earliest) {
        int added = 0;
        for (var beginning : beginnings(group, earliest)) {
            added += enrollments.admit(sections, beginning.students, beginning.day);
        }
        return added;
    }

    /** By the day on which they begin; there are few such days. */
    private List<Beginning> beginnings(long group, LocalDate earliest) {
        return statements.list(
                """
                select greatest(from_date, ?) as day, array_agg(student_id order by student_id)
                from student_group_member where student_group_id = ? and (to_date is null or to_date >= ?)
                group by day order by day""",
                row -> new Beginning(row.getObject(1, LocalDate.class), List.of((Long[])
                        row.getArray(2).getArray())),
                earliest,
                group,
                earliest);
    }

    /** Exchanges the members of the former group for those of the one that a section follows now. */
    void follow(@Observes SectionGroupChanged changed) {
        var section = List.of(changed.sectionId());
        var today = settings.today();
        var group = statements.find(
                "select student_group_id from section where id = ? and policy = 'BY_GROUP' and status = 'ACTIVE'",
                row -> row.getLong(1),
                changed.sectionId());
        // a section that follows nobody any more keeps those whom it has
        if (group.isEmpty()) {
            return;
        }
        if (changed.formerGroupId() != null) {
            var gone = statements.list("""
                    select m.student_id from student_group_member m where m.student_group_id = ?
                    except select m.student_id from student_group_member m
                        where m.student_group_id = ? and (m.to_date is null or m.to_date >= ?)""", row -> row.getLong(1), changed.formerGroupId(), group.get(), today);
            enrollments.release(section, gone, today.minusDays(1));
        }
        var begins = statements
                .find(
                        "select greatest(?, t.start_date) from section s join academic_session t on t.id = s.academic_session_id"
                                + " where s.id = ?",
                        row -> row.getObject(1, LocalDate.class),
                        today,
                        changed.sectionId())
                .orElse(today);
        enroll(group.get(), section, begins);
    }
}

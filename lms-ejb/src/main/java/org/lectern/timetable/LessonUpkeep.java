package org.lectern.timetable;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.lectern.audit.AuditTrail;
import org.lectern.courses.AssistantsChanged;
import org.lectern.courses.SchoolDaysChanged;
import org.lectern.courses.SectionTaughtTo;
import org.lectern.groups.GroupPartsChanged;
import org.lectern.settings.Settings;
import org.lectern.shared.Outbox;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/**
 * Keeps lessons to come in step with what they depend on, in the transaction that changes that: the group of a section,
 * its assistants, groups within groups, and the days on which the school is open.
 */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class LessonUpkeep {

    /** Writes who and what lessons take up, as far as nothing stands in the way. */
    private static final String TAKE_UP = """
            select take_up_anew(array(
                select l.id from lesson l
                where l.section_id = any(?) and l.starts_at > now()
                    and (l.staff, l.forms) is distinct from (
                        staff_of_lesson(l.section_id, l.teacher_id, l.starts_at), group_with_parts(l.student_group_id))))""";

    @Inject
    private Statements statements;

    @Inject
    private Settings settings;

    @Inject
    private AuditTrail audit;

    @Inject
    private Outbox outbox;

    /**
     * Lessons to come are those of the section's new group, which must be free then; what was held stays as it was.
     *
     * @param changed the section
     * @throws TimetableClash that names the lessons in the way
     */
    public void follow(@Observes SectionTaughtTo changed) {
        statements.with(connection -> {
            Clashes.takeTurns(connection, new Clashes.Needs(changed.sectionId(), null, null, changed.groupId()));
            Clashes.refuseChanged(connection, "groupId", List.of(changed.sectionId()), settings.timeZone());
            return Statements.update(connection, """
                    update lesson set student_group_id = cast(? as bigint), version = version + 1, changed_at = now()
                    where section_id = ? and starts_at > now()
                        and student_group_id is distinct from cast(? as bigint)""", changed.groupId(), changed.sectionId(), changed.groupId());
        });
    }

    /**
     * Lessons to come have other assistants, who must be free then unless the school lets them go between rooms.
     *
     * @param changed the section
     * @throws TimetableClash that names the lessons in the way
     */
    public void take(@Observes AssistantsChanged changed) {
        takeUp("teacherId", List.of(changed.sectionId()), null);
    }

    /**
     * Lessons of a group are lessons of its parts as well, which must be free then.
     *
     * @param changed the group that has other parts
     * @throws TimetableClash that names the lessons in the way
     */
    public void take(@Observes GroupPartsChanged changed) {
        var sections = statements.list("""
                with recursive around (id, parent_id) as (
                    select id, parent_id from student_group where id = ?
                    union
                    select g.id, g.parent_id from student_group g join around on g.id = around.parent_id)
                select s.id from section s join around on around.id = s.student_group_id order by s.id""", row -> row.getLong(1), changed.groupId());
        takeUp("parentId", sections, changed.groupId());
    }

    private void takeUp(String field, List<Long> sections, Long group) {
        statements.with(connection -> {
            Clashes.takeTurns(
                    connection,
                    sections.stream()
                            .map(section -> new Clashes.Needs(section, null, null, group))
                            .toArray(Clashes.Needs[]::new));
            Statements.list(connection, TAKE_UP, row -> true, new Statements.Array("bigint", sections.toArray()));
            Clashes.refuseChanged(connection, field, sections, settings.timeZone());
            return null;
        });
    }

    /**
     * Makes the lessons of a school year anew after its days or holidays have changed: as far as they are still to come
     * and nobody has touched them. Lessons that something stands in the way of are left out.
     *
     * @param changed the session whose days or holidays changed
     */
    public void remake(@Observes SchoolDaysChanged changed) {
        var made = statements.with(
                connection -> SchoolDays.remake(connection, settings.timeZone(), List.of(changed.sessionId())));
        if (made.added() + made.changed() + made.removed() > 0) {
            audit.record("lessons made anew", "academic_session", changed.sessionId(), null, null, made);
            outbox.add("timetable", null, null, Map.of("academicSessionId", changed.sessionId()));
        }
    }
}

package org.lectern.timetable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Statements;

/** Checks what a plan refers to: a section, room and teacher that are there and in use. */
@ApplicationScoped
class PlanReferences {

    private Statements statements;

    /** For the container. */
    protected PlanReferences() {}

    @Inject
    PlanReferences(Statements statements) {
        this.statements = statements;
    }

    /**
     * What a plan refers to.
     *
     * @param groupId that of the section; null when it has none
     */
    record Found(boolean section, Long groupId, boolean room, boolean teacher) {}

    /**
     * Requires that everything named is there: one statement.
     *
     * @param sectionId a section in use
     * @param roomId a room in use; null for none
     * @param teacherId somebody who belongs to the school and teaches; null for nobody
     * @return the group of the section; null when it has none
     * @throws Problem of type VALIDATION that names what is not there
     */
    Long require(long sectionId, Long roomId, Long teacherId) {
        var found = statements
                .find(
                        """
                        select s.id is not null, s.student_group_id,
                            exists (select 1 from room where id = cast(? as bigint) and status = 'ACTIVE'),
                            exists (select 1 from person p join person_role r on r.person_id = p.id and r.role = 'TEACHER'
                                    where p.id = cast(? as bigint) and p.status = 'ACTIVE')
                        from (select 1) one left join section s on s.id = ? and s.status = 'ACTIVE'""",
                        row -> new Found(
                                row.getBoolean(1), row.getObject(2, Long.class), row.getBoolean(3), row.getBoolean(4)),
                        roomId,
                        teacherId,
                        sectionId)
                .orElseThrow();
        List<FieldError> errors = new ArrayList<>();
        if (!found.section) {
            errors.add(new FieldError("sectionId", "There is no section " + sectionId + " in use."));
        }
        if (roomId != null && !found.room) {
            errors.add(new FieldError("roomId", "There is no room " + roomId + " in use."));
        }
        if (teacherId != null && !found.teacher) {
            errors.add(new FieldError("teacherId", "There is no teacher " + teacherId + " at the school."));
        }
        if (!errors.isEmpty()) {
            throw new Problem(ProblemType.VALIDATION, errors.get(0).message(), errors);
        }
        return found.groupId;
    }
}

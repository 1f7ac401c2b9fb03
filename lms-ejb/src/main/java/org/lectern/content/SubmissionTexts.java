package org.lectern.content;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lectern.courses.SectionAccess;
import org.lectern.shared.Problem;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** The texts of submissions, some at a time, each time in a transaction of its own: for what is written while it is sent. */
@Stateless
@RolesAllowed({Roles.TEACHER, Roles.ADMIN})
public class SubmissionTexts {

    @Inject
    private Statements statements;

    @Inject
    private SectionAccess sections;

    /**
     * Reads texts.
     *
     * @param assignmentId an assignment in a section that the caller teaches; administrators may read every one
     * @param submissionIds submissions for it; others are not read
     * @return the texts by submission
     * @throws Problem of type NOT_FOUND when there is no such assignment
     */
    public Map<Long, String> of(long assignmentId, List<Long> submissionIds) {
        var section =
                statements.find("select section_id from assignment where id = ?", row -> row.getLong(1), assignmentId);
        if (section.filter(sections::isStaff).isEmpty()) {
            throw Problem.notFound("assignment", assignmentId);
        }
        Map<Long, String> texts = new HashMap<>();
        statements.list(
                "select id, text from submission where assignment_id = ? and id = any(?) and text is not null",
                row -> texts.put(row.getLong(1), row.getString(2)),
                assignmentId,
                new Statements.Array("bigint", submissionIds.toArray()));
        return texts;
    }
}

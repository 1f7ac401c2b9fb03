package org.lectern.grades;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import org.lectern.jobs.JobService;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** Has report cards printed in the background, and gives them out. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class ReportCardService {

    @Inject
    private JobService jobs;

    @Inject
    private Statements statements;

    /**
     * Asks for the report cards of a group.
     *
     * @param groupId a student group
     * @param periodId for which term or grading period; null for the whole sections
     * @return the job that prints them
     * @throws Problem of type NOT_FOUND when there is no such group, VALIDATION when there is no such period
     */
    public long print(long groupId, Long periodId) {
        var code = statements
                .find("select code from student_group where id = ?", row -> row.getString(1), groupId)
                .orElseThrow(() -> Problem.notFound("student group", groupId));
        var parameters = Json.createObjectBuilder()
                .add(ReportCards.GROUP, groupId)
                .add(ReportCards.NAME, "report-cards-" + code.replaceAll("[^A-Za-z0-9.-]+", "-") + ".pdf");
        if (periodId != null) {
            if (statements
                    .find("select 1 from academic_session where id = ?", row -> true, periodId)
                    .isEmpty()) {
                throw Problem.ofField(ProblemType.VALIDATION, "period", "There is no period " + periodId + ".");
            }
            parameters.add(ReportCards.PERIOD, periodId);
        }
        return jobs.submit(ReportCards.KIND, parameters.build());
    }
}

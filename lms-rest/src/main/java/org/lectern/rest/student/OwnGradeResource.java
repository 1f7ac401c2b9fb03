package org.lectern.rest.student;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.grades.GradeService;
import org.lectern.grades.WhyGrade;

/** How a student's own grade came about. */
@Path("student/sections/{id}/grade")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Student")
public class OwnGradeResource {

    @Inject
    private GradeService grades;

    /** Why the caller's grade is what it is. */
    @GET
    @Operation(
            operationId = "studentGradeTrace",
            summary = "Why is my grade what it is?",
            description = "Every released item with what was made of it, the weights as they were applied, and the"
                    + " rounding: the figure can be computed again from it.")
    public WhyGrade why(
            @Parameter(description = "A section of mine", example = "42") @PathParam("id") long sectionId,
            @Parameter(description = "The period; the whole section without it", example = "3") @QueryParam("period")
                    Long periodId) {
        return grades.why(sectionId, periodId);
    }
}

package org.lectern.rest.teacher;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.grades.FinalGrade;
import org.lectern.grades.FinalGradeService;
import org.lectern.grades.GradeOverride;
import org.lectern.grades.WhyGrade;
import org.lectern.rest.Whole;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Page;

/** The results of a section. */
@Path("teacher")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Gradebook")
public class FinalGradesResource {

    @Inject
    private FinalGradeService finalGrades;

    /** The final grades of all students. */
    @GET
    @Path("sections/{id}/final-grades")
    @Operation(
            operationId = "teacherFinalGrades",
            summary = "The final grades of a section, for a period or the whole of it",
            description = "Computed, or decided by a teacher with a reason; of a locked period as they were then.")
    public Page<FinalGrade> list(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @Parameter(description = "The period; the whole section without it", example = "3") @QueryParam("period")
                    Long periodId) {
        return finalGrades.finalGrades(sectionId, periodId);
    }

    /** Decides a final grade. */
    @PUT
    @Whole
    @Path("sections/{id}/final-grade")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherDecideFinalGrade",
            summary = "Decide a student's final grade, or let the computed one hold again",
            description =
                    "With neither percentage nor label the computed grade holds. The version to send in If-Match is"
                            + " a member of the final grade; it is 0 when none was ever decided.")
    @APIResponse(
            responseCode = "200",
            description = "The final grade as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = FinalGrade.class)))
    @APIResponse(responseCode = "409", description = "grades-locked")
    public Response decide(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @Parameter(description = "The student", example = "4711", required = true) @QueryParam("student")
                    long studentId,
            @Parameter(description = "The period; the whole section without it", example = "3") @QueryParam("period")
                    Long periodId,
            @Parameter(description = "The version as you have seen it", example = "\"0\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid GradeOverride decision) {
        var grade = finalGrades.decide(sectionId, studentId, periodId, expected, decision);
        return Response.ok(grade)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(grade.version()))
                .build();
    }

    /** Why a grade is what it is. */
    @GET
    @Path("sections/{id}/grade-trace")
    @Operation(
            operationId = "teacherGradeTrace",
            summary = "Why is this student's grade what it is?",
            description = "Every item with what was made of it, the weights as they were applied, and the rounding: the"
                    + " figure can be computed again from it.")
    public WhyGrade why(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @Parameter(description = "The student", example = "4711", required = true) @QueryParam("student")
                    long studentId,
            @Parameter(description = "The period; the whole section without it", example = "3") @QueryParam("period")
                    Long periodId) {
        return finalGrades.why(sectionId, studentId, periodId);
    }
}

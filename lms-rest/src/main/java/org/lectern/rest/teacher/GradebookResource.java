package org.lectern.rest.teacher;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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
import org.lectern.grades.GradeEntries;
import org.lectern.grades.GradeEntryService;
import org.lectern.grades.GradePreview;
import org.lectern.grades.Gradebook;
import org.lectern.grades.GradebookService;
import org.lectern.grades.GradebookSetup;
import org.lectern.grades.GradesWritten;
import org.lectern.grades.SetupFacts;
import org.lectern.rest.Whole;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;

/** The gradebook of a section. */
@Path("teacher")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Gradebook",
        description = "Items, grades, weights and final grades of the sections that I lead or assist in")
public class GradebookResource {

    @Inject
    private GradebookService gradebooks;

    @Inject
    private GradeEntryService entries;

    /** The whole gradebook. */
    @GET
    @Path("sections/{id}/gradebook")
    @Operation(
            operationId = "teacherGradebook",
            summary = "The gradebook: students, items, grades and final grades",
            description =
                    "A student's points and the versions of the grades stand in the order of the items; what else is"
                            + " to be told of a grade (missing, excused, late, feedback) is a note. The ETag is that of the"
                            + " setup.")
    @APIResponse(
            responseCode = "200",
            description = "The gradebook",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = Gradebook.class)))
    public Response gradebook(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @Parameter(description = "The period of the final grades; the whole section without it", example = "3")
                    @QueryParam("period")
                    Long periodId) {
        var gradebook = gradebooks.gradebook(sectionId, periodId);
        return Response.ok(gradebook)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(gradebook.version()))
                .build();
    }

    /** How grades are computed. */
    @GET
    @Path("sections/{id}/gradebook/setup")
    @Operation(
            operationId = "teacherGradebookSetup",
            summary = "How the section computes its grades",
            description = "Weights, drops, what is taken off for lateness, and the rounding.")
    @APIResponse(
            responseCode = "200",
            description = "The setup",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = GradebookSetup.class)))
    public Response setup(@Parameter(description = "The section", example = "42") @PathParam("id") long sectionId) {
        return answer(gradebooks.setup(sectionId));
    }

    /** Sets how grades are computed. */
    @PUT
    @Whole
    @Path("sections/{id}/gradebook/setup")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherChangeGradebookSetup",
            summary = "Set how the section computes its grades",
            description =
                    "Send first to the preview what you are about to send here. Categories that are not named stay"
                            + " as they are.")
    @APIResponse(
            responseCode = "200",
            description = "The setup as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = GradebookSetup.class)))
    public Response changeSetup(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @Parameter(description = "The ETag of the setup as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid SetupFacts facts) {
        return answer(gradebooks.changeSetup(sectionId, expected, facts));
    }

    private static Response answer(GradebookSetup setup) {
        return Response.ok(setup)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(setup.version()))
                .build();
    }

    /** What another setup would make of the grades. */
    @POST
    @Path("sections/{id}/gradebook/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherGradebookPreview",
            summary = "What another setup would make of the grades of the class",
            description = "Every student's computed grade before and after. Nothing is saved.")
    @APIResponse(
            responseCode = "200",
            description = "Before and after",
            content = @Content(schema = @Schema(implementation = GradePreview.class)))
    public GradePreview preview(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @Parameter(description = "The period of the grades; the whole section without it", example = "3")
                    @QueryParam("period")
                    Long periodId,
            @NotNull @Valid SetupFacts facts) {
        return gradebooks.preview(sectionId, periodId, facts);
    }

    /** Writes grades, all or none. */
    @POST
    @Path("sections/{id}/grades")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherEnterGrades",
            summary = "Enter grades: a cell, a column, or a block that was pasted",
            description =
                    "All of them are written, or none. Each cell carries the version that the gradebook showed, null"
                            + " where nothing was recorded: 412 names the cells that somebody else has changed since. 422 says"
                            + " what is wrong with each cell.")
    @APIResponse(
            responseCode = "200",
            description = "What was written",
            content = @Content(schema = @Schema(implementation = GradesWritten.class)))
    @APIResponse(responseCode = "412", description = "stale-version")
    @APIResponse(responseCode = "422", description = "grades-refused, idempotency-key-reused")
    public GradesWritten enter(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @Parameter(description = "Names this request, so that sending it again does no harm", example = "k-1")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @NotNull @Valid GradeEntries grades) {
        return entries.record(sectionId, grades, key);
    }
}

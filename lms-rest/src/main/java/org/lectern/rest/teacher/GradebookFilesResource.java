package org.lectern.rest.teacher;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.grades.GradebookFile;
import org.lectern.grades.GradebookFileService;
import org.lectern.grades.ImportedGrades;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/** Gradebooks as tables to work on elsewhere. */
@Path("teacher")
@ApplicationScoped
@Tag(name = "Gradebook")
public class GradebookFilesResource {

    private static final String CSV = "text/csv";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Inject
    private GradebookFileService files;

    /** The gradebook as CSV. */
    @GET
    @Path("sections/{id}/gradebook.csv")
    @Produces(CSV)
    @Operation(
            operationId = "teacherGradebookCsv",
            summary = "The gradebook as CSV",
            description =
                    "A row is a student, a column an item with its number in brackets, or the feedback on it. Text"
                            + " that a spreadsheet would compute begins with an apostrophe, which the import takes away.")
    @APIResponse(
            responseCode = "200",
            description = "The table, in UTF-8",
            content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    public Response csv(@Parameter(description = "The section", example = "42") @PathParam("id") long sectionId) {
        return answer(CSV + ";charset=UTF-8", files.csv(sectionId));
    }

    /** The gradebook as XLSX. */
    @GET
    @Path("sections/{id}/gradebook.xlsx")
    @Produces(XLSX)
    @Operation(
            operationId = "teacherGradebookXlsx",
            summary = "The gradebook as a workbook",
            description = "The same table as the CSV, on one sheet.")
    @APIResponse(
            responseCode = "200",
            description = "The workbook",
            content = @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response xlsx(@Parameter(description = "The section", example = "42") @PathParam("id") long sectionId) {
        return answer(XLSX, files.xlsx(sectionId));
    }

    private static Response answer(String type, GradebookFile file) {
        return Response.ok(file.content(), type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file.name() + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** Takes such a table back. */
    @POST
    @Path("sections/{id}/gradebook/import")
    @Consumes({CSV, XLSX})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherImportGradebook",
            summary = "Take an exported gradebook back, or find out what it would change",
            description =
                    "All of it is taken, or nothing. Items without a column and students without a row stay as they"
                            + " are; an empty cell takes a grade away. 412 names the grades that somebody else has changed since"
                            + " the export, 422 what cannot be taken, each by row and column. At most 4 MB.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(
            responseCode = "200",
            description = "What it changed",
            content = @Content(schema = @Schema(implementation = ImportedGrades.class)))
    @APIResponse(responseCode = "412", description = "stale-version")
    @APIResponse(responseCode = "413", description = "too-large")
    @APIResponse(responseCode = "422", description = "grades-refused")
    public ImportedGrades take(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @Parameter(
                            description = "Whether to find out what would change and change nothing; false without it",
                            schema = @Schema(type = SchemaType.BOOLEAN),
                            example = "true")
                    @QueryParam("dryRun")
                    String dryRun,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            byte[] content) {
        return files.take(sectionId, content, type.startsWith(XLSX), truth(dryRun));
    }

    /** JAX-RS would take any other word for false, and a mistyped one would import in earnest. */
    private static boolean truth(String value) {
        return switch (value == null ? "false" : value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.ofField(ProblemType.VALIDATION, "dryRun", "It must be true or false.");
        };
    }
}

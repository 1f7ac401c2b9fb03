package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.grades.ReportCardService;

/** Has report cards printed. */
@Path("admin/groups/{id}/report-cards")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports", description = "Transcripts and report cards in PDF")
public class ReportCardsResource {

    @Inject
    private ReportCardService reportCards;

    /** Asks for them. */
    @POST
    @Operation(
            operationId = "adminPrintReportCards",
            summary = "Print the report cards of a group, in the background",
            description =
                    "A page for each student who is in the group today, with the grades that the students see. When"
                            + " the job has succeeded its file is there, for 30 days.")
    @APIResponse(
            responseCode = "202",
            description = "A job will do it",
            headers = @Header(name = "Location"),
            content = @Content(schema = @Schema(implementation = ImportsResource.Accepted.class)))
    public Response print(
            @Parameter(description = "The student group", example = "12") @PathParam("id") long groupId,
            @Parameter(description = "The term or grading period; the whole sections without it", example = "3")
                    @QueryParam("period")
                    Long periodId,
            @Context UriInfo uri) {
        long jobId = reportCards.print(groupId, periodId);
        return Response.accepted(new ImportsResource.Accepted(jobId))
                .location(uri.getBaseUriBuilder()
                        .path(JobsResource.class)
                        .path(Long.toString(jobId))
                        .build())
                .build();
    }
}

package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.grades.ReportService;
import org.lectern.rest.PdfAnswer;

/** Any student's transcript. */
@Path("admin/people/{id}/transcript")
@ApplicationScoped
@Tag(name = "Reports")
public class TranscriptResource {

    @Inject
    private ReportService reports;

    /** The transcript. */
    @GET
    @Produces(PdfAnswer.TYPE)
    @Operation(
            operationId = "adminTranscript",
            summary = "A student's transcript",
            description = "All sections by year and term, with credits and the grades that the student sees.")
    @APIResponse(
            responseCode = "200",
            description = "The transcript",
            content =
                    @Content(mediaType = PdfAnswer.TYPE, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response get(@Parameter(description = "The person", example = "4711") @PathParam("id") long id) {
        return PdfAnswer.of("transcript-" + id + ".pdf", reports.transcript(id));
    }
}

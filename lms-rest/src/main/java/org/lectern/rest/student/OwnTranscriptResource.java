package org.lectern.rest.student;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.grades.ReportService;
import org.lectern.rest.PdfAnswer;

/** A student's own transcript. */
@Path("student/transcript")
@ApplicationScoped
@Tag(name = "Student")
public class OwnTranscriptResource {

    @Inject
    private ReportService reports;

    /** The transcript. */
    @GET
    @Produces(PdfAnswer.TYPE)
    @Operation(
            operationId = "studentTranscript",
            summary = "My transcript",
            description = "All my sections by year and term, with credits and grades.")
    @APIResponse(
            responseCode = "200",
            description = "The transcript",
            content =
                    @Content(mediaType = PdfAnswer.TYPE, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response get() {
        return PdfAnswer.of("transcript.pdf", reports.ownTranscript());
    }
}

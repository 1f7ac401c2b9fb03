package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.jobs.JobService;
import org.lectern.rest.ArchiveAnswer;
import org.lectern.rest.FileAnswer;
import org.lectern.rest.PdfAnswer;

/** What a job has made. */
@Path("admin/jobs/{id}/file")
@ApplicationScoped
@Tag(name = "Reports")
public class JobFileResource {

    @Inject
    private JobService jobs;

    /** The file. */
    @GET
    @Produces({PdfAnswer.TYPE, ArchiveAnswer.TYPE})
    @Operation(
            operationId = "adminJobFile",
            summary = "The file that a job has made",
            description =
                    "Of a job of the kind report-cards, which prints a PDF, or record-export, which makes a zip, that has"
                            + " succeeded within the last 30 days.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = PdfAnswer.TYPE, schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = ArchiveAnswer.TYPE, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Response file(@Parameter(description = "The job", example = "51") @PathParam("id") long id) {
        var file = jobs.file(id);
        return FileAnswer.safe(Response.ok(file.content().toFile()))
                .type(file.name().endsWith(".zip") ? ArchiveAnswer.TYPE : PdfAnswer.TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileAnswer.disposition("attachment", file.name()))
                .build();
    }
}

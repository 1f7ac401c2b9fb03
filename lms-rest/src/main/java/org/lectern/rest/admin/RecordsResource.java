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
import org.lectern.profile.RecordService;
import org.lectern.rest.ArchiveAnswer;

/** Whole records of people. */
@Path("admin/people/{id}/export")
@ApplicationScoped
@Tag(name = "People", description = "People and how they sign in")
public class RecordsResource {

    @Inject
    private RecordService records;

    /** All that is kept of a person. */
    @GET
    @Produces("application/zip")
    @Operation(
            operationId = "adminExportPerson",
            summary = "All that is kept of a person, as a zip",
            description = "JSON for what is in tables, and the person's files.")
    @APIResponse(
            responseCode = "200",
            description = "The zip",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response export(@Parameter(description = "The person", example = "4711") @PathParam("id") long personId) {
        return ArchiveAnswer.of(records.of(personId));
    }
}

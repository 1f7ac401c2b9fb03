package org.lectern.rest.student;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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
import org.lectern.content.OwnAssignment;
import org.lectern.content.Receipt;
import org.lectern.content.SubmissionEntry;
import org.lectern.content.SubmissionService;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Page;

/** Work that a student has to do. */
@Path("student/assignments")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Assignments", description = "Work that is set, handed in and marked")
public class AssignmentsResource {

    @Inject
    private SubmissionService submissions;

    /** All of the caller's assignments. */
    @GET
    @Operation(
            operationId = "studentAssignments",
            summary = "My assignments",
            description = "Of all my sections, by the time they are due, with what I have handed in and got for it.")
    public Page<OwnAssignment> own() {
        return submissions.own();
    }

    /** One of the caller's assignments. */
    @GET
    @Path("{id}")
    @Operation(
            operationId = "studentAssignment",
            summary = "One of my assignments",
            description = "With what I have handed in and got for it.")
    public OwnAssignment own(@Parameter(description = "The assignment", example = "17") @PathParam("id") long id) {
        return submissions.own(id);
    }

    /** Hands work in. */
    @POST
    @Path("{id}/submissions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "studentHandIn",
            summary = "Hand in my work",
            description = "A text, files, or both; files are handed in to the section first, and named here. The answer"
                    + " is a receipt. Its sha256 is that of the lines \"assignment id\", \"student id\", \"attempt n\","
                    + " \"at time\" (UTC), \"text hash\" (SHA-256 of the text in UTF-8, or -) and for each file \"file"
                    + " hash name\", each ended by a line feed.")
    @APIResponse(
            responseCode = "201",
            description = "The receipt",
            headers = @Header(name = "Location"),
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    @APIResponse(responseCode = "422", description = "assignment-closed, no-attempts-left or idempotency-key-reused")
    public Response handIn(
            @Parameter(description = "The assignment", example = "17") @PathParam("id") long id,
            @NotNull @Valid SubmissionEntry entry,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @Context UriInfo uri) {
        return Response.created(uri.getBaseUriBuilder()
                        .path(AssignmentsResource.class)
                        .path(Long.toString(id))
                        .build())
                .entity(submissions.handIn(id, entry, key))
                .build();
    }
}

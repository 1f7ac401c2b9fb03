package org.lectern.rest.student;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.attendance.Absence;
import org.lectern.attendance.AbsenceEntry;
import org.lectern.attendance.AbsenceNoticeService;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Page;

/** Absences that the caller announces. */
@Path("student/absence-notices")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Absence", description = "Absences announced in advance")
public class AbsenceNoticesResource {

    @Inject
    private AbsenceNoticeService notices;

    /** A page of the caller's notices. */
    @GET
    @Operation(
            operationId = "studentAbsenceNotices",
            summary = "My absence notices, newest first",
            description = "With what staff have decided on each.")
    public Page<Absence> list(
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return notices.own(limit, after);
    }

    /** Announces an absence. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "studentAnnounceAbsence",
            summary = "Announce an absence",
            description =
                    "At the latest on its first day. Once staff approve it, it excuses me in the registers of these days."
                            + " A file that proves it is handed in before, at /files without a section; those who may"
                            + " decide can read it.")
    @APIResponse(
            responseCode = "201",
            description = "The new notice, which nobody has decided on",
            content = @Content(schema = @Schema(implementation = Absence.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public Response announce(
            @NotNull @Valid AbsenceEntry entry,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key) {
        return Response.status(Response.Status.CREATED)
                .entity(notices.announce(entry, key))
                .build();
    }

    /** Takes a notice back. */
    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "studentWithdrawAbsence",
            summary = "Take an absence notice back",
            description =
                    "While nobody has decided on it, or before the first day of an approved one. Its file is thrown away.")
    @APIResponse(responseCode = "204", description = "It is withdrawn")
    @APIResponse(responseCode = "409", description = "conflict")
    public void withdraw(@Parameter(description = "The notice", example = "801") @PathParam("id") long id) {
        notices.withdraw(id);
    }
}

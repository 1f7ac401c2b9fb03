package org.lectern.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.attendance.Absence;
import org.lectern.attendance.AbsenceDecision;
import org.lectern.attendance.AbsenceNoticeService;
import org.lectern.attendance.AbsenceStatus;
import org.lectern.shared.Page;

/** Absences that students announce, and what staff decide on them. */
@Path("absence-notices")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Absence", description = "Absences announced in advance")
public class AbsenceNoticesResource {

    @Inject
    private AbsenceNoticeService notices;

    /** A page of the notices. */
    @GET
    @Operation(
            operationId = "absenceNotices",
            summary = "Absence notices, newest first",
            description =
                    "For teachers those of the students on the rosters of their sections, for administrators all.")
    public Page<Absence> list(
            @Parameter(description = "Only notices of this status", example = "PENDING") @QueryParam("status")
                    AbsenceStatus status,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return notices.list(status, limit, after);
    }

    /** Approves a notice. */
    @POST
    @Path("{id}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "approveAbsence",
            summary = "Approve an absence notice",
            description =
                    "From now on it excuses the student in the registers of its days as they are opened and taken; it"
                            + " takes none by itself. In those that were taken before, also beyond the edit window, it"
                            + " excuses where the student is marked as absent. The student is told.")
    @APIResponse(responseCode = "200", description = "The notice as it is now")
    @APIResponse(responseCode = "409", description = "conflict")
    public Absence approve(
            @Parameter(description = "The notice", example = "801") @PathParam("id") long id,
            @NotNull @Valid AbsenceDecision decision) {
        return notices.approve(id, decision);
    }

    /** Refuses a notice. */
    @POST
    @Path("{id}/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "refuseAbsence",
            summary = "Refuse an absence notice",
            description = "The student is told, with the note.")
    @APIResponse(responseCode = "200", description = "The notice as it is now")
    @APIResponse(responseCode = "409", description = "conflict")
    public Absence refuse(
            @Parameter(description = "The notice", example = "801") @PathParam("id") long id,
            @NotNull @Valid AbsenceDecision decision) {
        return notices.refuse(id, decision);
    }
}

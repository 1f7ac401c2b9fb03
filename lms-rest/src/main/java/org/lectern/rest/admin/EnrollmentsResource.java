package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.enrollment.RosterLine;
import org.lectern.enrollment.RosterService;
import org.lectern.enrollment.TransferEntry;

/** Single enrolments, for the office. */
@Path("admin/enrollments")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrolment", description = "Who is in which section, and who waits for a seat")
public class EnrollmentsResource {

    @Inject
    private RosterService rosters;

    /** Ends an enrolment. */
    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "adminDrop",
            summary = "Take a student out of a section",
            description =
                    "The enrolment ends yesterday and stays on record. The first on the waitlist gets the seat; both are"
                            + " told.")
    @APIResponse(responseCode = "204", description = "It has ended")
    @APIResponse(responseCode = "409", description = "conflict")
    public void drop(@Parameter(description = "The enrolment", example = "5150") @PathParam("id") long id) {
        rosters.dropByOffice(id);
    }

    /** Moves a student to another section. */
    @POST
    @Path("{id}/transfer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminTransfer",
            summary = "Move a student to another section",
            description = "Out of the one and into the other in one step, or not at all. The student is told.")
    @APIResponse(responseCode = "200", description = "The enrolment in the new section")
    @APIResponse(responseCode = "409", description = "conflict")
    @APIResponse(responseCode = "422", description = "section-full")
    public RosterLine transfer(
            @Parameter(description = "The enrolment in the old section", example = "5150") @PathParam("id") long id,
            @NotNull @Valid TransferEntry entry) {
        return rosters.transfer(id, entry);
    }
}

package org.lectern.rest.admin;

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
import org.lectern.enrollment.EnrollmentStatus;
import org.lectern.enrollment.RosterEntry;
import org.lectern.enrollment.RosterLine;
import org.lectern.enrollment.RosterService;
import org.lectern.shared.Page;

/** The students of a section, for the office. */
@Path("admin/sections/{id}/enrollments")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrolment", description = "Who is in which section, and who waits for a seat")
public class SectionEnrollmentsResource {

    @Inject
    private RosterService rosters;

    /** A page of a section's students. */
    @GET
    @Operation(
            operationId = "adminRoster",
            summary = "The students of a section, by name, with their status",
            description = "Also those who wait, have left or have completed it, unless a status is given.")
    public Page<RosterLine> list(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @Parameter(description = "Only enrolments of this status", example = "WAITLISTED") @QueryParam("status")
                    EnrollmentStatus status,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return rosters.roster(sectionId, status, limit, after);
    }

    /** Puts students into a section. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminEnroll",
            summary = "Put students into a section",
            description =
                    "All of them or none, whatever the section's policy, dates and required courses. The first get the"
                            + " seats that are left, the others wait in their order, unless it is overbooked. Sending it again"
                            + " changes nothing.")
    @APIResponse(responseCode = "200", description = "The enrolments of all who are named")
    @APIResponse(responseCode = "422", description = "section-full")
    public Page<RosterLine> enroll(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @NotNull @Valid RosterEntry entry) {
        return rosters.enroll(sectionId, entry);
    }
}

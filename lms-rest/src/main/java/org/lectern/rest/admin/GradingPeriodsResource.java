package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.grades.GradePeriod;
import org.lectern.grades.GradingPeriodService;
import org.lectern.shared.Page;

/** When marking is over. */
@Path("admin/grading-periods")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Grading periods", description = "Terms and grading periods, and whether their grades are locked")
public class GradingPeriodsResource {

    @Inject
    private GradingPeriodService periods;

    /** All of them. */
    @GET
    @Operation(
            operationId = "adminGradingPeriods",
            summary = "The school years, terms and grading periods, and whether their grades are locked",
            description = "The newest first.")
    public Page<GradePeriod> list() {
        return periods.periods();
    }

    /** Locks one. */
    @POST
    @Path("{id}/lock")
    @Operation(
            operationId = "adminLockGradingPeriod",
            summary = "Lock the grades of a period and of those within it",
            description = "Grades, items and decisions stay as they are, and final grades are kept as they are computed"
                    + " now. Locking it again changes nothing.")
    public GradePeriod lock(@Parameter(description = "The academic session", example = "3") @PathParam("id") long id) {
        return periods.lock(id);
    }

    /** Reopens one. */
    @POST
    @Path("{id}/unlock")
    @Operation(
            operationId = "adminUnlockGradingPeriod",
            summary = "Reopen the grades of a period",
            description = "Final grades are computed again from then on. Reopening it again changes nothing.")
    public GradePeriod unlock(
            @Parameter(description = "The academic session", example = "3") @PathParam("id") long id) {
        return periods.unlock(id);
    }
}

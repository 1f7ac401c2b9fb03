package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.attendance.RegisterService;
import org.lectern.attendance.ReopenedRegister;
import org.lectern.attendance.Reopening;

/** What the office does about registers. */
@Path("admin/lessons/{id}/register")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Attendance", description = "Recording who was there")
public class RegistersResource {

    @Inject
    private RegisterService registers;

    /** Opens a register once more. */
    @POST
    @Path("reopen")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminReopenRegister",
            summary = "Open a register once more",
            description =
                    "Its teachers may change it until then, beyond the edit window, and are told. The time never gets"
                            + " shorter than the edit window.")
    @APIResponse(responseCode = "200", description = "Until when it can be changed")
    @APIResponse(responseCode = "422", description = "lesson-cancelled or lesson-in-future")
    public ReopenedRegister reopen(
            @Parameter(description = "The lesson", example = "4711") @PathParam("id") long lessonId,
            @NotNull @Valid Reopening reopening) {
        return registers.reopen(lessonId, reopening);
    }
}

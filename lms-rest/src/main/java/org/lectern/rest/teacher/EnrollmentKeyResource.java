package org.lectern.rest.teacher;

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
import org.lectern.courses.EnrollmentKeyService;
import org.lectern.courses.EnrollmentKeyService.NewKey;

/** The key of a section. */
@Path("teacher/sections/{id}/enrollment-key")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrolment", description = "Who is in which section, and who waits for a seat")
public class EnrollmentKeyResource {

    @Inject
    private EnrollmentKeyService keys;

    /** Gives a section another key. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherChangeEnrollmentKey",
            summary = "Give a section that I teach another enrolment key",
            description =
                    "For sections in which students enrol by a key. Keys cannot be read; who is in the section stays.")
    @APIResponse(responseCode = "204", description = "The key is another one")
    @APIResponse(responseCode = "409", description = "conflict")
    public void change(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @NotNull @Valid NewKey entry) {
        keys.change(sectionId, entry);
    }
}

package org.lectern.rest.teacher;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.attendance.MarkChange;
import org.lectern.attendance.RegisterService;
import org.lectern.shared.Page;

/** How marks came about. */
@Path("teacher/lessons/{id}/register/history")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Attendance", description = "Recording who was there")
public class RegisterHistoryResource {

    @Inject
    private RegisterService registers;

    /** Every change of one mark. */
    @GET
    @Operation(
            operationId = "teacherMarkHistory",
            summary = "Every change of one student's mark in one of my lessons, oldest first",
            description =
                    "Who changed it when, and from what to what. Empty when nobody ever marked the student in it.")
    public Page<MarkChange> history(
            @Parameter(description = "The lesson", example = "4711") @PathParam("id") long lessonId,
            @Parameter(description = "The student", example = "17", required = true) @QueryParam("studentId") @NotNull
                    Long studentId) {
        return registers.history(lessonId, studentId);
    }
}

package org.lectern.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.attendance.AttendanceEntry;
import org.lectern.attendance.AttendanceService;
import org.lectern.attendance.Register;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;

/** Recording marks, by whoever may. */
@Path("attendance")
@ApplicationScoped
@Tag(name = "Attendance", description = "Recording who was there")
public class AttendanceResource {

    @Inject
    private AttendanceService attendance;

    /** Records marks of one lesson. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "recordAttendance",
            summary = "Record marks in a register",
            description = "All marks are written or none. The first to record takes the register. Students who are"
                    + " left out keep what they have; with a code for the rest, such as P, those of them who have no mark"
                    + " get it, and so a whole class is marked present but for the exceptions.")
    @APIResponse(
            responseCode = "200",
            description = "The register as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = Register.class)))
    @APIResponse(responseCode = "404", description = "not-found")
    @APIResponse(
            responseCode = "422",
            description = "student-not-on-roster, unknown-attendance-code, minutes-late-not-allowed, lesson-in-future,"
                    + " lesson-cancelled, edit-window-closed or idempotency-key-reused")
    public Response record(
            AttendanceEntry entry,
            @Parameter(description = "The ETag of the register that you have seen", example = "\"0\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key) {
        var register = attendance.record(entry, expected, key);
        return Response.ok(register)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(register.version()))
                .build();
    }
}

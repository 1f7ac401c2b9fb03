package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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
import org.lectern.attendance.AttendanceCodeFacts;
import org.lectern.attendance.AttendanceCodeService;
import org.lectern.attendance.AttendanceKind;
import org.lectern.rest.Tagged;
import org.lectern.rest.Whole;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;

/** What registers are marked with. */
@Path("admin/attendance-codes")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Attendance codes", description = "What registers are marked with")
public class AttendanceCodesResource {

    @Inject
    private AttendanceCodeService codes;

    /** A page of them. */
    @GET
    @Operation(
            operationId = "adminAttendanceCodes",
            summary = "The attendance codes, in the school's order",
            description = "Filters that are given hold together.")
    public Page<AttendanceCodeService.View> list(
            @Parameter(description = "Words that all must occur in code or name", example = "absent") @QueryParam("q")
                    String search,
            @Parameter(description = "Only codes that count as this", example = "ABSENT") @QueryParam("kind")
                    AttendanceKind kind,
            @Parameter(description = "Only codes of this status", example = "ACTIVE") @QueryParam("status")
                    LifeStatus status,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return codes.list(search, kind, status, limit, after);
    }

    /** One of them. */
    @GET
    @Path("{id}")
    @Operation(
            operationId = "adminAttendanceCode",
            summary = "One attendance code",
            description = "The ETag is what a change has to send.")
    @APIResponse(
            responseCode = "200",
            description = "The attendance code",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = AttendanceCodeService.View.class)))
    public Response get(@Parameter(description = "The attendance code", example = "2") @PathParam("id") long id) {
        var found = codes.get(id);
        return Tagged.ok(found, found.version());
    }

    /** Adds one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminCreateAttendanceCode",
            summary = "Add an attendance code",
            description = "Servers know it within seconds. Members that are left out count as null.")
    @APIResponse(
            responseCode = "201",
            description = "The new attendance code",
            headers = {@Header(name = "ETag"), @Header(name = "Location")},
            content = @Content(schema = @Schema(implementation = AttendanceCodeService.View.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public Response create(
            @NotNull @Valid AttendanceCodeFacts facts,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @Context UriInfo uri) {
        var made = codes.create(facts, key);
        return Tagged.created(uri, made.id(), made, made.version());
    }

    /** Replaces what is known of one. */
    @PUT
    @Whole
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminChangeAttendanceCode",
            summary = "Replace what is known of an attendance code",
            description =
                    "The body has every member, null where nothing is known; one that is left out is refused. The kind cannot change once marks have the code, because they would count differently. One code for present and one for absent are always left.")
    @APIResponse(
            responseCode = "200",
            description = "The attendance code as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = AttendanceCodeService.View.class)))
    @APIResponse(responseCode = "409", description = "conflict or still-in-use")
    public Response update(
            @Parameter(description = "The attendance code", example = "2") @PathParam("id") long id,
            @Parameter(
                            description = "The ETag of the attendance code as you have seen it",
                            example = "\"3\"",
                            required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid AttendanceCodeFacts facts) {
        var changed = codes.update(id, expected, facts);
        return Tagged.ok(changed, changed.version());
    }

    /** Deletes one that nothing refers to. */
    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "adminDeleteAttendanceCode",
            summary = "Delete an attendance code that nothing refers to",
            description = "Marks keep a code; end it then instead. One for present and one for absent are always left.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "409", description = "still-in-use")
    public void delete(@Parameter(description = "The attendance code", example = "2") @PathParam("id") long id) {
        codes.delete(id);
    }
}

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
import org.lectern.rest.Tagged;
import org.lectern.rest.Whole;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;
import org.lectern.timetable.RoomFacts;
import org.lectern.timetable.RoomService;

/** The rooms. */
@Path("admin/rooms")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rooms", description = "Where lessons are held")
public class RoomsResource {

    @Inject
    private RoomService rooms;

    /** A page of them. */
    @GET
    @Operation(
            operationId = "adminRooms",
            summary = "The rooms, by code",
            description = "Filters that are given hold together.")
    public Page<RoomService.View> list(
            @Parameter(description = "Words that all must occur in code or title", example = "lab") @QueryParam("q")
                    String search,
            @Parameter(description = "Only rooms of this status", example = "ACTIVE") @QueryParam("status")
                    LifeStatus status,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return rooms.list(search, status, limit, after);
    }

    /** One of them. */
    @GET
    @Path("{id}")
    @Operation(operationId = "adminRoom", summary = "One room", description = "The ETag is what a change has to send.")
    @APIResponse(
            responseCode = "200",
            description = "The room",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = RoomService.View.class)))
    public Response get(@Parameter(description = "The room", example = "12") @PathParam("id") long id) {
        var found = rooms.get(id);
        return Tagged.ok(found, found.version());
    }

    /** Adds one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminCreateRoom",
            summary = "Add a room",
            description = "The code is of no other room. Members that are left out count as null.")
    @APIResponse(
            responseCode = "201",
            description = "The new room",
            headers = {@Header(name = "ETag"), @Header(name = "Location")},
            content = @Content(schema = @Schema(implementation = RoomService.View.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public Response create(
            @NotNull @Valid RoomFacts facts,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @Context UriInfo uri) {
        var made = rooms.create(facts, key);
        return Tagged.created(uri, made.id(), made, made.version());
    }

    /** Replaces what is known of one. */
    @PUT
    @Whole
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminChangeRoom",
            summary = "Replace what is known of a room",
            description = "The body has every member, null where nothing is known; one that is left out is refused.")
    @APIResponse(
            responseCode = "200",
            description = "The room as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = RoomService.View.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    public Response update(
            @Parameter(description = "The room", example = "12") @PathParam("id") long id,
            @Parameter(description = "The ETag of the room as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid RoomFacts facts) {
        var changed = rooms.update(id, expected, facts);
        return Tagged.ok(changed, changed.version());
    }

    /** Deletes one that nothing refers to. */
    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "adminDeleteRoom",
            summary = "Delete a room that nothing refers to",
            description = "Lessons and timetable slots keep a room; end it then instead.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "409", description = "still-in-use")
    public void delete(@Parameter(description = "The room", example = "12") @PathParam("id") long id) {
        rooms.delete(id);
    }
}

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
import org.lectern.rest.Whole;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Page;
import org.lectern.timetable.Slot;
import org.lectern.timetable.SlotFacts;
import org.lectern.timetable.TimetableSlotService;

/** The weekly plan. */
@Path("admin/timetable-slots")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Timetable", description = "The weekly plan, the lessons made from it, and what became of them")
public class TimetableSlotsResource {

    @Inject
    private TimetableSlotService slots;

    /** A page of the slots. */
    @GET
    @Operation(
            operationId = "adminTimetableSlots",
            summary = "The weekly slots, by weekday and time",
            description = "Filters that are given hold together.")
    public Page<Slot> list(
            @Parameter(description = "Only of this section", example = "42") @QueryParam("sectionId") Long sectionId,
            @Parameter(description = "Only in this room", example = "7") @QueryParam("roomId") Long roomId,
            @Parameter(description = "Only of this teacher", example = "4711") @QueryParam("teacherId") Long teacherId,
            @Parameter(description = "Only of sections that run in this academic session", example = "2")
                    @QueryParam("sessionId")
                    Long sessionId,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return slots.list(sectionId, roomId, teacherId, sessionId, limit, after);
    }

    /** One slot. */
    @GET
    @Path("{id}")
    @Operation(
            operationId = "adminTimetableSlot",
            summary = "One weekly slot",
            description = "The ETag is what a change has to send.")
    @APIResponse(
            responseCode = "200",
            description = "The slot",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = Slot.class)))
    public Response get(@Parameter(description = "The slot", example = "4711") @PathParam("id") long id) {
        return answer(Response.Status.OK, slots.get(id));
    }

    /** Adds a slot and its lessons. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminCreateTimetableSlot",
            summary = "Add a weekly slot, and make its lessons",
            description = "Lessons are made for each of its weeks in the terms of the section that are still to come,"
                    + " holidays left out: all of them, or none when another lesson stands in the way of one.")
    @APIResponse(
            responseCode = "201",
            description = "The new slot",
            headers = {@Header(name = "ETag"), @Header(name = "Location")},
            content = @Content(schema = @Schema(implementation = Slot.class)))
    @APIResponse(responseCode = "409", description = "timetable-clash")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public Response create(
            @NotNull @Valid SlotFacts facts,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @Context UriInfo uri) {
        var slot = slots.create(facts, key);
        return Response.fromResponse(answer(Response.Status.CREATED, slot))
                .location(uri.getAbsolutePathBuilder()
                        .path(Long.toString(slot.id()))
                        .build())
                .build();
    }

    /** Changes a slot and the lessons of it that are to come. */
    @PUT
    @Whole
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminChangeTimetableSlot",
            summary = "Change a weekly slot, and its lessons to come",
            description = "The body has every member. Lessons that were held, or that somebody has moved, covered,"
                    + " cancelled or marked, stay as they are.")
    @APIResponse(
            responseCode = "200",
            description = "The slot as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = Slot.class)))
    @APIResponse(responseCode = "409", description = "timetable-clash")
    public Response update(
            @Parameter(description = "The slot", example = "4711") @PathParam("id") long id,
            @Parameter(description = "The ETag of the slot as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid SlotFacts facts) {
        return answer(Response.Status.OK, slots.update(id, expected, facts));
    }

    /** Deletes a slot and the lessons of it that are to come. */
    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "adminDeleteTimetableSlot",
            summary = "Delete a weekly slot, and its lessons to come",
            description = "Lessons that were held, or that somebody has moved, covered, cancelled or marked, stay.")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void delete(
            @Parameter(description = "The slot", example = "4711") @PathParam("id") long id,
            @Parameter(description = "The ETag of the slot as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected) {
        slots.delete(id, expected);
    }

    /** Makes the lessons of a session anew. */
    @POST
    @Path("remake/{id}")
    @Operation(
            operationId = "adminRemakeLessons",
            summary = "Make the lessons of an academic session anew",
            description = "After its days or holidays have changed, or clashes of an import were resolved. Lessons that"
                    + " were held or touched stay, and those that something stands in the way of are left out. Without"
                    + " a change nothing happens.")
    public TimetableSlotService.LessonsMade remake(
            @Parameter(description = "The academic session", example = "2") @PathParam("id") long sessionId) {
        return slots.remakeAll(sessionId);
    }

    private static Response answer(Response.Status status, Slot slot) {
        return Response.status(status)
                .entity(slot)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(slot.version()))
                .build();
    }
}

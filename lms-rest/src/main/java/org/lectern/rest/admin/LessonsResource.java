package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.rest.Day;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Page;
import org.lectern.timetable.Days;
import org.lectern.timetable.LessonCancellation;
import org.lectern.timetable.LessonCover;
import org.lectern.timetable.LessonEntry;
import org.lectern.timetable.LessonMove;
import org.lectern.timetable.PlannedLesson;
import org.lectern.timetable.PlannedLessonService;

/** Dated lessons, for those who plan them. */
@Path("admin/lessons")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Timetable", description = "The weekly plan, the lessons made from it, and what became of them")
public class LessonsResource {

    @Inject
    private PlannedLessonService lessons;

    /** A page of the lessons of some days. */
    @GET
    @Operation(
            operationId = "adminLessons",
            summary = "The lessons of some days, by time",
            description =
                    "The timetable of a section, room, teacher or group, or of the whole school; cancelled lessons"
                            + " too. Filters that are given hold together.")
    public Page<PlannedLesson> list(
            @Parameter(
                            description = "First day in the school's time zone; Monday of this week without it",
                            example = "2026-11-23",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("from")
                    Day from,
            @Parameter(
                            description = "Last day, at most 400 days in all; a week without it",
                            example = "2026-11-27",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("to")
                    Day to,
            @Parameter(description = "Only of this section", example = "42") @QueryParam("sectionId") Long sectionId,
            @Parameter(description = "Only in this room", example = "7") @QueryParam("roomId") Long roomId,
            @Parameter(
                            description = "Only of this teacher, or planned for this one and covered by another",
                            example = "4711")
                    @QueryParam("teacherId")
                    Long teacherId,
            @Parameter(description = "Only of this group", example = "3") @QueryParam("groupId") Long groupId,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return lessons.list(
                new Days(Day.orNull(from), Day.orNull(to)),
                new PlannedLessonService.Filter(sectionId, roomId, teacherId, groupId),
                limit,
                after);
    }

    /** One lesson. */
    @GET
    @Path("{id}")
    @Operation(
            operationId = "adminLesson",
            summary = "One lesson",
            description = "The ETag is what a change has to send.")
    @APIResponse(
            responseCode = "200",
            description = "The lesson",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = PlannedLesson.class)))
    public Response get(@Parameter(description = "The lesson", example = "4711") @PathParam("id") long id) {
        return answer(Response.Status.OK, lessons.get(id));
    }

    /** Plans a lesson by hand. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminCreateLesson",
            summary = "Plan a lesson by hand",
            description = "Beside the weekly plan, once.")
    @APIResponse(
            responseCode = "201",
            description = "The new lesson",
            headers = {@Header(name = "ETag"), @Header(name = "Location")},
            content = @Content(schema = @Schema(implementation = PlannedLesson.class)))
    @APIResponse(responseCode = "409", description = "timetable-clash")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public Response create(
            @NotNull @Valid LessonEntry entry,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @Context UriInfo uri) {
        var lesson = lessons.create(entry, key);
        return Response.fromResponse(answer(Response.Status.CREATED, lesson))
                .location(uri.getAbsolutePathBuilder()
                        .path(Long.toString(lesson.id()))
                        .build())
                .build();
    }

    /** Moves a lesson. */
    @POST
    @Path("{id}/move")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminMoveLesson",
            summary = "Move a lesson to another time or room",
            description =
                    "Its register, timetables and calendars follow. Moved back to what was planned it is as planned again.")
    @APIResponse(
            responseCode = "200",
            description = "The lesson as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = PlannedLesson.class)))
    @APIResponse(responseCode = "409", description = "timetable-clash, or conflict when its register was taken")
    @APIResponse(responseCode = "422", description = "lesson-cancelled")
    public Response move(
            @Parameter(description = "The lesson", example = "4711") @PathParam("id") long id,
            @Parameter(description = "The ETag of the lesson as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid LessonMove move) {
        return answer(Response.Status.OK, lessons.move(id, expected, move));
    }

    /** Lets somebody else teach a lesson. */
    @POST
    @Path("{id}/cover")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminCoverLesson",
            summary = "Let a substitute teach a lesson",
            description = "The substitute takes its register; the teacher it was planned for still sees it.")
    @APIResponse(
            responseCode = "200",
            description = "The lesson as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = PlannedLesson.class)))
    @APIResponse(responseCode = "409", description = "timetable-clash, or conflict when its register was taken")
    @APIResponse(responseCode = "422", description = "lesson-cancelled")
    public Response cover(
            @Parameter(description = "The lesson", example = "4711") @PathParam("id") long id,
            @Parameter(description = "The ETag of the lesson as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid LessonCover cover) {
        return answer(Response.Status.OK, lessons.cover(id, expected, cover));
    }

    /** Cancels a lesson. */
    @POST
    @Path("{id}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminCancelLesson",
            summary = "Cancel a lesson",
            description =
                    "It has no register any more and counts for nothing; timetables and calendars show it as cancelled.")
    @APIResponse(
            responseCode = "200",
            description = "The lesson as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = PlannedLesson.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    @APIResponse(responseCode = "422", description = "lesson-cancelled")
    public Response cancel(
            @Parameter(description = "The lesson", example = "4711") @PathParam("id") long id,
            @Parameter(description = "The ETag of the lesson as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid LessonCancellation cancellation) {
        return answer(Response.Status.OK, lessons.cancel(id, expected, cancellation));
    }

    /** Takes changes of a lesson back. */
    @POST
    @Path("{id}/restore")
    @Operation(
            operationId = "adminRestoreLesson",
            summary = "Hold a lesson as it was planned",
            description = "Takes back that it was moved, covered or cancelled.")
    @APIResponse(
            responseCode = "200",
            description = "The lesson as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = PlannedLesson.class)))
    @APIResponse(responseCode = "409", description = "timetable-clash, or conflict when its register was taken")
    public Response restore(
            @Parameter(description = "The lesson", example = "4711") @PathParam("id") long id,
            @Parameter(description = "The ETag of the lesson as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected) {
        return answer(Response.Status.OK, lessons.restore(id, expected));
    }

    private static Response answer(Response.Status status, PlannedLesson lesson) {
        return Response.status(status)
                .entity(lesson)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(lesson.version()))
                .build();
    }
}

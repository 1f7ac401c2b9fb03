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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.courses.TeacherAssignmentFacts;
import org.lectern.courses.TeacherAssignmentService;
import org.lectern.courses.TeachingRole;
import org.lectern.rest.Day;
import org.lectern.rest.Tagged;
import org.lectern.rest.Whole;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Page;

/** Who teaches which section and when. */
@Path("admin/teacher-assignments")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Teacher assignments", description = "Who teaches which section and when")
public class TeacherAssignmentsResource {

    @Inject
    private TeacherAssignmentService assignments;

    /** A page of them. */
    @GET
    @Operation(
            operationId = "adminTeacherAssignments",
            summary = "The teacher assignments, oldest first",
            description = "Filters that are given hold together.")
    public Page<TeacherAssignmentService.View> list(
            @Parameter(
                            description =
                                    "Words that all must occur in the section's code or title or the teacher's name",
                            example = "calder")
                    @QueryParam("q")
                    String search,
            @Parameter(description = "Only of this section", example = "42") @QueryParam("section") Long section,
            @Parameter(description = "Only of this teacher", example = "4711") @QueryParam("teacher") Long teacher,
            @Parameter(description = "Only in this role", example = "LEAD") @QueryParam("role") TeachingRole role,
            @Parameter(
                            description = "Only those that hold on this day",
                            example = "2026-11-24",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("on")
                    Day on,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return assignments.list(search, section, teacher, role, Day.orNull(on), limit, after);
    }

    /** One of them. */
    @GET
    @Path("{id}")
    @Operation(
            operationId = "adminTeacherAssignment",
            summary = "One teacher assignment",
            description = "The ETag is what a change has to send.")
    @APIResponse(
            responseCode = "200",
            description = "The teacher assignment",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = TeacherAssignmentService.View.class)))
    public Response get(@Parameter(description = "The teacher assignment", example = "99") @PathParam("id") long id) {
        var found = assignments.get(id);
        return Tagged.ok(found, found.version());
    }

    /** Adds one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminCreateTeacherAssignment",
            summary = "Add a teacher assignment",
            description =
                    "The person has the role TEACHER, and is assigned to the section once at a time. Without days it holds as long as the section runs. Members that are left out count as null.")
    @APIResponse(
            responseCode = "201",
            description = "The new teacher assignment",
            headers = {@Header(name = "ETag"), @Header(name = "Location")},
            content = @Content(schema = @Schema(implementation = TeacherAssignmentService.View.class)))
    @APIResponse(responseCode = "409", description = "conflict or timetable-clash")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public Response create(
            @NotNull @Valid TeacherAssignmentFacts facts,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @Context UriInfo uri) {
        var made = assignments.create(facts, key);
        return Tagged.created(uri, made.id(), made, made.version());
    }

    /** Replaces what is known of one. */
    @PUT
    @Whole
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminChangeTeacherAssignment",
            summary = "Replace what is known of a teacher assignment",
            description =
                    "The body has every member, null where nothing is known; one that is left out is refused. Section and teacher stay as they are.")
    @APIResponse(
            responseCode = "200",
            description = "The teacher assignment as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = TeacherAssignmentService.View.class)))
    @APIResponse(responseCode = "409", description = "conflict or timetable-clash")
    public Response update(
            @Parameter(description = "The teacher assignment", example = "99") @PathParam("id") long id,
            @Parameter(
                            description = "The ETag of the teacher assignment as you have seen it",
                            example = "\"3\"",
                            required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid TeacherAssignmentFacts facts) {
        var changed = assignments.update(id, expected, facts);
        return Tagged.ok(changed, changed.version());
    }

    /** Deletes one that nothing refers to. */
    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "adminDeleteTeacherAssignment",
            summary = "Delete a teacher assignment that nothing refers to",
            description =
                    "Only for a mistake: registers that the teacher took in these sections keep an assignment; set its last day then instead.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "409", description = "still-in-use")
    public void delete(@Parameter(description = "The teacher assignment", example = "99") @PathParam("id") long id) {
        assignments.delete(id);
    }
}

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
import org.lectern.courses.CourseFacts;
import org.lectern.courses.CourseService;
import org.lectern.rest.Tagged;
import org.lectern.rest.Whole;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;

/** The courses. */
@Path("admin/courses")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Courses", description = "What can be taught")
public class CoursesResource {

    @Inject
    private CourseService courses;

    /** A page of them. */
    @GET
    @Operation(
            operationId = "adminCourses",
            summary = "The courses, by code",
            description = "Filters that are given hold together.")
    public Page<CourseService.Row> list(
            @Parameter(description = "Words that all must occur in code or title", example = "algebra") @QueryParam("q")
                    String search,
            @Parameter(description = "Only courses of this status", example = "ACTIVE") @QueryParam("status")
                    LifeStatus status,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return courses.list(search, status, limit, after);
    }

    /** One of them. */
    @GET
    @Path("{id}")
    @Operation(
            operationId = "adminCourse",
            summary = "One course",
            description = "With its prerequisites. The ETag is what a change has to send.")
    @APIResponse(
            responseCode = "200",
            description = "The course",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = CourseService.View.class)))
    public Response get(@Parameter(description = "The course", example = "7") @PathParam("id") long id) {
        var found = courses.get(id);
        return Tagged.ok(found, found.version());
    }

    /** Adds one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminCreateCourse",
            summary = "Add a course",
            description =
                    "Prerequisites are courses that a student has to have completed before. Members that are left out count as null.")
    @APIResponse(
            responseCode = "201",
            description = "The new course",
            headers = {@Header(name = "ETag"), @Header(name = "Location")},
            content = @Content(schema = @Schema(implementation = CourseService.View.class)))
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public Response create(
            @NotNull @Valid CourseFacts facts,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @Context UriInfo uri) {
        var made = courses.create(facts, key);
        return Tagged.created(uri, made.id(), made, made.version());
    }

    /** Replaces what is known of one. */
    @PUT
    @Whole
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminChangeCourse",
            summary = "Replace what is known of a course",
            description =
                    "The body has every member, null where nothing is known; one that is left out is refused. Courses that lead back to this one cannot be required.")
    @APIResponse(
            responseCode = "200",
            description = "The course as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = CourseService.View.class)))
    public Response update(
            @Parameter(description = "The course", example = "7") @PathParam("id") long id,
            @Parameter(description = "The ETag of the course as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid CourseFacts facts) {
        var changed = courses.update(id, expected, facts);
        return Tagged.ok(changed, changed.version());
    }

    /** Deletes one that nothing refers to. */
    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "adminDeleteCourse",
            summary = "Delete a course that nothing refers to",
            description = "Sections, and courses that require it, keep a course; end it then instead.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "409", description = "still-in-use")
    public void delete(@Parameter(description = "The course", example = "7") @PathParam("id") long id) {
        courses.delete(id);
    }
}

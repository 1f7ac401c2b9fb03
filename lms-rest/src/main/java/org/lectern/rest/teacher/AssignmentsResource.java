package org.lectern.rest.teacher;

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
import org.lectern.content.AssignmentFacts;
import org.lectern.content.AssignmentMarks;
import org.lectern.content.AssignmentService;
import org.lectern.content.CourseAssignment;
import org.lectern.content.HandedIn;
import org.lectern.content.Receipt;
import org.lectern.content.SubmissionService;
import org.lectern.rest.ArchiveAnswer;
import org.lectern.rest.Whole;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Page;

/** Work that teachers set, collect and mark. */
@Path("teacher")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Assignments", description = "Work that is set, handed in and marked")
public class AssignmentsResource {

    @Inject
    private AssignmentService assignments;

    @Inject
    private SubmissionService submissions;

    /** The assignments of a section. */
    @GET
    @Path("sections/{id}/assignments")
    @Operation(
            operationId = "teacherAssignments",
            summary = "The assignments of one of my sections",
            description = "By the time they are due, with how many have handed in and how many are marked.")
    public Page<CourseAssignment> ofSection(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId) {
        return assignments.ofSection(sectionId);
    }

    /** Sets work. */
    @POST
    @Path("sections/{id}/assignments")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherCreateAssignment",
            summary = "Set work for one of my sections",
            description = "Its grade item is made with it. Files are handed in to the section first, and named here.")
    @APIResponse(
            responseCode = "201",
            description = "The new assignment",
            headers = {@Header(name = "ETag"), @Header(name = "Location")},
            content = @Content(schema = @Schema(implementation = CourseAssignment.class)))
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public Response create(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @NotNull @Valid AssignmentFacts facts,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @Context UriInfo uri) {
        var assignment = assignments.create(sectionId, facts, key);
        return Response.created(uri.getBaseUriBuilder()
                        .path("teacher/assignments")
                        .path(Long.toString(assignment.id()))
                        .build())
                .entity(assignment)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(assignment.version()))
                .build();
    }

    /** One assignment. */
    @GET
    @Path("assignments/{id}")
    @Operation(
            operationId = "teacherAssignment",
            summary = "One assignment",
            description = "The ETag is what a change has to send.")
    @APIResponse(
            responseCode = "200",
            description = "The assignment",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = CourseAssignment.class)))
    public Response get(@Parameter(description = "The assignment", example = "17") @PathParam("id") long id) {
        return answer(assignments.get(id));
    }

    /** Replaces what is said of an assignment. */
    @PUT
    @Whole
    @Path("assignments/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherChangeAssignment",
            summary = "Replace what is said of an assignment",
            description = "The body has every member. Its grade item is changed accordingly; what was handed in before"
                    + " keeps being on time or late as it was.")
    @APIResponse(
            responseCode = "200",
            description = "The assignment as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = CourseAssignment.class)))
    public Response change(
            @Parameter(description = "The assignment", example = "17") @PathParam("id") long id,
            @Parameter(
                            description = "The ETag of the assignment as you have seen it",
                            example = "\"3\"",
                            required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid AssignmentFacts facts) {
        return answer(assignments.change(id, expected, facts));
    }

    private static Response answer(CourseAssignment assignment) {
        return Response.ok(assignment)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(assignment.version()))
                .build();
    }

    /** Deletes an assignment. */
    @DELETE
    @Path("assignments/{id}")
    @Operation(
            operationId = "teacherDeleteAssignment",
            summary = "Delete an assignment that nobody has handed in",
            description = "Its grade item goes with it. One with submissions or grades is refused; hide it instead.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "409", description = "still-in-use")
    public void delete(
            @Parameter(description = "The assignment", example = "17") @PathParam("id") long id,
            @Parameter(
                            description = "The ETag of the assignment as you have seen it",
                            example = "\"3\"",
                            required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected) {
        assignments.delete(id, expected);
    }

    /** Who has handed in, and who has not. */
    @GET
    @Path("assignments/{id}/submissions")
    @Operation(
            operationId = "teacherSubmissions",
            summary = "Who has handed in what, and who has not",
            description = "Every student on the roster, by family name, with all attempts, points and feedback.")
    public Page<HandedIn> submissions(
            @Parameter(description = "The assignment", example = "17") @PathParam("id") long id) {
        return submissions.handedIn(id);
    }

    /** All that was handed in. */
    @GET
    @Path("assignments/{id}/submissions.zip")
    @Produces("application/zip")
    @Operation(
            operationId = "teacherSubmissionsArchive",
            summary = "All that was handed in, as a zip",
            description =
                    "A folder for each student, in it one for each attempt. The names are safe to unpack anywhere.")
    @APIResponse(
            responseCode = "200",
            description = "The zip",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response archive(@Parameter(description = "The assignment", example = "17") @PathParam("id") long id) {
        return ArchiveAnswer.of(submissions.archive(id));
    }

    /** Points and feedback. */
    @POST
    @Path("assignments/{id}/marks")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherMarkAssignment",
            summary = "Give points and feedback",
            description = "They become grades of the assignment's item: all that are sent, or none. Students who are"
                    + " left out keep what they have. Each is late by as many days as the newest attempt, which costs what"
                    + " the gradebook says, unless the assignment forgives it.")
    @APIResponse(responseCode = "200", description = "Everybody, as it is now")
    @APIResponse(responseCode = "422", description = "grades-refused")
    public Page<HandedIn> mark(
            @Parameter(description = "The assignment", example = "17") @PathParam("id") long id,
            @NotNull @Valid AssignmentMarks marks) {
        return submissions.mark(id, marks);
    }

    /** One submission. */
    @GET
    @Path("submissions/{id}")
    @Operation(
            operationId = "teacherSubmission",
            summary = "One submission, with its text",
            description = "As its receipt says it. Files are fetched at /files/{id}.")
    public Receipt submission(@Parameter(description = "The submission", example = "4711") @PathParam("id") long id) {
        return submissions.submission(id);
    }
}

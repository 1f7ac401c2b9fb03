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
import org.lectern.grades.GradeChange;
import org.lectern.grades.GradeEntryService;
import org.lectern.grades.GradeItemService;
import org.lectern.grades.ItemDetails;
import org.lectern.grades.ItemFacts;
import org.lectern.rest.Whole;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Page;

/** What is marked in a section. */
@Path("teacher")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Gradebook")
public class GradeItemsResource {

    @Inject
    private GradeItemService items;

    @Inject
    private GradeEntryService entries;

    /** Adds an item. */
    @POST
    @Path("sections/{id}/grade-items")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherCreateGradeItem",
            summary = "Add something that is marked",
            description =
                    "An item that is not released is seen by no student and counts in no grade that a student sees.")
    @APIResponse(
            responseCode = "201",
            description = "The new item",
            headers = {@Header(name = "ETag"), @Header(name = "Location")},
            content = @Content(schema = @Schema(implementation = ItemDetails.class)))
    @APIResponse(responseCode = "409", description = "grades-locked")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public Response create(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @Parameter(description = "Names this request, so that sending it again does no harm", example = "k-1")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @NotNull @Valid ItemFacts facts,
            @Context UriInfo uri) {
        var item = items.create(sectionId, facts, key);
        return Response.fromResponse(answer(Response.Status.CREATED, item))
                .location(uri.getBaseUriBuilder()
                        .path("teacher/grade-items/" + item.id())
                        .build())
                .build();
    }

    /** One item. */
    @GET
    @Path("grade-items/{id}")
    @Operation(
            operationId = "teacherGradeItem",
            summary = "One item of a section of mine",
            description = "The ETag is what a change has to send.")
    @APIResponse(
            responseCode = "200",
            description = "The item",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = ItemDetails.class)))
    public Response get(@Parameter(description = "The item", example = "99") @PathParam("id") long id) {
        return answer(Response.Status.OK, items.get(id));
    }

    /** Replaces what is said of an item. */
    @PUT
    @Whole
    @Path("grade-items/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherChangeGradeItem",
            summary = "Replace what is said of an item",
            description =
                    "The maximum cannot be less than what somebody was given. With status ENDED it counts no more.")
    @APIResponse(
            responseCode = "200",
            description = "The item as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = ItemDetails.class)))
    @APIResponse(responseCode = "409", description = "grades-locked")
    public Response update(
            @Parameter(description = "The item", example = "99") @PathParam("id") long id,
            @Parameter(description = "The ETag of the item as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid ItemFacts facts) {
        return answer(Response.Status.OK, items.update(id, expected, facts));
    }

    /** Deletes an item without grades. */
    @DELETE
    @Path("grade-items/{id}")
    @Operation(
            operationId = "teacherDeleteGradeItem",
            summary = "Delete an item for which nothing was ever given",
            description = "One that has or had grades can be ended instead.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "409", description = "still-in-use, grades-locked")
    public void delete(@Parameter(description = "The item", example = "99") @PathParam("id") long id) {
        items.delete(id);
    }

    /** How grades came to be. */
    @GET
    @Path("grade-items/{id}/history")
    @Operation(
            operationId = "teacherGradeHistory",
            summary = "Who changed the grades of an item, when, from what to what",
            description = "Newest first; of one student or of all. What an import changed stands in the audit.")
    public Page<GradeChange> history(
            @Parameter(description = "The item", example = "99") @PathParam("id") long id,
            @Parameter(description = "Only of this student", example = "4711") @QueryParam("student") Long studentId,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return entries.history(id, studentId, limit, after);
    }

    private static Response answer(Response.Status status, ItemDetails item) {
        return Response.status(status)
                .entity(item)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(item.version()))
                .build();
    }
}

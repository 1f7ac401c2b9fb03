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
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.grades.CategoryDetails;
import org.lectern.grades.CategoryFacts;
import org.lectern.grades.GradeCategoryService;
import org.lectern.rest.Whole;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;

/** The weighted groups of items. */
@Path("teacher")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Gradebook")
public class GradeCategoriesResource {

    @Inject
    private GradeCategoryService categories;

    /** Adds a category. */
    @POST
    @Path("sections/{id}/grade-categories")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherCreateGradeCategory",
            summary = "Add a category",
            description = "Weights are relative to each other and shared among the categories in which something is"
                    + " marked.")
    @APIResponse(
            responseCode = "201",
            description = "The new category",
            headers = {@Header(name = "ETag"), @Header(name = "Location")},
            content = @Content(schema = @Schema(implementation = CategoryDetails.class)))
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public Response create(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @Parameter(description = "Names this request, so that sending it again does no harm", example = "k-1")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @NotNull @Valid CategoryFacts facts,
            @Context UriInfo uri) {
        var category = categories.create(sectionId, facts, key);
        return Response.fromResponse(answer(Response.Status.CREATED, category))
                .location(uri.getBaseUriBuilder()
                        .path("teacher/grade-categories/" + category.id())
                        .build())
                .build();
    }

    /** One category. */
    @GET
    @Path("grade-categories/{id}")
    @Operation(
            operationId = "teacherGradeCategory",
            summary = "One category of a section of mine",
            description = "The ETag is what a change has to send.")
    @APIResponse(
            responseCode = "200",
            description = "The category",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = CategoryDetails.class)))
    public Response get(@Parameter(description = "The category", example = "7") @PathParam("id") long id) {
        return answer(Response.Status.OK, categories.get(id));
    }

    /** Replaces what is said of a category. */
    @PUT
    @Whole
    @Path("grade-categories/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherChangeGradeCategory",
            summary = "Replace what is said of a category",
            description = "To see before what other weights make of the grades, use the preview and set them together.")
    @APIResponse(
            responseCode = "200",
            description = "The category as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = CategoryDetails.class)))
    public Response update(
            @Parameter(description = "The category", example = "7") @PathParam("id") long id,
            @Parameter(description = "The ETag of the category as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid CategoryFacts facts) {
        return answer(Response.Status.OK, categories.update(id, expected, facts));
    }

    /** Deletes an empty category. */
    @DELETE
    @Path("grade-categories/{id}")
    @Operation(
            operationId = "teacherDeleteGradeCategory",
            summary = "Delete a category in which nothing is",
            description = "Items have to be moved to another category first.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "409", description = "still-in-use")
    public void delete(@Parameter(description = "The category", example = "7") @PathParam("id") long id) {
        categories.delete(id);
    }

    private static Response answer(Response.Status status, CategoryDetails category) {
        return Response.status(status)
                .entity(category)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(category.version()))
                .build();
    }
}

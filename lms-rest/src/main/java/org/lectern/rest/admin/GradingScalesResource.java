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
import org.lectern.grades.GradingScaleFacts;
import org.lectern.grades.GradingScaleService;
import org.lectern.rest.Tagged;
import org.lectern.rest.Whole;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;

/** Letters or numbers from percentages. */
@Path("admin/grading-scales")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Grading scales", description = "Letters or numbers from percentages")
public class GradingScalesResource {

    @Inject
    private GradingScaleService scales;

    /** A page of them. */
    @GET
    @Operation(
            operationId = "adminGradingScales",
            summary = "The grading scales, by name",
            description = "Filters that are given hold together.")
    public Page<GradingScaleService.View> list(
            @Parameter(description = "Words that all must occur in the name", example = "letters") @QueryParam("q")
                    String search,
            @Parameter(description = "Only scales of this status", example = "ACTIVE") @QueryParam("status")
                    LifeStatus status,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return scales.list(search, status, limit, after);
    }

    /** One of them. */
    @GET
    @Path("{id}")
    @Operation(
            operationId = "adminGradingScale",
            summary = "One grading scale",
            description = "The ETag is what a change has to send.")
    @APIResponse(
            responseCode = "200",
            description = "The grading scale",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = GradingScaleService.View.class)))
    public Response get(@Parameter(description = "The grading scale", example = "1") @PathParam("id") long id) {
        var found = scales.get(id);
        return Tagged.ok(found, found.version());
    }

    /** Adds one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminCreateGradingScale",
            summary = "Add a grading scale",
            description =
                    "A percentage is rounded as the scale says, then gets the first band whose lowest percentage it reaches. Bands go from the best down, the last begins at 0. A new standard scale takes the place of the one that was. Members that are left out count as null.")
    @APIResponse(
            responseCode = "201",
            description = "The new grading scale",
            headers = {@Header(name = "ETag"), @Header(name = "Location")},
            content = @Content(schema = @Schema(implementation = GradingScaleService.View.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public Response create(
            @NotNull @Valid GradingScaleFacts facts,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @Context UriInfo uri) {
        var made = scales.create(facts, key);
        return Tagged.created(uri, made.id(), made, made.version());
    }

    /** Replaces what is known of one. */
    @PUT
    @Whole
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminChangeGradingScale",
            summary = "Replace what is known of a grading scale",
            description =
                    "The body has every member, null where nothing is known; one that is left out is refused. Final grades that are computed later use it as it is then.")
    @APIResponse(
            responseCode = "200",
            description = "The grading scale as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = GradingScaleService.View.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    public Response update(
            @Parameter(description = "The grading scale", example = "1") @PathParam("id") long id,
            @Parameter(
                            description = "The ETag of the grading scale as you have seen it",
                            example = "\"3\"",
                            required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid GradingScaleFacts facts) {
        var changed = scales.update(id, expected, facts);
        return Tagged.ok(changed, changed.version());
    }

    /** Deletes one that nothing refers to. */
    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "adminDeleteGradingScale",
            summary = "Delete a grading scale that nothing refers to",
            description = "Sections keep a scale; end it then instead. The standard scale cannot go.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "409", description = "still-in-use")
    public void delete(@Parameter(description = "The grading scale", example = "1") @PathParam("id") long id) {
        scales.delete(id);
    }
}

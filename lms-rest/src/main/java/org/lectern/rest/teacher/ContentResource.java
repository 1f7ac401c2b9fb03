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
import org.lectern.content.ContentOrder;
import org.lectern.content.ContentService;
import org.lectern.content.CourseUnit;
import org.lectern.content.CourseUnit.CourseMaterial;
import org.lectern.content.MaterialFacts;
import org.lectern.content.UnitFacts;
import org.lectern.rest.Whole;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Page;

/** What a section's teachers put up for its students. */
@Path("teacher")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Content", description = "Units and materials of sections")
public class ContentResource {

    @Inject
    private ContentService content;

    /** All units of a section. */
    @GET
    @Path("sections/{id}/units")
    @Operation(
            operationId = "teacherUnits",
            summary = "The units of one of my sections, with their materials",
            description =
                    "All of them, hidden ones too, in order. A unit or material says whether students see it today.")
    public Page<CourseUnit> units(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId) {
        return content.units(sectionId);
    }

    /** Adds a unit. */
    @POST
    @Path("sections/{id}/units")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherCreateUnit",
            summary = "Add a unit to one of my sections",
            description = "It comes after those that are there.")
    @APIResponse(
            responseCode = "201",
            description = "The new unit",
            headers = {@Header(name = "ETag"), @Header(name = "Location")},
            content = @Content(schema = @Schema(implementation = CourseUnit.class)))
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public Response createUnit(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @NotNull @Valid UnitFacts facts,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @Context UriInfo uri) {
        var unit = content.createUnit(sectionId, facts, key);
        return Response.created(uri.getBaseUriBuilder()
                        .path("teacher/units")
                        .path(Long.toString(unit.id()))
                        .build())
                .entity(unit)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(unit.version()))
                .build();
    }

    /** Replaces what is said of a unit. */
    @PUT
    @Whole
    @Path("units/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherChangeUnit",
            summary = "Rename, hide or show a unit",
            description = "The body has every member. Its materials stay as they are.")
    @APIResponse(
            responseCode = "200",
            description = "The unit as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = CourseUnit.class)))
    public Response changeUnit(
            @Parameter(description = "The unit", example = "7") @PathParam("id") long id,
            @Parameter(description = "The version of the unit as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid UnitFacts facts) {
        var unit = content.changeUnit(id, expected, facts);
        return Response.ok(unit)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(unit.version()))
                .build();
    }

    /** Deletes a unit. */
    @DELETE
    @Path("units/{id}")
    @Operation(
            operationId = "teacherDeleteUnit",
            summary = "Delete an empty unit",
            description = "One that has materials is refused; move or delete them first.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "409", description = "still-in-use")
    public void deleteUnit(
            @Parameter(description = "The unit", example = "7") @PathParam("id") long id,
            @Parameter(description = "The version as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected) {
        content.deleteUnit(id, expected);
    }

    /** Puts all units and materials in order. */
    @POST
    @Path("sections/{id}/units/order")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherArrangeUnits",
            summary = "Put the units and materials of a section in order",
            description = "Names every unit and every material once; a material may move to another unit. When somebody"
                    + " has added or deleted one meanwhile, nothing changes and the answer is 409.")
    @APIResponse(responseCode = "200", description = "The units in their new order")
    @APIResponse(responseCode = "409", description = "conflict")
    public Page<CourseUnit> arrange(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @NotNull @Valid ContentOrder order) {
        return content.arrange(sectionId, order);
    }

    /** Adds a material. */
    @POST
    @Path("units/{id}/materials")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherCreateMaterial",
            summary = "Add a material to a unit",
            description =
                    "A text in Markdown, a link, or a file that was handed in to the section before. It comes after"
                            + " those that are there.")
    @APIResponse(
            responseCode = "201",
            description = "The new material",
            headers = {@Header(name = "ETag"), @Header(name = "Location")},
            content = @Content(schema = @Schema(implementation = CourseMaterial.class)))
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public Response createMaterial(
            @Parameter(description = "The unit", example = "7") @PathParam("id") long unitId,
            @NotNull @Valid MaterialFacts facts,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @Context UriInfo uri) {
        var material = content.createMaterial(unitId, facts, key);
        return Response.created(uri.getBaseUriBuilder()
                        .path("teacher/materials")
                        .path(Long.toString(material.id()))
                        .build())
                .entity(material)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(material.version()))
                .build();
    }

    /** One material. */
    @GET
    @Path("materials/{id}")
    @Operation(
            operationId = "teacherMaterial",
            summary = "One material",
            description = "With its text as it was written and as it is shown.")
    @APIResponse(
            responseCode = "200",
            description = "The material",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = CourseMaterial.class)))
    public Response material(@Parameter(description = "The material", example = "99") @PathParam("id") long id) {
        return answer(content.material(id));
    }

    /** Replaces what is said of a material. */
    @PUT
    @Whole
    @Path("materials/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherChangeMaterial",
            summary = "Replace what is said of a material",
            description = "The body has every member, null where there is none.")
    @APIResponse(
            responseCode = "200",
            description = "The material as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = CourseMaterial.class)))
    public Response changeMaterial(
            @Parameter(description = "The material", example = "99") @PathParam("id") long id,
            @Parameter(description = "The ETag of the material as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid MaterialFacts facts) {
        return answer(content.changeMaterial(id, expected, facts));
    }

    private static Response answer(CourseMaterial material) {
        return Response.ok(material)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(material.version()))
                .build();
    }

    /** Deletes a material. */
    @DELETE
    @Path("materials/{id}")
    @Operation(
            operationId = "teacherDeleteMaterial",
            summary = "Delete a material",
            description = "A file that nothing else refers to goes with it, after a day.")
    @APIResponse(responseCode = "204", description = "Deleted")
    public void deleteMaterial(
            @Parameter(description = "The material", example = "99") @PathParam("id") long id,
            @Parameter(description = "The version as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected) {
        content.deleteMaterial(id, expected);
    }
}

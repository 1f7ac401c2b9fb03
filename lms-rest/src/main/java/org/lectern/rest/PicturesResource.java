package org.lectern.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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
import org.lectern.profile.PictureService;

/** Pictures of people. */
@Path("people/{id}/picture")
@ApplicationScoped
@Tag(name = "Profile", description = "What people see and change of themselves")
public class PicturesResource {

    @Inject
    private PictureService pictures;

    /** Somebody's picture. */
    @GET
    @Operation(
            operationId = "picture",
            summary = "The picture of a person",
            description =
                    "One's own; teachers and administrators may see everybody's. If-None-Match with the ETag gives"
                            + " 304.")
    @APIResponse(
            responseCode = "200",
            description = "A JPEG of 256 × 256 points",
            headers = @Header(name = "ETag"),
            content = @Content(mediaType = "image/jpeg", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response get(
            @Parameter(description = "The person", example = "4711") @PathParam("id") long personId,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
            @Context UriInfo uri) {
        return FileAnswer.of(
                pictures.get(personId),
                ifNoneMatch,
                null,
                null,
                uri.getRequestUri().getPath());
    }
}

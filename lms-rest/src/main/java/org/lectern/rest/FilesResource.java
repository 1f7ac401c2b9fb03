package org.lectern.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.files.FileHead;
import org.lectern.files.FileService;

/** Bytes, in and out. What they are for is said elsewhere, by their ids. */
@Path("files")
@ApplicationScoped
@Tag(name = "Files", description = "Bytes of materials, assignments and what is handed in")
public class FilesResource {

    @Inject
    private FileService files;

    /** Takes a file in. */
    @POST
    @Streamed
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "uploadFile",
            summary = "Hand in a file",
            description = "The body is the file itself. It is read to its end before anything is kept, and what it is"
                    + " is found by looking at it; the Content-Type of the request does not count. Say afterwards what"
                    + " it is for, by its id: a file that nothing refers to is thrown away after a day.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "201",
            description = "The file as it is kept",
            headers = @Header(name = "Location"),
            content = @Content(schema = @Schema(implementation = FileHead.class)))
    @APIResponse(responseCode = "404", description = "not-found")
    @APIResponse(responseCode = "409", description = "quota-exceeded")
    @APIResponse(responseCode = "413", description = "too-large")
    @APIResponse(responseCode = "422", description = "file-type-not-allowed")
    public Response take(
            @Parameter(description = "What the file is called, with its ending", example = "essay.pdf", required = true)
                    @QueryParam("name")
                    String name,
            @Parameter(
                            description = "The section in which it will be used; none for a file of your own",
                            example = "42")
                    @QueryParam("sectionId")
                    Long sectionId,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_LENGTH) Long length,
            InputStream body,
            @Context UriInfo uri) {
        var file = files.take(body, length, name, sectionId);
        return Response.status(Response.Status.CREATED)
                .entity(file)
                .location(uri.getAbsolutePathBuilder()
                        .path(Long.toString(file.id()))
                        .build())
                .build();
    }

    /** Gives a file out. */
    @GET
    @Path("{id}")
    @Operation(
            operationId = "downloadFile",
            summary = "Fetch a file",
            description = "For its owner, the teachers of its section, administrators, the students who are shown"
                    + " it, and who decides on the absence that it proves. Pictures and PDF come with their own type, everything else only to be saved. A Range of"
                    + " bytes gives 206 with that part, and If-None-Match with the ETag gives 304.")
    @APIResponse(
            responseCode = "200",
            description = "The bytes",
            headers = @Header(name = "ETag"),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "416", description = "range-not-satisfiable")
    public Response get(
            @Parameter(description = "The file", example = "4711") @PathParam("id") long id,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
            @Parameter(hidden = true) @HeaderParam("Range") String range,
            @Parameter(hidden = true) @HeaderParam("If-Range") String ifRange,
            @Context UriInfo uri) {
        return FileAnswer.of(
                files.open(id), ifNoneMatch, range, ifRange, uri.getRequestUri().getPath());
    }
}

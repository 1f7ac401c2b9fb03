package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.roster.ImportService;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/** Takes rosters in. */
@Path("admin/imports")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports", description = "Rosters from other systems, taken in by jobs")
public class ImportsResource {

    private static final int FORMAT_BYTES = 100;

    @Inject
    private ImportService imports;

    /**
     * Where to look how the import goes.
     *
     * @param jobId the job that does it
     */
    @Schema(name = "AcceptedJob")
    public record Accepted(long jobId) {}

    /** Imports a set, all of it or nothing. */
    @POST
    @Upload
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "adminImport",
            summary = "Import a roster, or find out what it would change",
            description = "A zip of OneRoster CSV files, 1.1 or 1.2. The answer comes before the work is done: the job"
                    + " tells its progress, its result, or every fault with file, line and column. A faulty set changes"
                    + " nothing, and the same set again changes nothing either.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = {"format", "file"},
                                            properties = {
                                                @SchemaProperty(
                                                        name = "format",
                                                        type = SchemaType.STRING,
                                                        enumeration = "oneroster"),
                                                @SchemaProperty(
                                                        name = "file",
                                                        type = SchemaType.STRING,
                                                        format = "binary")
                                            })))
    @APIResponse(
            responseCode = "202",
            description = "A job will do it",
            headers = @Header(name = "Location"),
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @APIResponse(responseCode = "413", description = "too-large")
    public Response submit(
            @Parameter(
                            description = "Whether to find out what would change and change nothing",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"),
                            example = "true")
                    @QueryParam("dryRun")
                    @DefaultValue("false")
                    String dryRun,
            List<EntityPart> parts,
            @Context UriInfo uri)
            throws IOException {
        boolean changesNothing = truth("dryRun", dryRun);
        var format = part(parts, "format");
        var file = part(parts, "file");
        long jobId;
        try (var word = format.getContent();
                var content = file.getContent()) {
            jobId = imports.submit(
                    new String(word.readNBytes(FORMAT_BYTES), StandardCharsets.UTF_8).strip(),
                    content,
                    file.getFileName().orElse(null),
                    changesNothing);
        }
        return Response.accepted(new Accepted(jobId))
                .location(uri.getBaseUriBuilder()
                        .path(JobsResource.class)
                        .path(Long.toString(jobId))
                        .build())
                .build();
    }

    /** JAX-RS would take any other word for false, and a mistyped one would import in earnest. */
    private static boolean truth(String name, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.ofField(ProblemType.VALIDATION, name, "It must be true or false.");
        };
    }

    private static EntityPart part(List<EntityPart> parts, String name) {
        return parts.stream()
                .filter(part -> name.equals(part.getName()))
                .findFirst()
                .orElseThrow(
                        () -> Problem.ofField(ProblemType.VALIDATION, name, "The request has no part of this name."));
    }
}

package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.HttpHeaders;
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
import org.lectern.timetable.TimetableImports;

/** Takes rosters and timetables in. */
@Path("admin/imports")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports", description = "Rosters and timetables from other systems, taken in by jobs")
public class ImportsResource {

    private static final int FORMAT_BYTES = 100;
    private static final int TEXT_BYTES = 2000;
    private static final String CSV = "text/csv";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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
            summary = "Import a roster or a timetable, or find out what it would change",
            description =
                    "A zip of OneRoster CSV files, 1.1 or 1.2 (oneroster); a timetable in the form of our template"
                            + " (timetable-csv, timetable-xlsx) or of FET (fet), which need an academic session. The answer"
                            + " comes before the work is done: the job tells its progress, its result, or every fault with"
                            + " file, line and column. A faulty set changes nothing, and the same set again changes nothing"
                            + " either.")
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
                                                        enumeration = {
                                                            "oneroster",
                                                            "timetable-csv",
                                                            "timetable-xlsx",
                                                            "fet"
                                                        }),
                                                @SchemaProperty(
                                                        name = "file",
                                                        type = SchemaType.STRING,
                                                        format = "binary"),
                                                @SchemaProperty(
                                                        name = "academicSessionId",
                                                        type = SchemaType.STRING,
                                                        description =
                                                                "Where a timetable goes: the id of a term or year"),
                                                @SchemaProperty(
                                                        name = "periods",
                                                        type = SchemaType.STRING,
                                                        description =
                                                                "The times of the periods of a FET file, where their"
                                                                        + " names do not tell: 08:00-08:50,08:55-09:45")
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
                    changesNothing,
                    new TimetableImports.Options(number(parts, "academicSessionId"), text(parts, "periods")));
        }
        return Response.accepted(new Accepted(jobId))
                .location(uri.getBaseUriBuilder()
                        .path(JobsResource.class)
                        .path(Long.toString(jobId))
                        .build())
                .build();
    }

    /** An empty timetable to fill in. */
    @GET
    @Path("template")
    @Produces({CSV, XLSX})
    @Operation(
            operationId = "adminImportTemplate",
            summary = "An empty timetable to fill in and import",
            description = "A row for each weekly meeting; the workbook says on its second sheet how to fill it in.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Response template(
            @Parameter(
                            description = "The format that it will be imported with",
                            required = true,
                            example = "timetable-csv",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"timetable-csv", "timetable-xlsx"}))
                    @QueryParam("format")
                    String format) {
        var content = imports.template(format);
        var csv = TimetableImports.CSV.equals(format);
        return Response.ok(content, csv ? CSV : XLSX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"timetable." + (csv ? "csv" : "xlsx") + '"')
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

    private static Long number(List<EntityPart> parts, String name) throws IOException {
        var text = text(parts, name);
        if (text != null && !text.matches("\\d{1,18}")) {
            throw Problem.ofField(ProblemType.VALIDATION, name, "It must be the number of one.");
        }
        return text == null ? null : Long.valueOf(text);
    }

    /** What a part says that may be left out. */
    private static String text(List<EntityPart> parts, String name) throws IOException {
        for (var part : parts) {
            if (name.equals(part.getName())) {
                try (var content = part.getContent()) {
                    var text = new String(content.readNBytes(TEXT_BYTES), StandardCharsets.UTF_8).strip();
                    return text.isEmpty() ? null : text;
                }
            }
        }
        return null;
    }

    private static EntityPart part(List<EntityPart> parts, String name) {
        return parts.stream()
                .filter(part -> name.equals(part.getName()))
                .findFirst()
                .orElseThrow(
                        () -> Problem.ofField(ProblemType.VALIDATION, name, "The request has no part of this name."));
    }
}

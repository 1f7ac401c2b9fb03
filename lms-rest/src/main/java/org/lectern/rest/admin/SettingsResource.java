package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.rest.Tagged;
import org.lectern.rest.Whole;
import org.lectern.school.SchoolSettings;
import org.lectern.school.SettingsService;
import org.lectern.shared.ExpectedVersion;

/** What the school sets. */
@Path("admin/settings")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Settings", description = "What the school sets")
public class SettingsResource {

    @Inject
    private SettingsService settings;

    /** The settings that hold now. */
    @GET
    @Operation(
            operationId = "adminSettings",
            summary = "The settings",
            description = "What nobody has set has its default. The ETag is what a change has to send.")
    @APIResponse(
            responseCode = "200",
            description = "The settings",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = SettingsService.View.class)))
    public Response get() {
        var found = settings.get();
        return Tagged.ok(found, found.version());
    }

    /** Replaces the settings. */
    @PUT
    @Whole
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminChangeSettings",
            summary = "Replace the settings",
            description = "They hold on every server within five seconds, without a restart. The body has every member;"
                    + " one that is left out is refused.")
    @APIResponse(
            responseCode = "200",
            description = "The settings as they are now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = SettingsService.View.class)))
    public Response update(
            @Parameter(
                            description = "The ETag of the settings as you have seen them",
                            example = "\"3\"",
                            required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid SchoolSettings facts) {
        var changed = settings.update(expected, facts);
        return Tagged.ok(changed, changed.version());
    }
}

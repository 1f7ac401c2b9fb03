package org.lectern.rest.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import org.lectern.profile.PictureService;
import org.lectern.profile.Profile;
import org.lectern.profile.ProfileFacts;
import org.lectern.profile.ProfileService;
import org.lectern.profile.RecordService;
import org.lectern.rest.ArchiveAnswer;
import org.lectern.rest.Streamed;
import org.lectern.rest.Whole;
import org.lectern.security.Clients;
import org.lectern.security.OwnSessionService;
import org.lectern.security.OwnSessionService.OwnSession;
import org.lectern.security.PasswordService;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Page;

/**
 * What everybody sees and changes of themselves. Its path is the root, because a class of the path {@code me} with methods
 * below it would hide what others have there.
 */
@Path("/")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Profile", description = "What people see and change of themselves")
public class ProfileResource {

    @Inject
    private ProfileService profiles;

    @Inject
    private PictureService pictures;

    @Inject
    private PasswordService passwords;

    @Inject
    private OwnSessionService sessions;

    @Inject
    private RecordService records;

    @Inject
    private Clients clients;

    /**
     * A new password.
     *
     * @param oldPassword the password of now
     * @param newPassword the one from now on
     */
    public record PasswordChange(
            @NotNull @Size(min = 1, max = 200) String oldPassword,
            @NotNull @Size(max = 200) String newPassword) {}

    /** The own profile. */
    @GET
    @Path("me/profile")
    @Operation(
            operationId = "profile",
            summary = "My profile",
            description = "With what the school lets me change of it.")
    @APIResponse(
            responseCode = "200",
            description = "The profile",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = Profile.class)))
    public Response get() {
        return answer(profiles.get());
    }

    /** Changes the own profile. */
    @PUT
    @Whole
    @Path("me/profile")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeProfile",
            summary = "Change my profile",
            description = "The body has every member. What the school keeps must stay as it is; a different value is"
                    + " refused.")
    @APIResponse(
            responseCode = "200",
            description = "The profile as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = Profile.class)))
    @APIResponse(responseCode = "422", description = "not-yours-to-change")
    public Response change(
            @Parameter(description = "The ETag of the profile as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid ProfileFacts facts) {
        return answer(profiles.change(expected, facts));
    }

    private static Response answer(Profile profile) {
        return Response.ok(profile)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(profile.version()))
                .build();
    }

    /** Another picture. */
    @POST
    @Streamed
    @Path("me/picture")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "changePicture",
            summary = "Give me another picture",
            description = "The body is a PNG, JPEG or GIF of at most 10 MB and 40 million points. Its middle square is"
                    + " drawn anew in 256 × 256 points; nothing else of the file is kept.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "204", description = "The picture is changed")
    @APIResponse(responseCode = "409", description = "quota-exceeded")
    @APIResponse(responseCode = "413", description = "too-large")
    @APIResponse(responseCode = "422", description = "file-type-not-allowed or not-yours-to-change")
    public void picture(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_LENGTH) Long length, InputStream body) {
        pictures.change(body, length);
    }

    /** No picture. */
    @DELETE
    @Path("me/picture")
    @Operation(
            operationId = "removePicture",
            summary = "Take my picture away",
            description = "When there is none, that is no failure.")
    @APIResponse(responseCode = "204", description = "There is no picture")
    @APIResponse(responseCode = "422", description = "not-yours-to-change")
    public void removePicture() {
        profiles.removePicture();
    }

    /** Another password. */
    @POST
    @Path("me/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changePassword",
            summary = "Choose another password",
            description = "With the old one. Ends all other sessions of the account, at once and everywhere.")
    @APIResponse(responseCode = "204", description = "The password is changed")
    @APIResponse(responseCode = "422", description = "wrong-password or weak-password")
    @APIResponse(responseCode = "429", description = "too-many-attempts")
    public void password(@NotNull @Valid PasswordChange change, @Context HttpServletRequest request) {
        passwords.change(change.oldPassword(), change.newPassword(), clients.of(request));
    }

    /** The own sign-ins. */
    @GET
    @Path("me/sessions")
    @Operation(
            operationId = "sessions",
            summary = "Where I am and was signed in",
            description = "Newest first. Sessions that are over are kept for a month.")
    public Page<OwnSession> sessions(
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return sessions.list(limit, after);
    }

    /** Ends all other sessions. */
    @DELETE
    @Path("me/sessions")
    @Operation(
            operationId = "endOtherSessions",
            summary = "End all my other sessions",
            description = "At once and everywhere. The one of this request goes on.")
    @APIResponse(responseCode = "204", description = "Ended")
    public void endOthers() {
        sessions.endOthers();
    }

    /** Ends a session. */
    @DELETE
    @Path("me/sessions/{id}")
    @Operation(
            operationId = "endSession",
            summary = "End one of my sessions",
            description = "At once and everywhere. One that is over already stays so.")
    @APIResponse(responseCode = "204", description = "Ended")
    public void end(@Parameter(description = "The session", example = "4711") @PathParam("id") long id) {
        sessions.end(id);
    }

    /** The own record. */
    @GET
    @Path("me/export")
    @Produces("application/zip")
    @Operation(
            operationId = "exportMe",
            summary = "All that is kept of me, as a zip",
            description = "JSON for what is in tables, and my files.")
    @APIResponse(
            responseCode = "200",
            description = "The zip",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response export() {
        return ArchiveAnswer.of(records.own());
    }
}

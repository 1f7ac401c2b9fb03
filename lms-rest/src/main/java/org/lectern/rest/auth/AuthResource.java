package org.lectern.rest.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSets;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.security.Clients;
import org.lectern.security.PasswordService;
import org.lectern.security.SignInService;
import org.lectern.security.SigningKeys;

/**
 * Signing in and out. The access token goes to the program, which sends it in {@code Authorization: Bearer}; the refresh
 * token lives only in a cookie that programs in the browser cannot read.
 */
@Path("auth")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Authentication", description = "Signing in, staying signed in and signing out")
public class AuthResource {

    private static final String REFRESH_COOKIE = "lectern_refresh";

    @Inject
    private SignInService signIn;

    @Inject
    private PasswordService passwords;

    @Inject
    private SigningKeys keys;

    @Inject
    private Clients clients;

    /**
     * What to sign in with.
     *
     * @param username the account's name, in upper or lower case
     * @param password the password
     */
    public record Credentials(
            @NotBlank @Size(max = 200) String username,
            @NotNull @Size(min = 1, max = 200) String password) {}

    /**
     * The answer to signing in and renewing.
     *
     * @param accessToken the token
     * @param tokenType always {@code Bearer}
     * @param expiresIn seconds for which the token is good
     */
    public record AccessToken(String accessToken, String tokenType, long expiresIn) {}

    /** Signs in with name and password. */
    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirements
    @Operation(
            operationId = "login",
            summary = "Sign in with name and password",
            description = "Gives an access token of 15 minutes, and sets the cookie with which it is renewed. Repeated"
                    + " failures slow the account and the address down.")
    @APIResponse(
            responseCode = "200",
            description = "Signed in",
            headers = @Header(name = "Set-Cookie"),
            content = @Content(schema = @Schema(implementation = AccessToken.class)))
    @APIResponse(responseCode = "401", description = "invalid-credentials")
    @APIResponse(responseCode = "429", description = "too-many-attempts")
    public Response login(@NotNull @Valid Credentials credentials, @Context HttpServletRequest request) {
        return answer(
                signIn.signIn(credentials.username(), credentials.password().toCharArray(), clients.of(request)),
                request);
    }

    /** Renews the session whose refresh token is in the cookie, and changes the cookie. */
    @POST
    @Path("refresh")
    @SecurityRequirements(@SecurityRequirement(name = "refresh"))
    @Operation(
            operationId = "refresh",
            summary = "Renew the access token",
            description =
                    "The cookie of the session is changed with each use; one that was used before ends the session"
                            + " for everybody who has it.")
    @APIResponse(
            responseCode = "200",
            description = "Renewed",
            headers = @Header(name = "Set-Cookie"),
            content = @Content(schema = @Schema(implementation = AccessToken.class)))
    @APIResponse(responseCode = "401", description = "invalid-refresh-token")
    public Response refresh(
            @Parameter(hidden = true) @CookieParam(REFRESH_COOKIE) String refreshToken,
            @Context HttpServletRequest request) {
        return answer(signIn.renew(refreshToken), request);
    }

    /** Ends the session of the cookie and that of the access token, at once and everywhere. */
    @POST
    @Path("logout")
    @SecurityRequirementsSets({
        @SecurityRequirementsSet(@SecurityRequirement(name = "refresh")),
        @SecurityRequirementsSet(@SecurityRequirement(name = "bearer")),
        @SecurityRequirementsSet
    })
    @Operation(
            operationId = "logout",
            summary = "Sign out",
            description = "Ends the session of the cookie and that of the access token, at once and everywhere. Without"
                    + " either there is nothing to end, which is no failure.")
    @APIResponse(responseCode = "204", description = "Signed out", headers = @Header(name = "Set-Cookie"))
    public Response logout(
            @Parameter(hidden = true) @CookieParam(REFRESH_COOKIE) String refreshToken,
            @Context HttpServletRequest request) {
        signIn.signOut(refreshToken);
        return Response.noContent()
                .cookie(cookie(request, "", Duration.ZERO))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /**
     * What an invited person chooses.
     *
     * @param token the secret of the link
     * @param password the new password
     */
    @Schema(name = "AcceptedInvitation")
    public record Acceptance(
            @NotBlank @Size(max = 200) String token,
            @NotNull @Size(max = 200) String password) {}

    /** Sets the password that an invitation asks for; the link works once. */
    @POST
    @Path("invitations/accept")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirements
    @Operation(
            operationId = "acceptInvitation",
            summary = "Choose a password",
            description =
                    "The secret comes from the link that an administrator made. It works once, and for a few days;"
                            + " whoever is signed in to the account is signed out.")
    @APIResponse(responseCode = "204", description = "The password is set")
    @APIResponse(responseCode = "404", description = "not-found")
    @APIResponse(responseCode = "422", description = "weak-password")
    public void accept(@NotNull @Valid Acceptance acceptance) {
        passwords.accept(acceptance.token(), acceptance.password());
    }

    /**
     * Public keys, as RFC 7517 writes them.
     *
     * @param keys each with its type, use, algorithm, id, modulus and exponent
     */
    public record KeySet(List<Map<String, Object>> keys) {}

    /** The public keys with which anybody can check access tokens, as a JWK set (RFC 7517). */
    @GET
    @Path("keys")
    @SecurityRequirements
    @Operation(
            operationId = "publicKeys",
            summary = "The keys that access tokens are signed with",
            description = "A JWK set (RFC 7517). Keys that are no longer used stay in it until their last token has"
                    + " expired; it may be kept for five minutes.")
    @APIResponse(
            responseCode = "200",
            description = "The public keys",
            content = @Content(schema = @Schema(implementation = KeySet.class)))
    public Response keys() {
        return Response.ok(keys.publicJson())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }

    private Response answer(SignInService.Tokens tokens, HttpServletRequest request) {
        return Response.ok(new AccessToken(
                        tokens.accessToken(), "Bearer", tokens.expiresIn().toSeconds()))
                .cookie(cookie(request, tokens.refreshToken(), tokens.refreshFor()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private NewCookie cookie(HttpServletRequest request, String value, Duration lifetime) {
        return new NewCookie.Builder(REFRESH_COOKIE)
                .value(value)
                .path(request.getContextPath() + "/auth")
                .maxAge((int) lifetime.toSeconds())
                .httpOnly(true)
                .secure(clients.isSecure(request))
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}

package org.lectern.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;

/** The REST API; the archive's context root {@code /api} is the first part of every path. */
@ApplicationScoped
@ApplicationPath("/")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Lectern",
                        version = "1.0",
                        description = """
                                The API of Lectern, a learning management system for schools.

                                Sign in at `/auth/login` and send the access token as `Authorization: Bearer …`. Lists are pages: \
                                `limit` says how many rows, `after` takes the `next` of the page before. What can be edited carries \
                                an `ETag`, and changing it needs that tag in `If-Match`. A `POST` with an `Idempotency-Key` may be \
                                sent again without harm. Every failure is `application/problem+json` (RFC 9457).""",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        servers = @Server(url = "/api", description = "This server"),
        security = @SecurityRequirement(name = "bearer"))
@SecurityScheme(
        securitySchemeName = "refresh",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.COOKIE,
        apiKeyName = "lectern_refresh",
        description = "The refresh token, in a cookie that /auth/login sets and programs in the browser cannot read")
@SecurityScheme(
        securitySchemeName = "bearer",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "An access token of 15 minutes from /auth/login or /auth/refresh, signed with RS256")
public class LecternApplication extends Application {

    /** {@inheritDoc} */
    @Override
    public Map<String, Object> getProperties() {
        // OpenAPI describes the API; a second description in an older language would only be another way in.
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}

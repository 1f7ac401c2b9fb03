package org.lectern.rest.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.security.MeService;

/** The account that is signed in. */
@Path("me")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Account", description = "The account that is signed in")
public class MeResource {

    @Inject
    private MeService me;

    /** Who is signed in, and at which school. */
    @GET
    @Operation(
            operationId = "me",
            summary = "Who is signed in",
            description = "The account, the person whose it is with their roles as they are now, and the school.")
    public MeService.Me get() {
        return me.get();
    }
}

package org.lectern.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The REST API; the archive's context root {@code /api} is the first part of every path. */
@ApplicationScoped
@ApplicationPath("/")
public class LecternApplication extends Application {

    /** {@inheritDoc} */
    @Override
    public Map<String, Object> getProperties() {
        // OpenAPI describes the API; a second description in an older language would only be another way in.
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}

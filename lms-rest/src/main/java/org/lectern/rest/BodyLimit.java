package org.lectern.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/**
 * Keeps anybody from filling the memory with one request, which for signing in is anybody at all. Uploads of files have
 * a limit of their own.
 */
@Provider
public class BodyLimit implements ContainerRequestFilter {

    /** Ten times the register of the largest lecture. */
    private static final int MEGABYTES = 4;

    private static final long BYTES = (long) MEGABYTES << 20;

    @Context
    private ResourceInfo resource;

    /** {@inheritDoc} */
    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.hasEntity()
                || resource.getResourceMethod() != null
                        && resource.getResourceMethod().isAnnotationPresent(Streamed.class)
                || MediaType.MULTIPART_FORM_DATA_TYPE.isCompatible(request.getMediaType())) {
            return;
        }
        var length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        // not getLength(), which fails beyond 2 GiB; the server has made sure that it is a number
        if (length != null && Long.parseLong(length) > BYTES) {
            throw tooLarge();
        }
        request.setEntityStream(new LimitedBody(request.getEntityStream(), BYTES, BodyLimit::tooLarge));
    }

    private static Problem tooLarge() {
        return new Problem(ProblemType.TOO_LARGE, "A request has at most " + MEGABYTES + " MB.");
    }
}

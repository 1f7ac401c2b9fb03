package org.lectern.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.lectern.shared.ExpectedVersion;

/** Answers that carry the version of what they hold as {@code ETag}. */
public final class Tagged {

    private Tagged() {}

    /**
     * What was read or changed.
     *
     * @param entity the answer
     * @param version its version
     */
    public static Response ok(Object entity, int version) {
        return Response.ok(entity)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(version))
                .build();
    }

    /**
     * What was made, with its address.
     *
     * @param uri the address of the list it was added to
     * @param id its id
     * @param entity the answer
     * @param version its version
     */
    public static Response created(UriInfo uri, long id, Object entity, int version) {
        return Response.created(
                        uri.getAbsolutePathBuilder().path(Long.toString(id)).build())
                .entity(entity)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(version))
                .build();
    }
}

package org.lectern.rest.admin;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.lectern.rest.LimitedBody;
import org.lectern.roster.ImportService;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/**
 * The body of an upload is kept on disk while its parts are told apart, which comes before the service asks for the
 * role. So that nobody else fills the disk, role and size are looked at first.
 */
@Upload
@Provider
public class UploadFilter implements ContainerRequestFilter {

    private static final long MEGABYTE = 1L << 20;

    @Inject
    private ImportService imports;

    /** {@inheritDoc} */
    @Override
    public void filter(ContainerRequestContext request) {
        // only a caller with the role is told
        int megabytes = imports.maximumMegabytes();
        var length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        // not getLength(), which fails beyond 2 GiB; the server has made sure that it is a number
        if (length != null && Long.parseLong(length) > megabytes * MEGABYTE) {
            throw tooLarge(megabytes);
        }
        request.setEntityStream(
                new LimitedBody(request.getEntityStream(), megabytes * MEGABYTE, () -> tooLarge(megabytes)));
    }

    private static Problem tooLarge(int megabytes) {
        return Problem.ofField(ProblemType.TOO_LARGE, "file", "At most " + megabytes + " MB are taken.");
    }
}

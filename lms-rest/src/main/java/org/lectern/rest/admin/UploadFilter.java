package org.lectern.rest.admin;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;

/**
 * The body of an upload is kept on disk while its parts are told apart, which comes before the service asks for the
 * role. So that nobody else fills the disk, role and size are looked at first.
 */
@Upload
@Provider
public class UploadFilter implements ContainerRequestFilter {

    private static final long MEGABYTE = 1L << 20;

    @Inject
    @ConfigProperty(name = "LMS_IMPORT_MAX_MB", defaultValue = "200")
    private int megabytes;

    /** {@inheritDoc} */
    @Override
    public void filter(ContainerRequestContext request) {
        var security = request.getSecurityContext();
        if (security.getUserPrincipal() == null) {
            throw new Problem(ProblemType.UNAUTHENTICATED, "Send a valid access token.");
        }
        if (!security.isUserInRole(Roles.ADMIN)) {
            throw new Problem(ProblemType.FORBIDDEN, "Your role may not do this.");
        }
        var length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        // a length beyond int reads as -1
        if (request.getLength() > megabytes * MEGABYTE || length != null && request.getLength() < 0) {
            throw tooLarge();
        }
        request.setEntityStream(new Limited(request.getEntityStream()));
    }

    private Problem tooLarge() {
        return Problem.ofField(ProblemType.TOO_LARGE, "file", "At most " + megabytes + " MB are taken.");
    }

    /** Holds those to the limit who do not say how much they send. */
    private final class Limited extends FilterInputStream {

        private long left = megabytes * MEGABYTE;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            counted(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return counted(super.read(target, offset, length));
        }

        private int counted(int bytes) {
            left -= Math.max(0, bytes);
            if (left < 0) {
                throw tooLarge();
            }
            return bytes;
        }
    }
}

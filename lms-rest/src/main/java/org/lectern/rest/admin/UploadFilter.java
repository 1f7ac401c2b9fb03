package org.lectern.rest.admin;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
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
        request.setEntityStream(new Limited(request.getEntityStream(), megabytes));
    }

    private static Problem tooLarge(int megabytes) {
        return Problem.ofField(ProblemType.TOO_LARGE, "file", "At most " + megabytes + " MB are taken.");
    }

    /** Holds those to the limit who do not say how much they send. */
    private static final class Limited extends FilterInputStream {

        private final int megabytes;
        private long left;

        Limited(InputStream in, int megabytes) {
            super(in);
            this.megabytes = megabytes;
            left = megabytes * MEGABYTE;
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
                throw tooLarge(megabytes);
            }
            return bytes;
        }
    }
}

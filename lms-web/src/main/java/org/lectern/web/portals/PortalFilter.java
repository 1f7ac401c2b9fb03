package org.lectern.web.portals;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Serves the teacher's and the student's app below {@code /teacher/} and {@code /student/}.
 *
 * <p>An address that is a screen of an app and not a file gets the app's {@code index.html}, so that a screen can be
 * reloaded and linked to. Files whose name holds a hash of their content may be kept for ever, everything else is asked
 * for again. Text is sent compressed when the build has put a compressed copy beside it. All answers carry a
 * Content-Security-Policy that runs nothing but the app's own files.
 */
@WebFilter(
        filterName = "portals",
        urlPatterns = {"/teacher/*", "/student/*"},
        asyncSupported = true)
public class PortalFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    /** A year, the longest that RFC 9111 caches are asked to keep anything. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** All files of both apps, as paths within the web application; they do not change while it runs. */
    private transient Set<String> files = Set.of();

    /** {@inheritDoc} */
    @Override
    public void init() {
        Set<String> found = new HashSet<>();
        collect("/teacher/", found);
        collect("/student/", found);
        files = Set.copyOf(found);
    }

    private void collect(String folder, Set<String> found) {
        Set<String> paths = getServletContext().getResourcePaths(folder);
        if (paths == null) {
            return;
        }
        for (String path : paths) {
            if (path.endsWith("/")) {
                collect(path, found);
            } else {
                found.add(path);
            }
        }
    }

    /** {@inheritDoc} */
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        PortalAddress address = PortalAddress.of(path, files::contains);
        secure(response);
        if (address.isRoot()) {
            response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
            response.setHeader("Location", request.getContextPath() + path + "/");
            return;
        }
        if (address.file() == null
                || !(request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Cache-Control", address.isImmutable() ? FOR_EVER : "no-cache");
        if (!sendCompressed(address.file(), request, response)) {
            if (address.file().equals(path)) {
                chain.doFilter(request, response);
            } else {
                request.getRequestDispatcher(address.file()).forward(request, response);
            }
        }
    }

    private static void secure(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }

    private boolean sendCompressed(String file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        for (String coding : new String[] {"br", "gzip"}) {
            String copy = file + (coding.equals("br") ? ".br" : ".gz");
            if (!files.contains(copy)) {
                continue;
            }
            response.addHeader("Vary", "Accept-Encoding");
            if (!accepts(request.getHeader("Accept-Encoding"), coding)) {
                continue;
            }
            byte[] content;
            try (InputStream in = getServletContext().getResourceAsStream(copy)) {
                content = in.readAllBytes();
            }
            String type = getServletContext().getMimeType(file);
            response.setContentType(type == null ? "application/octet-stream" : type);
            if (type != null && (type.startsWith("text/") || type.endsWith("javascript"))) {
                response.setCharacterEncoding("UTF-8");
            }
            response.setHeader("Content-Encoding", coding);
            response.setContentLength(content.length);
            if (request.getMethod().equals("GET")) {
                response.getOutputStream().write(content);
            }
            return true;
        }
        return false;
    }

    /** Whether an Accept-Encoding header (RFC 9110, 12.5.3) names the coding and does not refuse it. */
    static boolean accepts(String header, String coding) {
        return header != null
                && Arrays.stream(header.toLowerCase(Locale.ROOT).split(","))
                        .map(String::strip)
                        .anyMatch(part -> part.split(";")[0].strip().equals(coding)
                                && !part.replace(" ", "").matches(".*;q=0(\\.0{0,3})?"));
    }
}

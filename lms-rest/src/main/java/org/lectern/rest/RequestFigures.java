package org.lectern.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * Times requests, for {@code /metrics}: how many, how long, by method and status. Paths are left out, because a
 * stranger could fill the memory with invented ones.
 */
@Provider
@PreMatching
public class RequestFigures implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String STARTED = RequestFigures.class.getName();

    private static final Metadata REQUESTS = Metadata.builder()
            .withName("lectern_requests")
            .withDescription("Requests to the API: how many, and how long they took")
            .build();

    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    @Inject
    private MetricRegistry registry;

    /** {@inheritDoc} */
    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(STARTED, System.nanoTime());
    }

    /** {@inheritDoc} */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(STARTED) instanceof Long started) {
            var status = Integer.toString(response.getStatus());
            timers.computeIfAbsent(
                            known(request.getMethod()) + status, unknown -> timer(known(request.getMethod()), status))
                    .update(Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private Timer timer(String method, String status) {
        return registry.timer(REQUESTS, new Tag("method", method), new Tag("status", status));
    }

    private static String known(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
            default -> "OTHER";
        };
    }
}

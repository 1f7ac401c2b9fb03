package org.lectern.attendance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbTransient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The codes that the school marks with. Every register needs them and they change once a year, so they are kept for a
 * few seconds.
 */
@ApplicationScoped
public class AttendanceCodes {

    private static final Duration KEPT = Duration.ofSeconds(5);

    private AttendanceQueries queries;
    private volatile Known known;

    /** For the container. */
    protected AttendanceCodes() {}

    @Inject
    AttendanceCodes(AttendanceQueries queries) {
        this.queries = queries;
    }

    private record Known(Map<String, Code> codes, Instant readAt) {}

    /**
     * A code.
     *
     * @param id its row
     * @param code what teachers type
     * @param name what it means
     * @param kind what it counts as
     */
    @Schema(name = "AttendanceCode")
    public record Code(@JsonbTransient Long id, String code, String name, AttendanceKind kind) {}

    /** The codes in use, by code, in the school's order. */
    public Map<String, Code> active() {
        var now = Clock.systemUTC().instant();
        var current = known;
        if (current == null || current.readAt.plus(KEPT).isBefore(now)) {
            Map<String, Code> codes = new LinkedHashMap<>();
            queries.codes().forEach(code -> codes.put(code.code(), code));
            current = new Known(codes, now);
            known = current;
        }
        return current.codes;
    }
}

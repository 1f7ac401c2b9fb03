package org.lectern.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the school has set. Values come from the database and are kept for a few seconds, so that a change works on
 * every server without a restart and a request does not pay for it.
 */
@ApplicationScoped
public class Settings {

    private static final Duration KEPT = Duration.ofSeconds(5);

    private EntityManager entityManager;
    private volatile Snapshot snapshot;

    /** For the container. */
    protected Settings() {}

    @Inject
    Settings(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /**
     * The settings at one moment.
     *
     * @param schoolName shown on every page
     * @param timeZone in which lessons have their local time
     * @param editWindow how long after its end a lesson's register may be changed by its teachers
     */
    public record Snapshot(String schoolName, ZoneId timeZone, Duration editWindow, Instant readAt) {}

    /** The settings that hold now. */
    public Snapshot current() {
        var now = Clock.systemUTC().instant();
        var known = snapshot;
        if (known == null || known.readAt.plus(KEPT).isBefore(now)) {
            known = read(now);
            snapshot = known;
        }
        return known;
    }

    /** The zone of the school. */
    public ZoneId timeZone() {
        return current().timeZone();
    }

    /** Today, where the school is. */
    public LocalDate today() {
        return LocalDate.now(timeZone());
    }

    @SuppressWarnings("unchecked")
    private Snapshot read(Instant now) {
        List<Object[]> rows = entityManager
                .createNativeQuery("select name, value from setting")
                .getResultList();
        Map<String, String> values =
                rows.stream().collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
        return new Snapshot(
                values.getOrDefault("school.name", "Our school"),
                ZoneId.of(values.getOrDefault("school.time-zone", "UTC")),
                Duration.ofHours(Long.parseLong(values.getOrDefault("attendance.edit-window-hours", "168"))),
                now);
    }
}

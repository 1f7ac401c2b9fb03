package org.lectern.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
     * @param weekStart the day with which a week begins
     * @param weekCycleStart a day in a week A; null when weeks do not take turns
     * @param editWindow how long after its end a lesson's register may be changed by its teachers
     * @param enrollmentClash what happens when students enrol in sections that meet at the same time
     * @param assistantsClash whether who assists in a lesson cannot be in another one at the same time
     * @param attendanceWarningRate below which a student's attendance raises a warning, 0 to 1
     * @param fileMaxMegabytes the largest file that can be uploaded
     * @param fileQuotaMegabytesPerSection how much the files of a section may take together
     * @param profileFields what students may change of their own profile
     * @param readAt when the database was asked
     */
    public record Snapshot(
            String schoolName,
            ZoneId timeZone,
            DayOfWeek weekStart,
            LocalDate weekCycleStart,
            Duration editWindow,
            ClashPolicy enrollmentClash,
            boolean assistantsClash,
            BigDecimal attendanceWarningRate,
            int fileMaxMegabytes,
            int fileQuotaMegabytesPerSection,
            Set<ProfileField> profileFields,
            Instant readAt) {

        /**
         * Reads them as they are stored. What is not there has its default.
         *
         * @param stored values by name
         * @param readAt when the database was asked
         */
        static Snapshot of(Map<String, String> stored, Instant readAt) {
            var cycle = stored.getOrDefault("school.week-cycle-start", "");
            return new Snapshot(
                    stored.getOrDefault("school.name", "Our school"),
                    ZoneId.of(stored.getOrDefault("school.time-zone", "UTC")),
                    DayOfWeek.valueOf(stored.getOrDefault("school.week-start", "MONDAY")),
                    cycle.isEmpty() ? null : LocalDate.parse(cycle),
                    Duration.ofHours(Long.parseLong(stored.getOrDefault("attendance.edit-window-hours", "168"))),
                    ClashPolicy.valueOf(stored.getOrDefault("enrollment.clash", "REFUSE")),
                    Boolean.parseBoolean(stored.getOrDefault("timetable.assistants-clash", "true")),
                    new BigDecimal(stored.getOrDefault("attendance.warning-rate", "0.90")),
                    Integer.parseInt(stored.getOrDefault("files.max-megabytes", "50")),
                    Integer.parseInt(stored.getOrDefault("files.quota-megabytes-per-section", "1000")),
                    Arrays.stream(stored.getOrDefault("profile.fields", "PHONE,PICTURE,LANGUAGE")
                                    .split(","))
                            .filter(name -> !name.isEmpty())
                            .map(ProfileField::valueOf)
                            .collect(Collectors.toUnmodifiableSet()),
                    readAt);
        }
    }

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

    /** The server that made a change knows it at once. */
    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) SettingsChanged changed) {
        snapshot = null;
    }

    /** The settings of a school that has set nothing. */
    public static Snapshot defaults() {
        return Snapshot.of(Map.of(), Instant.EPOCH);
    }

    /** The settings as the database has them at this moment. */
    public Snapshot stored() {
        return read(Clock.systemUTC().instant());
    }

    @SuppressWarnings("unchecked")
    private Snapshot read(Instant now) {
        List<Object[]> rows = entityManager
                .createNativeQuery("select name, value from setting")
                .getResultList();
        return Snapshot.of(
                rows.stream().collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1])), now);
    }
}

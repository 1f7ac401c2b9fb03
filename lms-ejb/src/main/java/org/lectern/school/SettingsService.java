package org.lectern.school;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.audit.AuditTrail;
import org.lectern.settings.ClashPolicy;
import org.lectern.settings.ProfileField;
import org.lectern.settings.Settings;
import org.lectern.settings.SettingsChanged;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;
import org.lectern.shared.Turns;

/** What the school sets, for those who run it. Everybody else reads {@link Settings}. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class SettingsService {

    @Inject
    private Settings settings;

    @Inject
    private Statements statements;

    @Inject
    private Turns turns;

    @Inject
    private AuditTrail audit;

    @Inject
    private Event<SettingsChanged> changed;

    /**
     * The settings with their version.
     *
     * @param schoolName see {@link SchoolSettings}
     * @param timeZone see {@link SchoolSettings}
     * @param weekStart see {@link SchoolSettings}
     * @param weekCycleStart see {@link SchoolSettings}
     * @param editWindowHours see {@link SchoolSettings}
     * @param enrollmentClash see {@link SchoolSettings}
     * @param assistantsClash see {@link SchoolSettings}
     * @param attendanceWarningRate see {@link SchoolSettings}
     * @param fileMaxMegabytes see {@link SchoolSettings}
     * @param fileQuotaMegabytesPerSection see {@link SchoolSettings}
     * @param profileFields see {@link SchoolSettings}
     * @param version grows with every change; what the ETag says
     */
    @Schema(name = "Settings")
    public record View(
            String schoolName,
            String timeZone,

            @Schema(
                    type = SchemaType.STRING,
                    enumeration = {"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"})
            DayOfWeek weekStart,

            LocalDate weekCycleStart,
            int editWindowHours,
            ClashPolicy enrollmentClash,
            boolean assistantsClash,
            BigDecimal attendanceWarningRate,
            int fileMaxMegabytes,
            int fileQuotaMegabytesPerSection,
            List<ProfileField> profileFields,
            int version) {

        /** What of it can be changed. */
        public SchoolSettings facts() {
            return new SchoolSettings(
                    schoolName,
                    timeZone,
                    weekStart,
                    weekCycleStart,
                    editWindowHours,
                    enrollmentClash,
                    assistantsClash,
                    attendanceWarningRate,
                    fileMaxMegabytes,
                    fileQuotaMegabytesPerSection,
                    profileFields);
        }
    }

    /** The settings that hold now. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public View get() {
        int version = version();
        return view(settings.stored(), version);
    }

    /** What holds where the school sets nothing; its version is 0. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public View defaults() {
        return view(Settings.defaults(), 0);
    }

    private static View view(Settings.Snapshot stored, int version) {
        return new View(
                stored.schoolName(),
                stored.timeZone().getId(),
                stored.weekStart(),
                stored.weekCycleStart(),
                (int) stored.editWindow().toHours(),
                stored.enrollmentClash(),
                stored.assistantsClash(),
                stored.attendanceWarningRate(),
                stored.fileMaxMegabytes(),
                stored.fileQuotaMegabytesPerSection(),
                stored.profileFields().stream().sorted().toList(),
                version);
    }

    /** Rows are added and their versions grow; nothing is ever taken away. */
    private int version() {
        return statements
                .find("select count(*) + coalesce(sum(version), 0) from setting", row -> row.getInt(1))
                .orElseThrow();
    }

    /**
     * Replaces all settings; within seconds they hold on every server. What stays as it was is not written.
     *
     * @param expected the version that the caller has seen
     * @param facts the settings from now on
     * @throws Problem of type PRECONDITION_REQUIRED or STALE_VERSION; VALIDATION for a zone that does not exist, or a
     *     quota that no file fits in
     */
    public View update(ExpectedVersion expected, @NotNull @Valid SchoolSettings facts) {
        turns.take("settings");
        var seen = get();
        ExpectedVersion.require(expected, seen.version);
        requireSense(facts);
        var before = stored(seen.facts());
        var after = stored(facts);
        var was = new LinkedHashMap<String, String>();
        var is = new LinkedHashMap<String, String>();
        after.forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                was.put(name, before.get(name));
                is.put(name, value);
            }
        });
        if (is.isEmpty()) {
            return seen;
        }
        statements.update("""
                insert into setting (name, value) select * from unnest(?, ?)
                on conflict (name) do update set value = excluded.value, version = setting.version + 1""", array(is.keySet()), array(is.values()));
        audit.record("settings changed", "settings", null, null, was, is);
        changed.fire(new SettingsChanged());
        return get();
    }

    private static Statements.Array array(Iterable<String> texts) {
        var all = new ArrayList<String>();
        texts.forEach(all::add);
        return new Statements.Array("text", all.toArray());
    }

    private static void requireSense(SchoolSettings facts) {
        List<FieldError> errors = new ArrayList<>();
        if (!ZoneId.getAvailableZoneIds().contains(facts.timeZone())) {
            errors.add(new FieldError("timeZone", "There is no time zone of this name; one is Europe/London."));
        }
        if (facts.fileQuotaMegabytesPerSection() < facts.fileMaxMegabytes()) {
            errors.add(new FieldError(
                    "fileQuotaMegabytesPerSection", "A file of the largest size would not fit into a section."));
        }
        if (!errors.isEmpty()) {
            throw new Problem(ProblemType.VALIDATION, errors.get(0).message(), errors);
        }
    }

    /** As {@link Settings.Snapshot} reads them. */
    private static Map<String, String> stored(SchoolSettings facts) {
        var values = new LinkedHashMap<String, String>();
        values.put("school.name", facts.schoolName());
        values.put("school.time-zone", facts.timeZone());
        values.put("school.week-start", facts.weekStart().name());
        values.put(
                "school.week-cycle-start",
                facts.weekCycleStart() == null ? "" : facts.weekCycleStart().toString());
        values.put("attendance.edit-window-hours", Integer.toString(facts.editWindowHours()));
        values.put("enrollment.clash", facts.enrollmentClash().name());
        values.put("timetable.assistants-clash", Boolean.toString(facts.assistantsClash()));
        values.put("attendance.warning-rate", facts.attendanceWarningRate().toPlainString());
        values.put("files.max-megabytes", Integer.toString(facts.fileMaxMegabytes()));
        values.put("files.quota-megabytes-per-section", Integer.toString(facts.fileQuotaMegabytesPerSection()));
        values.put(
                "profile.fields",
                String.join(",", facts.profileFields().stream().map(Enum::name).toList()));
        return values;
    }
}

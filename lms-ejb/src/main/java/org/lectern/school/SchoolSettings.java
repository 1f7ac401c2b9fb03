package org.lectern.school;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.settings.ClashPolicy;
import org.lectern.settings.ProfileField;

/**
 * What the school sets.
 *
 * @param schoolName shown on every page
 * @param timeZone name of the zone in which lessons have their local time, as the IANA database has it
 * @param weekStart the day with which a week begins
 * @param weekCycleStart a day in a week A; null when weeks do not take turns
 * @param editWindowHours how long after its end a lesson's register may be changed by its teachers; 0 to 8,784 (a year)
 * @param enrollmentClash what happens when students enrol in sections that meet at the same time
 * @param assistantsClash whether who assists in a lesson cannot be in another one at the same time; false where assistants
 *     go between rooms
 * @param attendanceWarningRate below which a student's attendance raises a warning, 0 to 1 with 4 decimals
 * @param fileMaxMegabytes the largest file that can be uploaded, 1 to 10,000
 * @param fileQuotaMegabytesPerSection how much the files of a section may take together, at least one largest file
 * @param profileFields what students may change of their own profile
 */
public record SchoolSettings(
        @NotBlank @Size(max = 200) String schoolName,
        @NotBlank @Size(max = 100) String timeZone,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"})
        @NotNull
        DayOfWeek weekStart,

        LocalDate weekCycleStart,
        @Min(0) @Max(8784) int editWindowHours,
        @NotNull ClashPolicy enrollmentClash,
        boolean assistantsClash,

        @NotNull @DecimalMin("0") @DecimalMax("1") @Digits(integer = 1, fraction = 4)
        BigDecimal attendanceWarningRate,

        @Min(1) @Max(10_000) int fileMaxMegabytes,
        @Min(1) @Max(10_000_000) int fileQuotaMegabytesPerSection,
        @NotNull List<@NotNull ProfileField> profileFields) {

    /** Tidies what was typed. */
    public SchoolSettings {
        schoolName = schoolName == null ? null : schoolName.strip();
        timeZone = timeZone == null ? null : timeZone.strip();
        // a null among them is left for the constraint to name
        profileFields = profileFields == null || profileFields.stream().anyMatch(Objects::isNull)
                ? profileFields
                : profileFields.stream().distinct().sorted().toList();
    }
}

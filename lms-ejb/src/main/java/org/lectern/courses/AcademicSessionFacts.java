package org.lectern.courses;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;

/**
 * An academic session as an administrator writes it down. Days are in the school's time zone, both ends included.
 *
 * @param title the name for people
 * @param type what it is
 * @param startDate its first day
 * @param endDate its last day
 * @param parentId the session it is part of; null for a school year
 * @param schoolYear the calendar year in which its school year ends; null when nobody said
 * @param status whether it is used; null for a new session means ACTIVE
 * @param holidays days of it without lessons
 */
public record AcademicSessionFacts(
        @NotBlank @Size(max = 200) String title,
        @NotNull SessionType type,
        @NotNull LocalDate startDate,
        @NotNull LocalDate endDate,
        Long parentId,
        @Min(1900) @Max(2999) Integer schoolYear,
        LifeStatus status,
        @NotNull @Size(max = 200) List<@NotNull @Valid Days> holidays) {

    /**
     * Days without lessons, both ends included.
     *
     * @param title why, for people
     * @param startDate the first
     * @param endDate the last
     */
    @Schema(name = "HolidayFacts")
    public record Days(
            @NotBlank @Size(max = 200) String title,
            @NotNull LocalDate startDate,
            @NotNull LocalDate endDate) {

        /** Tidies what was typed. */
        public Days {
            title = title == null ? null : title.strip();
        }
    }

    /** Tidies what was typed. */
    public AcademicSessionFacts {
        title = title == null ? null : title.strip();
    }

    /** Whether a span of days lies in it. */
    boolean contains(LocalDate from, LocalDate to) {
        return !from.isBefore(startDate) && !to.isAfter(endDate);
    }

    /** Whether sections have lessons on the same days with it as with another. */
    boolean hasSameDaysAs(AcademicSessionFacts other) {
        return startDate.equals(other.startDate)
                && endDate.equals(other.endDate)
                && Objects.equals(parentId, other.parentId)
                && closed().equals(other.closed());
    }

    private Set<List<LocalDate>> closed() {
        return holidays.stream()
                .map(days -> List.of(days.startDate, days.endDate))
                .collect(Collectors.toSet());
    }

    /**
     * Requires what can be told without looking at others.
     *
     * @throws Problem of type VALIDATION that names each field at fault
     */
    void requireSense() {
        var errors = new ArrayList<FieldError>();
        if (endDate.isBefore(startDate)) {
            errors.add(new FieldError("endDate", "It ends before it begins."));
        }
        if (type == SessionType.SCHOOL_YEAR && parentId != null) {
            errors.add(new FieldError("parentId", "A school year is part of nothing."));
        }
        if (type != SessionType.SCHOOL_YEAR && parentId == null) {
            errors.add(new FieldError("parentId", "Say which session it is part of."));
        }
        for (int i = 0; i < holidays.size(); i++) {
            var days = holidays.get(i);
            if (days.endDate.isBefore(days.startDate)) {
                errors.add(new FieldError("holidays[" + i + "].endDate", "It ends before it begins."));
            } else if (!contains(days.startDate, days.endDate)) {
                errors.add(new FieldError(
                        "holidays[" + i + "].startDate",
                        "These days are not all within " + startDate + " to " + endDate + "."));
            }
        }
        if (!errors.isEmpty()) {
            throw new Problem(ProblemType.VALIDATION, errors.get(0).message(), errors);
        }
    }
}

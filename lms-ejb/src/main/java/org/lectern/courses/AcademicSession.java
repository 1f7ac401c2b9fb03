package org.lectern.courses;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Versioned;

/** A school year, a term or a grading period; days are in the school's time zone, both ends included. */
@Entity
public class AcademicSession extends Versioned {

    private String sourcedId;

    private String title;

    @Enumerated(EnumType.STRING)
    private SessionType type;

    private LocalDate startDate;

    private LocalDate endDate;

    @ManyToOne(fetch = FetchType.LAZY)
    private AcademicSession parent;

    private Integer schoolYear;

    @Enumerated(EnumType.STRING)
    private LifeStatus status = LifeStatus.ACTIVE;

    /** Owned from here, so that a change of them counts as an edit of the session. */
    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "academic_session_id", nullable = false, updatable = false)
    @OrderBy("startDate, id")
    private List<Holiday> holidays = new ArrayList<>();

    /** For the persistence provider. */
    protected AcademicSession() {}

    /**
     * A new session.
     *
     * @param facts what it is
     * @param whole the session it is part of; null for a school year
     */
    public AcademicSession(AcademicSessionFacts facts, AcademicSession whole) {
        change(facts, whole);
    }

    /**
     * Replaces what is known of it; only the status stays when there is none among the facts.
     *
     * @param facts what is known now
     * @param whole the session it is part of; null for a school year
     * @throws Problem of type VALIDATION when it cannot be part of that, or not all of it is in it
     */
    public void change(AcademicSessionFacts facts, AcademicSession whole) {
        facts.requireSense();
        if (whole != null) {
            whole.requirePart(facts);
        }
        title = facts.title();
        type = facts.type();
        startDate = facts.startDate();
        endDate = facts.endDate();
        parent = whole;
        schoolYear = facts.schoolYear();
        status = facts.status() == null ? status : facts.status();
        replaceHolidays(facts.holidays());
    }

    private void requirePart(AcademicSessionFacts facts) {
        if (!facts.type().isPartOf(type)) {
            throw Problem.ofField(ProblemType.VALIDATION, "parentId", "It cannot be part of " + title + ".");
        }
        if (facts.startDate().isBefore(startDate) || facts.startDate().isAfter(endDate)) {
            throw Problem.ofField(ProblemType.VALIDATION, "startDate", notWithin());
        }
        if (facts.endDate().isAfter(endDate)) {
            throw Problem.ofField(ProblemType.VALIDATION, "endDate", notWithin());
        }
    }

    private String notWithin() {
        return "It is not within " + title + ", " + startDate + " to " + endDate + ".";
    }

    private void replaceHolidays(List<AcademicSessionFacts.Days> wanted) {
        var missing = new ArrayList<>(wanted);
        holidays.removeIf(holiday -> !missing.remove(holiday.days()));
        missing.forEach(days -> holidays.add(new Holiday(days)));
    }

    /** What is known of it. */
    public AcademicSessionFacts facts() {
        return new AcademicSessionFacts(
                title,
                type,
                startDate,
                endDate,
                parent == null ? null : parent.id(),
                schoolYear,
                status,
                holidays.stream()
                        .map(Holiday::days)
                        .sorted(Comparator.comparing(AcademicSessionFacts.Days::startDate))
                        .toList());
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** What it is. */
    public SessionType type() {
        return type;
    }

    /** Its first day. */
    public LocalDate startDate() {
        return startDate;
    }

    /** Its last day. */
    public LocalDate endDate() {
        return endDate;
    }

    /** The session it is part of; null for a school year. */
    public AcademicSession parent() {
        return parent;
    }
}

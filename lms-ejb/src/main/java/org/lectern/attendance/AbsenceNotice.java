package org.lectern.attendance;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.time.LocalDate;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Versioned;

/**
 * A student says in advance that he or she will be away on some days, both included, and why. Staff approve or refuse it once;
 * until it is decided, or before the first day of an approved one, the student may take it back. Approved, it excuses
 * the student in every register of these days: in those that are taken from then on, and where it says absent already.
 */
@Entity
public class AbsenceNotice extends Versioned {

    /** So long that a term abroad fits, and so short that a mistyped year does not. */
    private static final int LONGEST_DAYS = 190;

    private long studentId;

    private LocalDate fromDate;

    private LocalDate toDate;

    private String reason;

    private Long fileId;

    @Enumerated(EnumType.STRING)
    private AbsenceStatus status;

    private Instant createdAt;

    private Long decidedBy;

    private Instant decidedAt;

    private String decisionNote;

    /** For the persistence provider. */
    protected AbsenceNotice() {}

    /**
     * A notice that nobody has decided on.
     *
     * @param studentId who will be away
     * @param entry when and why
     * @param today the day on which the student says so
     * @param now the same to the microsecond
     * @throws Problem of type VALIDATION when the days are past or in the wrong order
     */
    AbsenceNotice(long studentId, AbsenceEntry entry, LocalDate today, Instant now) {
        if (entry.fromDate().isBefore(today)) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    "fromDate",
                    "An absence is announced before it begins, at the latest on its first day.");
        }
        if (entry.toDate().isBefore(entry.fromDate())
                || entry.toDate().isAfter(entry.fromDate().plusDays(LONGEST_DAYS))) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    "toDate",
                    "The last day is on or after the first, and at most " + LONGEST_DAYS + " days later.");
        }
        this.studentId = studentId;
        this.fromDate = entry.fromDate();
        this.toDate = entry.toDate();
        this.reason = entry.reason().strip();
        this.fileId = entry.fileId();
        this.status = AbsenceStatus.PENDING;
        this.createdAt = now;
    }

    /**
     * Decides on it.
     *
     * @param decision APPROVED or REFUSED
     * @param note for the student; null without one
     * @param by who decides
     * @param now the time
     * @throws Problem of type CONFLICT when it is decided or withdrawn
     */
    void decide(AbsenceStatus decision, String note, long by, Instant now) {
        if (status != AbsenceStatus.PENDING) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    status == AbsenceStatus.WITHDRAWN
                            ? "The student has withdrawn this notice."
                            : "Somebody has decided on this notice already.");
        }
        status = decision;
        decisionNote = note == null || note.isBlank() ? null : note.strip();
        decidedBy = by;
        decidedAt = now;
    }

    /**
     * Takes it back, and lets go of its file.
     *
     * @param today the day
     * @return the file that it had; null when there was none
     * @throws Problem of type CONFLICT when it is refused, withdrawn, or approved and begun
     */
    Long withdraw(LocalDate today) {
        if (status == AbsenceStatus.APPROVED && !fromDate.isAfter(today)) {
            throw new Problem(ProblemType.CONFLICT, "This absence has begun; tell the school office.");
        }
        if (status != AbsenceStatus.PENDING && status != AbsenceStatus.APPROVED) {
            throw new Problem(ProblemType.CONFLICT, "This notice was refused or withdrawn already.");
        }
        status = AbsenceStatus.WITHDRAWN;
        var file = fileId;
        fileId = null;
        return file;
    }

    long studentId() {
        return studentId;
    }

    LocalDate fromDate() {
        return fromDate;
    }

    LocalDate toDate() {
        return toDate;
    }

    String reason() {
        return reason;
    }

    String decisionNote() {
        return decisionNote;
    }

    AbsenceStatus status() {
        return status;
    }
}

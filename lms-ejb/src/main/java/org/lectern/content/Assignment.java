package org.lectern.content;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Versioned;

/** Work that a section's students hand in. It decides whether it still can be, and whether it is late, by the server's clock. */
@Entity
public class Assignment extends Versioned {

    private static final int MOST_DAYS_LATE = 366;

    private long sectionId;

    private long gradeItemId;

    private String title;

    private String markdown;

    private Instant dueAt;

    @Enumerated(EnumType.STRING)
    private LatePolicy latePolicy;

    private Integer attempts;

    private boolean hidden;

    private LocalDate visibleFrom;

    /** For the persistence provider. */
    protected Assignment() {}

    Assignment(long sectionId, long gradeItemId, AssignmentFacts facts) {
        this.sectionId = sectionId;
        this.gradeItemId = gradeItemId;
        change(facts);
    }

    /** Replaces what is said of it; its files and points are kept elsewhere. */
    void change(AssignmentFacts facts) {
        title = facts.title();
        markdown = facts.markdown();
        dueAt = facts.dueAt() == null ? null : facts.dueAt().toInstant();
        latePolicy = facts.latePolicy();
        attempts = facts.attempts();
        hidden = facts.hidden();
        visibleFrom = facts.visibleFrom();
    }

    /** Whether work that is handed in at a time is late. */
    boolean isLate(Instant now) {
        return dueAt != null && now.isAfter(dueAt);
    }

    /**
     * How many days late work is for its grade, by the time at which it was handed in: each day that has begun since it was
     * due counts, up to 366, and none where lateness is forgiven.
     *
     * @param handedIn when it was; the work is known to be late, also when it was due later since
     */
    int daysLate(Instant handedIn) {
        if (latePolicy == LatePolicy.FORGIVE) {
            return 0;
        }
        if (!isLate(handedIn)) {
            return 1;
        }
        var late = Duration.between(dueAt, handedIn);
        long days = late.minusNanos(1).toDays() + 1;
        return (int) Math.min(MOST_DAYS_LATE, days);
    }

    /**
     * Requires that a student may hand in now.
     *
     * @param now by the server's clock
     * @param used how often the student has handed in already
     * @throws Problem of type ASSIGNMENT_CLOSED when it is over, NO_ATTEMPTS_LEFT when the student may not again
     */
    void requireOpen(Instant now, int used) {
        if (latePolicy == LatePolicy.REFUSE && isLate(now)) {
            throw new Problem(
                    ProblemType.ASSIGNMENT_CLOSED, "The time to hand this in is over, and late work is not taken.");
        }
        if (attempts != null && used >= attempts) {
            throw new Problem(
                    ProblemType.NO_ATTEMPTS_LEFT,
                    attempts == 1
                            ? "This can be handed in once only."
                            : "This can be handed in " + attempts + " times only.");
        }
    }

    /** The last day to hand it in, as the grade item says it; null without an end. */
    LocalDate dueDate(ZoneId zone) {
        return dueAt == null ? null : LocalDate.ofInstant(dueAt, zone);
    }

    boolean isVisible(LocalDate today) {
        return Visibility.on(today, hidden, visibleFrom);
    }

    long sectionId() {
        return sectionId;
    }

    long gradeItemId() {
        return gradeItemId;
    }

    String title() {
        return title;
    }
}

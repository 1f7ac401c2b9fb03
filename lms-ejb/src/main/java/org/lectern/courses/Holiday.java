package org.lectern.courses;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.LocalDate;
import org.lectern.shared.Versioned;

/** Days of an academic session on which no lesson is held, both ends included. */
@Entity
public class Holiday extends Versioned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "academic_session_id", insertable = false, updatable = false)
    private AcademicSession academicSession;

    private String title;

    private LocalDate startDate;

    private LocalDate endDate;

    /** For the persistence provider. */
    protected Holiday() {}

    /** Days of the session that it is added to. */
    Holiday(AcademicSessionFacts.Days days) {
        this.title = days.title();
        this.startDate = days.startDate();
        this.endDate = days.endDate();
    }

    /** What is known of them. */
    AcademicSessionFacts.Days days() {
        return new AcademicSessionFacts.Days(title, startDate, endDate);
    }
}

package org.lectern.courses;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.time.LocalDate;
import org.lectern.shared.Versioned;

/** Days of an academic session on which no lesson is held, both ends included. */
@Entity
public class Holiday extends Versioned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private AcademicSession academicSession;

    private String title;

    private LocalDate startDate;

    private LocalDate endDate;
}

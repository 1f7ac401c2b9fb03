package org.lectern.enrollment;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.time.LocalDate;
import org.lectern.courses.Section;
import org.lectern.shared.Versioned;

/** A student in a section. */
@Entity
public class Enrollment extends Versioned {

    private String sourcedId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Section section;

    private long studentId;

    @Enumerated(EnumType.STRING)
    private EnrollmentStatus status;

    private LocalDate beginDate;

    private LocalDate endDate;

    private Integer waitlistPosition;
}

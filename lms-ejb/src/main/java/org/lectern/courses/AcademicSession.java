package org.lectern.courses;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.time.LocalDate;
import org.lectern.shared.LifeStatus;
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
    private LifeStatus status;
}

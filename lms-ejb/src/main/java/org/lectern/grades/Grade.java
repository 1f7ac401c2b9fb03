package org.lectern.grades;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.lectern.shared.Versioned;

/** One student's result for one item. */
@Entity
public class Grade extends Versioned {

    private String sourcedId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private GradeItem item;

    private long studentId;

    @Enumerated(EnumType.STRING)
    private GradeStatus status;

    private BigDecimal points;

    private String textScore;

    private boolean late;

    private boolean incomplete;

    private LocalDate gradedOn;

    private String feedback;
}

package org.lectern.grades;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.lectern.courses.AcademicSession;
import org.lectern.courses.Section;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Versioned;

/** Something that is marked. */
@Entity
public class GradeItem extends Versioned {

    private String sourcedId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Section section;

    @ManyToOne(fetch = FetchType.LAZY)
    private GradeCategory category;

    @ManyToOne(fetch = FetchType.LAZY)
    private AcademicSession academicSession;

    private String title;

    private String description;

    private LocalDate assignDate;

    private LocalDate dueDate;

    private BigDecimal minimum;

    private BigDecimal maximum;

    private boolean released;

    @Enumerated(EnumType.STRING)
    private LifeStatus status;
}

package org.lectern.grades;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import org.lectern.courses.Section;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Versioned;

/** A weighted group of grade items; without a section it belongs to the whole school. */
@Entity
public class GradeCategory extends Versioned {

    private String sourcedId;

    @ManyToOne(fetch = FetchType.LAZY)
    private Section section;

    private String title;

    private BigDecimal weight;

    private int dropLowest;

    private boolean extra;

    @Enumerated(EnumType.STRING)
    private LifeStatus status;
}

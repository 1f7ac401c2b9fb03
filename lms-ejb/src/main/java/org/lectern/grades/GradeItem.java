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

    private BigDecimal minimum = BigDecimal.ZERO;

    private BigDecimal maximum;

    private boolean extra;

    private boolean released;

    @Enumerated(EnumType.STRING)
    private LifeStatus status;

    /** For Hibernate. */
    protected GradeItem() {}

    /**
     * A new item.
     *
     * @param section whose it is
     * @param category of the facts; null for none
     * @param period of the facts; null for none
     * @param facts what the teacher says of it
     */
    GradeItem(Section section, GradeCategory category, AcademicSession period, ItemFacts facts) {
        this.section = section;
        change(category, period, facts);
    }

    /** Replaces what a teacher says of it. */
    void change(GradeCategory otherCategory, AcademicSession period, ItemFacts facts) {
        category = otherCategory;
        academicSession = period;
        title = facts.title();
        description = facts.description();
        assignDate = facts.assignDate();
        dueDate = facts.dueDate();
        maximum = Decimals.plain(facts.maximum());
        extra = Boolean.TRUE.equals(facts.extra());
        released = !Boolean.FALSE.equals(facts.released());
        status = facts.status() == null ? LifeStatus.ACTIVE : facts.status();
    }
}

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

    private int position;

    @Enumerated(EnumType.STRING)
    private LifeStatus status = LifeStatus.ACTIVE;

    /** For Hibernate. */
    protected GradeCategory() {}

    /**
     * A new category.
     *
     * @param section whose it is
     * @param facts what the teacher says of it
     */
    GradeCategory(Section section, CategoryFacts facts) {
        this.section = section;
        change(facts);
    }

    /** Replaces what a teacher says of it. */
    void change(CategoryFacts facts) {
        title = facts.title();
        weight = Decimals.plain(facts.weight());
        dropLowest = facts.dropLowest() == null ? 0 : facts.dropLowest();
        extra = Boolean.TRUE.equals(facts.extra());
        position = facts.position() == null ? 0 : facts.position();
    }

    /** As it is told. */
    CategoryDetails details() {
        return new CategoryDetails(
                id(), title, Decimals.plain(weight), dropLowest, extra, position, section == null, version());
    }
}

package org.lectern.content;

import jakarta.persistence.Entity;
import java.time.LocalDate;
import org.lectern.shared.Versioned;

/** A part of a section's content, such as a chapter. */
@Entity
public class Unit extends Versioned {

    private long sectionId;

    private String title;

    private int position;

    private boolean hidden;

    private LocalDate visibleFrom;

    /** For the persistence provider. */
    protected Unit() {}

    Unit(long sectionId, int position, UnitFacts facts) {
        this.sectionId = sectionId;
        this.position = position;
        change(facts);
    }

    void change(UnitFacts facts) {
        title = facts.title();
        hidden = facts.hidden();
        visibleFrom = facts.visibleFrom();
    }

    UnitFacts facts() {
        return new UnitFacts(title, hidden, visibleFrom);
    }

    long sectionId() {
        return sectionId;
    }
}

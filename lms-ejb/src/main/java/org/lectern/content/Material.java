package org.lectern.content;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalDate;
import org.lectern.shared.Versioned;

/** Something to read, follow or fetch, in a unit. */
@Entity
public class Material extends Versioned {

    private long unitId;

    @Enumerated(EnumType.STRING)
    private MaterialKind kind;

    private String title;

    private String markdown;

    private String url;

    private Long fileId;

    private int position;

    private boolean hidden;

    private LocalDate visibleFrom;

    /** For the persistence provider. */
    protected Material() {}

    Material(long unitId, int position, MaterialFacts facts) {
        this.unitId = unitId;
        this.position = position;
        change(facts);
    }

    void change(MaterialFacts facts) {
        facts.require();
        kind = facts.kind();
        title = facts.title();
        markdown = facts.markdown();
        url = facts.url();
        fileId = facts.fileId();
        hidden = facts.hidden();
        visibleFrom = facts.visibleFrom();
    }

    MaterialFacts facts() {
        return new MaterialFacts(kind, title, markdown, url, fileId, hidden, visibleFrom);
    }

    long unitId() {
        return unitId;
    }
}

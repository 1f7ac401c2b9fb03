package org.lectern.attendance;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Versioned;

/** A code that the school marks with, of a kind that counts. */
@Entity
public class AttendanceCode extends Versioned {

    private String code;

    private String name;

    @Enumerated(EnumType.STRING)
    private AttendanceKind kind;

    private int position;

    @Enumerated(EnumType.STRING)
    private LifeStatus status = LifeStatus.ACTIVE;

    /** For the persistence provider. */
    protected AttendanceCode() {}

    /**
     * A new code.
     *
     * @param facts what it is
     */
    public AttendanceCode(AttendanceCodeFacts facts) {
        change(facts);
    }

    /**
     * Replaces what is known of it; only the status stays when there is none among the facts.
     *
     * @param facts what is known now
     */
    public void change(AttendanceCodeFacts facts) {
        code = facts.code();
        name = facts.name();
        kind = facts.kind();
        position = facts.position();
        status = facts.status() == null ? status : facts.status();
    }

    /** What is known of it. */
    public AttendanceCodeFacts facts() {
        return new AttendanceCodeFacts(code, name, kind, position, status);
    }
}

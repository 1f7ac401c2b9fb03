package org.lectern.groups;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Versioned;

/** A set of students kept together. */
@Entity
public class StudentGroup extends Versioned {

    private String sourcedId;

    private String code;

    private String title;

    @Enumerated(EnumType.STRING)
    private GroupKind kind;

    private Integer gradeLevel;

    private Long parentId;

    @Enumerated(EnumType.STRING)
    private LifeStatus status = LifeStatus.ACTIVE;

    /** For the persistence provider. */
    protected StudentGroup() {}

    /**
     * A new group, without members.
     *
     * @param facts what it is
     */
    public StudentGroup(StudentGroupFacts facts) {
        change(facts);
    }

    /**
     * Replaces what is known of it; only the status stays when there is none among the facts.
     *
     * @param facts what is known now
     */
    public void change(StudentGroupFacts facts) {
        code = facts.code();
        title = facts.title();
        kind = facts.kind();
        gradeLevel = facts.gradeLevel();
        parentId = facts.parentId();
        status = facts.status() == null ? status : facts.status();
    }

    /** What is known of it. */
    public StudentGroupFacts facts() {
        return new StudentGroupFacts(code, title, kind, gradeLevel, parentId, status);
    }

    /** The code as timetables show it, for example {@code 10-A}. */
    public String code() {
        return code;
    }

    /** Whether it goes on. */
    public LifeStatus status() {
        return status;
    }
}

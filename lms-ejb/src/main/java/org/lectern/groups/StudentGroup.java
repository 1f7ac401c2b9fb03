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

    @Enumerated(EnumType.STRING)
    private LifeStatus status;

    /** The code as timetables show it, for example {@code 10-A}. */
    public String code() {
        return code;
    }
}

package org.lectern.courses;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.time.LocalDate;
import org.lectern.shared.Versioned;

/** A teacher of a section, from a day to a day; open ends mean as long as the section runs. */
@Entity
public class TeacherAssignment extends Versioned {

    private String sourcedId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Section section;

    private long teacherId;

    @Enumerated(EnumType.STRING)
    private TeachingRole role;

    private LocalDate fromDate;

    private LocalDate toDate;
}

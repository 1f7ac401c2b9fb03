package org.lectern.courses;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import java.math.BigDecimal;
import java.util.Set;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Versioned;

/** What can be taught. */
@Entity
public class Course extends Versioned {

    private String sourcedId;

    private String code;

    private String title;

    private String description;

    private BigDecimal credits;

    @Enumerated(EnumType.STRING)
    private LifeStatus status;

    @ManyToMany
    @JoinTable(
            name = "course_prerequisite",
            joinColumns = @JoinColumn(name = "course_id"),
            inverseJoinColumns = @JoinColumn(name = "requires_id"))
    private Set<Course> prerequisites;
}

package org.lectern.courses;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
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
    private LifeStatus status = LifeStatus.ACTIVE;

    @ManyToMany
    @JoinTable(
            name = "course_prerequisite",
            joinColumns = @JoinColumn(name = "course_id"),
            inverseJoinColumns = @JoinColumn(name = "requires_id"))
    private Set<Course> prerequisites = new HashSet<>();

    /** For the persistence provider. */
    protected Course() {}

    /**
     * A new course.
     *
     * @param facts what it is
     * @param required the courses whose ids are among the facts
     */
    public Course(CourseFacts facts, Collection<Course> required) {
        change(facts, required);
    }

    /**
     * Replaces what is known of it; only the status stays when there is none among the facts.
     *
     * @param facts what is known now
     * @param required the courses whose ids are among the facts
     */
    public void change(CourseFacts facts, Collection<Course> required) {
        code = facts.code();
        title = facts.title();
        description = facts.description();
        credits = facts.credits();
        status = facts.status() == null ? status : facts.status();
        prerequisites.retainAll(required);
        prerequisites.addAll(required);
    }

    /** What is known of it. */
    public CourseFacts facts() {
        return new CourseFacts(
                code,
                title,
                description,
                credits,
                status,
                prerequisites.stream().map(Course::id).toList(),
                null);
    }

    /** As catalogues show it. */
    public String code() {
        return code;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** The courses that a student has to have completed before. */
    public Set<Course> prerequisites() {
        return Set.copyOf(prerequisites);
    }
}

package org.lectern.courses;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.time.LocalDate;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Versioned;

/** A teacher of a section, from a day to a day; open ends mean as long as the section runs. */
@Entity
public class TeacherAssignment extends Versioned {

    private static final String ANOTHER = "An assignment keeps its section and teacher. End it and add another one.";

    private String sourcedId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Section section;

    private long teacherId;

    @Enumerated(EnumType.STRING)
    private TeachingRole role;

    private LocalDate fromDate;

    private LocalDate toDate;

    /** For the persistence provider. */
    protected TeacherAssignment() {}

    /**
     * A new assignment.
     *
     * @param facts what it is
     * @param section the section whose id is among the facts
     */
    public TeacherAssignment(TeacherAssignmentFacts facts, Section section) {
        this.section = section;
        this.teacherId = facts.teacherId();
        change(facts);
    }

    /**
     * Changes role and days. Another teacher or section is another assignment.
     *
     * @param facts what is known now
     * @throws Problem of type VALIDATION when it names another teacher or section, or ends before it begins
     */
    public void change(TeacherAssignmentFacts facts) {
        if (!facts.sectionId().equals(section.id())) {
            throw Problem.ofField(ProblemType.VALIDATION, "sectionId", ANOTHER);
        }
        if (facts.teacherId() != teacherId) {
            throw Problem.ofField(ProblemType.VALIDATION, "teacherId", ANOTHER);
        }
        if (facts.fromDate() != null && facts.toDate() != null && facts.toDate().isBefore(facts.fromDate())) {
            throw Problem.ofField(ProblemType.VALIDATION, "toDate", "It ends before it begins.");
        }
        role = facts.role();
        fromDate = facts.fromDate();
        toDate = facts.toDate();
    }

    /** What is known of it. */
    public TeacherAssignmentFacts facts() {
        return new TeacherAssignmentFacts(section.id(), teacherId, role, fromDate, toDate);
    }
}

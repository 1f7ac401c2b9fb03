package org.lectern.courses;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.lectern.groups.StudentGroup;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Versioned;

/** A course taught in a term to a roster. */
@Entity
public class Section extends Versioned {

    private String sourcedId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Course course;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private AcademicSession academicSession;

    @ManyToOne(fetch = FetchType.LAZY)
    private StudentGroup studentGroup;

    private String code;

    private String title;

    private String location;

    private String periods;

    private Integer capacity;

    private int seatsTaken;

    @Enumerated(EnumType.STRING)
    private EnrollmentPolicy policy;

    private String enrollmentKeyHash;

    private Instant enrollFrom;

    private Instant enrollUntil;

    private boolean waitlist;

    private Long gradingScaleId;

    @Enumerated(EnumType.STRING)
    private LifeStatus status = LifeStatus.ACTIVE;

    /** For the persistence provider. */
    public Section() {}

    /**
     * A new section, with nobody in it.
     *
     * @param facts what it is
     * @param course the course whose id is among the facts
     * @param term the academic session whose id is among the facts
     * @param group the group whose id is among the facts; null for none
     */
    public Section(SectionFacts facts, Course course, AcademicSession term, StudentGroup group) {
        change(facts, course, term, group);
    }

    /**
     * Replaces what is known of it; only the status stays when there is none among the facts.
     *
     * @param facts what is known now
     * @param ofCourse the course whose id is among the facts
     * @param inTerm the academic session whose id is among the facts
     * @param ofGroup the group whose id is among the facts; null for none
     * @throws org.lectern.shared.Problem of type VALIDATION when they contradict each other, or a new capacity is less
     *     than the seats taken
     */
    public void change(SectionFacts facts, Course ofCourse, AcademicSession inTerm, StudentGroup ofGroup) {
        // an overbooked section keeps its capacity through other edits
        facts.requireSense(Objects.equals(capacity, facts.capacity()) ? 0 : seatsTaken, enrollmentKeyHash != null);
        course = ofCourse;
        academicSession = inTerm;
        studentGroup = ofGroup;
        code = facts.code();
        title = facts.title();
        capacity = facts.capacity();
        policy = facts.policy();
        if (facts.enrollmentKey() != null) {
            enrollmentKeyHash = EnrollmentKey.hash(facts.enrollmentKey());
        } else if (policy != EnrollmentPolicy.BY_KEY) {
            enrollmentKeyHash = null;
        }
        enrollFrom = facts.enrollFrom() == null ? null : facts.enrollFrom().toInstant();
        enrollUntil = facts.enrollUntil() == null ? null : facts.enrollUntil().toInstant();
        waitlist = facts.waitlist();
        gradingScaleId = facts.gradingScaleId();
        status = facts.status() == null ? status : facts.status();
    }

    /**
     * From now on its roster is that of a group.
     *
     * @param group the group
     */
    public void follow(StudentGroup group) {
        studentGroup = group;
        policy = EnrollmentPolicy.BY_GROUP;
    }

    /**
     * Gives it another enrolment key.
     *
     * @param key what students have to know from now on
     * @throws Problem of type CONFLICT when nobody enrols by key here
     */
    public void changeKey(String key) {
        if (policy != EnrollmentPolicy.BY_KEY) {
            throw new Problem(ProblemType.CONFLICT, "Nobody enrols in " + title + " by a key.");
        }
        enrollmentKeyHash = EnrollmentKey.hash(key);
    }

    /** What is known of it, but for the key, which nobody can read. */
    public SectionFacts facts() {
        return new SectionFacts(
                course.id(),
                academicSession.id(),
                studentGroup == null ? null : studentGroup.id(),
                code,
                title,
                capacity,
                policy,
                null,
                enrollFrom == null ? null : enrollFrom.atOffset(ZoneOffset.UTC),
                enrollUntil == null ? null : enrollUntil.atOffset(ZoneOffset.UTC),
                waitlist,
                gradingScaleId,
                status);
    }

    /** The code as timetables show it, unique within the term. */
    public String code() {
        return code;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** The group that is taught together here; null when students come from several. */
    public StudentGroup studentGroup() {
        return studentGroup;
    }
}

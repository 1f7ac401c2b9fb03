package org.lectern.courses;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import org.lectern.groups.StudentGroup;
import org.lectern.shared.LifeStatus;
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

    private String enrollmentKey;

    private Instant enrollFrom;

    private Instant enrollUntil;

    private boolean waitlist;

    @Enumerated(EnumType.STRING)
    private LifeStatus status;

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

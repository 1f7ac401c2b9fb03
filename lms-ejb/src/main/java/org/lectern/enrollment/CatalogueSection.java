package org.lectern.enrollment;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.lectern.courses.EnrollmentPolicy;
import org.lectern.courses.SectionName;

/**
 * A section that students choose themselves, as one student sees it in the catalogue.
 *
 * @param section the section
 * @param course code of the course
 * @param courseTitle title of the course
 * @param description of the course; null when there is none
 * @param credits of the course; null when it has none
 * @param term title of its first term
 * @param teachers names of those who lead it
 * @param keyRequired whether enrolling needs a key
 * @param capacity how many it takes; null when there is no limit
 * @param seatsLeft seats nobody has; null when there is no limit
 * @param waiting how many wait for a seat
 * @param enrollFrom when enrolling begins, in the school's zone; null when it always could
 * @param enrollUntil when enrolling ends, in the school's zone; null when it always can
 * @param prerequisites the courses that are required before
 * @param enrollmentId the caller's enrolment, active or waitlisted; null without one
 * @param status of that enrolment; null without one
 * @param waitlistPlace the caller's place in the line, from 1; null when not in it
 * @param mayEnroll whether enrolling would be accepted now, with the key where one is required
 * @param wouldWait whether that would be on the waitlist
 * @param obstacles why not, when it would not be
 * @param warnings what to think of before, when it would be
 */
public record CatalogueSection(
        SectionName section,
        String course,
        String courseTitle,
        String description,
        BigDecimal credits,
        String term,
        List<String> teachers,
        boolean keyRequired,
        Integer capacity,
        Integer seatsLeft,
        int waiting,
        OffsetDateTime enrollFrom,
        OffsetDateTime enrollUntil,
        List<RequiredCourse> prerequisites,
        Long enrollmentId,
        EnrollmentStatus status,
        Integer waitlistPlace,
        boolean mayEnroll,
        boolean wouldWait,
        List<Obstacle> obstacles,
        List<Obstacle> warnings) {

    /**
     * A course that is required before.
     *
     * @param code of the course
     * @param title of the course
     * @param met whether the caller has completed it, with the grade that is asked for
     * @param minimumPercent the final grade that is asked for; null when to have completed it is enough
     * @param percent the caller's best final grade in it; null without one, or when none is asked for
     * @param why what is missing, in a sentence; null when it is met
     */
    public record RequiredCourse(
            String code, String title, boolean met, BigDecimal minimumPercent, BigDecimal percent, String why) {}

    static CatalogueSection of(Offer offer, Instant now, ZoneId zone, boolean clashRefused) {
        var obstacles = offer.obstacles(now, zone, clashRefused);
        boolean may = obstacles.isEmpty();
        return new CatalogueSection(
                offer.section(),
                offer.courseCode(),
                offer.courseTitle(),
                offer.description(),
                offer.credits(),
                offer.term(),
                offer.teachers(),
                offer.policy() == EnrollmentPolicy.BY_KEY,
                offer.capacity(),
                offer.seatsLeft(),
                offer.waiting(),
                inZone(offer.enrollFrom(), zone),
                inZone(offer.enrollUntil(), zone),
                offer.prerequisites().stream()
                        .map(each -> new RequiredCourse(
                                each.code(),
                                each.title(),
                                each.met(),
                                each.minimumPercent(),
                                each.percent(),
                                each.why()))
                        .toList(),
                offer.enrollmentId(),
                offer.ownStatus(),
                offer.place(),
                may,
                may && !offer.hasSeat(),
                obstacles,
                may ? offer.warnings() : List.of());
    }

    private static OffsetDateTime inZone(Instant moment, ZoneId zone) {
        return moment == null ? null : moment.atZone(zone).toOffsetDateTime();
    }
}

package org.lectern.enrollment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lectern.courses.EnrollmentPolicy;
import org.lectern.settings.ClashPolicy;
import org.lectern.settings.Settings;
import org.lectern.shared.Conditions;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Idempotent;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;
import org.lectern.shared.Turns;

/** What students choose: the catalogue, and their own enrolments. */
@Stateless
@RolesAllowed(Roles.STUDENT)
public class EnrollmentService {

    private static final String ON_OFFER = """
            s.status = 'ACTIVE' and s.policy in ('OPEN', 'BY_KEY') and span.last_day >= (select today from me)""";

    @Inject
    private Statements statements;

    @Inject
    private Settings settings;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private Seats seats;

    @Inject
    private Turns turns;

    @Inject
    private KeyGuesses guesses;

    @Inject
    private RequiredGrades requiredGrades;

    /**
     * A page of the sections that students choose themselves, by code, with what speaks for and against each.
     *
     * @param search words that all must occur in code or title, in any case; null or blank for all
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    public Page<CatalogueSection> catalogue(String search, Integer limit, String after) {
        int rows = Page.limit(limit);
        var school = settings.current();
        var now = Clock.systemUTC().instant();
        // the same expression as that of the index section_search
        var conditions = new Conditions()
                .words("lower(s.code || ' ' || s.title)", search)
                .after("(s.code, s.id)", "(?, ?)", after);
        List<Object> values = new ArrayList<>(List.of(currentCaller.get().personId(), settings.today()));
        values.addAll(Arrays.asList(conditions.values(rows + 1)));
        boolean clashRefused = isClashRefused();
        return Page.of(
                requiredGrades
                        .complete(
                                currentCaller.get().personId(),
                                statements.list(
                                        Offer.sql(ON_OFFER + " and " + conditions.sql()),
                                        Offer::read,
                                        values.toArray()))
                        .stream()
                        .map(offer -> CatalogueSection.of(offer, now, school.timeZone(), clashRefused))
                        .toList(),
                rows,
                item -> Conditions.place(item.section().code(), item.section().id()));
    }

    /** The caller's enrolments, those of the newest terms first, also the ended ones. */
    public Page<OwnEnrollment> own() {
        return Page.whole(statements.list(
                OwnEnrollment.SQL, OwnEnrollment::read, currentCaller.get().personId(), null));
    }

    /**
     * One enrolment of the caller.
     *
     * @throws Problem of type NOT_FOUND when it is none of the caller's
     */
    public OwnEnrollment own(long id) {
        return ownOf(currentCaller.get().personId(), id);
    }

    /**
     * Enrols the caller: on a seat when one is left, otherwise at the end of the line.
     *
     * @param request the section, and its key where it has one
     * @param key makes a repeated request harmless; null without one
     * @return the new enrolment, with warnings
     * @throws Problem of type NOT_FOUND when there is no such section, CONFLICT when the caller is in it or waits for it,
     *     ENROLLMENT_CLOSED, PREREQUISITES_MISSING, ENROLLMENT_CLASH, SECTION_FULL or WRONG_ENROLLMENT_KEY, and
     *     TOO_MANY_ATTEMPTS after too many wrong keys
     */
    @Idempotent
    public OwnEnrollment enroll(@Valid @NotNull EnrollmentRequest request, IdempotencyKey key) {
        long student = currentCaller.get().personId();
        var keyed = requireKey(student, request);
        seats.lock(List.of(request.sectionId()));
        // of one student who enrols twice at once, the second must see the timetable that the first makes
        seats.lockStudents(List.of(student));
        var offer = requireNoObstacle(offer(student, request.sectionId()));
        if (offer.policy() == EnrollmentPolicy.BY_KEY && !offer.keyHash().equals(keyed)) {
            offer.requireKey(request.key());
        }
        var seat = seats.add(request.sectionId(), List.of(student), offer.hasSeat() ? 1 : 0, settings.today())
                .get(0);
        if (!offer.hasSeat() && !Integer.valueOf(0).equals(offer.seatsLeft())) {
            // a seat may be free that nobody before in the line can take
            seats.promote(List.of(request.sectionId()));
        }
        seats.tellServers(List.of(request.sectionId()));
        return ownOf(student, seat.id()).with(offer.warnings());
    }

    /**
     * Checks the key, before others have to wait for the section.
     *
     * @return the hash that it was compared with; null when nobody enrols by key there
     */
    private String requireKey(long student, EnrollmentRequest request) {
        var hash = statements.find(
                "select enrollment_key_hash from section where id = ? and policy = 'BY_KEY'",
                row -> row.getString(1),
                request.sectionId());
        if (hash.isEmpty()) {
            return null;
        }
        // of a hundred guesses at once each sees how the one before ended
        turns.take("enrolment key of " + student);
        guesses.requireFew(student);
        var offer = requireNoObstacle(offer(student, request.sectionId()));
        try {
            offer.requireKey(request.key());
        } catch (WrongEnrollmentKey wrong) {
            if (request.key() != null) {
                guesses.failed(student);
            }
            throw wrong;
        }
        guesses.succeeded(student);
        return offer.keyHash();
    }

    private Offer requireNoObstacle(Offer offer) {
        var obstacles = offer.obstacles(Clock.systemUTC().instant(), settings.timeZone(), isClashRefused());
        if (!obstacles.isEmpty()) {
            throw new Problem(
                    obstacles.get(0).reason().problem(),
                    obstacles.get(0).message(),
                    obstacles.stream()
                            .map(each -> new FieldError("sectionId", each.message()))
                            .toList());
        }
        return offer;
    }

    /**
     * Gives up an enrolment of the caller; the first in the line gets the seat.
     *
     * @throws Problem of type NOT_FOUND when it is none of the caller's, CONFLICT when it has ended, ENROLLMENT_CLOSED when
     *     only the office can end it
     */
    public void drop(long id) {
        long student = currentCaller.get().personId();
        long section = sectionOf(
                "select section_id from enrollment where id = ? and student_id = ?", "enrolment", id, student);
        var lines = seats.withLinesOf(section, student);
        seats.lock(lines);
        var offer = offer(student, section);
        if (offer.enrollmentId() == null || offer.enrollmentId() != id) {
            throw hasEnded();
        }
        offer.requireDroppable(Clock.systemUTC().instant(), settings.timeZone());
        seats.end("e.id = ?", settings.today().minusDays(1), id);
        // one after the other: those in which the caller waits may clash with each other
        lines.forEach(each -> seats.promote(List.of(each)));
        seats.tellServers(lines);
    }

    private Offer offer(long student, long section) {
        return requiredGrades
                .complete(
                        student,
                        statements.list(Offer.sql("s.id = ?"), Offer::read, student, settings.today(), section, 1))
                .stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("section", section));
    }

    private OwnEnrollment ownOf(long student, long id) {
        return statements
                .find(OwnEnrollment.SQL, OwnEnrollment::read, student, id)
                .orElseThrow(() -> Problem.notFound("enrolment", id));
    }

    private long sectionOf(String sql, String what, Object... values) {
        return statements
                .find(sql, row -> row.getLong(1), values)
                .orElseThrow(() -> Problem.notFound(what, (Long) values[0]));
    }

    static Problem hasEnded() {
        return new Problem(ProblemType.CONFLICT, "This enrolment has ended already.");
    }

    private boolean isClashRefused() {
        return settings.current().enrollmentClash() == ClashPolicy.REFUSE;
    }
}

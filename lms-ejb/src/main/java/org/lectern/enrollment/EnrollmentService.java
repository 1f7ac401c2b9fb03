package org.lectern.enrollment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.lectern.audit.AuditTrail;
import org.lectern.courses.SeatsChanged;
import org.lectern.notifications.Notifications;
import org.lectern.notifications.Notifications.Message;
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

/**
 * Who is in which section. Whatever changes that locks the row of the section first, so that of many at once each finds
 * the seats and the line as the one before has left them.
 */
@Stateless
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
    private AuditTrail audit;

    @Inject
    private Notifications notifications;

    /** A student's place in a section, as a statement that wrote tells it. */
    private record Seat(long id, long sectionId, long studentId, EnrollmentStatus status) {

        static Seat read(ResultSet row) throws SQLException {
            return new Seat(row.getLong(1), row.getLong(2), row.getLong(3), EnrollmentStatus.valueOf(row.getString(4)));
        }

        AuditTrail.Line begun() {
            return new AuditTrail.Line(id, studentId, null, Map.of("sectionId", sectionId, "status", status));
        }
    }

    // ------------------------------------------------------------------------------------------ students

    /**
     * A page of the sections that students choose themselves, by code, with what speaks for and against each.
     *
     * @param search words that all must occur in code or title, in any case; null or blank for all
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    @RolesAllowed(Roles.STUDENT)
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
                statements
                        .list(Offer.sql(ON_OFFER + " and " + conditions.sql()), Offer::read, values.toArray())
                        .stream()
                        .map(offer -> CatalogueSection.of(offer, now, school.timeZone(), clashRefused))
                        .toList(),
                rows,
                item -> Conditions.place(item.section().code(), item.section().id()));
    }

    /** The caller's enrolments, those of the newest terms first, also the ended ones. */
    @RolesAllowed(Roles.STUDENT)
    public Page<OwnEnrollment> own() {
        return Page.whole(statements.list(
                OwnEnrollment.SQL, OwnEnrollment::read, currentCaller.get().personId(), null));
    }

    /**
     * One enrolment of the caller.
     *
     * @throws Problem of type NOT_FOUND when it is none of the caller's
     */
    @RolesAllowed(Roles.STUDENT)
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
     *     ENROLLMENT_CLOSED, PREREQUISITES_MISSING, ENROLLMENT_CLASH, SECTION_FULL or WRONG_ENROLLMENT_KEY
     */
    @RolesAllowed(Roles.STUDENT)
    @Idempotent
    public OwnEnrollment enroll(@Valid @NotNull EnrollmentRequest request, IdempotencyKey key) {
        var school = settings.current();
        long student = currentCaller.get().personId();
        // of one student who enrols twice at once, the second must see the timetable that the first makes
        statements.find("select id from person where id = ? for no key update", row -> row.getLong(1), student);
        lock(List.of(request.sectionId()));
        var offer = offer(student, request.sectionId());
        var obstacles = offer.obstacles(Clock.systemUTC().instant(), school.timeZone(), isClashRefused());
        if (!obstacles.isEmpty()) {
            throw new Problem(
                    obstacles.get(0).reason().problem(),
                    obstacles.get(0).message(),
                    obstacles.stream()
                            .map(each -> new FieldError("sectionId", each.message()))
                            .toList());
        }
        offer.requireKey(request.key());
        var seat = add(request.sectionId(), List.of(student), offer.hasSeat() ? 1 : 0, settings.today())
                .get(0);
        tellServers(List.of(request.sectionId()));
        return ownOf(student, seat.id()).with(offer.warnings());
    }

    /**
     * Gives up an enrolment of the caller; the first in the line gets the seat.
     *
     * @throws Problem of type NOT_FOUND when it is none of the caller's, CONFLICT when it has ended, ENROLLMENT_CLOSED when
     *     only the office can end it
     */
    @RolesAllowed(Roles.STUDENT)
    public void drop(long id) {
        long student = currentCaller.get().personId();
        long section = sectionOf(
                "select section_id from enrollment where id = ? and student_id = ?", "enrolment", id, student);
        lock(List.of(section));
        var offer = offer(student, section);
        if (offer.enrollmentId() == null || offer.enrollmentId() != id) {
            throw hasEnded();
        }
        offer.requireDroppable(Clock.systemUTC().instant(), settings.timeZone());
        end("e.id = ?", settings.today().minusDays(1), id);
        promote(List.of(section));
        tellServers(List.of(section));
    }

    // ------------------------------------------------------------------------------------------ the office

    /**
     * A page of a section's students, by family name and given name, whatever their status.
     *
     * @param sectionId the section
     * @param status only enrolments of it; null for any
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type NOT_FOUND when there is no such section, VALIDATION for a limit or place that is none
     */
    @RolesAllowed(Roles.ADMIN)
    public Page<RosterLine> roster(long sectionId, EnrollmentStatus status, Integer limit, String after) {
        int rows = Page.limit(limit);
        sectionOf("select id from section where id = ?", "section", sectionId);
        var conditions = new Conditions()
                .when("e.section_id = ?", sectionId)
                .when("e.status = ?", status)
                .after("(p.family_name, p.given_name, e.id)", "(?, ?, ?)", after);
        return Page.of(
                statements.list(
                        "select " + RosterLine.COLUMNS
                                + " from enrollment e join person p on p.id = e.student_id where " + conditions.sql()
                                + " order by p.family_name, p.given_name, e.id limit ?",
                        RosterLine::read,
                        conditions.values(rows + 1)),
                rows,
                line -> Conditions.place(line.familyName(), line.givenName(), line.id()));
    }

    /**
     * Puts students into a section, whatever its policy, dates and prerequisites: all of them or none. The first get the seats
     * that are left, the others wait in the order in which they are named. Who is in the section stays as they are; who waits
     * for it gets a seat only by overbooking.
     *
     * @param sectionId the section
     * @param entry who
     * @return the enrolments of all who are named
     * @throws Problem of type NOT_FOUND when there is no such section, VALIDATION naming everybody who is no student here,
     *     SECTION_FULL when seats are missing and there is no waitlist
     */
    @RolesAllowed(Roles.ADMIN)
    public Page<RosterLine> enroll(long sectionId, @Valid @NotNull RosterEntry entry) {
        lock(List.of(sectionId));
        var students = List.copyOf(new LinkedHashSet<>(entry.studentIds()));
        var present = requireStudents(sectionId, entry.studentIds());
        var newcomers = students.stream()
                .filter(student -> !present.containsKey(student))
                .toList();
        var from = entry.from() == null ? settings.today() : entry.from();
        if (entry.overbooks()) {
            seatWaiting(sectionId, students, from);
        }
        int seats = entry.overbooks() ? newcomers.size() : seatsFor(sectionId, newcomers.size());
        if (!newcomers.isEmpty()) {
            add(sectionId, newcomers, seats, from);
            tellServers(List.of(sectionId));
        }
        return Page.whole(
                statements.list("select " + RosterLine.COLUMNS + """
                         from unnest(?::bigint[]) with ordinality named(id, place)
                        join person p on p.id = named.id
                        join enrollment e on e.section_id = ? and e.student_id = p.id
                            and e.status in ('ACTIVE', 'WAITLISTED')
                        order by named.place""", RosterLine::read, ids(students), sectionId));
    }

    /**
     * Ends an enrolment: the last day on the roster is yesterday. The first in the line gets the seat, and the student is
     * told.
     *
     * @throws Problem of type NOT_FOUND when there is no such enrolment, CONFLICT when it has ended
     */
    @RolesAllowed(Roles.ADMIN)
    public void dropByOffice(long id) {
        long section = sectionOf("select section_id from enrollment where id = ?", "enrolment", id);
        lock(List.of(section));
        var ended = end("e.id = ?", settings.today().minusDays(1), id);
        if (ended.isEmpty()) {
            throw hasEnded();
        }
        tell("dropped", "The school office has taken you out of %s.", ended);
        promote(List.of(section));
        tellServers(List.of(section));
    }

    /**
     * Moves a student to another section as of today; in the old one the last day is yesterday. The first in its line gets
     * the seat, and both are told.
     *
     * @param id the enrolment in the old section
     * @param entry the new section
     * @return the enrolment in the new section; on its waitlist when no seat is left there
     * @throws Problem of type NOT_FOUND when there is no such enrolment or section, CONFLICT when the enrolment has ended or
     *     the student is in the new section already, SECTION_FULL when no seat is left there and there is no waitlist
     */
    @RolesAllowed(Roles.ADMIN)
    public RosterLine transfer(long id, @Valid @NotNull TransferEntry entry) {
        long from = sectionOf("select section_id from enrollment where id = ?", "enrolment", id);
        long to = entry.sectionId();
        if (from == to) {
            throw new Problem(ProblemType.CONFLICT, "The student is in that section, or waits for it, already.");
        }
        lock(List.of(from, to));
        var ended = end("e.id = ?", settings.today().minusDays(1), id);
        if (ended.isEmpty()) {
            throw hasEnded();
        }
        long student = ended.get(0).studentId();
        if (requireStudents(to, List.of(student)).containsKey(student)) {
            throw new Problem(ProblemType.CONFLICT, "The student is in that section, or waits for it, already.");
        }
        int seats = Boolean.TRUE.equals(entry.overbook()) ? 1 : seatsFor(to, 1);
        var added = add(to, List.of(student), seats, settings.today());
        tell(
                "enrolled",
                seats == 1
                        ? "The school office has moved you to %s."
                        : "The school office has put you on the waitlist of %s.",
                added);
        promote(List.of(from));
        tellServers(List.of(from, to));
        return statements
                .find(
                        "select " + RosterLine.COLUMNS
                                + " from enrollment e join person p on p.id = e.student_id where e.id = ?",
                        RosterLine::read,
                        added.get(0).id())
                .orElseThrow();
    }

    /**
     * Gives the free seats of a section whose capacity was raised to those who wait. Each is told.
     *
     * @param changed the section; already locked by the change
     */
    @RolesAllowed(Roles.ADMIN)
    public void fillSeats(@Observes SeatsChanged changed) {
        var section = List.of(changed.sectionId());
        if (promote(section) > 0) {
            tellServers(section);
        }
    }

    /**
     * Puts students into sections because their group is in them, beyond capacity if need be. Who is in a section, or waits
     * for it, stays as they are. The statements do not grow with the numbers.
     *
     * @param sectionIds the sections; unknown ones are left out
     * @param studentIds the students
     * @param from first day on the roster
     * @return how many enrolments are new
     */
    @RolesAllowed(Roles.ADMIN)
    public int admit(Collection<Long> sectionIds, Collection<Long> studentIds, LocalDate from) {
        lockKnown(sectionIds);
        var added = statements.list("""
                with added as (
                    insert into enrollment (section_id, student_id, status, begin_date)
                    select s.id, p.id, 'ACTIVE', cast(? as date)
                    from section s cross join person p
                    where s.id = any(?) and p.id = any(?)
                        and not exists (select 1 from enrollment e where e.section_id = s.id and e.student_id = p.id
                            and e.status in ('ACTIVE', 'WAITLISTED'))
                    order by s.id, p.id
                    returning id, section_id, student_id, status),
                taken as (
                    update section s set seats_taken = s.seats_taken + a.count
                    from (select section_id, count(*) from added group by section_id) a where s.id = a.section_id)
                select id, section_id, student_id, status from added""", Seat::read, from, ids(sectionIds), ids(studentIds));
        audit.recordEach(
                "enrolled", "enrollment", added.stream().map(Seat::begun).toList());
        if (!added.isEmpty()) {
            tellServers(added.stream().map(Seat::sectionId).distinct().toList());
        }
        return added.size();
    }

    /**
     * Takes students out of sections because they have left the group that is in them. Seats go to those who wait.
     *
     * @param sectionIds the sections; unknown ones are left out
     * @param studentIds the students
     * @param lastDay on the roster; whoever would begin after it was never on it
     * @return how many enrolments ended
     */
    @RolesAllowed(Roles.ADMIN)
    public int release(Collection<Long> sectionIds, Collection<Long> studentIds, LocalDate lastDay) {
        lockKnown(sectionIds);
        var ended = end("e.section_id = any(?) and e.student_id = any(?)", lastDay, ids(sectionIds), ids(studentIds));
        if (!ended.isEmpty()) {
            promote(sectionIds);
            tellServers(ended.stream().map(Seat::sectionId).distinct().toList());
        }
        return ended.size();
    }

    // ------------------------------------------------------------------------------------------ what they share

    private Offer offer(long student, long section) {
        return statements
                .find(Offer.sql("s.id = ?"), Offer::read, student, settings.today(), section, 1)
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

    /** In the order of their ids, so that two who lock several never wait for each other. */
    private List<Long> lockKnown(Collection<Long> sections) {
        return statements.list(
                "select id from section where id = any(?) order by id for no key update",
                row -> row.getLong(1),
                ids(sections));
    }

    private void lock(Collection<Long> sections) {
        var known = lockKnown(sections);
        for (var section : sections) {
            if (!known.contains(section)) {
                throw Problem.notFound("section", section);
            }
        }
    }

    /** The students who are in the section or wait for it. */
    private Map<Long, EnrollmentStatus> requireStudents(long section, List<Long> students) {
        record Found(long id, boolean isStudent, String status) {}
        var found = statements.list(
                """
                select named.id, exists (select 1 from person p join person_role r on r.person_id = p.id
                        where p.id = named.id and p.status = 'ACTIVE' and r.role = 'STUDENT'), e.status
                from unnest(?::bigint[]) with ordinality named(id, place)
                left join enrollment e on e.section_id = ? and e.student_id = named.id
                    and e.status in ('ACTIVE', 'WAITLISTED')
                order by named.place""", row -> new Found(row.getLong(1), row.getBoolean(2), row.getString(3)), ids(students), section);
        List<FieldError> errors = new ArrayList<>();
        Map<Long, EnrollmentStatus> present = new LinkedHashMap<>();
        for (int i = 0; i < found.size(); i++) {
            var each = found.get(i);
            if (!each.isStudent()) {
                errors.add(new FieldError("studentIds[" + i + "]", "There is no student " + each.id() + "."));
            } else if (each.status() != null) {
                present.put(each.id(), EnrollmentStatus.valueOf(each.status()));
            }
        }
        if (!errors.isEmpty()) {
            throw new Problem(ProblemType.VALIDATION, errors.get(0).message(), errors);
        }
        return present;
    }

    /**
     * How many of some newcomers get a seat; none while others wait.
     *
     * @throws Problem of type SECTION_FULL when not all do and there is no waitlist
     */
    private int seatsFor(long section, int newcomers) {
        record Room(Integer capacity, int taken, boolean waitlist, boolean waiting, String title) {}
        var room = statements
                .find(
                        """
                        select capacity, seats_taken, waitlist, exists (select 1 from enrollment e
                            where e.section_id = s.id and e.status = 'WAITLISTED'), title
                        from section s where id = ?""",
                        row -> new Room(
                                row.getObject(1, Integer.class),
                                row.getInt(2),
                                row.getBoolean(3),
                                row.getBoolean(4),
                                row.getString(5)),
                        section)
                .orElseThrow(() -> Problem.notFound("section", section));
        int free = room.capacity() == null ? newcomers : Math.max(0, room.capacity() - room.taken());
        int seats = room.waiting() ? 0 : Math.min(free, newcomers);
        if (seats < newcomers && !room.waitlist()) {
            throw new Problem(
                    ProblemType.SECTION_FULL,
                    room.title() + " has " + seats + " of the " + newcomers
                            + " seats that are needed, and no waitlist.");
        }
        return seats;
    }

    /** Enrols students, the first of them on seats and the others at the end of the line. The section is locked. */
    private List<Seat> add(long section, List<Long> students, int seats, LocalDate from) {
        var added = statements.list("""
                with newcomer as (
                    select student_id, place, place <= ? as seated
                    from unnest(?::bigint[]) with ordinality named(student_id, place)),
                added as (
                    insert into enrollment (section_id, student_id, status, begin_date, waitlist_position)
                    select ?, student_id, case when seated then 'ACTIVE' else 'WAITLISTED' end,
                        case when seated then cast(? as date) end,
                        case when not seated then place - ? + coalesce((select max(w.waitlist_position)
                            from enrollment w where w.section_id = ? and w.status = 'WAITLISTED'), 0) end
                    from newcomer order by place
                    returning id, section_id, student_id, status),
                taken as (
                    update section set seats_taken = seats_taken + (select count(*) from added where status = 'ACTIVE')
                    where id = ?)
                select id, section_id, student_id, status from added""", Seat::read, seats, ids(students), section, from, seats, section, section);
        audit.recordEach(
                "enrolled",
                "enrollment",
                added.stream()
                        .filter(seat -> seat.status() == EnrollmentStatus.ACTIVE)
                        .map(Seat::begun)
                        .toList());
        audit.recordEach(
                "put on the waitlist",
                "enrollment",
                added.stream()
                        .filter(seat -> seat.status() == EnrollmentStatus.WAITLISTED)
                        .map(Seat::begun)
                        .toList());
        return added;
    }

    /** Seats those of some students who wait, beyond capacity if need be. The section is locked. */
    private void seatWaiting(long section, List<Long> students, LocalDate from) {
        var seated = statements.list("""
                with seated as (
                    update enrollment set status = 'ACTIVE', waitlist_position = null, begin_date = cast(? as date),
                        version = version + 1
                    where section_id = ? and student_id = any(?) and status = 'WAITLISTED'
                    returning id, section_id, student_id, status),
                taken as (
                    update section set seats_taken = seats_taken + (select count(*) from seated) where id = ?)
                select id, section_id, student_id, status from seated""", Seat::read, from, section, ids(students), section);
        tellPromoted(seated);
    }

    /** Ends the enrolments that meet a condition. Their sections are locked. */
    private List<Seat> end(String condition, LocalDate lastDay, Object... values) {
        List<Object> all = new ArrayList<>(Arrays.asList(values));
        all.add(lastDay);
        all.add(lastDay);
        var ended = statements.list("""
                with leaving as (
                    select e.id, e.section_id, e.student_id, e.status, e.begin_date, e.end_date from enrollment e
                    where <condition> and e.status in ('ACTIVE', 'WAITLISTED') order by e.id for update),
                ended as (
                    update enrollment e set status = 'DROPPED', waitlist_position = null, version = e.version + 1,
                        end_date = case when l.status = 'ACTIVE' and (l.begin_date is null or l.begin_date <= ?)
                            then least(l.end_date, cast(? as date)) end
                    from leaving l where e.id = l.id),
                freed as (
                    update section s set seats_taken = greatest(0, s.seats_taken - f.count)
                    from (select section_id, count(*) from leaving where status = 'ACTIVE' group by section_id) f
                    where s.id = f.section_id)
                select id, section_id, student_id, status from leaving""".replace("<condition>", condition), Seat::read, all.toArray());
        audit.recordEach(
                "enrolment dropped",
                "enrollment",
                ended.stream()
                        .map(seat -> new AuditTrail.Line(
                                seat.id(),
                                seat.studentId(),
                                Map.of("sectionId", seat.sectionId(), "status", seat.status()),
                                Map.of("sectionId", seat.sectionId(), "status", EnrollmentStatus.DROPPED)))
                        .toList());
        return ended;
    }

    /** Gives free seats to the first in the lines, one statement however many there are. The sections are locked. */
    private int promote(Collection<Long> sections) {
        var promoted = statements.list("""
                with line as (
                    select e.id, e.section_id, row_number() over (
                        partition by e.section_id order by e.waitlist_position) as place
                    from enrollment e where e.section_id = any(?) and e.status = 'WAITLISTED'),
                promoted as (
                    update enrollment e set status = 'ACTIVE', waitlist_position = null, begin_date = cast(? as date),
                        version = e.version + 1
                    from line join section s on s.id = line.section_id and s.status = 'ACTIVE'
                    where e.id = line.id and (s.capacity is null or line.place <= s.capacity - s.seats_taken)
                    returning e.id, e.section_id, e.student_id, e.status),
                taken as (
                    update section s set seats_taken = s.seats_taken + p.count
                    from (select section_id, count(*) from promoted group by section_id) p where s.id = p.section_id)
                select id, section_id, student_id, status from promoted""", Seat::read, ids(sections), settings.today());
        tellPromoted(promoted);
        return promoted.size();
    }

    private void tellPromoted(List<Seat> promoted) {
        audit.recordEach(
                "promoted from the waitlist",
                "enrollment",
                promoted.stream()
                        .map(seat -> new AuditTrail.Line(
                                seat.id(),
                                seat.studentId(),
                                Map.of("sectionId", seat.sectionId(), "status", EnrollmentStatus.WAITLISTED),
                                Map.of("sectionId", seat.sectionId(), "status", seat.status())))
                        .toList());
        tell("seat-free", "A seat in %s is yours: you were first on the waitlist.", promoted);
    }

    /** @param text with the title of the section as its one parameter */
    private void tell(String kind, String text, List<Seat> seats) {
        if (seats.isEmpty()) {
            return;
        }
        record Title(long id, String title) {}
        Map<Long, String> titles = new LinkedHashMap<>();
        statements
                .list(
                        "select id, title from section where id = any(?)",
                        row -> new Title(row.getLong(1), row.getString(2)),
                        ids(seats.stream().map(Seat::sectionId).distinct().toList()))
                .forEach(each -> titles.put(each.id(), each.title()));
        notifications.tell(seats.stream()
                .map(seat -> new Message(
                        seat.studentId(), kind, text.formatted(titles.get(seat.sectionId())), seat.sectionId(), null))
                .toList());
    }

    private void tellServers(Collection<Long> sections) {
        statements.update(
                "insert into outbox_event (topic, section_id, payload) select 'enrollment', id, '{}' from unnest(?::bigint[]) id",
                ids(sections));
    }

    private static Problem hasEnded() {
        return new Problem(ProblemType.CONFLICT, "This enrolment has ended already.");
    }

    private static Statements.Array ids(Collection<Long> ids) {
        return new Statements.Array("bigint", ids.toArray());
    }

    private boolean isClashRefused() {
        return settings.current().enrollmentClash() == ClashPolicy.REFUSE;
    }
}

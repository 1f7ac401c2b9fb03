package org.lectern.enrollment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.lectern.audit.AuditTrail;
import org.lectern.courses.SeatsChanged;
import org.lectern.notifications.NotificationKind;
import org.lectern.settings.Settings;
import org.lectern.shared.Conditions;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** Who is in which section, as the school office decides it, for single students and for those of a group. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class RosterService {

    @Inject
    private Statements statements;

    @Inject
    private Settings settings;

    @Inject
    private AuditTrail audit;

    @Inject
    private Seats seats;

    /**
     * A page of a section's students, by family name and given name, whatever their status.
     *
     * @param sectionId the section
     * @param status only enrolments of it; null for any
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type NOT_FOUND when there is no such section, VALIDATION for a limit or place that is none
     */
    public Page<RosterLine> roster(long sectionId, EnrollmentStatus status, Integer limit, String after) {
        int rows = Page.limit(limit);
        numberOf("select id from section where id = ?", "section", sectionId);
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
     * An enrolment and where it is.
     *
     * @param sectionId the section
     * @param line the student and the status
     */
    public record Placed(long sectionId, RosterLine line) {}

    /**
     * One enrolment.
     *
     * @param id the enrolment
     * @throws Problem of type NOT_FOUND when there is none
     */
    public Placed get(long id) {
        return statements
                .find(
                        "select " + RosterLine.COLUMNS
                                + ", e.section_id from enrollment e join person p on p.id = e.student_id where e.id = ?",
                        row -> new Placed(row.getLong(10), RosterLine.read(row)),
                        id)
                .orElseThrow(() -> Problem.notFound("enrolment", id));
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
    public Page<RosterLine> enroll(long sectionId, @Valid @NotNull RosterEntry entry) {
        seats.lock(List.of(sectionId));
        var students = List.copyOf(new LinkedHashSet<>(entry.studentIds()));
        var present = requireStudents(sectionId, entry.studentIds());
        var newcomers = students.stream()
                .filter(student -> !present.containsKey(student))
                .toList();
        var from = entry.from() == null ? settings.today() : entry.from();
        if (entry.overbooks()) {
            seats.seatWaiting(sectionId, students, from);
        }
        int free = entry.overbooks() ? newcomers.size() : seats.seatsFor(sectionId, newcomers.size());
        if (!newcomers.isEmpty()) {
            seats.add(sectionId, newcomers, free, from);
            if (free < newcomers.size()) {
                // a seat may be free that nobody before them in the line can take
                seats.promote(List.of(sectionId));
            }
            seats.tellServers(List.of(sectionId));
        }
        return Page.whole(statements.list(
                "select " + RosterLine.COLUMNS + """
                         from unnest(?::bigint[]) with ordinality named(id, place)
                        join person p on p.id = named.id
                        join enrollment e on e.section_id = ? and e.student_id = p.id
                            and e.status in ('ACTIVE', 'WAITLISTED')
                        order by named.place""", RosterLine::read, Seats.ids(students), sectionId));
    }

    /**
     * Ends an enrolment: the last day on the roster is yesterday. The first in the line gets the seat, and the student is
     * told.
     *
     * @throws Problem of type NOT_FOUND when there is no such enrolment, CONFLICT when it has ended
     */
    public void dropByOffice(long id) {
        long section = numberOf("select section_id from enrollment where id = ?", "enrolment", id);
        var lines =
                seats.withLinesOf(section, numberOf("select student_id from enrollment where id = ?", "enrolment", id));
        seats.lock(lines);
        var ended = seats.end("e.id = ?", settings.today().minusDays(1), id);
        if (ended.isEmpty()) {
            throw EnrollmentService.hasEnded();
        }
        seats.tell(NotificationKind.DROPPED, "The school office has taken you out of %s.", ended);
        lines.forEach(each -> seats.promote(List.of(each)));
        seats.tellServers(lines);
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
    public RosterLine transfer(long id, @Valid @NotNull TransferEntry entry) {
        long from = numberOf("select section_id from enrollment where id = ?", "enrolment", id);
        long to = entry.sectionId();
        if (from == to) {
            throw new Problem(ProblemType.CONFLICT, "The student is in that section, or waits for it, already.");
        }
        seats.lock(List.of(from, to));
        var ended = seats.end("e.id = ?", settings.today().minusDays(1), id);
        if (ended.isEmpty()) {
            throw EnrollmentService.hasEnded();
        }
        long student = ended.get(0).studentId();
        if (requireStudents(to, List.of(student)).containsKey(student)) {
            throw new Problem(ProblemType.CONFLICT, "The student is in that section, or waits for it, already.");
        }
        int free = Boolean.TRUE.equals(entry.overbook()) ? 1 : seats.seatsFor(to, 1);
        var added = seats.add(to, List.of(student), free, settings.today());
        seats.tell(
                NotificationKind.ENROLLED,
                free == 1
                        ? "The school office has moved you to %s."
                        : "The school office has put you on the waitlist of %s.",
                added);
        seats.promote(List.of(from, to));
        seats.tellServers(List.of(from, to));
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
    public void fillSeats(@Observes SeatsChanged changed) {
        var section = List.of(changed.sectionId());
        if (seats.promote(section) > 0) {
            seats.tellServers(section);
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
    public int admit(Collection<Long> sectionIds, Collection<Long> studentIds, LocalDate from) {
        seats.lockKnown(sectionIds);
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
                select id, section_id, student_id, status from added""", Seats.Seat::read, from, Seats.ids(sectionIds), Seats.ids(studentIds));
        audit.recordEach(
                "enrolled", "enrollment", added.stream().map(Seats.Seat::begun).toList());
        if (!added.isEmpty()) {
            seats.tellServers(
                    added.stream().map(Seats.Seat::sectionId).distinct().toList());
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
    public int release(Collection<Long> sectionIds, Collection<Long> studentIds, LocalDate lastDay) {
        seats.lockKnown(sectionIds);
        var ended = seats.end(
                "e.section_id = any(?) and e.student_id = any(?)",
                lastDay,
                Seats.ids(sectionIds),
                Seats.ids(studentIds));
        if (!ended.isEmpty()) {
            seats.promote(sectionIds);
            seats.tellServers(
                    ended.stream().map(Seats.Seat::sectionId).distinct().toList());
        }
        return ended.size();
    }

    private long numberOf(String sql, String what, Object... values) {
        return statements
                .find(sql, row -> row.getLong(1), values)
                .orElseThrow(() -> Problem.notFound(what, (Long) values[0]));
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
                order by named.place""",
                row -> new Found(row.getLong(1), row.getBoolean(2), row.getString(3)),
                Seats.ids(students),
                section);
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
}

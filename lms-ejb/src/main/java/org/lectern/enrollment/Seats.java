package org.lectern.enrollment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lectern.audit.AuditTrail;
import org.lectern.notifications.NotificationKind;
import org.lectern.notifications.Notifications;
import org.lectern.notifications.Notifications.Message;
import org.lectern.settings.ClashPolicy;
import org.lectern.settings.Settings;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Statements;

/**
 * Seats of sections and the lines of those who wait for one. Whatever changes them locks the row of the section first, so
 * that of many at once each finds the seats and the line as the one before has left them.
 */
@ApplicationScoped
class Seats {

    /** Of rows b and n of section_meeting: whether both meet at the same time some day. */
    static final String OVERLAP = """
            b.section_id <> n.section_id and b.weekday = n.weekday
                and b.start_time < n.end_time and b.end_time > n.start_time
                and (b.week_cycle = n.week_cycle or 'EVERY' in (b.week_cycle, n.week_cycle))
                and b.from_date <= n.to_date and b.to_date >= n.from_date""";

    private static final String YOURS = "A seat in %s is yours: you were first on the waitlist.";

    private Statements statements;
    private Settings settings;
    private AuditTrail audit;
    private Notifications notifications;

    /** For the container. */
    protected Seats() {}

    @Inject
    Seats(Statements statements, Settings settings, AuditTrail audit, Notifications notifications) {
        this.statements = statements;
        this.settings = settings;
        this.audit = audit;
        this.notifications = notifications;
    }

    /** A student's place in a section, as a statement that wrote tells it. */
    record Seat(long id, long sectionId, long studentId, EnrollmentStatus status) {

        static Seat read(ResultSet row) throws SQLException {
            return new Seat(row.getLong(1), row.getLong(2), row.getLong(3), EnrollmentStatus.valueOf(row.getString(4)));
        }

        AuditTrail.Line begun() {
            return new AuditTrail.Line(id, studentId, null, Map.of("sectionId", sectionId, "status", status));
        }
    }

    /** In the order of their ids, so that two who lock several never wait for each other. */
    List<Long> lockKnown(Collection<Long> sections) {
        return statements.list(
                "select id from section where id = any(?) order by id for no key update",
                row -> row.getLong(1),
                ids(sections));
    }

    /**
     * Locks students, in the order of their ids, whose timetable is looked at and then changed. Sections are locked before,
     * so that nobody waits for the other.
     */
    void lockStudents(Collection<Long> students) {
        statements.list(
                "select id from person where id = any(?) order by id for no key update",
                row -> row.getLong(1),
                ids(students));
    }

    void lock(Collection<Long> sections) {
        var known = lockKnown(sections);
        for (var section : sections) {
            if (!known.contains(section)) {
                throw Problem.notFound("section", section);
            }
        }
    }

    /**
     * How many of some newcomers get a seat; none while others wait.
     *
     * @throws Problem of type SECTION_FULL when not all do and there is no waitlist
     */
    int seatsFor(long section, int newcomers) {
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
    List<Seat> add(long section, List<Long> students, int seats, LocalDate from) {
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
    void seatWaiting(long section, List<Long> students, LocalDate from) {
        var seated = statements.list("""
                with seated as (
                    update enrollment set status = 'ACTIVE', waitlist_position = null, begin_date = cast(? as date),
                        version = version + 1
                    where section_id = ? and student_id = any(?) and status = 'WAITLISTED'
                    returning id, section_id, student_id, status),
                taken as (
                    update section set seats_taken = seats_taken + (select count(*) from seated) where id = ?)
                select id, section_id, student_id, status from seated""", Seat::read, from, section, ids(students), section);
        auditPromoted(seated);
        tell(NotificationKind.SEAT_FREE, YOURS, seated);
    }

    /** Ends the enrolments that meet a condition. Their sections are locked. */
    List<Seat> end(String condition, LocalDate lastDay, Object... values) {
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

    /**
     * Gives free seats to the first in the lines, one statement however many there are. The sections are locked. Who would be
     * in two lessons at once is passed over where the school refuses that, stays in the line, and is told why.
     *
     * @return how many got a seat
     */
    int promote(Collection<Long> sections) {
        record Turn(Seat seat, List<String> clashes) {}
        boolean refused = settings.current().enrollmentClash() == ClashPolicy.REFUSE;
        // a seat in another section may be free at the same moment, for the same student and the same hour
        lockStudents(statements.list("""
                select distinct e.student_id from enrollment e join section s on s.id = e.section_id
                where e.section_id = any(?) and e.status = 'WAITLISTED' and (s.capacity is null or s.capacity > s.seats_taken)""", row -> row.getLong(1), ids(sections)));
        var turns = statements.list(
                """
                with line as materialized (
                    select e.id, e.section_id, e.student_id, e.waitlist_position, s.capacity - s.seats_taken as free,
                        array(select distinct b.code from enrollment i join section_meeting b on b.section_id = i.section_id
                            join section_meeting n on <overlap>
                            where i.student_id = e.student_id and i.status = 'ACTIVE' and n.section_id = e.section_id
                                and least(b.to_date, n.to_date) >= ?
                            order by b.code) as clashes
                    from enrollment e join section s on s.id = e.section_id
                    where e.section_id = any(?) and e.status = 'WAITLISTED' and s.status = 'ACTIVE'
                        and (s.capacity is null or s.capacity > s.seats_taken)),
                fit as (
                    select line.*, row_number() over (partition by section_id order by waitlist_position) as place
                    from line where not ? or clashes = '{}'),
                promoted as (
                    update enrollment e set status = 'ACTIVE', waitlist_position = null, begin_date = cast(? as date),
                        version = e.version + 1
                    from fit where e.id = fit.id and (fit.free is null or fit.place <= fit.free)
                    returning e.id, e.section_id),
                taken as (
                    update section s set seats_taken = s.seats_taken + p.count
                    from (select section_id, count(*) from promoted group by section_id) p where s.id = p.section_id)
                select line.id, line.section_id, line.student_id, case when p.id is null then 'WAITLISTED' else 'ACTIVE' end,
                    line.clashes
                from line left join promoted p on p.id = line.id
                where p.id is not null or ? and line.clashes <> '{}' and (
                    line.free is null or line.free > (select count(*) from promoted o where o.section_id = line.section_id)
                    or line.waitlist_position < (select max(o.waitlist_position) from line o join promoted using (id)
                        where o.section_id = line.section_id))
                order by line.section_id, line.waitlist_position""".replace("<overlap>", OVERLAP),
                row -> new Turn(
                        Seat.read(row), List.of((String[]) row.getArray(5).getArray())),
                settings.today(),
                ids(sections),
                refused,
                settings.today(),
                refused);
        var promoted = turns.stream()
                .filter(turn -> turn.seat.status() == EnrollmentStatus.ACTIVE)
                .toList();
        auditPromoted(promoted.stream().map(Turn::seat).toList());
        tell(
                NotificationKind.SEAT_FREE,
                promoted.stream()
                        .collect(Collectors.toMap(
                                Turn::seat,
                                turn -> YOURS
                                        + (turn.clashes.isEmpty()
                                                ? ""
                                                : " It meets at the same time as " + listed(turn.clashes) + "."),
                                (one, other) -> one,
                                LinkedHashMap::new)));
        tell(
                NotificationKind.SEAT_PASSED,
                withoutThoseTold(turns.stream()
                        .filter(turn -> turn.seat.status() == EnrollmentStatus.WAITLISTED)
                        .collect(Collectors.toMap(
                                Turn::seat,
                                turn -> "A seat in %s would be yours, but it meets at the same time as "
                                        + listed(turn.clashes)
                                        + ". You keep your place in the line; the next in it get seats meanwhile.",
                                (one, other) -> one,
                                LinkedHashMap::new))));
        return promoted.size();
    }

    private static String listed(List<String> codes) {
        return String.join(", ", codes).replace("%", "%%");
    }

    /** Nobody is told the same again before having read it. */
    private Map<Seat, String> withoutThoseTold(Map<Seat, String> texts) {
        if (!texts.isEmpty()) {
            var told = statements.list(
                    "select section_id || ' ' || person_id from notification where person_id = any(?) and section_id = any(?)"
                            + " and kind = ? and read_at is null",
                    row -> row.getString(1),
                    ids(texts.keySet().stream().map(Seat::studentId).toList()),
                    ids(texts.keySet().stream().map(Seat::sectionId).toList()),
                    NotificationKind.SEAT_PASSED.code());
            texts.keySet().removeIf(seat -> told.contains(seat.sectionId() + " " + seat.studentId()));
        }
        return texts;
    }

    /** A section and those in which a student waits, where a seat may suit the student once another is given up. */
    List<Long> withLinesOf(long section, long student) {
        return statements.list(
                "select ? union select section_id from enrollment where student_id = ? and status = 'WAITLISTED'",
                row -> row.getLong(1),
                section,
                student);
    }

    private void auditPromoted(List<Seat> promoted) {
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
    }

    /** @param texts each with the title of the section as its one parameter */
    private void tell(NotificationKind kind, Map<Seat, String> texts) {
        if (texts.isEmpty()) {
            return;
        }
        record Title(long id, String title) {}
        Map<Long, String> titles = new LinkedHashMap<>();
        statements
                .list(
                        "select id, title from section where id = any(?)",
                        row -> new Title(row.getLong(1), row.getString(2)),
                        ids(texts.keySet().stream()
                                .map(Seat::sectionId)
                                .distinct()
                                .toList()))
                .forEach(each -> titles.put(each.id(), each.title()));
        notifications.tell(texts.entrySet().stream()
                .map(each -> new Message(
                        each.getKey().studentId(),
                        kind,
                        each.getValue().formatted(titles.get(each.getKey().sectionId())),
                        each.getKey().sectionId(),
                        null))
                .toList());
    }

    /** @param text with the title of the section as its one parameter */
    void tell(NotificationKind kind, String text, List<Seat> seats) {
        Map<Seat, String> texts = new LinkedHashMap<>();
        seats.forEach(seat -> texts.put(seat, text));
        tell(kind, texts);
    }

    void tellServers(Collection<Long> sections) {
        statements.update(
                "insert into outbox_event (topic, section_id, payload) select 'enrollment', id, '{}' from unnest(?::bigint[]) id",
                ids(sections));
    }

    static Statements.Array ids(Collection<Long> ids) {
        return new Statements.Array("bigint", ids.toArray());
    }
}

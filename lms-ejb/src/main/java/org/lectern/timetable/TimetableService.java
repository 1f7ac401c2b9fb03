package org.lectern.timetable;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** Reads timetables: one's own, what is free, and what clashes, each by one statement. */
@Stateless
public class TimetableService {

    @Inject
    private Statements statements;

    @Inject
    private Settings settings;

    @Inject
    private CurrentCaller currentCaller;

    /**
     * The lessons that the caller teaches, was to teach, or helps with, by time; cancelled ones too.
     *
     * @param days at most 62 days in the school's zone; this week without them
     * @throws Problem of type VALIDATION when the days are in the wrong order or too many
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS) // one statement is a transaction of its own
    @RolesAllowed(Roles.TEACHER)
    public Page<TimetableLesson> taught(Days days) {
        var zone = settings.timeZone();
        var stretch = days.resolve(LocalDate.now(zone), Days.LONGEST_OWN);
        var begin = stretch.begin(zone);
        var end = stretch.end(zone);
        var me = currentCaller.get().personId();
        return Page.whole(statements.list(
                TimetableLesson.TAUGHT,
                row -> TimetableLesson.read(row, zone),
                me,
                begin,
                end,
                me,
                begin,
                end,
                me,
                begin,
                end,
                zone.getId(),
                zone.getId()));
    }

    /**
     * The lessons of the sections that the caller is enrolled in on their day, by time; cancelled ones too.
     *
     * @param days at most 62 days in the school's zone; this week without them
     * @throws Problem of type VALIDATION when the days are in the wrong order or too many
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS) // one statement is a transaction of its own
    @RolesAllowed(Roles.STUDENT)
    public Page<TimetableLesson> attended(Days days) {
        var zone = settings.timeZone();
        var stretch = days.resolve(LocalDate.now(zone), Days.LONGEST_OWN);
        return Page.whole(statements.list(
                TimetableLesson.ATTENDED,
                row -> TimetableLesson.read(row, zone),
                currentCaller.get().personId(),
                stretch.begin(zone),
                stretch.end(zone),
                zone.getId(),
                zone.getId()));
    }

    /**
     * Weekly slots that cannot both be held, by weekday and time. Only an import leaves such behind; nobody can make them
     * by hand.
     *
     * @param limit how many at most, 1 to 500; null for 50
     * @throws Problem of type VALIDATION for a limit that is none
     */
    @RolesAllowed(Roles.ADMIN)
    public Page<SlotClash> clashes(Integer limit) {
        // compiling a statement that runs once costs more than running it
        statements.update("set local jit = off");
        return Page.whole(statements.list(SlotClash.SQL, SlotClash::read, Page.limit(limit)));
    }

    /**
     * Students who are to be in two lessons at once, by time: because they chose sections that clash, belong to two groups,
     * or because lessons were moved.
     *
     * @param days at most 62 days in the school's zone; this week without them
     * @param limit how many at most, 1 to 500; null for 50
     * @throws Problem of type VALIDATION when the days are in the wrong order or too many, or for a limit that is none
     */
    @RolesAllowed(Roles.ADMIN)
    public Page<StudentClash> studentClashes(Days days, Integer limit) {
        int rows = Page.limit(limit);
        var zone = settings.timeZone();
        var stretch = days.resolve(LocalDate.now(zone), Days.LONGEST_OWN);
        // compiling a statement that runs once costs more than running it
        statements.update("set local jit = off");
        return Page.whole(statements.list(
                StudentClash.SQL,
                row -> StudentClash.read(row, zone),
                zone.getId(),
                stretch.begin(zone),
                stretch.end(zone),
                rows));
    }

    /**
     * The rooms in which nothing is at a time, by capacity and code.
     *
     * @param startsAt its beginning
     * @param endsAt its end
     * @throws Problem of type VALIDATION when they are in the wrong order
     */
    @RolesAllowed(Roles.ADMIN)
    public Page<FreeRoom> freeRooms(@NotNull OffsetDateTime startsAt, @NotNull OffsetDateTime endsAt) {
        requireOrder(startsAt, endsAt);
        return Page.whole(statements.list(
                """
                select r.id, r.code, r.title, r.capacity from room r
                where r.status = 'ACTIVE' and not exists (
                    select 1 from lesson l
                    where l.room_id = r.id and l.during && tstzrange(?, ?) and l.status <> 'CANCELLED')
                order by r.capacity nulls last, r.code""",
                row -> new FreeRoom(
                        row.getLong(1), row.getString(2), row.getString(3), row.getObject(4, Integer.class)),
                startsAt,
                endsAt));
    }

    /**
     * The teachers who have nothing to teach at a time, by name. Whoever helps in a section has something to do when it
     * meets.
     *
     * @param startsAt its beginning
     * @param endsAt its end
     * @throws Problem of type VALIDATION when they are in the wrong order
     */
    @RolesAllowed(Roles.ADMIN)
    public Page<TeacherName> freeTeachers(@NotNull OffsetDateTime startsAt, @NotNull OffsetDateTime endsAt) {
        requireOrder(startsAt, endsAt);
        var zone = settings.timeZone().getId();
        return Page.whole(statements.list(
                """
                select p.id, coalesce(p.preferred_given_name, p.given_name) || ' '
                    || coalesce(p.preferred_family_name, p.family_name)
                from person p join person_role pr on pr.person_id = p.id and pr.role = 'TEACHER'
                where p.status = 'ACTIVE'
                    and p.id not in (select unnest(l.staff) from lesson l
                        where l.during && tstzrange(?, ?) and l.status <> 'CANCELLED' and l.staff is not null)
                    and not exists (select 1 from teacher_assignment d join lesson l on l.section_id = d.section_id
                        where d.teacher_id = p.id and d.role = 'ASSISTANT' and l.status <> 'CANCELLED'
                            and l.during && tstzrange(?, ?)
                            and (d.from_date is null or d.from_date <= (l.starts_at at time zone ?)::date)
                            and (d.to_date is null or d.to_date >= (l.starts_at at time zone ?)::date))
                order by p.family_name, p.given_name, p.id""",
                row -> new TeacherName(row.getLong(1), row.getString(2)),
                startsAt,
                endsAt,
                startsAt,
                endsAt,
                zone,
                zone));
    }

    private static void requireOrder(OffsetDateTime startsAt, OffsetDateTime endsAt) {
        if (!startsAt.isBefore(endsAt)) {
            throw Problem.ofField(ProblemType.VALIDATION, "endsAt", "It ends after it has begun.");
        }
    }
}

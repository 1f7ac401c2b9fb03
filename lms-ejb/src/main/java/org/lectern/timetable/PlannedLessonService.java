package org.lectern.timetable;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.lectern.audit.AuditTrail;
import org.lectern.settings.Settings;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Idempotent;
import org.lectern.shared.Outbox;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/**
 * Dated lessons, for those who plan them. Registers, portals and calendars show what is done here.
 */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class PlannedLessonService {

    private static final Duration LONGEST = Duration.ofDays(1);

    @Inject
    private EntityManager entityManager;

    @Inject
    private Statements statements;

    @Inject
    private PlanReferences references;

    @Inject
    private Settings settings;

    @Inject
    private AuditTrail audit;

    @Inject
    private Outbox outbox;

    /**
     * Whose timetable is asked for. What is given holds together.
     *
     * @param sectionId only of this section; null for any
     * @param roomId only in this room; null for any
     * @param teacherId only of this teacher, or planned for this one and covered by another; null for any
     * @param groupId only of this group; null for any
     */
    public record Filter(Long sectionId, Long roomId, Long teacherId, Long groupId) {}

    /**
     * A page of the lessons of some days, by time.
     *
     * @param days from and to in the school's zone; this week without them
     * @param filter whose
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for days in the wrong order, or a limit or place that is none
     */
    public Page<PlannedLesson> list(Days days, Filter filter, Integer limit, String after) {
        int size = Page.limit(limit);
        var zone = settings.timeZone();
        var stretch = days.resolve(LocalDate.now(zone), Days.LONGEST_PLAN);
        var conditions = new StringBuilder(" where l.starts_at >= ? and l.starts_at < ?");
        List<Object> values = new ArrayList<>();
        values.add(stretch.begin(zone));
        values.add(stretch.end(zone));
        filter(conditions, values, " and l.section_id = ?", filter.sectionId);
        filter(conditions, values, " and l.room_id = ?", filter.roomId);
        if (filter.teacherId != null) {
            conditions.append(" and (l.teacher_id = ? or l.original_teacher_id = ?)");
            values.addAll(List.of(filter.teacherId, filter.teacherId));
        }
        filter(conditions, values, " and l.student_group_id = ?", filter.groupId);
        if (after != null) {
            conditions.append(" and (l.starts_at, l.id) > (?, ?)");
            values.addAll(place(after));
        }
        values.add(size + 1);
        var rows = statements.list(
                PlannedLesson.SELECT + conditions + " order by l.starts_at, l.id limit ?",
                row -> PlannedLesson.read(row, zone),
                values.toArray());
        return Page.of(
                rows,
                size,
                lesson -> ChronoUnit.MICROS.between(
                                Instant.EPOCH, lesson.startsAt().toInstant()) + "_" + lesson.id());
    }

    private static void filter(StringBuilder conditions, List<Object> values, String condition, Object value) {
        if (value != null) {
            conditions.append(condition);
            values.add(value);
        }
    }

    private static List<Object> place(String after) {
        try {
            int split = after.indexOf('_');
            return List.of(
                    Instant.EPOCH
                            .plus(Long.parseLong(after.substring(0, split)), ChronoUnit.MICROS)
                            .atOffset(ZoneOffset.UTC),
                    Long.parseLong(after.substring(split + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException | DateTimeException | ArithmeticException notOurs) {
            throw Problem.ofField(
                    ProblemType.VALIDATION, "after", "This is not the next of a page that was read here.");
        }
    }

    /**
     * One lesson.
     *
     * @throws Problem of type NOT_FOUND when there is none
     */
    public PlannedLesson get(long id) {
        var zone = settings.timeZone();
        return statements
                .find(PlannedLesson.SELECT + " where l.id = ?", row -> PlannedLesson.read(row, zone), id)
                .orElseThrow(() -> Problem.notFound("lesson", id));
    }

    /**
     * Plans a lesson by hand.
     *
     * @param entry the lesson
     * @param key makes a repeated request harmless; null without one
     * @throws Problem of type VALIDATION when the times are in the wrong order or it refers to what is not there;
     *     TIMETABLE_CLASH when another lesson stands in the way
     */
    @Idempotent
    public PlannedLesson create(@NotNull @Valid LessonEntry entry, IdempotencyKey key) {
        requireOrder(entry.startsAt(), entry.endsAt());
        var groupId = references.require(entry.sectionId(), entry.roomId(), entry.teacherId());
        refuseClash(
                0,
                entry.startsAt().toInstant(),
                entry.endsAt().toInstant(),
                new Clashes.Needs(entry.sectionId(), entry.roomId(), entry.teacherId(), groupId));
        long id = statements
                .find(
                        """
                        insert into lesson (section_id, student_group_id, starts_at, ends_at, room_id, teacher_id)
                        values (?, cast(? as bigint), ?, ?, cast(? as bigint), cast(? as bigint)) returning id""",
                        row -> row.getLong(1),
                        entry.sectionId(),
                        groupId,
                        entry.startsAt(),
                        entry.endsAt(),
                        entry.roomId(),
                        entry.teacherId())
                .orElseThrow();
        var lesson = get(id);
        audit.record("lesson created", "lesson", id, null, null, lesson.forAudit());
        tell(lesson);
        return lesson;
    }

    /**
     * Moves a lesson to another time or room.
     *
     * @param id the lesson
     * @param expected the version that the caller has seen
     * @param move where to
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED, STALE_VERSION or VALIDATION; LESSON_CANCELLED;
     *     CONFLICT when its register was taken; TIMETABLE_CLASH when another lesson stands in the way
     */
    public PlannedLesson move(long id, ExpectedVersion expected, @NotNull @Valid LessonMove move) {
        requireOrder(move.startsAt(), move.endsAt());
        return change(id, expected, "lesson moved", lesson -> {
            references.require(lesson.section().id(), move.roomId(), null);
            var room = move.roomId() == null ? null : entityManager.getReference(Room.class, move.roomId());
            lesson.move(move.startsAt().toInstant(), move.endsAt().toInstant(), room, move.reason());
        });
    }

    /**
     * Lets somebody else teach a lesson.
     *
     * @param id the lesson
     * @param expected the version that the caller has seen
     * @param cover by whom
     * @throws Problem see {@link #move}
     */
    public PlannedLesson cover(long id, ExpectedVersion expected, @NotNull @Valid LessonCover cover) {
        return change(id, expected, "lesson covered", lesson -> {
            references.require(lesson.section().id(), null, cover.teacherId());
            lesson.cover(cover.teacherId(), cover.reason());
        });
    }

    /**
     * Cancels a lesson.
     *
     * @param id the lesson
     * @param expected the version that the caller has seen
     * @param cancellation why
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED, STALE_VERSION or VALIDATION; LESSON_CANCELLED when it is
     *     already; CONFLICT when its register was taken
     */
    public PlannedLesson cancel(long id, ExpectedVersion expected, @NotNull @Valid LessonCancellation cancellation) {
        return change(id, expected, "lesson cancelled", lesson -> lesson.cancel(cancellation.reason()));
    }

    /**
     * Takes back whatever was done to a lesson, so that it is held as planned.
     *
     * @param id the lesson
     * @param expected the version that the caller has seen
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION; CONFLICT when its register was taken;
     *     TIMETABLE_CLASH when another lesson has taken its place
     */
    public PlannedLesson restore(long id, ExpectedVersion expected) {
        return change(id, expected, "lesson restored", Lesson::restore);
    }

    private PlannedLesson change(long id, ExpectedVersion expected, String action, Consumer<Lesson> verb) {
        var lesson = entityManager.find(Lesson.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (lesson == null) {
            throw Problem.notFound("lesson", id);
        }
        ExpectedVersion.require(expected, lesson.version());
        var before = get(id);
        verb.accept(lesson);
        if (lesson.status() != LessonStatus.CANCELLED) {
            refuseClash(id, lesson.startsAt(), lesson.endsAt(), lesson.needs());
        }
        entityManager.flush();
        var after = get(id);
        audit.record(action, "lesson", id, null, before.forAudit(), after.forAudit());
        tell(after);
        return after;
    }

    private void refuseClash(long lessonId, Instant startsAt, Instant endsAt, Clashes.Needs needs) {
        var zone = settings.timeZone();
        // not through Statements, which would write the changed lesson first
        entityManager.unwrap(Session.class).doWork(connection -> {
            Clashes.takeTurns(connection, needs);
            Clashes.refuse(connection, lessonId, startsAt, endsAt, needs, zone);
        });
    }

    private void tell(PlannedLesson lesson) {
        outbox.add("timetable", lesson.section().id(), null, Map.of("lessonId", lesson.id()));
    }

    private static void requireOrder(OffsetDateTime startsAt, OffsetDateTime endsAt) {
        if (!startsAt.isBefore(endsAt) || Duration.between(startsAt, endsAt).compareTo(LONGEST) > 0) {
            throw Problem.ofField(ProblemType.VALIDATION, "endsAt", "It ends after it has begun, and within a day.");
        }
    }
}

package org.lectern.timetable;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.lectern.courses.Section;
import org.lectern.groups.StudentGroup;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Versioned;

/**
 * One dated meeting of a section. Planned from a {@link TimetableSlot} or by hand; it may be moved, covered by a
 * substitute or cancelled. Its register is <em>not taken</em> until somebody records marks, and then belongs to the
 * teachers of the section for as long as the edit window is open.
 */
@Entity
public class Lesson extends Versioned {

    /** Marks may be recorded this long before the bell, while the class comes in. */
    private static final Duration DOORS_OPEN = Duration.ofMinutes(10);

    /** A register is reopened for a correction, and forgotten open ones are nobody's friend. */
    private static final int LONGEST_REOPENING_DAYS = 31;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Section section;

    @ManyToOne(fetch = FetchType.LAZY)
    private TimetableSlot slot;

    private LocalDate slotDate;

    @ManyToOne(fetch = FetchType.LAZY)
    private StudentGroup studentGroup;

    private Instant startsAt;

    private Instant endsAt;

    @ManyToOne(fetch = FetchType.LAZY)
    private Room room;

    private Long teacherId;

    private Long originalTeacherId;

    private Instant originalStartsAt;

    private Instant originalEndsAt;

    @ManyToOne(fetch = FetchType.LAZY)
    private Room originalRoom;

    private Instant changedAt;

    @Enumerated(EnumType.STRING)
    private LessonStatus status;

    private String reason;

    private Instant registerTakenAt;

    private Long registerTakenBy;

    private Instant registerReopenedUntil;

    private int registerVersion;

    /** For the persistence provider. */
    protected Lesson() {}

    /**
     * A lesson planned by hand.
     *
     * @param section who meets
     * @param startsAt when it begins
     * @param endsAt when it ends, after its beginning
     */
    public Lesson(Section section, Instant startsAt, Instant endsAt) {
        this.section = section;
        this.studentGroup = section.studentGroup();
        this.startsAt = startsAt;
        this.endsAt = endsAt;
        this.status = LessonStatus.SCHEDULED;
        this.changedAt = Clock.systemUTC().instant();
    }

    /**
     * Takes the lesson off the timetable; it will count for nothing.
     *
     * @param because the reason for those who would have come; null when there is none to tell
     * @throws Problem of type LESSON_CANCELLED when it is cancelled already, CONFLICT when its register was taken
     */
    public void cancel(String because) {
        requireNotCancelled();
        requireNotHeld();
        status = LessonStatus.CANCELLED;
        change(because);
    }

    /**
     * Holds it at another time or in another room. Where it is moved back to what was planned, it is as planned again.
     *
     * @param begin when it is to begin
     * @param end when it is to end, after its beginning
     * @param where the room; null for none
     * @param because the reason for those who come; null when there is none to tell
     * @throws Problem of type LESSON_CANCELLED when it is cancelled, CONFLICT when its register was taken
     */
    public void move(Instant begin, Instant end, Room where, String because) {
        requireNotCancelled();
        requireNotHeld();
        if (originalStartsAt == null) {
            originalStartsAt = startsAt;
            originalEndsAt = endsAt;
            originalRoom = room;
        }
        startsAt = begin;
        endsAt = end;
        room = where;
        if (begin.equals(originalStartsAt) && end.equals(originalEndsAt) && isSame(where, originalRoom)) {
            originalStartsAt = null;
            originalEndsAt = null;
            originalRoom = null;
        }
        status = statusOfPlan();
        change(because);
    }

    /**
     * Lets somebody else teach it. Whoever it was planned for may take it back that way.
     *
     * @param substituteId the person who teaches it
     * @param because the reason for those who come; null when there is none to tell
     * @throws Problem of type LESSON_CANCELLED when it is cancelled, CONFLICT when its register was taken
     */
    public void cover(long substituteId, String because) {
        requireNotCancelled();
        requireNotHeld();
        var planned = originalTeacherId == null ? teacherId : originalTeacherId;
        teacherId = substituteId;
        originalTeacherId = planned == null || planned == substituteId ? null : planned;
        status = statusOfPlan();
        if (planned == null) {
            status = LessonStatus.COVERED;
        }
        change(because);
    }

    /**
     * Takes everything back: it is held when, where and by whom it was planned.
     *
     * @throws Problem of type CONFLICT when its register was taken
     */
    public void restore() {
        requireNotHeld();
        if (originalStartsAt != null) {
            startsAt = originalStartsAt;
            endsAt = originalEndsAt;
            room = originalRoom;
            originalStartsAt = null;
            originalEndsAt = null;
            originalRoom = null;
        }
        if (originalTeacherId != null) {
            teacherId = originalTeacherId;
            originalTeacherId = null;
        }
        status = LessonStatus.SCHEDULED;
        change(null);
    }

    private LessonStatus statusOfPlan() {
        if (originalTeacherId != null) {
            return LessonStatus.COVERED;
        }
        return originalStartsAt != null ? LessonStatus.MOVED : LessonStatus.SCHEDULED;
    }

    private void change(String because) {
        reason = because == null || because.isBlank() ? null : because.strip();
        changedAt = Clock.systemUTC().instant();
    }

    private static boolean isSame(Room one, Room other) {
        return one == null ? other == null : other != null && one.id().equals(other.id());
    }

    private void requireNotCancelled() {
        if (status == LessonStatus.CANCELLED) {
            throw new Problem(ProblemType.LESSON_CANCELLED, "The lesson is cancelled; restore it first.");
        }
    }

    private void requireNotHeld() {
        if (registerTakenAt != null) {
            throw new Problem(ProblemType.CONFLICT, "The register of this lesson was taken; it was held as it is.");
        }
    }

    /** Who teaches it; null when nobody is set. */
    public Long teacherId() {
        return teacherId;
    }

    /** What it takes up as it is now. */
    Clashes.Needs needs() {
        return new Clashes.Needs(
                section.id(),
                room == null ? null : room.id(),
                teacherId,
                studentGroup == null ? null : studentGroup.id());
    }

    /** Lets the teachers change the register once more, until then. */
    public void reopenRegister(Instant until) {
        registerReopenedUntil = until;
    }

    /**
     * Lets the teachers change the register once more.
     *
     * @param until the end of it
     * @param now the time
     * @throws Problem of type LESSON_CANCELLED or LESSON_IN_FUTURE when there is no register, VALIDATION when that moment is
     *     past or further away than {@value #LONGEST_REOPENING_DAYS} days
     */
    public void reopenRegister(Instant until, Instant now) {
        if (status == LessonStatus.CANCELLED) {
            throw new Problem(ProblemType.LESSON_CANCELLED, "The lesson was cancelled; it has no register.");
        }
        if (now.isBefore(registerEditableFrom())) {
            throw new Problem(
                    ProblemType.LESSON_IN_FUTURE, "The lesson has not begun; its register is not closed yet.");
        }
        if (!until.isAfter(now) || until.isAfter(now.plus(Duration.ofDays(LONGEST_REOPENING_DAYS)))) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    "until",
                    "The register can be open until a moment in the next " + LONGEST_REOPENING_DAYS + " days.");
        }
        reopenRegister(until);
    }

    /** Until when the register was reopened last; null when it never was. */
    public Instant registerReopenedUntil() {
        return registerReopenedUntil;
    }

    /** The moment from which marks may be recorded: a little before the lesson, for those who are early. */
    public Instant registerEditableFrom() {
        return startsAt.minus(DOORS_OPEN);
    }

    /**
     * The moment after which the register may not be changed by teachers.
     *
     * @param editWindow how long after the end of a lesson the school allows changes
     */
    public Instant registerEditableUntil(Duration editWindow) {
        var until = endsAt.plus(editWindow);
        return registerReopenedUntil != null && registerReopenedUntil.isAfter(until) ? registerReopenedUntil : until;
    }

    /**
     * Checks that marks may be recorded now.
     *
     * @param now the time
     * @param editWindow how long after the end of a lesson the school allows changes
     * @throws Problem of type LESSON_CANCELLED, LESSON_IN_FUTURE or EDIT_WINDOW_CLOSED
     */
    public void requireOpenRegister(Instant now, Duration editWindow) {
        if (status == LessonStatus.CANCELLED) {
            throw new Problem(ProblemType.LESSON_CANCELLED, "The lesson was cancelled; it has no register.");
        }
        if (now.isBefore(registerEditableFrom())) {
            throw new Problem(
                    ProblemType.LESSON_IN_FUTURE,
                    "The lesson begins at " + startsAt + "; its register opens 10 minutes before.");
        }
        var until = registerEditableUntil(editWindow);
        if (now.isAfter(until)) {
            throw new Problem(
                    ProblemType.EDIT_WINDOW_CLOSED,
                    "This register could be changed until " + until + ". The office can reopen it.");
        }
    }

    /** Who meets. */
    public Section section() {
        return section;
    }

    /** The group that is taught together; null when students come from several. */
    public StudentGroup studentGroup() {
        return studentGroup;
    }

    /** When it begins. */
    public Instant startsAt() {
        return startsAt;
    }

    /** When it ends. */
    public Instant endsAt() {
        return endsAt;
    }

    /** The day on which it begins, by the school's calendar. */
    public LocalDate date(ZoneId zone) {
        return LocalDate.ofInstant(startsAt, zone);
    }

    /** Where; null when no room is set. */
    public Room room() {
        return room;
    }

    /** What became of the plan. */
    public LessonStatus status() {
        return status;
    }

    /** When the register was taken first; null while it is not taken. */
    public Instant registerTakenAt() {
        return registerTakenAt;
    }

    /** Who took the register first; null while it is not taken. */
    public Long registerTakenBy() {
        return registerTakenBy;
    }

    /** How often the register was recorded; what its ETag says. */
    public int registerVersion() {
        return registerVersion;
    }
}

package org.lectern.attendance;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lectern.attendance.Register.LessonHead;
import org.lectern.attendance.Register.Mark;
import org.lectern.audit.AuditTrail;
import org.lectern.courses.SectionName;
import org.lectern.people.Person;
import org.lectern.settings.Settings;
import org.lectern.shared.Caller;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Idempotent;
import org.lectern.shared.Outbox;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;
import org.lectern.timetable.Lesson;

/** Registers: who takes them, what they say, and what a student's marks add up to. */
@Stateless
public class AttendanceService {

    @Inject
    private AttendanceQueries queries;

    @Inject
    private AttendanceCodes codes;

    @Inject
    private Settings settings;

    @Inject
    private Statements statements;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private AuditTrail audit;

    @Inject
    private Outbox outbox;

    @Inject
    private Event<RegisterTaken> registerTaken;

    /** The codes that the school marks with, in its order. */
    @RolesAllowed({Roles.TEACHER, Roles.ADMIN})
    public Page<AttendanceCodes.Code> attendanceCodes() {
        return Page.whole(List.copyOf(codes.active().values()));
    }

    /**
     * The register of a lesson that the caller teaches; administrators may read every one. In one that is not taken,
     * students with an approved absence notice are excused already.
     *
     * @param lessonId the lesson
     * @throws Problem of type NOT_FOUND when it is no lesson of the caller's
     */
    @RolesAllowed({Roles.TEACHER, Roles.ADMIN})
    public Register register(long lessonId) {
        var school = settings.current();
        var lesson = lesson(lessonId, currentCaller.get(), school.timeZone());
        var roster = roster(lesson, school);
        var register = register(lesson, roster, school);
        return register.state() == RegisterState.TAKEN ? register : register.marked(excused(roster, Set.of()));
    }

    /**
     * Records marks in a register: all of them, or none. The first to record takes the register. Students who are neither
     * named nor marked and have an approved absence notice are excused along with it; the others who are neither get the
     * code of the rest, where there is one.
     *
     * @param entry the lesson and the marks
     * @param expected the version of the register that the caller has seen
     * @param key makes a repeated request harmless; null without one
     * @return the register as it is afterwards
     * @throws Problem of type NOT_FOUND when it is no lesson of the caller's, PRECONDITION_REQUIRED or STALE_VERSION when
     *     the caller has not seen the newest register, LESSON_CANCELLED, LESSON_IN_FUTURE or EDIT_WINDOW_CLOSED when the
     *     lesson has no open register, STUDENT_NOT_ON_ROSTER, UNKNOWN_ATTENDANCE_CODE, MINUTES_LATE_NOT_ALLOWED or
     *     VALIDATION when the marks do not fit it
     */
    @RolesAllowed({Roles.TEACHER, Roles.ADMIN})
    @Idempotent
    public Register record(@Valid @NotNull AttendanceEntry entry, ExpectedVersion expected, IdempotencyKey key) {
        if (entry.marks().isEmpty() && entry.rest() == null) {
            throw Problem.ofField(ProblemType.VALIDATION, "marks", "Send marks, or a code for the rest.");
        }
        var school = settings.current();
        var caller = currentCaller.get();
        // as exact as the database keeps it, so that the answer says what is read later
        var now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        var lesson = lesson(entry.lessonId(), caller, school.timeZone());
        lesson.requireOpenRegister(now, school.editWindow());
        ExpectedVersion.require(expected, lesson.registerVersion());

        var roster = roster(lesson, school);
        var before = register(lesson, roster, school);
        var entries = new ArrayList<>(entry.marks());
        var named = entry.marks().stream().map(MarkEntry::studentId).collect(Collectors.toSet());
        entries.addAll(excused(roster, named));
        if (entry.rest() != null) {
            entries.addAll(before.rest(entry.rest(), codes.active(), away(roster, named)));
        }
        var changes = before.enter(entries, codes.active());
        if (before.state() == RegisterState.TAKEN && changes.after().isEmpty()) {
            return before;
        }
        var takenBy = write(lesson.id(), expected.number(), now, caller.personId(), changes.after())
                .orElseThrow(() -> new Problem(
                        ProblemType.STALE_VERSION,
                        "It was changed since you read it. Read it again and decide what holds."));
        audit.record(
                before.state() == RegisterState.TAKEN ? "register changed" : "register taken",
                "lesson",
                lesson.id(),
                null,
                marksForAudit(changes.before()),
                marksForAudit(changes.after()));
        outbox.add("register", lesson.section().id(), null, Map.of("lessonId", lesson.id()));
        registerTaken.fire(new RegisterTaken(lesson.id(), changes.after().size()));

        return new Register(
                before.lesson(),
                RegisterState.TAKEN,
                before.state() == RegisterState.TAKEN
                        ? before.takenAt()
                        : now.atZone(school.timeZone()).toOffsetDateTime(),
                takenBy,
                changes.marks(),
                expected.number() + 1);
    }

    /**
     * The students on the roster of a section today, with their last marks and what they add up to.
     *
     * @param sectionId a section that the caller teaches; administrators may read every one
     * @throws Problem of type NOT_FOUND when it is no section of the caller's
     */
    @RolesAllowed({Roles.TEACHER, Roles.ADMIN})
    public Page<SectionStudent> students(long sectionId) {
        var today = settings.today();
        var caller = currentCaller.get();
        if (!currentCaller.isIn(Roles.ADMIN) && queries.assignments(sectionId, caller.personId(), today) == 0) {
            throw Problem.notFound("section", sectionId);
        }
        Map<Long, List<String>> recent = new HashMap<>();
        var lastLessons = queries.lastTakenLessons(sectionId);
        if (!lastLessons.isEmpty()) {
            queries.marksOfLessons(lastLessons)
                    .forEach(mark -> recent.computeIfAbsent(mark.studentId(), id -> new ArrayList<>())
                            .add(mark.code()));
        }
        Map<Long, Map<AttendanceKind, Long>> counts = new HashMap<>();
        queries.countsOfStudents(sectionId)
                .forEach(count -> counts.computeIfAbsent(count.id(), id -> new EnumMap<>(AttendanceKind.class))
                        .put(count.kind(), count.count()));
        return Page.whole(queries.roster(0, sectionId, today).stream()
                .map(line -> SectionStudent.of(
                        line.studentId(),
                        nameOf(line),
                        recent.getOrDefault(line.studentId(), List.of()),
                        AttendanceCounts.of(counts.getOrDefault(line.studentId(), Map.of()))))
                .toList());
    }

    /** The sections that the caller teaches today. */
    @RolesAllowed(Roles.TEACHER)
    public Page<TaughtSection> taughtSections() {
        return Page.whole(queries.taughtSections(currentCaller.get().personId(), settings.today()));
    }

    /**
     * What the caller's own marks add up to, and the marks themselves, newest first. Lessons whose register is not taken
     * count for nothing.
     *
     * @param limit marks of a page, 1 to 500; null for 20, about a week
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION when a parameter is out of range
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS) // one statement is a transaction of its own
    @RolesAllowed(Roles.STUDENT)
    public OwnAttendance ownAttendance(Integer limit, String after) {
        int rows = Page.limit(limit, 20);
        var place = PlaceInTime.parse(after);
        var zone = settings.timeZone();
        var studentId = currentCaller.get().personId();

        Map<SectionName, Map<AttendanceKind, Long>> bySection = new LinkedHashMap<>();
        Map<AttendanceKind, Long> overall = new EnumMap<>(AttendanceKind.class);
        List<OwnMarks> marks = new ArrayList<>();
        for (var line : statements.list(
                OwnMarks.SQL, OwnMarks::read, studentId, place.at().atOffset(ZoneOffset.UTC), place.id(), rows + 1)) {
            if (line.isCount()) {
                bySection
                        .computeIfAbsent(line.section(), section -> new EnumMap<>(AttendanceKind.class))
                        .merge(line.kind(), line.count(), Long::sum);
                overall.merge(line.kind(), line.count(), Long::sum);
            } else {
                marks.add(line);
            }
        }
        var page = Page.of(marks, rows, mark -> new PlaceInTime(mark.startsAt(), mark.lessonId()).toString());
        return new OwnAttendance(
                AttendanceCounts.of(overall),
                bySection.entrySet().stream()
                        .map(entry ->
                                new OwnAttendance.InSection(entry.getKey(), AttendanceCounts.of(entry.getValue())))
                        .toList(),
                page.items().stream()
                        .map(mark -> OwnAttendance.OwnMark.of(mark, zone))
                        .toList(),
                page.next());
    }

    private Lesson lesson(long lessonId, Caller caller, ZoneId zone) {
        return queries.lesson(lessonId, caller.personId(), currentCaller.isIn(Roles.ADMIN), zone.getId())
                .orElseThrow(() -> Problem.notFound("lesson", lessonId));
    }

    private List<AttendanceQueries.RosterLine> roster(Lesson lesson, Settings.Snapshot school) {
        return queries.roster(lesson.id(), lesson.section().id(), lesson.date(school.timeZone()));
    }

    /** What the approved absence notices say of those whom nobody has marked; nothing when the school has no such code. */
    private List<MarkEntry> excused(List<AttendanceQueries.RosterLine> roster, Set<Long> named) {
        var excused = roster.stream()
                .filter(line -> line.isExcused() && !named.contains(line.studentId()))
                .toList();
        return excused.isEmpty()
                ? List.of()
                : codes.active().values().stream()
                        .filter(code -> code.kind() == AttendanceKind.EXCUSED)
                        .findFirst()
                        .map(code -> excused.stream()
                                .map(line -> new MarkEntry(line.studentId(), code.code(), null, line.absence()))
                                .toList())
                        .orElse(List.of());
    }

    /** Those whom the rest leaves out: who is named, and who has an approved absence notice. */
    private static Set<Long> away(List<AttendanceQueries.RosterLine> roster, Set<Long> named) {
        var away = new HashSet<>(named);
        roster.stream().filter(line -> line.absence() != null).forEach(line -> away.add(line.studentId()));
        return away;
    }

    private Register register(Lesson lesson, List<AttendanceQueries.RosterLine> roster, Settings.Snapshot school) {
        var zone = school.timeZone();
        var marks = roster.stream()
                .map(line -> new Mark(line.studentId(), nameOf(line), line.code(), line.minutesLate(), line.note()))
                .toList();
        return new Register(
                new LessonHead(
                        lesson.id(),
                        new SectionName(
                                lesson.section().id(),
                                lesson.section().code(),
                                lesson.section().title()),
                        lesson.studentGroup() == null
                                ? null
                                : lesson.studentGroup().code(),
                        inZone(lesson.startsAt(), zone),
                        inZone(lesson.endsAt(), zone),
                        lesson.room() == null ? null : lesson.room().code(),
                        lesson.status(),
                        inZone(lesson.registerEditableFrom(), zone),
                        inZone(lesson.registerEditableUntil(school.editWindow()), zone)),
                lesson.registerTakenAt() == null ? RegisterState.NOT_TAKEN : RegisterState.TAKEN,
                inZone(lesson.registerTakenAt(), zone),
                lesson.registerTakenBy() == null ? null : nameOf(lesson.registerTakenBy()),
                marks,
                lesson.registerVersion());
    }

    /**
     * Steps the register's version, if it still is the expected one, and writes the marks: one statement, however many.
     * The lesson's row stays locked until the commit.
     *
     * @return the name of who took the register first; empty when the version is another one, and nothing was written
     */
    private Optional<String> write(long lessonId, int expected, Instant now, long personId, List<Mark> marks) {
        var known = codes.active();
        return statements.find(
                """
                with step as (
                    update lesson set register_version = register_version + 1,
                        register_taken_at = coalesce(register_taken_at, ?),
                        register_taken_by = coalesce(register_taken_by, ?)
                    where id = ? and register_version = ?
                    returning id, register_taken_by),
                marks as (
                    insert into attendance_mark (lesson_id, student_id, code_id, minutes_late, note)
                    select step.id, mark.*
                    from step, unnest(?::bigint[], ?::bigint[], ?::smallint[], ?::text[]) mark
                    on conflict (lesson_id, student_id) do update
                    set code_id = excluded.code_id, minutes_late = excluded.minutes_late, note = excluded.note)
                select p.preferred_given_name, p.given_name, p.preferred_family_name, p.family_name
                from step join person p on p.id = step.register_taken_by""",
                row -> Person.displayName(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                now.atOffset(ZoneOffset.UTC),
                personId,
                lessonId,
                expected,
                column("bigint", marks, Mark::studentId),
                column("bigint", marks, mark -> known.get(mark.code()).id()),
                column("smallint", marks, Mark::minutesLate),
                column("text", marks, Mark::note));
    }

    private static Statements.Array column(String type, List<Mark> marks, Function<Mark, Object> value) {
        return new Statements.Array(type, marks.stream().map(value).toArray());
    }

    /** The marks by student, as the audit shows them: the code, then minutes and note where there are any. */
    private static Map<String, String> marksForAudit(List<Mark> marks) {
        Map<String, String> byStudent = new LinkedHashMap<>(marks.size() * 2);
        for (var mark : marks) {
            var text = mark.code() == null ? "" : mark.code();
            if (mark.minutesLate() != null) {
                text += " " + mark.minutesLate() + " min";
            }
            if (mark.note() != null) {
                text += " (" + mark.note() + ")";
            }
            byStudent.put(Long.toString(mark.studentId()), text);
        }
        return byStudent;
    }

    private String nameOf(long personId) {
        var name = queries.name(personId);
        return Person.displayName(
                name.preferredGivenName(), name.givenName(), name.preferredFamilyName(), name.familyName());
    }

    private static String nameOf(AttendanceQueries.RosterLine line) {
        return Person.displayName(
                line.preferredGivenName(), line.givenName(), line.preferredFamilyName(), line.familyName());
    }

    private static OffsetDateTime inZone(Instant moment, ZoneId zone) {
        return moment == null ? null : moment.atZone(zone).toOffsetDateTime();
    }
}

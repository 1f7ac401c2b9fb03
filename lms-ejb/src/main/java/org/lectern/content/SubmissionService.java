package org.lectern.content;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lectern.audit.AuditTrail;
import org.lectern.content.AssignmentMarks.AssignmentMark;
import org.lectern.courses.SectionAccess;
import org.lectern.courses.SectionName;
import org.lectern.files.Archive;
import org.lectern.files.FileHead;
import org.lectern.files.FileKeeping;
import org.lectern.files.FileStore;
import org.lectern.grades.GradeEntries;
import org.lectern.grades.GradeEntryService;
import org.lectern.grades.GradeStatus;
import org.lectern.notifications.NotificationKind;
import org.lectern.notifications.Notifications;
import org.lectern.notifications.Notifications.Message;
import org.lectern.people.Person;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Idempotent;
import org.lectern.shared.Outbox;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** What students hand in, and what teachers make of it. A submission is never changed; another attempt is another one. */
@Stateless
public class SubmissionService {

    private static final String OWN = """
            select a.id, c.id, c.code, c.title, a.title, a.markdown, a.due_at, a.late_policy, a.attempts, i.maximum,
                   case when i.released then g.status end, case when i.released then g.points end,
                   case when i.released then g.feedback end
            from assignment a join section c on c.id = a.section_id join grade_item i on i.id = a.grade_item_id
            left join grade g on g.item_id = i.id and g.student_id = ?
            where not a.hidden and (a.visible_from is null or a.visible_from <= ?)
              and exists (select from enrollment e where e.section_id = a.section_id and e.student_id = ?
                              and e.status in ('ACTIVE', 'COMPLETED'))
              and (cast(? as bigint) is null or a.id = ?)
            order by a.due_at nulls last, a.title, a.id""";

    private static final String OWN_FILES = """
            select x.assignment_id, f.id, f.name, f.content_type, f.size, f.sha256
            from assignment_file x join stored_file f on f.id = x.file_id
            where x.assignment_id = any(?) order by x.assignment_id, x.position""";

    /** A row for each file of each attempt; one for an attempt without files. */
    private static final String ATTEMPTS = """
            select s.id, s.assignment_id, s.attempt, s.handed_in_at, s.late, s.sha256, s.text,
                   f.id, f.name, f.content_type, f.size, f.sha256
            from submission s
            left join submission_file x on x.submission_id = s.id left join stored_file f on f.id = x.file_id
            where""";

    /** A row for each file of each attempt of each student on the roster, or one for a student who has none. */
    private static final String HANDED_IN = """
            select p.id, p.preferred_given_name, p.given_name, p.preferred_family_name, p.family_name,
                   g.status, g.points, g.feedback,
                   s.id, s.attempt, s.handed_in_at, s.late, s.sha256, s.text is not null,
                   f.id, f.name, f.content_type, f.size, f.sha256
            from assignment a
            join person p on exists (select from enrollment e where e.section_id = a.section_id
                                 and e.student_id = p.id and e.status in ('ACTIVE', 'COMPLETED'))
                          or exists (select from submission s where s.assignment_id = a.id and s.student_id = p.id)
            left join grade g on g.item_id = a.grade_item_id and g.student_id = p.id
            left join submission s on s.assignment_id = a.id and s.student_id = p.id
            left join submission_file x on x.submission_id = s.id left join stored_file f on f.id = x.file_id
            where a.id = ? order by p.family_name, p.given_name, p.id, s.attempt desc, x.position""";

    @Inject
    private EntityManager entityManager;

    @Inject
    private Statements statements;

    @Inject
    private SectionAccess sections;

    @Inject
    private FileKeeping files;

    @Inject
    private FileStore store;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private AuditTrail audit;

    @Inject
    private Outbox outbox;

    @Inject
    private Settings settings;

    @Inject
    private GradeEntryService gradeEntries;

    @Inject
    private SubmissionTexts submissionTexts;

    @Inject
    private Notifications notifications;

    /** The assignments of all sections of the caller's that are visible today, by the time they are due. */
    @RolesAllowed(Roles.STUDENT)
    public Page<OwnAssignment> own() {
        return Page.whole(own(null));
    }

    /**
     * One assignment of the caller's.
     *
     * @param id the assignment
     * @throws Problem of type NOT_FOUND when there is none that the caller is shown
     */
    @RolesAllowed(Roles.STUDENT)
    public OwnAssignment own(long id) {
        return own(Long.valueOf(id)).stream().findFirst().orElseThrow(() -> Problem.notFound("assignment", id));
    }

    private List<OwnAssignment> own(Long id) {
        var student = currentCaller.get().personId();
        var zone = settings.timeZone();
        var now = Clock.systemUTC().instant();
        var bare = statements.list(OWN, row -> assignment(row, zone), student, settings.today(), student, id, id);
        var ids = new Statements.Array(
                "bigint", bare.stream().map(OwnAssignment::id).toArray());
        Map<Long, List<FileHead>> attached = new HashMap<>();
        statements.list(
                OWN_FILES,
                row -> attached.computeIfAbsent(row.getLong(1), any -> new ArrayList<>())
                        .add(file(row, 2)),
                ids);
        var attempts = receipts("s.assignment_id = any(?) and s.student_id = ?", ids, student).stream()
                .collect(Collectors.groupingBy(Receipt::assignmentId));
        return bare.stream()
                .map(each -> complete(
                        each,
                        attached.getOrDefault(each.id(), List.of()),
                        attempts.getOrDefault(each.id(), List.of()),
                        now))
                .toList();
    }

    private static OwnAssignment assignment(ResultSet row, ZoneId zone) throws SQLException {
        var due = row.getObject(7, OffsetDateTime.class);
        return new OwnAssignment(
                row.getLong(1),
                new SectionName(row.getLong(2), row.getString(3), row.getString(4)),
                row.getString(5),
                Markdown.html(row.getString(6)),
                List.of(),
                due == null ? null : due.atZoneSameInstant(zone).toOffsetDateTime(),
                LatePolicy.valueOf(row.getString(8)),
                row.getObject(9, Integer.class),
                null,
                false,
                row.getBigDecimal(10),
                row.getString(11) == null ? null : GradeStatus.valueOf(row.getString(11)),
                row.getBigDecimal(12),
                row.getString(13),
                List.of());
    }

    private static OwnAssignment complete(
            OwnAssignment bare, List<FileHead> attached, List<Receipt> submissions, Instant now) {
        var left = bare.attempts() == null ? null : Math.max(0, bare.attempts() - submissions.size());
        boolean over = bare.latePolicy() == LatePolicy.REFUSE
                && bare.dueAt() != null
                && now.isAfter(bare.dueAt().toInstant());
        return new OwnAssignment(
                bare.id(),
                bare.section(),
                bare.title(),
                bare.html(),
                attached,
                bare.dueAt(),
                bare.latePolicy(),
                bare.attempts(),
                left,
                !over && (left == null || left > 0),
                bare.maximum(),
                bare.status(),
                bare.points(),
                bare.feedback(),
                submissions);
    }

    private static FileHead file(ResultSet row, int first) throws SQLException {
        return new FileHead(
                row.getLong(first),
                row.getString(first + 1),
                row.getString(first + 2),
                row.getLong(first + 3),
                row.getString(first + 4));
    }

    /** Attempts, newest first. */
    private List<Receipt> receipts(String condition, Object... values) {
        var zone = settings.timeZone();
        Map<Long, Receipt> byId = new LinkedHashMap<>();
        statements.list(
                ATTEMPTS + " " + condition + " order by s.handed_in_at desc, s.id desc, x.position",
                row -> {
                    var receipt = byId.get(row.getLong(1));
                    if (receipt == null) {
                        receipt = new Receipt(
                                row.getLong(1),
                                Receipt.number(row.getLong(1)),
                                row.getLong(2),
                                row.getInt(3),
                                row.getObject(4, OffsetDateTime.class)
                                        .atZoneSameInstant(zone)
                                        .toOffsetDateTime(),
                                row.getBoolean(5),
                                row.getString(6),
                                row.getString(7),
                                Markdown.html(row.getString(7)),
                                new ArrayList<>());
                        byId.put(receipt.id(), receipt);
                    }
                    return row.getObject(8) == null || receipt.files().add(file(row, 8));
                },
                values);
        return List.copyOf(byId.values());
    }

    /**
     * Hands work in. The time, and whether it is late, is that of the server.
     *
     * @param assignmentId an assignment that the caller is shown
     * @param entry what is handed in
     * @param key makes a repeated request harmless; null without one
     * @return the receipt
     * @throws Problem of type NOT_FOUND when there is none that the caller is shown, VALIDATION when there is nothing in it
     *     or a file is none of the caller's, ASSIGNMENT_CLOSED or NO_ATTEMPTS_LEFT when it is over
     */
    @RolesAllowed(Roles.STUDENT)
    @Idempotent
    public Receipt handIn(long assignmentId, @NotNull @Valid SubmissionEntry entry, IdempotencyKey key) {
        var student = currentCaller.get().personId();
        var assignment = entityManager.find(Assignment.class, assignmentId);
        if (assignment == null || !assignment.isVisible(settings.today())) {
            throw Problem.notFound("assignment", assignmentId);
        }
        sections.requireStudent(assignment.sectionId());
        if (entry.text() == null && entry.fileIds().isEmpty()) {
            throw Problem.ofField(ProblemType.VALIDATION, "text", "Hand in a text, files, or both.");
        }
        files.requireUsable(entry.fileIds(), assignment.sectionId(), "fileIds");
        // attempts of one student take turns, so that each has a number of its own
        statements.find(
                "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                row -> "",
                "submission " + assignmentId + " " + student);
        int used = statements
                .find(
                        "select count(*) from submission where assignment_id = ? and student_id = ?",
                        row -> row.getInt(1),
                        assignmentId,
                        student)
                .orElseThrow();
        // as exact as the database keeps it, because the hash contains it
        var now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        assignment.requireOpen(now, used);
        return write(assignment, student, used + 1, now, entry);
    }

    private Receipt write(Assignment assignment, long student, int attempt, Instant now, SubmissionEntry entry) {
        var fileIds = new Statements.Array("bigint", entry.fileIds().toArray());
        var heads = statements.list("""
                select f.id, f.name, f.content_type, f.size, f.sha256
                from unnest(?) with ordinality x (id, place) join stored_file f on f.id = x.id order by x.place""", row -> file(row, 1), fileIds);
        boolean late = assignment.isLate(now);
        var hash = Receipt.hash(assignment.id(), student, attempt, now, entry.text(), heads);
        long id = statements
                .find(
                        """
                        insert into submission (assignment_id, student_id, attempt, text, handed_in_at, late, sha256)
                        values (?, ?, ?, ?, ?, ?, ?) returning id""",
                        row -> row.getLong(1),
                        assignment.id(),
                        student,
                        attempt,
                        entry.text(),
                        now.atOffset(ZoneOffset.UTC),
                        late,
                        hash)
                .orElseThrow();
        statements.update("""
                insert into submission_file (submission_id, file_id, position)
                select ?, file.id, file.place from unnest(?) with ordinality file (id, place)""", id, fileIds);
        statements.update("""
                insert into grade (item_id, student_id, status, late, days_late)
                values (?, ?, 'SUBMITTED', ?, cast(? as int))
                on conflict (item_id, student_id) do update set late = excluded.late, days_late = excluded.days_late,
                    version = grade.version + 1, status = 'SUBMITTED'
                where grade.status in ('NOT_SUBMITTED', 'MISSING', 'SUBMITTED')""", assignment.gradeItemId(), student, late, late ? assignment.daysLate(now) : null);
        audit.record(
                "work handed in",
                "assignment",
                assignment.id(),
                student,
                null,
                Map.of("submission", Receipt.number(id), "attempt", attempt, "late", late, "sha256", hash));
        outbox.add("submission", null, student, Map.of("assignmentId", assignment.id(), "submissionId", id));
        return receipts("s.id = ?", id).get(0);
    }

    /**
     * Who has handed in what, and who has not: students by family name, in one statement however many there are.
     *
     * @param assignmentId an assignment in a section that the caller teaches; administrators may read every one
     * @throws Problem of type NOT_FOUND when there is none
     */
    @RolesAllowed({Roles.TEACHER, Roles.ADMIN})
    public Page<HandedIn> handedIn(long assignmentId) {
        requireMine(assignmentId);
        return Page.whole(readHandedIn(assignmentId));
    }

    private List<HandedIn> readHandedIn(long assignmentId) {
        var zone = settings.timeZone();
        Map<Long, HandedIn> students = new LinkedHashMap<>();
        Map<Long, HandedIn.Attempt> attempts = new HashMap<>();
        statements.list(
                HANDED_IN,
                row -> {
                    var student = students.get(row.getLong(1));
                    if (student == null) {
                        student = student(row);
                        students.put(student.studentId(), student);
                    }
                    if (row.getObject(9) == null) {
                        return false;
                    }
                    var attempt = attempts.get(row.getLong(9));
                    if (attempt == null) {
                        attempt = attempt(row, zone);
                        attempts.put(attempt.id(), attempt);
                        student.attempts().add(attempt);
                    }
                    return row.getObject(15) == null || attempt.files().add(file(row, 15));
                },
                assignmentId);
        return List.copyOf(students.values());
    }

    private static HandedIn student(ResultSet row) throws SQLException {
        return new HandedIn(
                row.getLong(1),
                Person.displayName(row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                row.getString(6) == null ? null : GradeStatus.valueOf(row.getString(6)),
                row.getBigDecimal(7),
                row.getString(8),
                new ArrayList<>());
    }

    private static HandedIn.Attempt attempt(ResultSet row, ZoneId zone) throws SQLException {
        return new HandedIn.Attempt(
                row.getLong(9),
                Receipt.number(row.getLong(9)),
                row.getInt(10),
                row.getObject(11, OffsetDateTime.class).atZoneSameInstant(zone).toOffsetDateTime(),
                row.getBoolean(12),
                row.getString(13),
                row.getBoolean(14),
                new ArrayList<>());
    }

    private Assignment requireMine(long assignmentId) {
        var assignment = entityManager.find(Assignment.class, assignmentId);
        if (assignment == null || !sections.isStaff(assignment.sectionId())) {
            throw Problem.notFound("assignment", assignmentId);
        }
        return assignment;
    }

    /**
     * One submission with its text.
     *
     * @param id a submission for an assignment of the caller's
     * @throws Problem of type NOT_FOUND when there is none
     */
    @RolesAllowed({Roles.TEACHER, Roles.ADMIN})
    public Receipt submission(long id) {
        var receipt =
                receipts("s.id = ?", id).stream().findFirst().orElseThrow(() -> Problem.notFound("submission", id));
        if (!sections.isStaff(
                entityManager.find(Assignment.class, receipt.assignmentId()).sectionId())) {
            throw Problem.notFound("submission", id);
        }
        return receipt;
    }

    /**
     * Writes points and feedback into the grades of the assignment's item: all of them, or none. A grade is late by as many
     * days as the newest attempt was, by the server's clock; what that costs says the section's gradebook, unless the
     * assignment forgives it.
     *
     * @param assignmentId an assignment in a section that the caller teaches
     * @param entry at most one mark for each student
     * @return everybody, as {@link #handedIn} tells it
     * @throws Problem of type NOT_FOUND when there is no such assignment, GRADES_REFUSED with what is wrong with each mark:
     *     the student is not on the roster, the points do not fit, or the grades of its period are locked
     */
    @RolesAllowed({Roles.TEACHER, Roles.ADMIN})
    public Page<HandedIn> mark(long assignmentId, @NotNull @Valid AssignmentMarks entry) {
        var assignment = requireMine(assignmentId);
        // nobody changes the maximum in between, and marks of the same assignment take turns
        statements.find("select 1 from grade_item where id = ? for update", row -> true, assignment.gradeItemId());
        var before =
                readHandedIn(assignmentId).stream().collect(Collectors.toMap(HandedIn::studentId, Function.identity()));
        var marks = entry.marks();
        gradeEntries.recordMarks(assignment.sectionId(), new GradeEntries(cells(assignment, marks)));
        var after = readHandedIn(assignmentId);
        audit.record(
                "assignment marked",
                "assignment",
                assignmentId,
                null,
                marks.stream()
                        .collect(Collectors.toMap(
                                mark -> Long.toString(mark.studentId()), mark -> words(before.get(mark.studentId())))),
                after.stream()
                        .filter(student -> marks.stream().anyMatch(mark -> mark.studentId() == student.studentId()))
                        .collect(Collectors.toMap(
                                student -> Long.toString(student.studentId()), SubmissionService::words)));
        tellMarked(
                assignment,
                after.stream()
                        .filter(student -> !words(student).equals(words(before.get(student.studentId()))))
                        .map(HandedIn::studentId)
                        .toList());
        return Page.whole(after);
    }

    /** Tells students of their marks, unless the gradebook hides them still. */
    private void tellMarked(Assignment assignment, List<Long> students) {
        statements
                .find("""
                        select c.title from grade_item i join section c on c.id = i.section_id
                        where i.id = ? and i.released""", row -> row.getString(1), assignment.gradeItemId())
                .ifPresent(section -> notifications.tell(students.stream()
                        .map(student -> new Message(
                                student,
                                NotificationKind.WORK_MARKED,
                                assignment.title() + " in " + section + " is marked.",
                                assignment.sectionId(),
                                null))
                        .toList()));
    }

    /** What a grade has to say beside the teacher's words: how late the newest attempt was, and what it replaces. */
    private record Standing(boolean late, Integer daysLate, Integer version) {}

    private List<GradeEntries.Cell> cells(Assignment assignment, List<AssignmentMark> marks) {
        var students = new Statements.Array(
                "bigint", marks.stream().map(AssignmentMark::studentId).toArray());
        Map<Long, Standing> standings = new HashMap<>();
        statements.list(
                """
                select student.id, coalesce(newest.late, false), newest.handed_in_at, g.version
                from unnest(?) student (id)
                left join lateral (select s.late, s.handed_in_at from submission s
                                   where s.assignment_id = ? and s.student_id = student.id
                                   order by s.attempt desc limit 1) newest on true
                left join grade g on g.item_id = ? and g.student_id = student.id""",
                row -> standings.put(
                        row.getLong(1),
                        new Standing(
                                row.getBoolean(2),
                                row.getBoolean(2)
                                        ? assignment.daysLate(row.getObject(3, OffsetDateTime.class)
                                                .toInstant())
                                        : null,
                                row.getObject(4, Integer.class))),
                students,
                assignment.id(),
                assignment.gradeItemId());
        return marks.stream()
                .map(mark -> {
                    var standing = standings.get(mark.studentId());
                    return new GradeEntries.Cell(
                            assignment.gradeItemId(),
                            mark.studentId(),
                            mark.points(),
                            mark.status(),
                            standing.late,
                            standing.daysLate,
                            mark.feedback() == null ? "" : mark.feedback(),
                            standing.version);
                })
                .toList();
    }

    private static String words(HandedIn student) {
        return (student.status() == null ? "" : student.status().name())
                + (student.points() == null
                        ? ""
                        : " " + student.points().stripTrailingZeros().toPlainString())
                + (student.feedback() == null ? "" : " (" + student.feedback() + ")");
    }

    /**
     * All that was handed in for an assignment, as a zip with a folder for each student and attempt. Texts are read from
     * the database and files from the volume while it is written.
     *
     * @param assignmentId an assignment in a section that the caller teaches; administrators may read every one
     * @throws Problem of type NOT_FOUND when there is none
     */
    @RolesAllowed({Roles.TEACHER, Roles.ADMIN})
    public Archive archive(long assignmentId) {
        var assignment = requireMine(assignmentId);
        Archive.Texts texts = submissions -> submissionTexts.of(assignmentId, submissions);
        var archive = new Archive(assignment.title());
        for (var student : readHandedIn(assignmentId)) {
            for (var attempt : student.attempts()) {
                var folders = List.of(
                        student.name() + " (" + student.studentId() + ")",
                        "Attempt " + attempt.attempt() + (attempt.late() ? ", late" : ""));
                if (attempt.hasText()) {
                    archive.add(folders, "text.md", texts, attempt.id());
                }
                attempt.files().forEach(file -> archive.add(folders, file.name(), store.place(file.sha256())));
            }
        }
        audit.record("submissions fetched", "assignment", assignmentId, null, null, null);
        return archive;
    }
}

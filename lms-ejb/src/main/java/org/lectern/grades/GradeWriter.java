package org.lectern.grades;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lectern.audit.AuditTrail;
import org.lectern.courses.SectionName;
import org.lectern.notifications.NotificationKind;
import org.lectern.notifications.Notifications;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Outbox;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Statements;

/** Checks and writes grades that were entered or imported. */
@ApplicationScoped
class GradeWriter {

    /** More faults than these are not told at once. */
    private static final int MOST_FAULTS = 1000;

    private GradeSheets sheets;
    private Statements statements;
    private AuditTrail audit;
    private Outbox outbox;
    private Settings settings;
    private CurrentCaller currentCaller;
    private Notifications notifications;

    /** For the container. */
    protected GradeWriter() {}

    @Inject
    GradeWriter(
            GradeSheets sheets,
            Statements statements,
            AuditTrail audit,
            Outbox outbox,
            Settings settings,
            CurrentCaller currentCaller,
            Notifications notifications) {
        this.sheets = sheets;
        this.statements = statements;
        this.audit = audit;
        this.outbox = outbox;
        this.settings = settings;
        this.currentCaller = currentCaller;
        this.notifications = notifications;
    }

    /** What is done with grades that are entered. */
    enum Mode {
        /** Only check them. */
        CHECK,

        /** Write them; who enters them tells the students. */
        WRITE,

        /** Write them and tell the students. */
        TELL
    }

    /** A grade that is there. */
    private record Stored(
            long id,
            GradeStatus status,
            BigDecimal points,
            boolean late,
            Integer daysLate,
            String feedback,
            int version) {}

    /** A cell of an item and a student. */
    private record Place(long itemId, long studentId) {}

    /** A grade that changes. */
    private record Write(Place place, Stored before, Stored after) {}

    /**
     * Writes grades: all of them, or none.
     *
     * @param rules of a section that the caller teaches, read since {@link GradingRules#holdPeriods}
     * @param entries the grades
     * @param path of the list of them in the request, by which faults are named
     * @param mode what to do with them
     * @throws Problem of type GRADES_REFUSED or STALE_VERSION
     */
    GradesWritten write(SectionRules rules, GradeEntries entries, String path, Mode mode) {
        long sectionId = rules.section().id();
        Map<Long, ItemDetails> items =
                rules.items().stream().collect(Collectors.toMap(ItemDetails::id, Function.identity()));
        Set<Long> students =
                sheets.students(sectionId).stream().map(GradeSheets.Student::id).collect(Collectors.toSet());
        var stored = stored(entries.cells());

        List<FieldError> faults = new ArrayList<>();
        List<FieldError> stale = new ArrayList<>();
        List<Write> writes = new ArrayList<>();
        List<GradesWritten.Cell> told = new ArrayList<>(entries.cells().size());
        Set<Place> seen = new HashSet<>();
        for (int i = 0; i < entries.cells().size(); i++) {
            var cell = entries.cells().get(i);
            var at = path + "[" + i + "]";
            var place = new Place(cell.itemId(), cell.studentId());
            var fault = fault(at, cell, items.get(cell.itemId()), students);
            if (fault == null && !seen.add(place)) {
                fault = new FieldError(at, "The same cell is there twice.");
            }
            if (fault != null) {
                faults.add(fault);
                continue;
            }
            var before = stored.get(place);
            var after = after(cell, before);
            if (after == null || sameAs(before, after)) {
                told.add(new GradesWritten.Cell(place.itemId, place.studentId, before == null ? null : before.version));
            } else if (!Objects.equals(cell.version(), before == null ? null : before.version)) {
                stale.add(new FieldError(at + ".version", "Somebody else changed it: " + words(before) + "."));
            } else {
                writes.add(new Write(place, before, after));
                told.add(new GradesWritten.Cell(place.itemId, place.studentId, after.version));
            }
        }
        refuse(faults, stale);
        if (!writes.isEmpty() && mode != Mode.CHECK) {
            write(sectionId, writes);
        }
        if (mode == Mode.TELL) {
            tell(
                    rules.section(),
                    writes.stream()
                            .filter(write -> items.get(write.place.itemId).released())
                            .map(write -> write.place.studentId)
                            .distinct()
                            .toList());
        }
        return new GradesWritten(writes.size(), told.size() - writes.size(), told);
    }

    private static void refuse(List<FieldError> faults, List<FieldError> stale) {
        if (!faults.isEmpty()) {
            int found = faults.size();
            faults.addAll(stale);
            throw new Problem(
                    ProblemType.GRADES_REFUSED,
                    found == 1 ? faults.get(0).message() : found + " grades cannot be taken; nothing was written.",
                    faults.subList(0, Math.min(MOST_FAULTS, faults.size())));
        }
        if (!stale.isEmpty()) {
            throw new Problem(
                    ProblemType.STALE_VERSION,
                    "Somebody else changed " + (stale.size() == 1 ? "a grade" : stale.size() + " of the grades")
                            + " since you read them. Nothing was written; look at them and decide what holds.",
                    stale.subList(0, Math.min(MOST_FAULTS, stale.size())));
        }
    }

    private static FieldError fault(String at, GradeEntries.Cell cell, ItemDetails item, Set<Long> students) {
        if (item == null) {
            return new FieldError(at + ".itemId", "The section has no item " + cell.itemId() + ".");
        }
        if (item.locked()) {
            return new FieldError(at + ".itemId", "The grades of the period of " + item.title() + " are locked.");
        }
        if (!students.contains(cell.studentId())) {
            return new FieldError(
                    at + ".studentId", "Student " + cell.studentId() + " is not on the roster of this section.");
        }
        var points = cell.points();
        if (points != null
                && (points.compareTo(item.minimum().min(BigDecimal.ZERO)) < 0
                        || points.compareTo(item.maximum()) > 0)) {
            return new FieldError(
                    at + ".points",
                    item.title() + " has " + item.minimum().toPlainString() + " to "
                            + item.maximum().toPlainString() + " points.");
        }
        if (points != null && Decimals.plain(points).scale() > 3) {
            return new FieldError(at + ".points", "Points have at most three places.");
        }
        if (points == null && (cell.status() == GradeStatus.GRADED || cell.status() == GradeStatus.PARTLY_GRADED)) {
            return new FieldError(at + ".points", "What is graded has points.");
        }
        if (points != null
                && cell.status() != null
                && cell.status() != GradeStatus.GRADED
                && cell.status() != GradeStatus.PARTLY_GRADED) {
            return new FieldError(at + ".status", "What is " + cell.status() + " has no points.");
        }
        if (cell.daysLate() != null && !Boolean.TRUE.equals(cell.late())) {
            return new FieldError(at + ".daysLate", "Only what is late has days.");
        }
        return null;
    }

    /** The grade as it shall be; null when there is none and none is entered. */
    private static Stored after(GradeEntries.Cell cell, Stored before) {
        var status = cell.status() != null
                ? cell.status()
                : cell.points() != null ? GradeStatus.GRADED : GradeStatus.NOT_SUBMITTED;
        var feedback = cell.feedback() == null
                ? before == null ? null : before.feedback
                : cell.feedback().isBlank() ? null : cell.feedback();
        boolean late = Boolean.TRUE.equals(cell.late());
        if (before == null && cell.points() == null && cell.status() == null && feedback == null && !late) {
            return null;
        }
        return new Stored(
                before == null ? 0 : before.id,
                status,
                Decimals.plain(cell.points()),
                late,
                late ? cell.daysLate() : null,
                feedback,
                before == null ? 0 : before.version + 1);
    }

    private static boolean sameAs(Stored before, Stored after) {
        return before != null
                && before.status == after.status
                && (before.points == null
                        ? after.points == null
                        : after.points != null && before.points.compareTo(after.points) == 0)
                && before.late == after.late
                && Objects.equals(before.late ? before.daysLate : null, after.daysLate)
                && Objects.equals(before.feedback, after.feedback);
    }

    private static String words(Stored grade) {
        return grade == null
                ? "there is nothing"
                : "it is " + grade.status
                        + (grade.points == null ? "" : ", " + grade.points.toPlainString() + " points");
    }

    /** The grades that are there already, locked until the commit in the order of their ids. */
    private Map<Place, Stored> stored(List<GradeEntries.Cell> cells) {
        Map<Place, Stored> found = new HashMap<>();
        statements.list(
                """
                select g.id, g.item_id, g.student_id, g.status, g.points, g.late, g.days_late, g.feedback, g.version
                from unnest(?::bigint[], ?::bigint[]) as e (item_id, student_id)
                join grade g using (item_id, student_id) order by g.id for update of g""",
                row -> found.put(
                        new Place(row.getLong(2), row.getLong(3)),
                        new Stored(
                                row.getLong(1),
                                GradeStatus.valueOf(row.getString(4)),
                                Decimals.plain(row.getBigDecimal(5)),
                                row.getBoolean(6),
                                row.getObject(7, Integer.class),
                                row.getString(8),
                                row.getInt(9))),
                new Statements.Array(
                        "bigint", cells.stream().map(GradeEntries.Cell::itemId).toArray()),
                new Statements.Array(
                        "bigint",
                        cells.stream().map(GradeEntries.Cell::studentId).toArray()));
        return found;
    }

    /** One statement, however many grades; what somebody else has added in between is not overwritten but noticed. */
    private void write(long sectionId, List<Write> writes) {
        var caller = currentCaller.get();
        int written = statements
                .find(
                        """
                        with entry as (
                            select * from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::numeric[],
                                ?::boolean[], ?::int[], ?::text[], ?::text[], ?::text[])
                                as e (id, item_id, student_id, status, points, late, days_late, feedback, before, after)),
                        changed as (
                            update grade g set status = e.status, points = e.points, late = e.late,
                                days_late = e.days_late, feedback = e.feedback, graded_on = ?, version = g.version + 1
                            from entry e where g.id = e.id returning 1),
                        added as (
                            insert into grade (item_id, student_id, status, points, late, days_late, feedback, graded_on)
                            select item_id, student_id, status, points, late, days_late, feedback, ?
                            from entry where id is null
                            on conflict (item_id, student_id) do nothing returning 1),
                        history as (
                            insert into grade_change (item_id, student_id, account_id, actor, before, after)
                            select item_id, student_id, ?, ?, before::jsonb, after::jsonb from entry)
                        select (select count(*) from changed) + (select count(*) from added)""",
                        row -> row.getInt(1),
                        column("bigint", writes, write -> write.before == null ? null : write.before.id),
                        column("bigint", writes, write -> write.place.itemId),
                        column("bigint", writes, write -> write.place.studentId),
                        column("text", writes, write -> write.after.status.name()),
                        column("numeric", writes, write -> write.after.points),
                        column("boolean", writes, write -> write.after.late),
                        column("int", writes, write -> write.after.daysLate),
                        column("text", writes, write -> write.after.feedback),
                        column("text", writes, write -> json(write.before)),
                        column("text", writes, write -> json(write.after)),
                        settings.today(),
                        settings.today(),
                        caller.accountId(),
                        caller.username())
                .orElseThrow();
        if (written != writes.size()) {
            throw new Problem(
                    ProblemType.STALE_VERSION,
                    "Somebody else entered one of the grades at the same moment. Nothing was written; read them again.");
        }
        audit.record(
                "grades entered",
                "section",
                sectionId,
                writes.size() == 1 ? writes.get(0).place.studentId : null,
                forAudit(writes, Write::before),
                forAudit(writes, Write::after));
        outbox.add(
                "grades",
                sectionId,
                null,
                Map.of(
                        "itemIds",
                        writes.stream()
                                .map(write -> write.place.itemId)
                                .distinct()
                                .toList()));
    }

    /** Tells students that there are new grades for them to see. */
    void tell(SectionName section, List<Long> studentIds) {
        notifications.tell(studentIds.stream()
                .map(student -> new Notifications.Message(
                        student,
                        NotificationKind.GRADED,
                        "You have new grades in " + section.title() + ".",
                        section.id(),
                        null))
                .toList());
    }

    private static Statements.Array column(String type, List<Write> writes, Function<Write, Object> value) {
        return new Statements.Array(type, writes.stream().map(value).toArray());
    }

    private static String json(Stored grade) {
        if (grade == null) {
            return null;
        }
        var json = Json.createObjectBuilder().add("status", grade.status.name());
        if (grade.points == null) {
            json.addNull("points");
        } else {
            json.add("points", grade.points);
        }
        json.add("late", grade.late);
        if (grade.daysLate == null) {
            json.addNull("daysLate");
        } else {
            json.add("daysLate", grade.daysLate);
        }
        if (grade.feedback == null) {
            json.addNull("feedback");
        } else {
            json.add("feedback", grade.feedback);
        }
        return json.build().toString();
    }

    /** By item and student: the points, or the status in words. */
    private static Map<String, String> forAudit(List<Write> writes, Function<Write, Stored> side) {
        Map<String, String> values = new LinkedHashMap<>(writes.size() * 2);
        for (var write : writes) {
            var grade = side.apply(write);
            var text = grade == null
                    ? null
                    : (grade.points == null ? grade.status.name() : grade.points.toPlainString())
                            + (grade.late ? " late" + (grade.daysLate == null ? "" : " " + grade.daysLate) : "")
                            + (grade.feedback == null ? "" : " (" + grade.feedback + ")");
            values.put(write.place.itemId + "/" + write.place.studentId, text);
        }
        return values;
    }
}

package org.lectern.grades;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.StringReader;
import java.time.OffsetDateTime;
import org.lectern.people.Person;
import org.lectern.settings.Settings;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Idempotent;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** Takes grades in, and tells how they came to be what they are. */
@Stateless
@RolesAllowed({Roles.TEACHER, Roles.ADMIN})
public class GradeEntryService {

    @Inject
    private GradingRules grading;

    @Inject
    private GradeWriter writer;

    @Inject
    private Statements statements;

    @Inject
    private Settings settings;

    /**
     * Writes grades: all of them, or none. Whoever has not seen the newest version of one of them is told, and so nobody's
     * entry is overwritten unseen; a cell that is as entered already is no change.
     *
     * @param sectionId a section that the caller teaches
     * @param entries the grades
     * @param key makes a repeated request harmless; null without one
     * @throws Problem of type NOT_FOUND when it is no section of the caller's, GRADES_REFUSED with what is wrong with each
     *     cell, or STALE_VERSION with the cells that somebody else has changed
     */
    @Idempotent
    public GradesWritten record(long sectionId, @NotNull @Valid GradeEntries entries, IdempotencyKey key) {
        return write(sectionId, entries, "cells", GradeWriter.Mode.TELL);
    }

    /**
     * {@link #record} for what is entered elsewhere as a list of marks: faults name {@code marks[0]} and so on, and the
     * caller tells the students.
     *
     * @param sectionId see {@link #record}
     * @param marks see {@link #record}
     * @throws Problem see {@link #record}
     */
    public GradesWritten recordMarks(long sectionId, @NotNull @Valid GradeEntries marks) {
        return write(sectionId, marks, "marks", GradeWriter.Mode.WRITE);
    }

    private GradesWritten write(long sectionId, GradeEntries entries, String path, GradeWriter.Mode mode) {
        grading.holdPeriods();
        return writer.write(grading.rules(sectionId), entries, path, mode);
    }

    /**
     * How the grades of an item came to be what they are, the newest change first. What imports have changed is told by
     * the audit.
     *
     * @param itemId an item of a section that the caller teaches
     * @param studentId only of this student; null for all
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the newest
     * @throws Problem of type NOT_FOUND when it is no item of the caller's, VALIDATION for a limit or place that is none
     */
    public Page<GradeChange> history(long itemId, Long studentId, Integer limit, String after) {
        int size = Page.limit(limit);
        long place = place(after);
        grading.item(itemId);
        var zone = settings.timeZone();
        var rows = statements.list(
                """
                select c.id, c.student_id, p.preferred_given_name, p.given_name, p.preferred_family_name, p.family_name,
                    c.at, c.actor, c.before::text, c.after::text
                from grade_change c join person p on p.id = c.student_id
                where c.item_id = ? and (cast(? as bigint) is null or c.student_id = ?) and c.id < ?
                order by c.id desc limit ?""",
                row -> new GradeChange(
                        row.getLong(1),
                        itemId,
                        row.getLong(2),
                        Person.displayName(row.getString(3), row.getString(4), row.getString(5), row.getString(6)),
                        row.getObject(7, OffsetDateTime.class)
                                .atZoneSameInstant(zone)
                                .toOffsetDateTime(),
                        row.getString(8),
                        GradeChange.State.of(object(row.getString(9))),
                        GradeChange.State.of(object(row.getString(10)))),
                itemId,
                studentId,
                studentId == null ? 0 : studentId,
                place,
                size + 1);
        return Page.of(rows, size, change -> Long.toString(change.id()));
    }

    private static JsonObject object(String text) {
        if (text == null) {
            return null;
        }
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static long place(String after) {
        try {
            return after == null ? Long.MAX_VALUE : Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw Problem.ofField(ProblemType.VALIDATION, "after", "Send what the page before gave as next.");
        }
    }
}

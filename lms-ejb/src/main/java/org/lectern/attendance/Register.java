package org.lectern.attendance;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lectern.courses.SectionName;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;
import org.lectern.timetable.LessonStatus;

/**
 * The list of one lesson: who should be there, and the mark of each who has one.
 *
 * @param lesson whose list it is
 * @param state whether anybody took it; one that is not taken counts for nothing
 * @param takenAt when it was taken first, in the school's zone; null while it is not taken
 * @param takenBy name of who took it first; null while it is not taken
 * @param marks one for each student on the roster of that day, by family name and given name
 * @param version how often it was recorded; what the ETag says, and here so that a stored answer keeps it
 */
public record Register(
        LessonHead lesson, RegisterState state, OffsetDateTime takenAt, String takenBy, List<Mark> marks, int version) {

    /**
     * The lesson as a register shows it.
     *
     * @param id the lesson
     * @param section who meets
     * @param group code of the group that is taught together; null when students come from several
     * @param startsAt when it begins, in the school's zone
     * @param endsAt when it ends, in the school's zone
     * @param room what is written on the door; null when no room is set
     * @param status what became of the plan
     * @param editableFrom before this moment nothing can be recorded
     * @param editableUntil after this moment teachers cannot change the register
     */
    public record LessonHead(
            long id,
            SectionName section,
            String group,
            OffsetDateTime startsAt,
            OffsetDateTime endsAt,
            String room,
            LessonStatus status,
            OffsetDateTime editableFrom,
            OffsetDateTime editableUntil) {}

    /**
     * One student's line.
     *
     * @param studentId the student
     * @param name the name to call out
     * @param code the code of the mark; null when there is none
     * @param minutesLate 1 to 600, with a late code only; null when nobody said
     * @param note for staff only; null when there is none
     */
    public record Mark(long studentId, String name, String code, Short minutesLate, String note) {

        private boolean says(MarkEntry entry) {
            return entry.code().equals(code)
                    && Objects.equals(entry.minutesLate(), minutesLate)
                    && Objects.equals(entry.note(), note);
        }
    }

    /**
     * The register with some marks entered. Students who are not named keep what they have.
     *
     * @param entries what was marked; each student at most once
     * @param codes the codes that may be used, by code
     * @return the register as it will be, and which marks differ
     * @throws Problem of type VALIDATION, STUDENT_NOT_ON_ROSTER, UNKNOWN_ATTENDANCE_CODE or MINUTES_LATE_NOT_ALLOWED,
     *     naming every line at fault
     */
    public Changes enter(List<MarkEntry> entries, Map<String, AttendanceCodes.Code> codes) {
        Map<Long, Integer> places = new HashMap<>(marks.size() * 2);
        for (int i = 0; i < marks.size(); i++) {
            places.put(marks.get(i).studentId(), i);
        }
        requireKnown(entries, places, codes);

        var after = new ArrayList<>(marks);
        List<Mark> changedBefore = new ArrayList<>();
        List<Mark> changedAfter = new ArrayList<>();
        for (var entry : entries) {
            int place = places.get(entry.studentId());
            var before = marks.get(place);
            if (!before.says(entry)) {
                var mark = new Mark(before.studentId(), before.name(), entry.code(), entry.minutesLate(), entry.note());
                after.set(place, mark);
                changedBefore.add(before);
                changedAfter.add(mark);
            }
        }
        return new Changes(after, changedBefore, changedAfter);
    }

    /**
     * Marks for everybody who has none.
     *
     * @param code what they get
     * @param codes the codes that may be used, by code
     * @param without the students who are left out
     * @throws Problem of type UNKNOWN_ATTENDANCE_CODE, or VALIDATION for a code that does not say present: nobody is to be
     *     marked as absent without having been named
     */
    List<MarkEntry> rest(String code, Map<String, AttendanceCodes.Code> codes, Set<Long> without) {
        var known = codes.get(code);
        if (known == null) {
            throw Problem.ofField(
                    ProblemType.UNKNOWN_ATTENDANCE_CODE, "rest", "The school has no attendance code " + code + ".");
        }
        if (known.kind() != AttendanceKind.PRESENT) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    "rest",
                    "The rest can be present only; name those who get " + code + " among the marks.");
        }
        return marks.stream()
                .filter(mark -> mark.code() == null && !without.contains(mark.studentId()))
                .map(mark -> new MarkEntry(mark.studentId(), code, null, null))
                .toList();
    }

    /** The register with some marks entered that nobody has recorded: it is as little taken as before. */
    Register marked(List<MarkEntry> entries) {
        if (entries.isEmpty()) {
            return this;
        }
        var byStudent = entries.stream().collect(Collectors.toMap(MarkEntry::studentId, Function.identity()));
        return new Register(
                lesson,
                state,
                takenAt,
                takenBy,
                marks.stream()
                        .map(mark -> {
                            var entry = byStudent.get(mark.studentId());
                            return entry == null
                                    ? mark
                                    : new Mark(
                                            mark.studentId(),
                                            mark.name(),
                                            entry.code(),
                                            entry.minutesLate(),
                                            entry.note());
                        })
                        .toList(),
                version);
    }

    /**
     * What entering marks does.
     *
     * @param marks all lines as they will be
     * @param before the lines that change, as they were
     * @param after the same lines as they will be
     */
    public record Changes(List<Mark> marks, List<Mark> before, List<Mark> after) {}

    private static void requireKnown(
            List<MarkEntry> entries, Map<Long, Integer> roster, Map<String, AttendanceCodes.Code> codes) {
        List<FieldError> strangers = new ArrayList<>();
        List<FieldError> unknown = new ArrayList<>();
        List<FieldError> minutes = new ArrayList<>();
        List<FieldError> twice = new ArrayList<>();
        var seen = new HashSet<Long>(entries.size() * 2);
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            var code = codes.get(entry.code());
            if (!seen.add(entry.studentId())) {
                twice.add(new FieldError("marks[" + i + "].studentId", "This student is marked twice."));
            } else if (!roster.containsKey(entry.studentId())) {
                strangers.add(new FieldError(
                        "marks[" + i + "].studentId",
                        "Student " + entry.studentId() + " is not on the roster of this lesson."));
            } else if (code == null) {
                unknown.add(new FieldError(
                        "marks[" + i + "].code", "The school has no attendance code " + entry.code() + "."));
            } else if (entry.minutesLate() != null && code.kind() != AttendanceKind.LATE) {
                minutes.add(new FieldError(
                        "marks[" + i + "].minutesLate",
                        "Code " + entry.code() + " is not a late one, so it has no minutes."));
            }
        }
        refuse(ProblemType.VALIDATION, twice);
        refuse(ProblemType.STUDENT_NOT_ON_ROSTER, strangers);
        refuse(ProblemType.UNKNOWN_ATTENDANCE_CODE, unknown);
        refuse(ProblemType.MINUTES_LATE_NOT_ALLOWED, minutes);
    }

    private static void refuse(ProblemType type, List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new Problem(type, errors.get(0).message(), errors);
        }
    }
}

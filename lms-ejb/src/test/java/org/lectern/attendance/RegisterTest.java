package org.lectern.attendance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.lectern.attendance.Register.Mark;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;

class RegisterTest {

    private static final Map<String, AttendanceCodes.Code> CODES = Map.of(
            "P", new AttendanceCodes.Code(1L, "P", "Present", AttendanceKind.PRESENT),
            "A", new AttendanceCodes.Code(2L, "A", "Absent", AttendanceKind.ABSENT),
            "L", new AttendanceCodes.Code(3L, "L", "Late", AttendanceKind.LATE));

    private static final Mark ADA = new Mark(11, "Ada Noor", null, null, null);
    private static final Mark BO = new Mark(12, "Bo Lind", "L", (short) 5, "bus");

    private final Register register = register(List.of(ADA, BO));

    @Test
    void studentsWhoAreNotNamedKeepWhatTheyHave() {
        var changes = register.enter(List.of(entry(11, "A", null, null)), CODES);

        assertEquals(List.of(new Mark(11, "Ada Noor", "A", null, null), BO), changes.marks());
        assertEquals(List.of(ADA), changes.before());
        assertEquals(List.of(new Mark(11, "Ada Noor", "A", null, null)), changes.after());
    }

    @Test
    void sameMarkAgainChangesNothing() {
        var changes = register.enter(List.of(entry(12, "L", 5, "bus")), CODES);

        assertEquals(List.of(), changes.after());
    }

    @Test
    void markReplacesMinutesAndNote() {
        var changes = register.enter(List.of(entry(12, "P", null, null)), CODES);

        assertEquals(List.of(new Mark(12, "Bo Lind", "P", null, null)), changes.after());
    }

    @Test
    void everyLineOfAStrangerIsNamed() {
        refused(
                ProblemType.STUDENT_NOT_ON_ROSTER,
                List.of(
                        new FieldError("marks[0].studentId", "Student 98 is not on the roster of this lesson."),
                        new FieldError("marks[2].studentId", "Student 99 is not on the roster of this lesson.")),
                entry(98, "P", null, null),
                entry(11, "P", null, null),
                entry(99, "P", null, null));
    }

    @Test
    void unknownCodeIsNamed() {
        refused(
                ProblemType.UNKNOWN_ATTENDANCE_CODE,
                List.of(new FieldError("marks[1].code", "The school has no attendance code X.")),
                entry(11, "P", null, null),
                entry(12, "X", null, null));
    }

    @Test
    void codesAreWrittenAsTheSchoolWritesThem() {
        refused(
                ProblemType.UNKNOWN_ATTENDANCE_CODE,
                List.of(new FieldError("marks[0].code", "The school has no attendance code p.")),
                entry(11, "p", null, null));
    }

    @Test
    void minutesGoWithALateCodeOnly() {
        refused(
                ProblemType.MINUTES_LATE_NOT_ALLOWED,
                List.of(new FieldError("marks[0].minutesLate", "Code A is not a late one, so it has no minutes.")),
                entry(11, "A", 5, null));
    }

    @Test
    void studentWhoIsMarkedTwiceIsRefused() {
        refused(
                ProblemType.VALIDATION,
                List.of(new FieldError("marks[1].studentId", "This student is marked twice.")),
                entry(11, "A", null, null),
                entry(11, "P", null, null));
    }

    /** However marks arrive, the register afterwards says of each student what was said last, and of others what it said before. */
    @Property
    void registerSaysWhatWasSaidLast(@ForAll @Size(max = 30) List<@IntRange(max = 9) Integer> students) {
        List<Mark> lines = new ArrayList<>();
        for (int student = 0; student < 10; student++) {
            lines.add(new Mark(student, "Student " + student, null, null, null));
        }
        var current = register(lines);
        Map<Integer, String> said = new LinkedHashMap<>();
        for (int i = 0; i < students.size(); i++) {
            var code = List.of("P", "A", "L").get(i % 3);
            said.put(students.get(i), code);
            current = register(current.enter(List.of(entry(students.get(i), code, null, null)), CODES)
                    .marks());
        }
        for (int student = 0; student < 10; student++) {
            assertEquals(said.get(student), current.marks().get(student).code());
        }
    }

    private void refused(ProblemType type, List<FieldError> errors, MarkEntry... entries) {
        var problem = assertThrows(Problem.class, () -> register.enter(List.of(entries), CODES));
        assertEquals(type, problem.type());
        assertEquals(errors, problem.errors());
    }

    private static Register register(List<Mark> marks) {
        return new Register(null, RegisterState.TAKEN, null, null, marks, 1);
    }

    private static MarkEntry entry(long studentId, String code, Integer minutesLate, String note) {
        return new MarkEntry(studentId, code, minutesLate == null ? null : minutesLate.shortValue(), note);
    }
}

package org.lectern.timetable;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.lectern.courses.Section;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

class LessonTest {

    private static final Instant BEGIN = Instant.parse("2026-11-24T08:50:00Z");
    private static final Instant END = Instant.parse("2026-11-24T09:35:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private final Lesson lesson = new Lesson(new Section(), BEGIN, END);

    @Test
    void registerOpensTenMinutesBeforeTheLesson() {
        assertEquals(ProblemType.LESSON_IN_FUTURE, refusal("2026-11-24T08:39:59.999Z"));
        assertOpen("2026-11-24T08:40:00Z");
    }

    @Test
    void registerClosesWhenTheEditWindowIsOver() {
        assertOpen("2026-12-01T09:35:00Z");
        assertEquals(ProblemType.EDIT_WINDOW_CLOSED, refusal("2026-12-01T09:35:00.001Z"));
    }

    @Test
    void schoolWithoutAnEditWindowClosesRegistersWithTheBell() {
        assertDoesNotThrow(() -> lesson.requireOpenRegister(END, Duration.ZERO));
        var problem = assertThrows(Problem.class, () -> lesson.requireOpenRegister(END.plusMillis(1), Duration.ZERO));
        assertEquals(ProblemType.EDIT_WINDOW_CLOSED, problem.type());
    }

    @Test
    void reopenedRegisterIsOpenUntilThen() {
        lesson.reopenRegister(Instant.parse("2027-01-11T12:00:00Z"));

        assertOpen("2027-01-11T12:00:00Z");
        assertEquals(ProblemType.EDIT_WINDOW_CLOSED, refusal("2027-01-11T12:00:00.001Z"));
    }

    @Test
    void reopeningNeverShortensTheEditWindow() {
        lesson.reopenRegister(Instant.parse("2026-11-25T12:00:00Z"));

        assertEquals(Instant.parse("2026-12-01T09:35:00Z"), lesson.registerEditableUntil(WEEK));
    }

    @Test
    void cancelledLessonHasNoRegisterAtAnyTime() {
        lesson.cancel("snow");

        assertEquals(ProblemType.LESSON_CANCELLED, refusal("2026-11-24T08:00:00Z"));
        assertEquals(ProblemType.LESSON_CANCELLED, refusal("2026-11-24T09:00:00Z"));
        assertEquals(ProblemType.LESSON_CANCELLED, refusal("2027-11-24T09:00:00Z"));
    }

    @Test
    void dayOfALessonIsThatOfTheSchool() {
        var late =
                new Lesson(new Section(), Instant.parse("2026-11-24T22:30:00Z"), Instant.parse("2026-11-24T23:15:00Z"));

        assertEquals(LocalDate.of(2026, 11, 24), late.date(ZoneId.of("Europe/London")));
        assertEquals(LocalDate.of(2026, 11, 25), late.date(ZoneId.of("Europe/Helsinki")));
    }

    private void assertOpen(String now) {
        assertDoesNotThrow(() -> lesson.requireOpenRegister(Instant.parse(now), WEEK));
    }

    private ProblemType refusal(String now) {
        return assertThrows(Problem.class, () -> lesson.requireOpenRegister(Instant.parse(now), WEEK))
                .type();
    }
}

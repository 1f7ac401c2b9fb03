package org.lectern.attendance;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;

/** The lessons of a day, as those who teach and those who learn see them. */
@Stateless
public class LessonService {

    private static final int LONGEST_STRETCH_DAYS = 62;

    @Inject
    private AttendanceQueries queries;

    @Inject
    private Settings settings;

    @Inject
    private CurrentCaller currentCaller;

    /**
     * The lessons that the caller teaches on a day, in their order, with the state of each register. A lesson that
     * somebody else covers is still told to the teacher whose it was.
     *
     * @param date a day in the school's zone; null for today
     */
    @RolesAllowed(Roles.TEACHER)
    public Page<TaughtLesson> taught(LocalDate date) {
        var zone = settings.timeZone();
        var day = date == null ? LocalDate.now(zone) : date;
        var lessons = queries.taughtLessons(
                currentCaller.get().personId(),
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant(),
                zone.getId());
        Map<Long, Map<AttendanceKind, Long>> counts = new HashMap<>();
        if (!lessons.isEmpty()) {
            queries.countsOfLessons(lessons.stream()
                            .map(AttendanceQueries.TaughtLesson::id)
                            .toList())
                    .forEach(count -> counts.computeIfAbsent(count.id(), id -> new EnumMap<>(AttendanceKind.class))
                            .put(count.kind(), count.count()));
        }
        var personId = currentCaller.get().personId();
        return Page.whole(lessons.stream()
                .map(lesson -> TaughtLesson.of(lesson, personId, counts.getOrDefault(lesson.id(), Map.of()), zone))
                .toList());
    }

    /**
     * The caller's own lessons on some days, in their order, with the mark where there is one.
     *
     * @param from first day in the school's zone; null for today
     * @param to last day; null for the first one
     * @throws Problem of type VALIDATION when the days are in the wrong order or more than 62
     */
    @RolesAllowed(Roles.STUDENT)
    public Page<AttendedLesson> attended(LocalDate from, LocalDate to) {
        var zone = settings.timeZone();
        var first = from == null ? LocalDate.now(zone) : from;
        var last = to == null ? first : to;
        if (last.isBefore(first) || last.isAfter(first.plusDays(LONGEST_STRETCH_DAYS))) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    "to",
                    "The last day is on or after the first, and at most " + LONGEST_STRETCH_DAYS + " days later.");
        }
        List<AttendanceQueries.AttendedLesson> lessons = queries.attendedLessons(
                currentCaller.get().personId(),
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant(),
                zone.getId());
        return Page.whole(
                lessons.stream().map(lesson -> AttendedLesson.of(lesson, zone)).toList());
    }
}

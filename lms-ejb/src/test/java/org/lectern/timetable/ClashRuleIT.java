package org.lectern.timetable;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

/** Whatever lessons are asked for in whatever order, those stand that share no room, teacher or group at any time. */
class ClashRuleIT {

    private static final OffsetDateTime DAY = OffsetDateTime.parse("2040-11-05T08:00:00Z");

    private static TestDatabase database;
    private static TestServices services;
    private static PlannedSchool school;
    private static List<Long> rooms;
    private static List<Long> teachers;
    private static List<Long> sections;
    private static int days;

    /**
     * A lesson that somebody asks for.
     *
     * @param start in quarters of an hour
     * @param length in quarters of an hour
     * @param room index; null for none
     * @param teacher index; null for none
     * @param section index; the last has no group
     */
    record Wish(int start, int length, Integer room, Integer teacher, int section) {

        boolean clashesWith(Wish other) {
            return start < other.start + other.length
                    && other.start < start + length
                    && (room != null && room.equals(other.room)
                            || teacher != null && teacher.equals(other.teacher)
                            || section == other.section && section < 2);
        }
    }

    @BeforeContainer
    static void school() {
        database = new TestDatabase();
        services = new TestServices(database);
        database.beforeAll(null);
        school = new PlannedSchool(database, services);
        rooms = List.of(school.room(), school.room());
        teachers = List.of(school.teacher(), school.teacher());
        sections = List.of(school.section(school.group()), school.section(school.group()), school.section(null));
    }

    @AfterContainer
    static void close() {
        services.afterAll(null);
        database.afterAll(null);
    }

    @Property(tries = 25)
    void lessonIsRefusedExactlyWhenItClashesWithOneThatStands(@ForAll("wishes") List<Wish> wishes) {
        var day = DAY.plusDays(++days);
        List<Wish> standing = new ArrayList<>();
        for (var wish : wishes) {
            var fits = standing.stream().noneMatch(wish::clashesWith);

            assertEquals(fits ? "made" : "clash", ask(day, wish), () -> wish + " after " + standing);
            if (fits) {
                standing.add(wish);
            }
        }
    }

    private static String ask(OffsetDateTime day, Wish wish) {
        var entry = new LessonEntry(
                sections.get(wish.section),
                day.plusMinutes(15L * wish.start),
                day.plusMinutes(15L * (wish.start + wish.length)),
                wish.room == null ? null : rooms.get(wish.room),
                wish.teacher == null ? null : teachers.get(wish.teacher));
        try {
            services.run(PlannedLessonService.class, lessons -> lessons.create(entry, null));
            return "made";
        } catch (Problem problem) {
            return problem.type() == ProblemType.TIMETABLE_CLASH ? "clash" : Objects.toString(problem.type());
        }
    }

    @Provide
    static Arbitrary<List<Wish>> wishes() {
        var index = Arbitraries.integers().between(0, 1).injectNull(0.4);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(1, 4),
                        index,
                        index,
                        Arbitraries.integers().between(0, 2))
                .as(Wish::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(8);
    }
}

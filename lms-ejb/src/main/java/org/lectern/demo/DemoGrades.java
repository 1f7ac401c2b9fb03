package org.lectern.demo;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lectern.demo.DemoLessons.Lesson;
import org.lectern.demo.DemoPeople.Student;
import org.lectern.demo.DemoSections.Section;
import org.lectern.grades.GradeCalculation;
import org.lectern.grades.GradeCalculation.Category;
import org.lectern.grades.GradeCalculation.Item;
import org.lectern.grades.GradeCalculation.LatePolicy;
import org.lectern.grades.GradeStatus;
import org.lectern.grades.Mark;
import org.lectern.grades.Rounding;
import org.lectern.grades.Scale;

/**
 * What was set, written and marked. The lowest homework is dropped, late work loses a tenth for each day, the first weeks of
 * the term are locked, and one final grade was decided. A result is what a student can, how the subject suits them, how hard the work was,
 * and luck; some is handed in late or not at all, and the latest work waits to be marked.
 */
final class DemoGrades {

    private static final int DAYS_TO_MARK = 4;

    private static final List<String> PRAISE = List.of(
            "Excellent, and clearly set out.",
            "Very good. Try the extension task.",
            "A pleasure to read.",
            "Your best work so far.");
    private static final List<String> ADVICE = List.of(
            "Good ideas; show each step.",
            "Read the question twice.",
            "Check your units.",
            "Give a reason for every claim.");
    private static final List<String> WORRY = List.of(
            "Please come and see me at lunch.",
            "Try this one again by Friday.",
            "The basics need practice; see chapter 2.");

    /** Id of the academic session whose marking is over. */
    static final int MARKED_PERIOD = 5;

    /** What the standard scale of a new database is. */
    private static final Scale LETTERS = new Scale(
            "Letters",
            Rounding.HALF_UP,
            0,
            List.of(
                    new Scale.Band("A", BigDecimal.valueOf(90)),
                    new Scale.Band("B", BigDecimal.valueOf(80)),
                    new Scale.Band("C", BigDecimal.valueOf(70)),
                    new Scale.Band("D", BigDecimal.valueOf(60)),
                    new Scale.Band("F", BigDecimal.ZERO)));

    private static final LatePolicy LATE = new LatePolicy(BigDecimal.TEN, BigDecimal.valueOf(50));

    private final DemoTable gradebooks =
            new DemoTable("gradebook", "section_id, late_percent_per_day, late_floor_percent, places, version");
    private final DemoTable finals = new DemoTable(
            "final_grade",
            "id, section_id, academic_session_id, student_id, percent, label, visible_percent, visible_label, "
                    + "override_percent, override_reason, overridden_at, version");
    private final DemoTable locks = new DemoTable("grade_lock", "academic_session_id, locked_at");
    private final DemoTable categories =
            new DemoTable("grade_category", "id, section_id, title, weight, drop_lowest, position");
    private final DemoTable items = new DemoTable(
            "grade_item",
            "id, section_id, category_id, academic_session_id, title, assign_date, due_date, maximum, released");
    private final DemoTable grades =
            new DemoTable("grade", "id, item_id, student_id, status, points, late, graded_on, feedback");
    private final LocalDate today;
    private final int session;
    private final Student demoStudent;
    private final DemoCalendar.Term markedPeriod;
    private final List<Category> ownCategories = new ArrayList<>();
    private final List<Item> markedItems = new ArrayList<>();
    private final Map<Student, Map<Long, Mark>> marks = new LinkedHashMap<>();

    /**
     * @param today in the school's zone
     * @param session id of the current term
     * @param markedPeriod the period whose marking is over; null for none
     */
    DemoGrades(
            DemoSections sections,
            DemoLessons lessons,
            DemoPeople people,
            LocalDate today,
            int session,
            DemoCalendar.Term markedPeriod) {
        this.markedPeriod = markedPeriod;
        this.today = today;
        this.session = session;
        this.demoStudent = people.demoStudent();
        var dates = new HashMap<Integer, List<LocalDate>>();
        for (var lesson : lessons.all()) {
            if (!lesson.isCancelled()) {
                dates.computeIfAbsent(section(lesson).id(), id -> new ArrayList<>())
                        .add(lesson.date());
            }
        }
        for (var section : sections.all()) {
            if (!section.subject().homework().isEmpty()) {
                grade(section, dates.get(section.id()));
                gradebooks.add(section.id(), LATE.percentPerDay(), LATE.floorPercent(), 1, 1);
                freeze(section);
            }
        }
        if (markedPeriod != null) {
            locks.add(MARKED_PERIOD, today.atStartOfDay(DemoCalendar.ZONE).toInstant());
        }
        sections.all().stream()
                .filter(section -> section.teacher().equals(people.teachers().get(0)))
                .filter(section -> !section.subject().homework().isEmpty())
                .findFirst()
                .ifPresent(this::decide);
    }

    private static Section section(Lesson lesson) {
        return lesson.slot().section();
    }

    private void grade(Section section, List<LocalDate> dates) {
        var homework = category(section, "Homework", 20);
        var tests = category(section, "Tests", 50);
        var exam = category(section, "Exam", 30);
        var set = section.subject().homework();
        for (var i = 0; i < set.size(); i++) {
            var due = dates.get((2 * i + 1) * dates.size() / (2 * set.size()));
            item(section, homework, set.get(i), due.minusDays(7), due, 20);
        }
        var written = section.subject().tests();
        for (var i = 0; i < written.size(); i++) {
            var day = dates.get((i + 1) * dates.size() / (written.size() + 1));
            item(section, tests, "Test %d: %s".formatted(i + 1, written.get(i)), day, day, 50);
        }
        var last = dates.get(dates.size() * 19 / 20);
        item(section, exam, "End of term exam", last, last, 100);
    }

    /** Keeps what the students of a section had reached when the period was locked. */
    private void freeze(Section section) {
        if (!markedItems.isEmpty()) {
            var calculation = new GradeCalculation(ownCategories, markedItems, LATE, 1, LETTERS);
            marks.forEach((student, own) -> {
                var trace = calculation.trace(own::get);
                finals.add(
                        finals.count() + 1,
                        section.id(),
                        MARKED_PERIOD,
                        student.id(),
                        trace.percent(),
                        trace.label(),
                        trace.percent(),
                        trace.label(),
                        null,
                        null,
                        null,
                        1);
            });
        }
        ownCategories.clear();
        markedItems.clear();
        marks.clear();
    }

    /** One student's grade, as the teacher decided it last week. */
    private void decide(Section section) {
        finals.add(
                finals.count() + 1,
                section.id(),
                null,
                section.students().get(3).id(),
                null,
                null,
                null,
                null,
                75,
                "Was ill for most of the term; the oral exam counts instead.",
                today.minusDays(6) + " 15:20:00+00",
                1);
    }

    private int category(Section section, String title, int weight) {
        var id = categories.count() + 1;
        int drop = title.equals("Homework") ? 1 : 0;
        categories.add(id, section.id(), title, weight, drop, ownCategories.size());
        ownCategories.add(new Category((long) id, title, BigDecimal.valueOf(weight), drop, false));
        return id;
    }

    private void item(Section section, int category, String title, LocalDate assigned, LocalDate due, int maximum) {
        // work that is set later than in the next two weeks is not in the books yet; the exam is
        if (assigned.isAfter(today.plusDays(14)) && maximum < 100) {
            return;
        }
        var id = items.count() + 1;
        var random = DemoRandom.of("item", section.id(), category, due.toEpochDay());
        var marked = due.plusDays(DAYS_TO_MARK + random.between(0, 3));
        var released = due.isAfter(today) || !marked.isAfter(today);
        boolean inMarkedPeriod =
                markedPeriod != null && !due.isBefore(markedPeriod.start()) && !due.isAfter(markedPeriod.end());
        items.add(
                id,
                section.id(),
                category,
                inMarkedPeriod ? MARKED_PERIOD : session,
                title,
                assigned,
                due,
                maximum,
                released);
        if (inMarkedPeriod) {
            markedItems.add(new Item(id, title, (long) category, BigDecimal.valueOf(maximum), false));
        }
        if (marked.isAfter(today)) {
            if (maximum == 20 && !due.isAfter(today)) {
                section.students().stream().filter(each -> isIn(each, due)).forEach(each -> handIn(id, each, random));
            }
            return;
        }
        var hardness = random.normal(0, 0.04);
        for (var student : section.students()) {
            if (isIn(student, due)) {
                grade(id, section, student, maximum, hardness, marked);
            }
        }
    }

    private static boolean isIn(Student student, LocalDate day) {
        return !student.joined().isAfter(day);
    }

    private void handIn(int item, Student student, DemoRandom random) {
        var status = random.chance(0.9) ? "SUBMITTED" : "NOT_SUBMITTED";
        grades.add(grades.count() + 1, item, student.id(), status, null, false, null, null);
    }

    private void grade(int item, Section section, Student student, int maximum, double hardness, LocalDate marked) {
        var random = DemoRandom.of("grade", item, student.id());
        var ability = ability(student) + aptitude(student, section);
        var id = grades.count() + 1;
        if (!student.equals(demoStudent) && random.chance(maximum == 20 ? 0.1 * (1.05 - ability) : 0.015)) {
            add(id, item, student, GradeStatus.MISSING, null, false, marked, null);
            return;
        }
        if (random.chance(0.01)) {
            add(id, item, student, GradeStatus.EXCUSED, null, false, marked, null);
            return;
        }
        var share = Math.max(0.08, Math.min(1, ability - hardness + random.normal(0, 0.07)));
        // halves for homework, whole points for what is written
        var points = maximum == 20 ? Math.round(share * 40) / 2.0 : Math.round(share * maximum);
        var late = maximum == 20 && random.chance(0.04);
        var commented = random.chance(student.equals(demoStudent) ? 0.4 : 0.05);
        var feedback = commented ? random.pick(share >= 0.8 ? PRAISE : share >= 0.5 ? ADVICE : WORRY) : null;
        add(id, item, student, GradeStatus.GRADED, (double) points, late, marked, feedback);
    }

    private void add(
            int id,
            int item,
            Student student,
            GradeStatus status,
            Double points,
            boolean late,
            LocalDate marked,
            String feedback) {
        grades.add(id, item, student.id(), status, points, late, marked, feedback);
        marks.computeIfAbsent(student, each -> new HashMap<>())
                .put((long) item, new Mark(status, points == null ? null : BigDecimal.valueOf(points), late, null));
    }

    private double ability(Student student) {
        var ability = DemoRandom.of("ability", student.id()).normal(0.69, 0.11);
        return student.equals(demoStudent) ? 0.8 : Math.max(0.25, Math.min(0.95, ability));
    }

    // The order of the subjects is no more than a seed.
    @SuppressWarnings("EnumOrdinal")
    private static double aptitude(Student student, Section section) {
        return DemoRandom.of("aptitude", student.id(), section.subject().ordinal())
                .normal(0, 0.07);
    }

    /**
     * Writes categories, items and grades.
     *
     * @return how many grades
     * @throws SQLException when the database refuses one
     */
    int write(Connection connection) throws SQLException {
        gradebooks.write(connection);
        categories.writeWithIds(connection);
        items.writeWithIds(connection);
        grades.writeCheckedAfterwards(connection);
        grades.stepSequence(connection);
        finals.writeWithIds(connection);
        locks.write(connection);
        try (var statement = connection.prepareStatement("""
                update final_grade set overridden_by = (select id from account where username = 'teacher')
                where overridden_at is not null""")) {
            statement.executeUpdate();
        }
        return grades.count();
    }
}

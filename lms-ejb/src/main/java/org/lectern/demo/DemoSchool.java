package org.lectern.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lectern.files.FileStore;

/**
 * Marlowe Park School: 600 students in 24 forms, their teachers, a term of lessons around today with registers and
 * grades. Everything is drawn from a fixed seed, so that two loads at the same time of the clock make the same school.
 */
public final class DemoSchool {

    /** The accounts that have a password: an administrator, two teachers and two students. */
    public static final List<String> ACCOUNTS = List.of("admin", "teacher", "teacher2", "student", "student2");

    /** The password of all of them. */
    public static final String PASSWORD = "lectern-demo";

    private static final String NAME = "Marlowe Park School";

    private static final String AUDIT_OF_LESSONS = """
            insert into audit_entry (at, account_id, actor, action, entity, entity_id, before, after)
            select at, account.id, account.username, action, 'lesson', lesson_id, before, after
            from (
                select register_taken_at as at, register_taken_by as person_id, 'register taken' as action,
                    lesson.id as lesson_id, cast(null as jsonb) as before,
                    jsonb_object_agg(mark.student_id, code || coalesce(' ' || minutes_late || ' min', '')
                        || coalesce(' (' || note || ')', '')) as after
                from lesson
                join attendance_mark mark on mark.lesson_id = lesson.id
                join attendance_code on attendance_code.id = mark.code_id
                where register_taken_at is not null
                group by lesson.id
                union all
                select least(starts_at - interval '45 minutes', ?), 1, 'lesson ' || lower(status),
                    id, jsonb_build_object('status', 'SCHEDULED'),
                    jsonb_build_object('status', status, 'reason', reason)
                from lesson where status <> 'SCHEDULED') as entry
            join account using (person_id)
            order by at, lesson_id, action""";

    private final Instant now;
    private final DemoCalendar calendar;
    private final DemoPeople people;
    private final DemoSections sections;
    private final DemoTimetable timetable;
    private final DemoLessons lessons;
    private final DemoAttendance attendance;
    private final DemoGrades grades;
    private final DemoFiles files;
    private final DemoTable pictures = new DemoTable("person_picture", "person_id, file_id, changed_at");
    private final DemoContent content;

    /**
     * Makes the school in memory, which takes about a second of CPU.
     *
     * @param clock tells what is past: its day lies in the school's current term, and registers were taken until its time
     */
    public DemoSchool(Clock clock) {
        this.now = clock.instant();
        var today = LocalDate.ofInstant(now, DemoCalendar.ZONE);
        this.calendar = new DemoCalendar(today);
        this.people = new DemoPeople(calendar, today);
        this.sections = new DemoSections(people);
        this.timetable = new DemoTimetable(sections);
        this.lessons = new DemoLessons(calendar, timetable, people, now);
        this.attendance = new DemoAttendance(calendar, people, today);
        this.grades = new DemoGrades(
                sections, lessons, people, today, calendar.currentTerm() + 2, calendar.markedPeriod(today));
        this.files = new DemoFiles(now);
        this.content = new DemoContent(sections, files, today, now);
        takePictures();
    }

    /** Of staff, of form 10-A, and of the other student with an account. */
    private void takePictures() {
        record Sitter(long id, boolean female, boolean adult) {}
        var sitters = Stream.concat(
                        Stream.concat(
                                Stream.of(new Sitter(1, true, true)),
                                people.teachers().stream()
                                        .map(teacher -> new Sitter(
                                                teacher.id(), teacher.name().female(), true))),
                        people.students().stream()
                                .filter(student -> student.form()
                                                == people.demoStudent().form()
                                        || student.id() == people.otherStudent().id())
                                .map(student ->
                                        new Sitter(student.id(), student.name().female(), false)))
                .toList();
        var drawn = sitters.parallelStream()
                .map(sitter -> DemoPortrait.jpeg(sitter.id, sitter.female, sitter.adult))
                .toList();
        for (int i = 0; i < drawn.size(); i++) {
            var id = sitters.get(i).id;
            pictures.add(id, files.add(null, id, "picture.jpg", "image/jpeg", drawn.get(i)), now);
        }
    }

    /**
     * What was loaded.
     *
     * @param marks on all registers together
     */
    public record Loaded(int students, int teachers, int sections, int lessons, int marks, int grades) {}

    /**
     * Writes the school into a database that was migrated and holds no people. Ids count from 1.
     *
     * @param connection in a transaction, which the caller commits
     * @param hashes the password hashes of {@link #ACCOUNTS} by username
     * @param store takes the bytes of the school's files; they stay there when the transaction is rolled back, until they
     *     are swept
     * @throws SQLException when the database refuses something; the transaction must then be rolled back
     */
    public Loaded load(Connection connection, Map<String, String> hashes, FileStore store) throws SQLException {
        writeSchool(connection, calendar.start());
        writeCalendar(connection);
        people.write(connection, calendar, hashes, now);
        sections.write(connection, calendar, 1);
        var rooms = writeRooms(connection, people);
        timetable.write(connection, rooms, calendar);
        lessons.write(connection, rooms);
        var marks = attendance.write(connection, lessons);
        writeAbsenceNotices(connection);
        var loaded = new Loaded(
                people.students().size(),
                people.teachers().size(),
                sections.all().size(),
                lessons.all().size(),
                marks,
                grades.write(connection));
        files.write(connection, store);
        pictures.write(connection);
        content.write(connection, store);
        writeAudit(connection, loaded);
        return loaded;
    }

    /** The first week of the year is a week A. */
    private static void writeSchool(Connection connection, LocalDate weekA) throws SQLException {
        var org = new DemoTable("org", "id, name, type");
        org.add(1, NAME, "SCHOOL");
        org.writeWithIds(connection);
        try (var statement = connection.prepareStatement(
                "insert into setting (name, value) values (?, ?) on conflict (name) do nothing")) {
            for (var setting : List.of(
                    List.of("school.name", NAME),
                    List.of("school.time-zone", DemoCalendar.ZONE.getId()),
                    List.of("school.week-cycle-start", weekA.toString()))) {
                statement.setString(1, setting.get(0));
                statement.setString(2, setting.get(1));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The school year has the id 1, its terms 2 to 4; the grading period whose marking is over follows. */
    private void writeCalendar(Connection connection) throws SQLException {
        var sessions =
                new DemoTable("academic_session", "id, title, type, start_date, end_date, parent_id, school_year");
        var title = "%d/%02d".formatted(calendar.schoolYear() - 1, calendar.schoolYear() % 100);
        sessions.add(1, title, "SCHOOL_YEAR", calendar.start(), calendar.end(), null, calendar.schoolYear());
        for (var term : calendar.terms()) {
            sessions.add(
                    sessions.count() + 1, term.title(), "TERM", term.start(), term.end(), 1, calendar.schoolYear());
        }
        var marked = calendar.markedPeriod(LocalDate.ofInstant(now, DemoCalendar.ZONE));
        if (marked != null) {
            sessions.add(
                    DemoGrades.MARKED_PERIOD,
                    marked.title(),
                    "GRADING_PERIOD",
                    marked.start(),
                    marked.end(),
                    calendar.currentTerm() + 2,
                    calendar.schoolYear());
        }
        sessions.writeWithIds(connection);
        var holidays = new DemoTable("holiday", "id, academic_session_id, title, start_date, end_date");
        for (var holiday : calendar.holidays()) {
            holidays.add(
                    holidays.count() + 1,
                    holiday.term() < 0 ? 1 : holiday.term() + 2,
                    holiday.title(),
                    holiday.start(),
                    holiday.end());
        }
        holidays.writeWithIds(connection);
    }

    /** One that nobody has decided on, and one that the administrator approved, which excuses in the coming lessons. */
    private void writeAbsenceNotices(Connection connection) throws SQLException {
        var today = LocalDate.ofInstant(now, DemoCalendar.ZONE);
        var told = now.minusSeconds(26 * 3_600);
        var notices = new DemoTable(
                "absence_notice",
                "id, student_id, from_date, to_date, reason, status, created_at, decided_by, decided_at, decision_note");
        notices.add(
                1,
                people.demoStudent().id(),
                today.plusDays(7),
                today.plusDays(8),
                "My sister's wedding in Leeds.",
                "PENDING",
                told,
                null,
                null,
                null);
        notices.add(
                2,
                people.otherStudent().id(),
                today.plusDays(1),
                today.plusDays(3),
                "Regional swimming championships.",
                "APPROVED",
                told,
                1,
                told.plusSeconds(5_400),
                "Good luck!");
        notices.writeWithIds(connection);
    }

    private static Map<String, Integer> writeRooms(Connection connection, DemoPeople people) throws SQLException {
        var ids = new HashMap<String, Integer>();
        var rooms = new DemoTable("room", "id, code, title, capacity");
        Stream.concat(people.teachers().stream().map(DemoPeople.Teacher::room), DemoLessons.spareRooms().stream())
                .forEach(code -> {
                    ids.put(code, rooms.count() + 1);
                    rooms.add(ids.get(code), code, roomTitle(code), capacity(code));
                });
        rooms.writeWithIds(connection);
        return ids;
    }

    private static String roomTitle(String code) {
        return Character.isDigit(code.charAt(0)) ? "Room " + code : code;
    }

    private static int capacity(String code) {
        return switch (code) {
            case "Hall" -> 240;
            case "Gym", "Sports hall", "Field" -> 60;
            case "Library" -> 45;
            default -> 30;
        };
    }

    /**
     * Writes what registers and changes of lessons would have left in the audit, by time, and that the school was loaded.
     * The administrator knew of a change shortly before the lesson.
     */
    private void writeAudit(Connection connection, Loaded loaded) throws SQLException {
        try (var statement = connection.prepareStatement(AUDIT_OF_LESSONS)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement("""
                insert into audit_entry (actor, action, entity, entity_id, after)
                values ('demo school', 'demo school loaded', 'org', 1, jsonb_build_object(
                    'name', ?, 'students', ?, 'teachers', ?, 'sections', ?, 'lessons', ?, 'marks', ?, 'grades', ?))""")) {
            statement.setString(1, NAME);
            statement.setInt(2, loaded.students);
            statement.setInt(3, loaded.teachers);
            statement.setInt(4, loaded.sections);
            statement.setInt(5, loaded.lessons);
            statement.setInt(6, loaded.marks);
            statement.setInt(7, loaded.grades);
            statement.executeUpdate();
        }
    }
}

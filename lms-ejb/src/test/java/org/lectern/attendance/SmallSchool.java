package org.lectern.attendance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.lectern.shared.Caller;
import org.lectern.testing.TestDatabase;

/** People, sections and lessons for the tests of attendance, in a school where it is always about noon. */
final class SmallSchool {

    /** Where it is between twelve and one: what has just begun has begun today, and the lessons of the morning are over. */
    static final ZoneId ZONE = noonZone(LocalTime.now(ZoneOffset.UTC).getHour());

    static final LocalDate TODAY = LocalDate.now(ZONE);

    private final TestDatabase database;
    private final long term;
    private final long course;
    private int count;

    SmallSchool(TestDatabase database) {
        this.database = database;
        database.execute(
                "insert into setting (name, value) values ('school.time-zone', ?) on conflict do nothing",
                ZONE.getId());
        count = Integer.parseInt(database.value("select count(*) from account")) * 1000;
        term = id(
                "academic_session (title, type, start_date, end_date) values ('Year', 'TERM', ?, ?)",
                TODAY.minusDays(150),
                TODAY.plusDays(150));
        course = id("course (code, title) values (?, 'Chemistry')", "C" + ++count);
    }

    /** Named as PostgreSQL and Java understand it alike, with the sign of POSIX. */
    private static ZoneId noonZone(int hour) {
        return ZoneId.of("Etc/GMT%+d".formatted(hour - 12));
    }

    Caller person(String givenName, String familyName, String role) {
        long id = id("person (given_name, family_name) values (?, ?)", givenName, familyName);
        database.execute("insert into person_role (person_id, role) values (?, ?)", id, role);
        var username = givenName + ++count;
        return new Caller(id("account (person_id, username) values (?, ?)", id, username), id, username);
    }

    /** With a lead and students, who all are in it since ever. */
    long section(Caller teacher, Caller... students) {
        long section = id(
                "section (course_id, academic_session_id, code, title) values (?, ?, ?, 'Chemistry')",
                course,
                term,
                "S%06d".formatted(++count));
        database.execute(
                "insert into teacher_assignment (section_id, teacher_id) values (?, ?)", section, teacher.personId());
        for (var student : students) {
            database.execute(
                    "insert into enrollment (section_id, student_id) values (?, ?)", section, student.personId());
        }
        return section;
    }

    /** Within the year of a section. */
    void term(long section, String title, LocalDate start, LocalDate end) {
        database.execute(
                "insert into academic_session (title, type, start_date, end_date, parent_id)"
                        + " select ?, 'TERM', ?, ?, academic_session_id from section where id = ?",
                title,
                start,
                end,
                section);
    }

    /** Of half an hour, on some day at some hour. */
    long lesson(long section, LocalDate date, int hour) {
        var begin = date.atTime(hour, 0).atZone(ZONE).toOffsetDateTime();
        return id("lesson (section_id, starts_at, ends_at) values (?, ?, ?)", section, begin, begin.plusMinutes(30));
    }

    /** That is on: it began a quarter of an hour ago. */
    long lessonNow(long section) {
        var begin = Instant.now().minusSeconds(900).atOffset(ZoneOffset.UTC);
        return id("lesson (section_id, starts_at, ends_at) values (?, ?, ?)", section, begin, begin.plusMinutes(30));
    }

    /** As if the register had been taken long ago. */
    void take(long lesson, Caller teacher, Object... studentsAndCodes) {
        for (int i = 0; i < studentsAndCodes.length; i += 2) {
            database.execute(
                    "insert into attendance_mark (lesson_id, student_id, code_id)"
                            + " select ?, ?, id from attendance_code where code = ?",
                    lesson,
                    ((Caller) studentsAndCodes[i]).personId(),
                    studentsAndCodes[i + 1]);
        }
        database.execute(
                "update lesson set register_taken_at = ends_at, register_taken_by = ? where id = ?",
                teacher.personId(),
                lesson);
    }

    long id(String intoAndValues, Object... values) {
        return Long.parseLong(database.value("insert into " + intoAndValues + " returning id", values));
    }
}

package org.lectern.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lectern.files.FileStore;
import org.lectern.security.PasswordHash;
import org.lectern.testing.TestDatabase;

class DemoSchoolIT {

    /** A Monday in the second lesson. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T09:20:00Z"), ZoneOffset.UTC);

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    static Path data;

    private static FileStore store;

    @BeforeAll
    static void load() {
        store = new FileStore(Optional.of(data.toString()));
        assertTrue(DemoSchoolLoader.loadIfEmpty(database.dataSource(), CLOCK, store));
    }

    @Test
    void secondLoadFindsTheSchoolAndChangesNothing() {
        assertFalse(DemoSchoolLoader.loadIfEmpty(database.dataSource(), CLOCK, store));
        assertEquals("1", database.value("select count(*) from audit_entry where action = 'demo school loaded'"));
    }

    @Test
    void hasTheSizeOfASchool() {
        assertEquals("600", count("person_role where role = 'STUDENT'"));
        assertEquals("40", count("person_role where role = 'TEACHER'"));
        assertEquals("2", count("person_role where role = 'ADMIN'"));
        assertEquals("24", count("student_group"));
        assertEquals("287", count("section"));
        assertEquals("44", count("room"));
        assertEquals("5", count("academic_session"));
        assertEquals("6", count("holiday"));
    }

    @Test
    void fiveAccountsOpenWithTheDemoPasswordAndTheOthersAreInvited() {
        assertEquals(
                "admin student student2 teacher teacher2",
                database.value(
                        "select string_agg(username, ' ' order by username) from account where state = 'ACTIVE'"));
        assertEquals("636", count("account where state = 'INVITED' and password_hash is null"));
        assertTrue(PasswordHash.matches(
                "lectern-demo".toCharArray(),
                database.value("select password_hash from account where username = 'teacher'")));
    }

    @Test
    void peopleHaveAnAddressOfTheSchool() {
        assertEquals(
                "maya.fairweather@marlowe-park.example",
                database.value("select email from person where family_name = 'Fairweather'"));
        assertEquals(
                "lucja.jankowska@marlowe-park.example",
                database.value("select email from person where given_name = 'Łucja' and family_name = 'Jankowska'"));
        assertEquals("0", count("person where email !~ '^[a-z.-]+@marlowe-park.example$'"));
    }

    @Test
    void nobodyIsInTwoLessonsAtOnce() {
        assertEquals("0", count("""
                lesson one join lesson two on one.id < two.id and one.during && two.during
                    and one.status <> 'CANCELLED' and two.status <> 'CANCELLED'
                join enrollment e1 on e1.section_id = one.section_id and e1.status = 'ACTIVE'
                join enrollment e2 on e2.section_id = two.section_id and e2.status = 'ACTIVE'
                    and e2.student_id = e1.student_id
                where one.starts_at < timestamptz '2026-09-21' and two.starts_at < timestamptz '2026-09-21'"""));
    }

    @Test
    void seatsTakenAreTheActiveEnrollments() {
        assertEquals("0", count("""
                section where seats_taken <> (select count(*) from enrollment
                    where section_id = section.id and status = 'ACTIVE')"""));
        assertEquals("14", database.value("select seats_taken from section where code = '11-X-FMATH'"));
        assertEquals(
                "3",
                count("enrollment join section on section.id = section_id "
                        + "where code = '11-X-FMATH' and enrollment.status = 'WAITLISTED'"));
    }

    @Test
    void chessIsFullAndTheDemoStudentIsSecondInTheLine() {
        assertEquals("0 3 2", database.value("""
                        select capacity - seats_taken || ' ' || (select count(*) from enrollment e
                                where e.section_id = s.id and e.status = 'WAITLISTED')
                            || ' ' || (select waitlist_position from enrollment e join account a on a.person_id = e.student_id
                                where e.section_id = s.id and a.username = 'student')
                        from section s where code = 'CHESS'"""));
    }

    @Test
    void oneAbsenceIsAnnouncedAndOneIsApproved() {
        assertEquals(
                "APPROVED PENDING",
                database.value("select string_agg(status, ' ' order by status) from absence_notice"));
    }

    @Test
    void weeksTakeTurns() {
        var subjects = """
                select string_agg(distinct split_part(code, '-', 3), ' ') from lesson
                join section on section.id = section_id join timetable_slot on timetable_slot.id = slot_id
                where week_cycle <> 'EVERY' and slot_date between cast(? as date) and cast(? as date)""";
        assertEquals("ART MUS", database.value(subjects, "2026-11-16", "2026-11-20"));
        assertEquals("DES DRAM", database.value(subjects, "2026-11-23", "2026-11-27"));
    }

    @Test
    void lessonsKeepTheirTimeOnTheClockWhenSummerTimeEnds() {
        assertEquals("08:10:00 15:00:00", database.value("""
                        select min(cast(starts_at at time zone 'Europe/London' as time)) || ' '
                            || max(cast(starts_at at time zone 'Europe/London' as time)) from lesson"""));
        assertEquals(
                "2",
                database.value("select count(distinct starts_at::time) from lesson join timetable_slot s "
                        + "on s.id = slot_id where start_time = '08:10'"));
    }

    @Test
    void noLessonIsInTheHolidaysOrAtTheWeekend() {
        assertEquals("0", count("lesson join holiday on slot_date between start_date and end_date"));
        assertEquals("0", count("lesson where extract(isodow from slot_date) > 5"));
    }

    @Test
    void attendanceIsThatOfAGoodSchool() {
        var rate = Double.parseDouble(database.value("""
                select 100.0 * count(*) filter (where kind in ('PRESENT', 'LATE')) / count(*) filter (where kind <> 'EXCUSED')
                from attendance_mark join attendance_code on attendance_code.id = code_id"""));
        assertTrue(rate > 93 && rate < 96, () -> "rate is " + rate);
        assertEquals(
                "0",
                count("attendance_mark join attendance_code on attendance_code.id = code_id "
                        + "where (kind = 'LATE') <> (minutes_late is not null)"));
    }

    @Test
    void registersTakenHaveAMarkForEveryoneAndTheOthersHaveNone() {
        assertEquals("0", count("""
                (select lesson.id, register_taken_at,
                    (select count(*) from attendance_mark where lesson_id = lesson.id) as marks,
                    (select count(*) from enrollment e where e.section_id = lesson.section_id and status = 'ACTIVE'
                        and begin_date <= slot_date) as students
                from lesson) as register where marks <> case when register_taken_at is null then 0 else students end"""));
        assertEquals("0", count("lesson where register_taken_at > timestamptz '2026-11-23T09:20:00Z'"));
        assertEquals("0", count("lesson where status = 'CANCELLED' and register_taken_at is not null"));
    }

    @Test
    void someRegistersOfTheLastDaysWaitToBeTaken() {
        var open = "lesson where register_taken_at is null and status <> 'CANCELLED' and slot_date = date '%s' "
                + "and ends_at <= timestamptz '2026-11-23T09:20:00Z'";
        assertNotEquals("0", count(open.formatted("2026-11-20")));
        assertNotEquals("0", count(open.formatted("2026-11-23")));
    }

    @Test
    void everyRegisterTakenIsInTheAudit() {
        assertEquals(
                count("lesson where register_taken_at is not null"),
                count("audit_entry join account on account.id = account_id and username = actor "
                        + "join lesson on lesson.id = entity_id and register_taken_by = person_id and register_taken_at = at "
                        + "where action = 'register taken' and entity = 'lesson'"));
    }

    @Test
    void theAuditTellsOfEveryChangedLessonAndIsInOrderOfTime() {
        assertEquals(
                count("lesson where status <> 'SCHEDULED'"),
                count("audit_entry where actor = 'admin' and action in "
                        + "('lesson moved', 'lesson covered', 'lesson cancelled') and entity = 'lesson'"));
        assertEquals(
                "0",
                count("(select at < lag(at) over (order by id) as back from audit_entry "
                        + "where entity = 'lesson') as entry where back"));
    }

    @Test
    void theTeachersDayHasALessonCoveredOneMovedAndOneCancelled() {
        assertEquals(
                "08:10 9-B-MATH 214 SCHEDULED, 09:00 12-S-STAT 214 SCHEDULED, 09:50 10-A-MATH 214 SCHEDULED, "
                        + "10:55 12-B-PHYS Lab 2 COVERED, 11:45 11-X-FMATH 118 MOVED, 13:20 8-C-MATH 214 CANCELLED",
                database.value("""
                        select string_agg(to_char(starts_at at time zone 'Europe/London', 'HH24:MI') || ' ' || section.code
                            || ' ' || room.code || ' ' || lesson.status, ', ' order by starts_at)
                        from lesson join section on section.id = section_id join room on room.id = room_id
                        join account on account.person_id = teacher_id and username = 'teacher'
                        where slot_date = date '2026-11-23'"""));
        assertEquals(
                "1",
                count(
                        "lesson join account on person_id = teacher_id where username = 'teacher' "
                                + "and status = 'COVERED' and original_teacher_id <> teacher_id and slot_date >= date '2026-11-23'"));
    }

    @Test
    void theStudentsWeekIsFullAndHerAttendanceHasSomethingToSee() {
        assertEquals(
                "11",
                count("enrollment join account on person_id = student_id where username = 'student' "
                        + "and status = 'ACTIVE'"));
        assertEquals("A E L P", database.value("""
                        select string_agg(distinct code, ' ') from attendance_mark
                        join attendance_code on attendance_code.id = code_id
                        join account on person_id = student_id where username = 'student'"""));
        assertEquals(
                "0",
                count("enrollment join teacher_assignment using (section_id) "
                        + "join account student on student.person_id = student_id and student.username = 'student2' "
                        + "join account teacher on teacher.person_id = teacher_id and teacher.username = 'teacher'"));
    }

    @Test
    void categoriesWeighAHundredAndGradesFitTheirItem() {
        assertEquals(
                "0",
                count(
                        "(select sum(weight) as sum from grade_category group by section_id) as section where sum <> 100"));
        assertEquals("0", count("grade join grade_item on grade_item.id = item_id where points > maximum"));
        assertEquals("0", count("grade where (status = 'GRADED') <> (points is not null)"));
        assertEquals("0", count("grade where graded_on > date '2026-11-23'"));
        assertEquals(
                "EXCUSED GRADED MISSING NOT_SUBMITTED SUBMITTED",
                database.value("select string_agg(distinct status, ' ' order by status) from grade"));
    }

    @Test
    void workThatHasAResultWasHandedInAndItsReceiptIsTrue() {
        assertEquals("0", count("""
                grade join assignment on grade_item_id = item_id
                where grade.status in ('GRADED', 'SUBMITTED') and not exists (select from submission
                    where assignment_id = assignment.id and submission.student_id = grade.student_id)"""));
        assertEquals(
                "0",
                count(
                        "submission join assignment on assignment.id = assignment_id"
                                + " where late <> (handed_in_at > due_at) or handed_in_at > timestamptz '2026-11-23T09:20:00Z'"));
        assertEquals("t", database.value("select count(*) > 500 from submission"));
        assertEquals("0", database.value("select count(*) from unit where section_id not in (select id from section)"));
    }

    @Test
    void filesAreOnTheVolumeAndOfSeveralTypes() throws IOException {
        for (var file : database.value("select string_agg(sha256 || ' ' || size, ',') from stored_file")
                .split(",")) {
            var parts = file.split(" ");
            assertEquals(Long.parseLong(parts[1]), Files.size(store.place(parts[0])));
        }
        assertEquals(
                "application/pdf image/png text/plain",
                database.value("select string_agg(distinct content_type, ' ' order by content_type)"
                        + " from material join stored_file f on f.id = file_id"));
        assertEquals("8", count("submission_file"));
        // all of the staff, form 10-A, and the other student who can sign in
        assertEquals(
                "0",
                count("account a left join person_picture p using (person_id) where state = 'ACTIVE'"
                        + " and p.person_id is null"));
        assertEquals("70", count("person_picture"));
        assertEquals("0", count("""
                stored_file f where not exists (select from material m where m.file_id = f.id)
                    and not exists (select from submission_file x where x.file_id = f.id)
                    and not exists (select from person_picture p where p.file_id = f.id)"""));
    }

    @Test
    void receiptsWithFilesAreTrue() {
        assertEquals("0", count("""
                submission s join assignment a on a.id = assignment_id left join lateral (
                    select string_agg('file ' || f.sha256 || ' ' || f.name || E'\\n', '' order by x.position) as lines
                    from submission_file x join stored_file f on f.id = x.file_id where x.submission_id = s.id) file on true
                where s.sha256 <> encode(sha256(convert_to('assignment ' || a.id || E'\\nstudent ' || student_id
                    || E'\\nattempt ' || attempt || E'\\nat '
                    || to_char(handed_in_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || E'\\ntext '
                    || encode(sha256(convert_to(text, 'UTF8')), 'hex') || E'\\n' || coalesce(file.lines, ''), 'UTF8')), 'hex')"""));
    }

    @Test
    void firstWeeksOfTheTermAreLockedAndOneGradeIsDecided() {
        assertEquals(
                "First weeks of the autumn term",
                database.value("select title from academic_session where grades_locked(id)"));
        assertEquals("0", count("""
                grade_item i join grade g on g.item_id = i.id left join final_grade f
                    on f.section_id = i.section_id and f.academic_session_id = 5 and f.student_id = g.student_id
                where i.academic_session_id = 5 and f.id is null"""));
        assertEquals("0", count("grade_item where academic_session_id = 5 and not released"));
        assertEquals(
                "75.0000 teacher",
                database.value("select override_percent || ' ' || username from final_grade"
                        + " join account on account.id = overridden_by"));
        assertEquals(
                "1",
                database.value("select string_agg(distinct drop_lowest::text, ' ') from grade_category"
                        + " where title = 'Homework'"));
    }

    @Test
    void newRowsGetIdsBehindThoseOfTheSchool() {
        assertEquals(1, database.execute("insert into room (code) values ('999')"));
        assertEquals("94", database.value("select id from room where code = '999'"));
        assertEquals(1, database.execute("delete from room where code = '999'"));
        assertEquals("0", count("lesson where id > (select last_value from lesson_seq)"));
    }

    private static String count(String what) {
        return database.value("select count(*) from " + what);
    }
}

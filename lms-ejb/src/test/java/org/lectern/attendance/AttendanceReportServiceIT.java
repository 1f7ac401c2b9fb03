package org.lectern.attendance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lectern.attendance.SmallSchool.TODAY;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.attendance.AttendanceReports.OpenRegister;
import org.lectern.shared.Caller;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class AttendanceReportServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private static SmallSchool school;
    private static Caller teacher;
    private static Caller ada;
    private static Caller bo;
    private static long section;
    private static long other;
    private static long open;
    private static long covered;

    @BeforeAll
    static void twoDaysOfLessons() {
        school = new SmallSchool(database);
        teacher = school.person("Ines", "Calder", "TEACHER");
        ada = school.person("Ada", "Noor", "STUDENT");
        bo = school.person("Bo", "Lind", "STUDENT");
        section = school.section(teacher, ada, bo);
        other = school.section(teacher, bo);
        school.take(school.lesson(section, TODAY.minusDays(2), 9), teacher, ada, "P", bo, "A");
        school.take(school.lesson(section, TODAY.minusDays(1), 9), teacher, ada, "L", bo, "E");
        school.take(school.lesson(other, TODAY.minusDays(1), 10), teacher, bo, "P");
        open = school.lesson(section, TODAY.minusDays(1), 11);
        school.lesson(section, TODAY.plusDays(1), 9);
        covered = school.lesson(other, TODAY.minusDays(1), 13);
        var substitute = school.person("Theo", "Blake", "TEACHER");
        database.execute("update lesson set teacher_id = ? where id = ?", substitute.personId(), covered);
        long cancelled = school.lesson(section, TODAY.minusDays(1), 12);
        school.take(cancelled, teacher, ada, "A", bo, "A");
        database.execute("update lesson set status = 'CANCELLED' where id = ?", cancelled);
        school.take(school.lesson(section, TODAY.minusDays(90), 9), teacher, ada, "A", bo, "A");
    }

    @Test
    void studentsAreListedByNameWithWhatTheirMarksAddUpTo() {
        assertEquals(
                List.of("Bo Lind 1 1 0 1 0.5000", "Ada Noor 1 0 1 0 1.0000"),
                report(reports -> reports.byStudent(null, null, null, null, null, null)).items().stream()
                        .map(each -> each.name() + " " + text(each.counts()))
                        .toList());
        assertEquals(
                List.of("Bo Lind 1 0 0 0 1.0000"),
                report(reports -> reports.byStudent(null, null, null, other, null, null)).items().stream()
                        .map(each -> each.name() + " " + text(each.counts()))
                        .toList());
        var first = report(reports -> reports.byStudent(null, null, null, null, 1, null));
        var second = report(reports -> reports.byStudent(null, null, null, null, 1, first.next()));
        assertEquals("Ada Noor", second.items().get(0).name());
        assertNull(second.next());
    }

    @Test
    void sectionsAreListedByCodeWithTheirLessonsAndRegisters() {
        assertEquals(
                List.of(section + " 3 2 1 1 1 1 0.6667", other + " 2 1 1 0 0 0 1.0000"),
                report(reports -> reports.bySection(null, null, null, null)).items().stream()
                        .map(each -> each.section().id() + " " + each.lessons() + " " + each.taken() + " "
                                + text(each.counts()))
                        .toList());
    }

    @Test
    void groupsCountTheirMembersOnTheDaysOnWhichTheyBelongToThem() {
        long group = school.id("student_group (code, title) values ('10-A', 'Form 10-A')");
        database.execute(
                "insert into student_group_member (student_group_id, student_id, from_date) values (?, ?, ?)",
                group,
                bo.personId(),
                TODAY.minusDays(1));
        database.execute(
                "insert into student_group_member (student_group_id, student_id, from_date, to_date) values (?, ?, ?, ?)",
                group,
                ada.personId(),
                TODAY.minusDays(50),
                TODAY.minusDays(2));

        assertEquals(
                List.of("10-A 1 2 0 0 1 1.0000"),
                report(reports -> reports.byGroup(null, null, null, null)).items().stream()
                        .map(each -> each.code() + " " + each.members() + " " + text(each.counts()))
                        .toList());
        assertEquals(
                List.of("Bo Lind"),
                report(reports -> reports.byStudent(null, null, group, null, null, null)).items().stream()
                        .map(AttendanceReports.OfStudent::name)
                        .toList());
    }

    @Test
    void daysWithLessonsAreListed() {
        assertEquals(
                List.of(TODAY.minusDays(2) + " 1 1 1 1 0 0 0.5000", TODAY.minusDays(1) + " 4 2 1 0 1 1 1.0000"),
                report(reports -> reports.byDay(null, null)).items().stream()
                        .map(each ->
                                each.date() + " " + each.lessons() + " " + each.taken() + " " + text(each.counts()))
                        .toList());
        var problem = assertThrows(Problem.class, () -> report(reports -> reports.byDay(TODAY.minusDays(200), TODAY)));
        assertEquals(ProblemType.VALIDATION, problem.type());
    }

    @Test
    void registersThatNobodyTookAreListedWithTheTeacher() {
        var first = report(reports -> reports.notTaken(null, null, 1, null));
        var second = report(reports -> reports.notTaken(null, null, 1, first.next()));

        assertEquals(List.of(open + " Ines Calder"), lines(first.items()));
        assertEquals(List.of(covered + " Theo Blake"), lines(second.items()));
        assertNull(second.next());
    }

    private static List<String> lines(List<OpenRegister> registers) {
        return registers.stream()
                .map(each -> each.lessonId() + " " + each.teacher())
                .toList();
    }

    private <R> R report(Function<AttendanceReportService, R> work) {
        return services.call(AttendanceReportService.class, work);
    }

    private static String text(AttendanceCounts counts) {
        return counts.present() + " " + counts.absent() + " " + counts.late() + " " + counts.excused() + " "
                + counts.rate();
    }
}

package org.lectern.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lectern.jobs.JobError;
import org.lectern.jobs.JobFailure;
import org.lectern.testing.TestDatabase;

class OneRosterImportIT {

    @RegisterExtension
    final TestDatabase database = new TestDatabase();

    @TempDir
    private Path folder;

    private final RosterSet set = RosterSet.small();

    @Test
    void newSetIsThereAfterwards() throws Exception {
        run(false);

        assertEquals("Ada Noor ACTIVE, Bo Lind ACTIVE", database.value("""
                        select string_agg(p.given_name || ' ' || p.family_name || ' ' || e.status, ', ' order by p.given_name)
                        from enrollment e join person p on p.id = e.student_id join section c on c.id = e.section_id
                        where c.code = 'MAT-10A'"""));
        assertEquals("Ines Calder", database.value("""
                        select p.given_name || ' ' || p.family_name
                        from teacher_assignment a join person p on p.id = a.teacher_id"""));
        assertEquals(
                "17.500",
                database.value(
                        "select g.points from grade g join person p on p.id = g.student_id where p.sourced_id = 'u2'"));
        assertEquals(
                "EXCUSED",
                database.value(
                        "select g.status from grade g join person p on p.id = g.student_id where p.sourced_id = 'u3'"));
        assertEquals("2026-12-18", database.value("select end_date from academic_session where sourced_id = 't1'"));
        assertEquals("1", database.value("select count(*) from audit_entry where action = 'roster imported'"));
    }

    @Test
    void enrollmentWithoutEndStaysOpenAndEndDateIsTheDayAfterTheLast() throws Exception {
        set.with("enrollments.csv", """
                sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
                e1,k1,o1,u1,teacher,true,2026-09-01,
                e2,k1,o1,u2,student,,2026-09-01,
                e3,k1,o1,u3,student,,2026-09-01,2026-10-01
                """);
        run(false);

        assertEquals("e2 2026-09-01 open, e3 2026-09-01 2026-09-30", database.value("""
                        select string_agg(sourced_id || ' ' || begin_date || ' ' || coalesce(end_date::text, 'open'),
                                          ', ' order by sourced_id)
                        from enrollment"""));
        assertEquals(
                "2026-09-01 open",
                database.value("select from_date || ' ' || coalesce(to_date::text, 'open') from teacher_assignment"));
    }

    @Test
    void enrollmentThatEndsOnItsBeginKeepsThatDay() throws Exception {
        set.with("enrollments.csv", """
                sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
                e2,k1,o1,u2,student,,2026-09-01,2026-09-01
                """);
        run(false);

        assertEquals("2026-09-01", database.value("select end_date from enrollment where sourced_id = 'e2'"));
    }

    @Test
    void studentWithAnOpenEnrollmentCannotBeEnrolledInTheClassAgain() {
        set.with("enrollments.csv", """
                sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
                e2,k1,o1,u2,student,,2026-09-01,
                e3,k1,o1,u2,student,,2026-10-01,
                """);

        var failure = assertThrows(JobFailure.class, () -> run(false));

        assertEquals(
                List.of(new JobError(
                        "enrollments.csv",
                        3L,
                        "userSourcedId",
                        "The user 'u2' is in this class in line 2 already, at the same time.")),
                failure.errors());
    }

    @Test
    void sameSetAgainChangesNothing() throws Exception {
        run(false);
        var entries = database.value("select count(*) from audit_entry");

        var again = run(false);

        assertEquals(0, again.changes());
        assertEquals(3, again.tables().get("person").unchanged());
        assertEquals(2, again.tables().get("enrollment").unchanged());
        assertEquals(2, again.tables().get("grade").unchanged());
        assertEquals(entries, database.value("select count(*) from audit_entry"));
    }

    @Test
    void dryRunTellsEveryRowAndChangesNothing() throws Exception {
        var result = run(true);

        assertEquals(3, result.tables().get("person").added());
        assertEquals("0", database.value("select count(*) from person"));
        assertEquals("0", database.value("select count(*) from audit_entry"));
        assertEquals("users.csv 2 u1, users.csv 3 u2, users.csv 4 u3", database.value("""
                        select string_agg(file || ' ' || line || ' ' || sourced_id, ', ' order by line)
                        from job_change where job_id = 7 and entity = 'person' and action = 'added'"""));
    }

    @Test
    void deltaSetEndsWhatIsToBeDeleted() throws Exception {
        run(false);
        var delta = RosterSet.delta("enrollments", "results");
        delta.with("enrollments.csv", """
                sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role
                e3,tobedeleted,2026-11-22T10:00:00.000Z,k1,o1,u3,student
                """);
        delta.with("results.csv", """
                sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate
                s2,tobedeleted,2026-11-22T10:00:00.000Z,i1,u3,exempt,,2026-10-08
                """);

        delta.run(database, folder, false);

        assertEquals("DROPPED", database.value("select status from enrollment where sourced_id = 'e3'"));
        assertEquals("ACTIVE", database.value("select status from enrollment where sourced_id = 'e2'"));
        assertEquals("s1", database.value("select string_agg(sourced_id, ',') from grade"));
    }

    @Test
    void faultyRowsAreToldWithFileLineAndColumnAndNothingStays() {
        set.with("academicSessions.csv", """
                sourcedId,title,type,startDate,endDate,schoolYear
                t1,Autumn 2026,term,01.09.2026,2026-12-19,2027
                """);
        set.with("users.csv", """
                sourcedId,enabledUser,username,givenName,familyName
                u1,perhaps,ines.calder,Ines,Calder
                u2,true,ada.noor,Ada,
                u2,true,bo.lind,Bo,Lind
                """);

        assertEquals(
                List.of(
                        new JobError(
                                "academicSessions.csv",
                                2L,
                                "startDate",
                                "'01.09.2026' is not a date in the form 2026-09-01 (ISO 8601)."),
                        new JobError("users.csv", 2L, "enabledUser", "'perhaps' is neither true nor false."),
                        new JobError("users.csv", 3L, "familyName", "A value is required."),
                        new JobError("users.csv", 4L, "sourcedId", "The sourcedId 'u2' is in line 3 already."),
                        new JobError(
                                "roles.csv", 4L, "userSourcedId", "Neither users.csv nor the database has a row 'u3'."),
                        new JobError(
                                "enrollments.csv",
                                4L,
                                "userSourcedId",
                                "Neither users.csv nor the database has a row 'u3'."),
                        new JobError(
                                "results.csv",
                                3L,
                                "studentSourcedId",
                                "Neither users.csv nor the database has a row 'u3'.")),
                faults());
        assertEquals("0", database.value("select count(*) from org"));
    }

    @Test
    void columnThatTheStandardDoesNotHaveIsRefused() {
        set.with("orgs.csv", "sourcedId,name,type,colour\no1,Marlowe Park School,school,blue\n");

        assertEquals(
                new JobError("orgs.csv", 1L, "colour", "OneRoster 1.1 and 1.2 have no column 'colour' in this file."),
                faults().get(0));
    }

    @Test
    void missingFileThatRowsReferToIsNamed() {
        set.without("courses.csv");

        assertEquals(
                List.of(
                        new JobError(
                                "classes.csv",
                                2L,
                                "courseSourcedId",
                                "courses.csv is not in the set, and the database does not have a row 'c1'."),
                        new JobError(
                                "courses.csv", null, null, "The file is missing; classes.csv refers to its rows.")),
                faults());
    }

    @Test
    void pathInAnEntryNameIsRefused() {
        set.with("../users.csv", "sourcedId\n");

        assertEquals(
                List.of(new JobError(
                        "../users.csv",
                        null,
                        null,
                        "The name of this entry contains a path; the files of a set lie at the top of the zip.")),
                faults());
    }

    @Test
    void fileThatUnpacksBeyondMeasureIsNotReadFurther() {
        set.with("orgs.csv", "sourcedId,name,type\n" + "o1,Marlowe Park School,school\n".repeat(100_000));

        assertEquals(
                new JobError(
                        "orgs.csv",
                        null,
                        null,
                        "The file unpacks to more than 200 times its size; this looks like a zip bomb and is not read further."),
                faults().stream()
                        .filter(fault -> fault.line() == null)
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void otherEncodingThanUtf8IsRefused() {
        set.with("orgs.csv", "sourcedId,name,type\no1,Lycée,school\n");

        var fault = faults(StandardCharsets.ISO_8859_1).get(0);

        assertEquals("orgs.csv", fault.file());
        assertEquals(2L, fault.line());
    }

    private List<JobError> faults() {
        return faults(StandardCharsets.UTF_8);
    }

    private List<JobError> faults(Charset charset) {
        return assertThrows(JobFailure.class, () -> RosterSet.runZip(database, set.zip(folder, charset), false))
                .errors();
    }

    private OneRosterImport.Result run(boolean dryRun) throws SQLException, IOException {
        return set.run(database, folder, dryRun);
    }
}

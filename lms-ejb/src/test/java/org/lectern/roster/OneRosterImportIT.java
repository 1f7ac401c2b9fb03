package org.lectern.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lectern.jobs.JobError;
import org.lectern.jobs.JobFailure;
import org.lectern.testing.TestDatabase;

class OneRosterImportIT {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @RegisterExtension
    final TestDatabase database = new TestDatabase();

    @TempDir
    private Path folder;

    private final Map<String, String> set = new LinkedHashMap<>();

    @BeforeEach
    void smallSet() {
        set.put("manifest.csv", """
                propertyName,value
                manifest.version,1.0
                oneroster.version,1.2
                file.orgs,bulk
                file.users,bulk
                """);
        set.put("orgs.csv", """
                sourcedId,name,type
                o1,Marlowe Park School,school
                """);
        set.put("academicSessions.csv", """
                sourcedId,title,type,startDate,endDate,schoolYear
                t1,Autumn 2026,term,2026-09-01,2026-12-19,2027
                """);
        set.put("courses.csv", """
                sourcedId,title,courseCode,orgSourcedId
                c1,Mathematics,MAT,o1
                """);
        set.put("classes.csv", """
                sourcedId,title,courseSourcedId,classCode,classType,schoolSourcedId,termSourcedIds
                k1,Mathematics 10-A,c1,MAT-10A,scheduled,o1,t1
                """);
        set.put("users.csv", """
                sourcedId,enabledUser,username,givenName,familyName
                u1,true,ines.calder,Ines,Calder
                u2,true,ada.noor,Ada,Noor
                u3,true,bo.lind,Bo,Lind
                """);
        set.put("roles.csv", """
                sourcedId,userSourcedId,roleType,role,orgSourcedId
                r1,u1,primary,teacher,o1
                r2,u2,primary,student,o1
                r3,u3,primary,student,o1
                """);
        set.put("enrollments.csv", """
                sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
                e1,k1,o1,u1,teacher,true,,
                e2,k1,o1,u2,student,,2026-09-01,
                e3,k1,o1,u3,student,,2026-09-01,
                """);
        set.put("categories.csv", """
                sourcedId,title,weight
                g1,Tests,60
                """);
        set.put("lineItems.csv", """
                sourcedId,title,assignDate,dueDate,classSourcedId,categorySourcedId,resultValueMin,resultValueMax
                i1,Fractions,2026-10-01,2026-10-08,k1,g1,0,20
                """);
        set.put("results.csv", """
                sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate
                s1,i1,u2,fully graded,17.5,2026-10-08
                s2,i1,u3,exempt,,2026-10-08
                """);
    }

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
        set.put("enrollments.csv", """
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
        set.put("enrollments.csv", """
                sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
                e2,k1,o1,u2,student,,2026-09-01,2026-09-01
                """);
        run(false);

        assertEquals("2026-09-01", database.value("select end_date from enrollment where sourced_id = 'e2'"));
    }

    @Test
    void studentWithAnOpenEnrollmentCannotBeEnrolledInTheClassAgain() {
        set.put("enrollments.csv", """
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
        database.execute("insert into job (id, kind, parameters) values (7, 'import', '{}')");

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
        set.clear();
        set.put(
                "manifest.csv",
                "propertyName,value\noneroster.version,1.2\nfile.enrollments,delta\nfile.results,delta\n");
        set.put("enrollments.csv", """
                sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role
                e3,tobedeleted,2026-11-22T10:00:00.000Z,k1,o1,u3,student
                """);
        set.put("results.csv", """
                sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate
                s2,tobedeleted,2026-11-22T10:00:00.000Z,i1,u3,exempt,,2026-10-08
                """);

        run(false);

        assertEquals("DROPPED", database.value("select status from enrollment where sourced_id = 'e3'"));
        assertEquals("ACTIVE", database.value("select status from enrollment where sourced_id = 'e2'"));
        assertEquals("s1", database.value("select string_agg(sourced_id, ',') from grade"));
    }

    @Test
    void faultyRowsAreToldWithFileLineAndColumnAndNothingStays() {
        set.put("academicSessions.csv", """
                sourcedId,title,type,startDate,endDate,schoolYear
                t1,Autumn 2026,term,01.09.2026,2026-12-19,2027
                """);
        set.put("users.csv", """
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
        set.put("orgs.csv", "sourcedId,name,type,colour\no1,Marlowe Park School,school,blue\n");

        assertEquals(
                new JobError("orgs.csv", 1L, "colour", "OneRoster 1.1 and 1.2 have no column 'colour' in this file."),
                faults().get(0));
    }

    @Test
    void missingFileThatRowsReferToIsNamed() {
        set.remove("courses.csv");

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
        set.put("../users.csv", "sourcedId\n");

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
        set.put("orgs.csv", "sourcedId,name,type\n" + "o1,Marlowe Park School,school\n".repeat(100_000));

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
        set.put("orgs.csv", "sourcedId,name,type\no1,Lycée,school\n");

        var fault = faults(StandardCharsets.ISO_8859_1).get(0);

        assertEquals("orgs.csv", fault.file());
        assertEquals(2L, fault.line());
    }

    private List<JobError> faults() {
        return faults(StandardCharsets.UTF_8);
    }

    private List<JobError> faults(Charset charset) {
        return assertThrows(JobFailure.class, () -> run(false, charset)).errors();
    }

    private OneRosterImport.Result run(boolean dryRun) throws SQLException, IOException {
        return run(dryRun, StandardCharsets.UTF_8);
    }

    private OneRosterImport.Result run(boolean dryRun, Charset charset) throws SQLException, IOException {
        var zip = folder.resolve("set.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var file : set.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(charset));
            }
        }
        try (var connection = database.connection()) {
            connection.setAutoCommit(false);
            var options = new OneRosterImport.Options(dryRun, TODAY, null, "import", dryRun ? 7L : null, "set.zip");
            var result = OneRosterImport.run(connection, zip, options, percent -> {});
            connection.commit();
            return result;
        }
    }
}

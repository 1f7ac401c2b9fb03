package org.lectern.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lectern.jobs.JobError;
import org.lectern.jobs.JobFailure;
import org.lectern.testing.TestDatabase;

/** What is refused, and where the refusal says the fault is. Nothing of these sets gets in, so they share a database. */
class RefusedSetIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    private Path folder;

    private final RosterSet set = RosterSet.small();

    @Test
    void faultInTheLastFileKeepsAllOfTheSetOut() {
        set.replaced("results.csv", "17.5", "seventeen");

        assertFaults(new JobError("results.csv", 2L, "score", "'seventeen' is not a number."));
        assertEquals(
                "0",
                database.value("select (select count(*) from org) + (select count(*) from person)"
                        + " + (select count(*) from account) + (select count(*) from section)"
                        + " + (select count(*) from enrollment) + (select count(*) from grade_item)"
                        + " + (select count(*) from audit_entry) + (select count(*) from job_change)"));
    }

    @Test
    void fileThatIsNoZipIsSaidToBeNone() throws IOException {
        var zip = Files.writeString(folder.resolve("set.zip"), "sourcedId,name\no1,Marlowe Park School\n");

        var faults = assertThrows(JobFailure.class, () -> RosterSet.runZip(database, zip, false))
                .errors();

        assertEquals("set.zip", faults.get(0).file());
        assertEquals(
                "The file is not a zip, or it is damaged",
                faults.get(0).message().split(":")[0]);
    }

    @Test
    void damagedFileIsFoundByItsChecksum() throws IOException {
        var zip = set.zip(folder, StandardCharsets.UTF_8);
        var bytes = Files.readAllBytes(zip);
        // bytes 14 to 17 of the first local header, and 16 to 19 of its entry in the directory, are the checksum
        int directory = indexOf(bytes, new byte[] {'P', 'K', 1, 2});
        bytes[directory + 16] ^= 1;
        Files.write(zip, bytes);

        var faults = assertThrows(JobFailure.class, () -> RosterSet.runZip(database, zip, false))
                .errors();

        assertEquals(
                List.of(new JobError(
                        "manifest.csv", null, null, "The file in the zip is damaged: its checksum is wrong.")),
                faults);
    }

    @Test
    void fileOfAnUnknownNameIsRefused() {
        set.with("pupils.csv", "sourcedId\n");

        assertFaults(new JobError("pupils.csv", null, null, "OneRoster 1.1 and 1.2 have no file of this name."));
    }

    @Test
    void manifestAndFilesMustAgree() {
        set.with("manifest.csv", """
                propertyName,value
                oneroster.version,2.0
                file.orgs,absent
                file.demographics,bulk
                file.users,some
                """);

        assertFaults(
                new JobError("manifest.csv", 2L, "value", "OneRoster '2.0' is not understood; 1.1 and 1.2 are."),
                new JobError("manifest.csv", 3L, "value", "orgs.csv is in the zip, though the manifest says absent."),
                new JobError(
                        "manifest.csv",
                        4L,
                        "value",
                        "demographics.csv is not in the zip, though the manifest says bulk."),
                new JobError("manifest.csv", 5L, "value", "file.users is 'some'; it may be bulk, delta or absent."));
    }

    @Test
    void columnThatIsMissingOrThereTwiceIsNamed() {
        set.with("orgs.csv", "sourcedId,name,name\no1,Marlowe Park School,x\n");

        assertFaults(
                new JobError("orgs.csv", 1L, "name", "The column is there twice."),
                new JobError("orgs.csv", 1L, "type", "The column is missing."),
                new JobError("courses.csv", 2L, "orgSourcedId", "Neither orgs.csv nor the database has a row 'o1'."),
                new JobError("classes.csv", 2L, "schoolSourcedId", "Neither orgs.csv nor the database has a row 'o1'."),
                new JobError("roles.csv", 2L, "orgSourcedId", "Neither orgs.csv nor the database has a row 'o1'."),
                new JobError("roles.csv", 3L, "orgSourcedId", "Neither orgs.csv nor the database has a row 'o1'."),
                new JobError("roles.csv", 4L, "orgSourcedId", "Neither orgs.csv nor the database has a row 'o1'."),
                new JobError(
                        "enrollments.csv", 2L, "schoolSourcedId", "Neither orgs.csv nor the database has a row 'o1'."),
                new JobError(
                        "enrollments.csv", 3L, "schoolSourcedId", "Neither orgs.csv nor the database has a row 'o1'."),
                new JobError(
                        "enrollments.csv", 4L, "schoolSourcedId", "Neither orgs.csv nor the database has a row 'o1'."));
    }

    @Test
    void linesAreCountedThroughValuesOfSeveralLines() {
        set.with("lineItems.csv", """
                sourcedId,title,description,assignDate,dueDate,classSourcedId,categorySourcedId
                i1,Fractions,"on
                three
                lines",2026-10-01,2026-10-08,k1,g1
                i2,Decimals,,2026-10-01,2026-02-30,k1,g1
                i3,Angles,too short
                """);

        assertFaults(
                new JobError(
                        "lineItems.csv",
                        5L,
                        "dueDate",
                        "'2026-02-30' is not a date in the form 2026-09-01 (ISO 8601)."),
                new JobError("lineItems.csv", 6L, null, "The row has 3 values, the header has 7 columns."));
    }

    @Test
    void quotationMarkThatIsNotClosedIsFoundWhereItsRowBegins() {
        set.with("results.csv", """
                sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate
                s1,i1,u2,fully graded,17.5,2026-10-08
                s2,i1,"u3,exempt,,2026-10-08
                """);

        var fault = faults().get(0);

        assertEquals("results.csv", fault.file());
        assertEquals(3L, fault.line());
    }

    @Test
    void keysOfPeopleAndClassesMayNotBeTakenTwice() {
        set.replaced("users.csv", "bo.lind", "ADA.Noor");
        set.replaced(
                "classes.csv",
                "k1,Mathematics 10-A,c1,MAT-10A,scheduled,o1,t1\n",
                "k1,Mathematics 10-A,c1,MAT-10A,scheduled,o1,t1\nk2,Mathematics 10-B,c1,MAT-10A,scheduled,o1,t1\n");
        set.replaced("results.csv", "s2,i1,u3", "s2,i1,u2");

        assertFaults(
                new JobError("users.csv", 4L, "username", "The username 'ADA.Noor' is in line 3 already."),
                new JobError(
                        "classes.csv",
                        3L,
                        "classCode",
                        "The class code 'MAT-10A' is in line 2 already, for the same term."),
                new JobError(
                        "results.csv",
                        3L,
                        "studentSourcedId",
                        "Line 2 has a result of this student for this line item already."));
    }

    @Test
    void datesPointsAndParentsMustMakeSense() {
        set.replaced("academicSessions.csv", "2026-12-19", "2026-09-01");
        set.replaced(
                "enrollments.csv", "e2,k1,o1,u2,student,,2026-09-01,", "e2,k1,o1,u2,student,,2026-09-01,2026-08-31");
        set.replaced("lineItems.csv", ",0,20", ",20,20");
        set.with("orgs.csv", """
                sourcedId,name,type,parentSourcedId
                o1,Marlowe Park School,school,o2
                o2,Marlowe Park Trust,district,o1
                """);

        assertFaults(
                new JobError("academicSessions.csv", 2L, "endDate", "2026-09-01 is not after 2026-09-01."),
                new JobError("enrollments.csv", 3L, "endDate", "2026-08-31 is before 2026-09-01."),
                new JobError("orgs.csv", 2L, "parentSourcedId", "The row 'o1' is among its own parents."),
                new JobError("orgs.csv", 3L, "parentSourcedId", "The row 'o2' is among its own parents."),
                new JobError(
                        "lineItems.csv",
                        2L,
                        "resultValueMax",
                        "The most points, 20.000, are not above 0 and above the least, 20.000."));
    }

    @Test
    void everyOfSeveralTermsMustExist() {
        set.replaced("classes.csv", "scheduled,o1,t1", "scheduled,o1,\"t1, t9\"");

        assertFaults(new JobError(
                "classes.csv", 2L, "termSourcedIds", "Neither academicSessions.csv nor the database has a row 't9'."));
    }

    @Test
    void fileOfChangesNeedsAStatusInEveryRow() {
        var delta = RosterSet.delta("enrollments").with("enrollments.csv", """
                sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role
                e3,,k1,o1,u3,student
                """);

        var faults = assertThrows(JobFailure.class, () -> delta.run(database, folder, false))
                .errors();

        assertEquals(
                new JobError("enrollments.csv", 2L, "status", "A file of changes needs a status in every row."),
                faults.get(0));
    }

    @Test
    void firstThousandFaultsAreTold() {
        set.with(
                "users.csv",
                IntStream.rangeClosed(1, 1500)
                        .mapToObj(i -> "u" + i + ",yes,user" + i + ",Given,Family\n")
                        .collect(Collectors.joining("", "sourcedId,enabledUser,username,givenName,familyName\n", "")));

        var faults = faults();

        assertEquals(1000, faults.size());
        assertEquals(
                new JobError("users.csv", 1001L, "enabledUser", "'yes' is neither true nor false."), faults.get(999));
    }

    @Test
    void dryRunOfAFaultySetIsRefusedAlike() {
        set.replaced("results.csv", "17.5", "1e3");

        assertEquals(
                List.of(new JobError("results.csv", 2L, "score", "'1e3' is not a number.")),
                assertThrows(JobFailure.class, () -> set.run(database, folder, true))
                        .errors());
    }

    private void assertFaults(JobError... expected) {
        assertEquals(List.of(expected), faults());
    }

    private List<JobError> faults() {
        return assertThrows(JobFailure.class, () -> set.run(database, folder, false))
                .errors();
    }

    private static int indexOf(byte[] bytes, byte[] sought) {
        for (int i = 0; i <= bytes.length - sought.length; i++) {
            if (Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }
}

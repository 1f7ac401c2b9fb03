package org.lectern.roster;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.lectern.testing.TestDatabase;

/** A OneRoster set in the making: a school with one class, its teacher, two students and two results. */
final class RosterSet {

    /** The day on which sets are imported. */
    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    /** The job under which the changes are listed. */
    static final long JOB = 7;

    private final Map<String, String> files = new LinkedHashMap<>();

    /** The whole small school. */
    static RosterSet small() {
        var set = new RosterSet();
        set.files.put("manifest.csv", """
                propertyName,value
                manifest.version,1.0
                oneroster.version,1.2
                file.orgs,bulk
                file.users,bulk
                """);
        set.files.put("orgs.csv", """
                sourcedId,name,type
                o1,Marlowe Park School,school
                """);
        set.files.put("academicSessions.csv", """
                sourcedId,title,type,startDate,endDate,schoolYear
                t1,Autumn 2026,term,2026-09-01,2026-12-19,2027
                """);
        set.files.put("courses.csv", """
                sourcedId,title,courseCode,orgSourcedId
                c1,Mathematics,MAT,o1
                """);
        set.files.put("classes.csv", """
                sourcedId,title,courseSourcedId,classCode,classType,schoolSourcedId,termSourcedIds
                k1,Mathematics 10-A,c1,MAT-10A,scheduled,o1,t1
                """);
        set.files.put("users.csv", """
                sourcedId,enabledUser,username,givenName,familyName
                u1,true,ines.calder,Ines,Calder
                u2,true,ada.noor,Ada,Noor
                u3,true,bo.lind,Bo,Lind
                """);
        set.files.put("roles.csv", """
                sourcedId,userSourcedId,roleType,role,orgSourcedId
                r1,u1,primary,teacher,o1
                r2,u2,primary,student,o1
                r3,u3,primary,student,o1
                """);
        set.files.put("enrollments.csv", """
                sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
                e1,k1,o1,u1,teacher,true,,
                e2,k1,o1,u2,student,,2026-09-01,
                e3,k1,o1,u3,student,,2026-09-01,
                """);
        set.files.put("categories.csv", """
                sourcedId,title,weight
                g1,Tests,60
                """);
        set.files.put("lineItems.csv", """
                sourcedId,title,assignDate,dueDate,classSourcedId,categorySourcedId,resultValueMin,resultValueMax
                i1,Fractions,2026-10-01,2026-10-08,k1,g1,0,20
                """);
        set.files.put("results.csv", """
                sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate
                s1,i1,u2,fully graded,17.5,2026-10-08
                s2,i1,u3,exempt,,2026-10-08
                """);
        return set;
    }

    /** Nothing but a manifest that announces changes in some files, named without extension. */
    static RosterSet delta(String... names) {
        var set = new RosterSet();
        var manifest = new StringBuilder("propertyName,value\noneroster.version,1.2\n");
        for (var name : names) {
            manifest.append("file.").append(name).append(",delta\n");
        }
        set.files.put("manifest.csv", manifest.toString());
        return set;
    }

    /** With another file, or another content of one. */
    RosterSet with(String file, String content) {
        files.put(file, content);
        return this;
    }

    /** Without a file. */
    RosterSet without(String file) {
        files.remove(file);
        return this;
    }

    /** With a text of a file replaced by another. */
    RosterSet replaced(String file, String text, String by) {
        if (!files.get(file).contains(text)) {
            throw new AssertionError(file + " does not contain " + text);
        }
        files.put(file, files.get(file).replace(text, by));
        return this;
    }

    /** The zip, in a folder that exists. */
    Path zip(Path folder, Charset charset) throws IOException {
        var zip = folder.resolve("set.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(charset));
            }
        }
        return zip;
    }

    /** Imports it, and commits. */
    OneRosterImport.Result run(TestDatabase database, Path folder, boolean dryRun) throws SQLException, IOException {
        return runZip(database, zip(folder, StandardCharsets.UTF_8), dryRun);
    }

    /** Imports a zip, and commits. */
    static OneRosterImport.Result runZip(TestDatabase database, Path zip, boolean dryRun) throws SQLException {
        database.execute(
                "insert into job (id, kind, parameters) values (?, 'roster-import', '{}') on conflict do nothing", JOB);
        database.execute("delete from job_change");
        try (var connection = database.connection()) {
            connection.setAutoCommit(false);
            var options = new OneRosterImport.Options(dryRun, TODAY, ZONE, null, "import", JOB, "set.zip");
            var result = OneRosterImport.run(connection, zip, options, percent -> {});
            connection.commit();
            return result;
        }
    }
}

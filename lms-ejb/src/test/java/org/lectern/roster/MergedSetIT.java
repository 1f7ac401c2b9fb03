package org.lectern.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lectern.testing.TestDatabase;

/** What a later set does to a school that was imported before. */
class MergedSetIT {

    @RegisterExtension
    final TestDatabase database = new TestDatabase();

    @TempDir
    private Path folder;

    private final RosterSet set = RosterSet.small();

    @BeforeEach
    void school() throws Exception {
        set.run(database, folder, false);
    }

    @Test
    void changedRowIsListedWithTheValuesThatChangeAndNoOther() throws Exception {
        set.replaced("users.csv", "u2,true,ada.noor,Ada,Noor", "u2,true,ada.noor,Ada,Okoro");

        run();

        assertEquals(
                "users.csv 3 u2 changed person Ada Okoro {\"familyName\": \"Noor\"} {\"familyName\": \"Okoro\"}",
                changes());
        assertEquals(
                "changed by import person {\"familyName\": \"Noor\"} {\"familyName\": \"Okoro\"}", database.value("""
                        select a.action || ' ' || a.entity || ' ' || a.before || ' ' || a.after
                        from audit_entry a join person p on p.id = a.subject_id
                        where p.sourced_id = 'u2' and a.before is not null"""));
    }

    @Test
    void dryRunListsWhatItWouldChangeAndLeavesEveryTableAsItWas() throws Exception {
        set.replaced("users.csv", "u2,true,ada.noor,Ada,Noor", "u2,false,ada.noor,Ada,Okoro");
        set.replaced("results.csv", "17.5", "18");
        var before = contents();

        set.run(database, folder, true);

        assertEquals(before, contents());
        assertEquals("""
                users.csv 3 u2 changed person Ada Okoro {"familyName": "Noor", "enabledUser": true} {"familyName": "Okoro", "enabledUser": false}
                users.csv 3 u2 changed account ada.noor {"state": "INVITED"} {"state": "DISABLED"}
                results.csv 2 s1 changed grade Fractions of Ada Okoro {"points": 17.500} {"points": 18.000}""", changes());
    }

    @Test
    void lessonsToComeAreOnTheDaysOfATermThatMoved() throws Exception {
        database.execute("insert into timetable_slot (section_id, weekday, start_time, end_time)"
                + " select id, 1, '09:00', '09:50' from section where code = 'MAT-10A'");
        set.replaced("academicSessions.csv", "2026-09-01,2026-12-19", "2040-01-02,2040-01-17");

        run();

        assertEquals("2040-01-02, 2040-01-09, 2040-01-16", lessonDays());

        set.replaced("academicSessions.csv", "2040-01-02,2040-01-17", "2040-01-09,2040-01-24");
        set.run(database, folder, true);
        assertEquals("2040-01-02, 2040-01-09, 2040-01-16", lessonDays());
        run();

        assertEquals("2040-01-09, 2040-01-16, 2040-01-23", lessonDays());
        assertEquals(
                "{\"added\": 1, \"changed\": 0, \"removed\": 1}",
                database.value(
                        "select after from audit_entry where action = 'lessons made anew' order by id desc limit 1"));
    }

    private String lessonDays() {
        return database.value("select string_agg(slot_date::text, ', ' order by slot_date) from lesson");
    }

    @Test
    void sameSetAgainLeavesEveryTableAsItWas() throws Exception {
        var before = contents();

        run();

        assertEquals(before, contents());
        assertEquals(null, changes());
    }

    @Test
    void rowsAndFilesThatALaterSetDoesNotHaveStay() throws Exception {
        set.without("results.csv").without("lineItems.csv").without("categories.csv");
        set.replaced("users.csv", "u3,true,bo.lind,Bo,Lind\n", "");
        set.replaced("roles.csv", "r3,u3,primary,student,o1\n", "");
        set.replaced("enrollments.csv", "e3,k1,o1,u3,student,,2026-09-01,\n", "");
        var before = contents();

        run();

        assertEquals(before, contents());
    }

    @Test
    void columnThatIsLeftOutKeepsItsValueAndAnEmptyOneLosesIt() throws Exception {
        set.with("users.csv", """
                sourcedId,enabledUser,username,givenName,familyName,email,phone
                u2,true,ada.noor,Ada,Noor,ada@example.org,100
                """);
        run();
        set.with("users.csv", """
                sourcedId,enabledUser,username,givenName,familyName,phone
                u2,true,ada.noor,Ada,Noor,
                """);

        run();

        assertEquals(
                "ada@example.org -",
                database.value("select email || ' ' || coalesce(phone, '-') from person where sourced_id = 'u2'"));
    }

    @Test
    void accountThatAnAdministratorDisabledStaysDisabled() throws Exception {
        database.execute("update account set state = 'DISABLED' where username = 'ada.noor'");

        run();

        assertEquals("DISABLED", database.value("select state from account where username = 'ada.noor'"));
    }

    @Test
    void userWhoIsNotEnabledAnyMoreIsSignedOut() throws Exception {
        database.execute("""
                insert into auth_session (account_id, expires_at)
                select id, now() + interval '1 hour' from account where username = 'ada.noor'""");
        set.replaced("users.csv", "u2,true", "u2,false");

        run();

        assertEquals("DISABLED", database.value("select end_reason from auth_session"));
    }

    @Test
    void twoUsersMayTakeEachOthersNames() throws Exception {
        set.replaced("users.csv", "ada.noor", "x")
                .replaced("users.csv", "bo.lind", "ada.noor")
                .replaced("users.csv", ",x,", ",bo.lind,");

        run();

        assertEquals("Ada bo.lind, Bo ada.noor", database.value("""
                        select string_agg(p.given_name || ' ' || a.username, ', ' order by p.given_name)
                        from account a join person p on p.id = a.person_id where p.sourced_id in ('u2', 'u3')"""));
        assertEquals("""
                users.csv 3 u2 changed account bo.lind {"username": "ada.noor"} {"username": "bo.lind"}
                users.csv 4 u3 changed account ada.noor {"username": "bo.lind"} {"username": "ada.noor"}""", changes());
    }

    @Test
    void twoClassesMayTakeEachOthersCodes() throws Exception {
        set.with("classes.csv", """
                sourcedId,title,courseSourcedId,classCode,classType,schoolSourcedId,termSourcedIds
                k1,Mathematics 10-A,c1,A,scheduled,o1,t1
                k2,Mathematics 10-B,c1,B,scheduled,o1,t1
                """);
        run();
        set.replaced("classes.csv", ",A,", ",x,")
                .replaced("classes.csv", ",B,", ",A,")
                .replaced("classes.csv", ",x,", ",B,");

        run();

        assertEquals(
                "k1 B, k2 A",
                database.value("select string_agg(sourced_id || ' ' || code, ', ' order by sourced_id) from section"));
        assertEquals("""
                classes.csv 2 k1 changed section Mathematics 10-A {"code": "A"} {"code": "B"}
                classes.csv 3 k2 changed section Mathematics 10-B {"code": "B"} {"code": "A"}""", changes());
    }

    @Test
    void userToBeDeletedIsEndedWithAccountAndRoleAndWithoutLosingAnything() throws Exception {
        var delta = RosterSet.delta("users", "roles", "enrollments")
                .with("users.csv", """
                        sourcedId,status,enabledUser,username,givenName,familyName
                        u3,tobedeleted,true,bo.lind,Bo,Lind
                        """)
                .with("roles.csv", """
                        sourcedId,status,userSourcedId,roleType,role,orgSourcedId
                        r3,tobedeleted,u3,primary,student,o1
                        """)
                .with("enrollments.csv", """
                        sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role
                        e3,tobedeleted,k1,o1,u3,student
                        """);

        delta.run(database, folder, false);

        assertEquals("ENDED DISABLED", database.value("""
                        select p.status || ' ' || a.state from person p join account a on a.person_id = p.id
                        where p.sourced_id = 'u3'"""));
        assertEquals("ENDED", database.value("select status from affiliation where sourced_id = 'r3'"));
        assertEquals(
                "DROPPED 2026-11-22",
                database.value("select status || ' ' || end_date from enrollment where sourced_id = 'e3'"));
        assertEquals("1", database.value("select count(*) from grade where sourced_id = 's2'"));
        assertEquals(
                "0",
                database.value(
                        "select count(*) from person_role r join person p on p.id = r.person_id where p.sourced_id = 'u3'"));
    }

    @Test
    void studentWhoComesBackIsEnrolledAgain() throws Exception {
        RosterSet.delta("enrollments").with("enrollments.csv", """
                sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role
                e3,tobedeleted,k1,o1,u3,student
                """).run(database, folder, false);

        run();

        assertEquals(
                "ACTIVE open",
                database.value(
                        "select status || ' ' || coalesce(end_date::text, 'open') from enrollment where sourced_id = 'e3'"));
        assertEquals("2", database.value("select seats_taken from section where sourced_id = 'k1'"));
    }

    @Test
    void enrollmentMadeByHandIsTakenOver() throws Exception {
        database.execute("update enrollment set sourced_id = null where sourced_id = 'e2'");
        var id = database.value("select id from enrollment where sourced_id is null");

        run();

        assertEquals(id, database.value("select id from enrollment where sourced_id = 'e2'"));
        assertEquals("2", database.value("select count(*) from enrollment"));
    }

    @Test
    void rolesOfAdministratorsGrantNothing() throws Exception {
        set.replaced("roles.csv", "r1,u1,primary,teacher,o1", "r1,u1,primary,siteAdministrator,o1");

        run();

        assertEquals("TEACHER", database.value("""
                        select string_agg(r.role, ',') from person_role r join person p on p.id = r.person_id
                        where p.sourced_id = 'u1'"""));
    }

    @Test
    void setOfVersionOneOneHasItsRolesAmongTheUsers() throws Exception {
        var older = RosterSet.small()
                .without("roles.csv")
                .with("manifest.csv", "propertyName,value\noneroster.version,1.1\nfile.users,bulk\n")
                .with("users.csv", """
                        sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName
                        v1,true,o1,teacher,mara.quist,Mara,Quist
                        v2,true,"o1,o2",student,tam.oye,Tam,Oye
                        """)
                .with("orgs.csv", """
                        sourcedId,name,type
                        o1,Marlowe Park School,school
                        o2,Marlowe Park Annexe,school
                        """)
                .with("enrollments.csv", """
                        sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role
                        f1,k1,o1,v1,teacher
                        f2,k1,o1,v2,student
                        """)
                .without("results.csv")
                .without("categories.csv")
                .without("lineItems.csv");

        older.run(database, folder, false);

        assertEquals("v1 teacher@o1, v2 student@o1, v2 student@o2", database.value("""
                        select string_agg(p.sourced_id || ' ' || a.role || '@' || o.sourced_id, ', '
                                          order by p.sourced_id, o.sourced_id)
                        from affiliation a join person p on p.id = a.person_id join org o on o.id = a.org_id
                        where p.sourced_id like 'v%'"""));
        assertEquals("v1 TEACHER, v2 STUDENT", database.value("""
                        select string_agg(p.sourced_id || ' ' || r.role, ', ' order by p.sourced_id)
                        from person_role r join person p on p.id = r.person_id where p.sourced_id like 'v%'"""));
    }

    private void run() throws Exception {
        set.run(database, folder, false);
    }

    private String changes() {
        return database.value("""
                select string_agg(concat_ws(' ', file, line, sourced_id, action, entity, label, before, after), E'\\n'
                                  order by position)
                from job_change""");
    }

    /** A checksum of all rows of every table but the list of changes, and of that one's job. */
    private Map<String, String> contents() throws Exception {
        var sums = new LinkedHashMap<String, String>();
        try (var connection = database.connection();
                var statement = connection.createStatement();
                var tables = statement.executeQuery("""
                        select table_name from information_schema.tables
                        where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'job_change'
                        order by table_name""")) {
            while (tables.next()) {
                var table = tables.getString(1);
                sums.put(
                        table,
                        database.value("select md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) from "
                                + table + " t"));
            }
        }
        return sums;
    }
}

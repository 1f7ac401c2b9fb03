package org.lectern.timetable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.jobs.JobFailure;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class TimetableImportIT {

    private static final String FET = """
            <?xml version="1.0" encoding="UTF-8"?>
            <fet version="6.0.0">
            <Days_List><Day><Name>Sunday</Name></Day><Day><Name>Lunes</Name></Day><Day><Name>Tueday</Name></Day></Days_List>
            <Hours_List><Hour><Name>P1</Name></Hour><Hour><Name>P2</Name></Hour><Hour><Name>P3</Name></Hour></Hours_List>
            <Subjects_List><Subject><Name>Arabic &amp; art</Name></Subject></Subjects_List>
            <Students_List><Year><Name>Y1</Name><Group><Name>1A</Name></Group><Group><Name>1B</Name></Group></Year></Students_List>
            <Activities_List>
            <Activity><Teacher>Ines Calder</Teacher><Subject>Arabic &amp; art</Subject><Students>1A</Students>
            <Duration>2</Duration><Id>1</Id><Activity_Group_Id>1</Activity_Group_Id><Active>true</Active></Activity>
            <Activity><Teacher>Ines Calder</Teacher><Subject>Arabic &amp; art</Subject><Students>1A</Students>
            <Duration>1</Duration><Id>2</Id><Activity_Group_Id>1</Activity_Group_Id><Active>true</Active></Activity>
            <Activity><Teacher>Plato</Teacher><Teacher>Ines Calder</Teacher><Subject>Arabic &amp; art</Subject>
            <Students>1B</Students><Duration>1</Duration><Id>3</Id><Activity_Group_Id>0</Activity_Group_Id><Active>true</Active></Activity>
            <Activity><Teacher>Plato</Teacher><Subject>Sport</Subject><Students>1A</Students><Students>1B</Students>
            <Duration>1</Duration><Id>4</Id><Activity_Group_Id>0</Activity_Group_Id><Active>true</Active></Activity>
            <Activity><Subject>Off</Subject><Duration>1</Duration><Id>5</Id><Activity_Group_Id>0</Activity_Group_Id><Active>false</Active></Activity>
            </Activities_List>
            <Rooms_List><Room><Name>Hall</Name><Capacity>30000</Capacity></Room><Room><Name>Lab</Name><Capacity>24</Capacity></Room></Rooms_List>
            <Time_Constraints_List>
            %s
            </Time_Constraints_List>
            <Space_Constraints_List>
            <ConstraintActivityPreferredRoom><Weight_Percentage>100</Weight_Percentage><Activity_Id>1</Activity_Id><Room>Lab</Room></ConstraintActivityPreferredRoom>
            </Space_Constraints_List>
            </fet>
            """;

    private static final String PLACES = at(1, "Sunday", "P1") + at(2, "Tueday", "P3") + at(3, "Lunes", "P1");

    @RegisterExtension
    final TestDatabase database = new TestDatabase();

    @RegisterExtension
    final TestServices services = new TestServices(database);

    private PlannedSchool school;
    private int statements;

    @BeforeEach
    void school() {
        school = new PlannedSchool(database, services);
    }

    @Test
    void fetFileMakesSectionsTeachersRoomsGroupsAndLessonsAndListsWhatHasNoTime() throws Exception {
        var result = run("fet", FET.formatted(PLACES), false);

        assertEquals(4, result.getInt("meetings"));
        assertEquals(3, result.getInt("placed"));
        assertEquals("4", result.getJsonArray("unplaced").getJsonObject(0).getString("activity"));
        assertEquals(
                "{\"room\":[\"Hall\",\"Lab\"],\"student_group\":[\"1A\",\"1B\",\"Y1\"],"
                        + "\"person\":[\"Ines Calder\",\"Plato\"],\"course\":[\"Arabic & art\",\"Sport\"],\"section\":3}",
                result.getJsonObject("created").toString());
        assertEquals("Tuesday", result.getJsonObject("readAs").getString("Tueday"));
        assertEquals("08:55–09:45", result.getJsonObject("readAs").getString("P2"));
        assertEquals("7 08:00:00 09:45:00 Lab, 2 09:50:00 10:40:00 , 1 08:00:00 08:50:00 ", database.value("""
                        select string_agg(weekday || ' ' || start_time || ' ' || end_time || ' ' || coalesce(r.code, ''), ', '
                            order by t.sourced_id)
                        from timetable_slot t left join room r on r.id = t.room_id"""));
        assertEquals(table(result, "lesson").getInt("added"), count("lesson"));
        assertEquals(
                "ASSISTANT LEAD LEAD LEAD",
                database.value("select string_agg(role, ' ' order by role) from teacher_assignment"));
    }

    @Test
    void sameFileAgainChangesNothing() throws Exception {
        run("fet", FET.formatted(PLACES), false);
        var before = count("audit_entry");

        var again = run("fet", FET.formatted(PLACES), false);

        assertEquals(
                "{\"added\":0,\"changed\":0,\"removed\":0,\"unchanged\":3}",
                table(again, "timetable_slot").toString());
        assertEquals(
                "{\"added\":0,\"changed\":0,\"removed\":0,\"unchanged\":0}",
                table(again, "lesson").toString());
        assertEquals("{}", again.getJsonObject("created").toString());
        assertEquals(before, count("audit_entry"));
    }

    @Test
    void dryRunTellsTheSameAndLeavesNothing() throws Exception {
        var dry = run("fet", FET.formatted(PLACES), true);

        assertEquals(0, count("timetable_slot") + count("section") + count("room") + count("lesson"));
        var real = run("fet", FET.formatted(PLACES), false);
        assertEquals(real.getJsonObject("tables"), dry.getJsonObject("tables"));
        assertEquals(real.getJsonObject("created"), dry.getJsonObject("created"));
    }

    @Test
    void clashesOfAFileAreKeptAndReported() throws Exception {
        var result = run("fet", FET.formatted(PLACES + at(4, "Lunes", "P1")), false);

        assertEquals(1, result.getInt("clashesTotal"));
        var reported = services.call(TimetableService.class, timetable -> timetable.clashes(null))
                .items();
        assertEquals(
                List.of("TEACHER Plato"),
                reported.stream()
                        .map(clash -> clash.taken() + " " + clash.name().replace("– ", ""))
                        .toList());
        assertEquals(0, lessonsOf(reported.get(0).second().slotId()));
    }

    @Test
    void documentTypesAndEntitiesAreRefused() {
        var evil = """
                <?xml version="1.0"?><!DOCTYPE fet [<!ENTITY x SYSTEM "file:///etc/passwd">]>
                <fet><Institution_Name>&x;</Institution_Name></fet>""";

        var failure = assertThrows(JobFailure.class, () -> run("fet", evil, true));

        assertTrue(failure.errors().get(0).message().contains("document type"), failure::getMessage);
    }

    @Test
    void tableIsReadFromCsvAndChangesWhatItNames() throws Exception {
        var section = named("MATH-1");
        var teacher = school.teacher();
        database.execute("update person set identifier = 'T-7' where id = ?", teacher);
        var csv = "section,weekday,start,end,room,teacher,weekCycle\r\nMATH-1,Monday,09:50,10:40,214,T-7,A\r\n";

        run("timetable-csv", csv, false);
        var changed = run("timetable-csv", csv.replace("10:40,214", "10:50,215"), false);

        assertEquals(
                "{\"added\":0,\"changed\":1,\"removed\":0,\"unchanged\":0}",
                table(changed, "timetable_slot").toString());
        assertEquals("8", database.value("""
                select count(*) from lesson l join room r on r.id = l.room_id
                where l.section_id = ? and r.code = '215' and l.teacher_id = ?""", section, teacher));
        assertEquals(8, count("lesson"));
    }

    @Test
    void faultsOfATableAreToldByLineAndColumn() {
        named("MATH-1");

        var failure = assertThrows(JobFailure.class, () -> run("timetable-csv", """
                        section,weekday,start,end,room,teacher
                        MATH-1,Funday,09:50,10:40,,
                        MATH-1,1,9.50,25:00,,
                        """, true));

        assertEquals(
                List.of(
                        "2 weekday A weekday is Monday to Sunday, or 1 to 7; not 'Funday'.",
                        "3 end A time is written like 09:50; not '25:00'."),
                failure.errors().stream()
                        .map(error -> error.line() + " " + error.column() + " " + error.message())
                        .toList());

        var unknown = assertThrows(
                JobFailure.class,
                () -> run(
                        "timetable-csv",
                        "section,weekday,start,end,teacher\nMATH-1,1,09:50,10:40,Nobody\nBIO,1,09:50,10:40,\n",
                        true));

        assertEquals(
                List.of("2 teacher There is no teacher 'Nobody'.", "3 section There is no section 'BIO' in TERM."),
                unknown.errors().stream()
                        .map(error -> error.line() + " " + error.column() + " " + error.message())
                        .toList());
    }

    @Test
    void tableIsReadFromAWorkbookWithTimesOfExcel() throws Exception {
        named("MATH-1");
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Test", "1.0")) {
            var sheet = workbook.newWorksheet("Timetable");
            for (int i = 0; i < 4; i++) {
                sheet.value(0, i, TimetableSheet.COLUMNS.get(i));
            }
            sheet.value(1, 0, "MATH-1");
            sheet.value(1, 1, 2);
            sheet.value(1, 2, 590.0 / 1440);
            sheet.value(1, 3, "10:40");
        }

        run("timetable-xlsx", bytes.toByteArray(), false);

        assertEquals(
                "2 09:50:00 10:40:00",
                database.value("select weekday || ' ' || start_time || ' ' || end_time from timetable_slot"));
    }

    @Test
    void tableOfThreeHundredRowsTakesAsManyStatementsAsOneOfOne() throws Exception {
        var header = "section,weekday,start,end,room\n";
        var rows = new StringBuilder(header);
        for (int i = 0; i < 300; i++) {
            named("S" + i);
            rows.append("S%d,%d,%02d:%02d,%02d:%02d,R%d\n"
                    .formatted(i, i % 5 + 1, 8 + i % 8, i % 60, 9 + i % 8, i % 60, i));
        }

        run("timetable-csv", header + "S0,1,08:00,09:00,R0\n", true);
        int ofOne = statements;
        run("timetable-csv", rows.toString(), true);

        assertEquals(ofOne, statements);
    }

    @Test
    void templatesAreReadBack() {
        var csv = new TimetablePlan("timetable.csv");
        TimetableSheet.readCsv(new ByteArrayInputStream(TimetableSheet.csvTemplate()), csv);
        var xlsx = new TimetablePlan("timetable.xlsx");
        TimetableSheet.readXlsx(new ByteArrayInputStream(TimetableSheet.xlsxTemplate()), xlsx);

        csv.refuse();
        xlsx.refuse();
        assertEquals(0, csv.meetings.size() + xlsx.meetings.size());
    }

    private static JsonObject table(JsonObject result, String name) {
        return result.getJsonObject("tables").getJsonObject(name);
    }

    private long named(String code) {
        return school.insert(
                "section (course_id, academic_session_id, code, title) values (?, ?, ?, 'Mathematics')",
                school.course,
                school.term,
                code);
    }

    private int count(String table) {
        return Integer.parseInt(database.value("select count(*) from " + table));
    }

    private int lessonsOf(long slot) {
        return Integer.parseInt(database.value("select count(*) from lesson where slot_id = ?", slot));
    }

    private JsonObject run(String format, String content, boolean dryRun) throws SQLException {
        return run(format, content.getBytes(StandardCharsets.UTF_8), dryRun);
    }

    private JsonObject run(String format, byte[] content, boolean dryRun) throws SQLException {
        var plan = new TimetablePlan("a file");
        TimetableImports.read(
                Json.createObjectBuilder().add("format", format).build(), new ByteArrayInputStream(content), plan);
        plan.refuse();
        statements = 0;
        try (var connection = database.connection()) {
            connection.setAutoCommit(false);
            var result = new TimetableMerge(
                            counting(connection),
                            plan,
                            new TimetableMerge.Options(
                                    format,
                                    "a file",
                                    school.term,
                                    dryRun,
                                    ZoneId.of("Europe/London"),
                                    Instant.parse("2040-01-01T00:00:00Z"),
                                    null,
                                    "test",
                                    null))
                    .run(percent -> {});
            connection.commit();
            try (var reader = Json.createReader(new StringReader(result))) {
                return reader.readObject();
            }
        }
    }

    /** The connection, as one that counts in {@link #statements}. */
    private Connection counting(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements++;
                    }
                    return method.invoke(connection, arguments);
                });
    }

    private static String at(int activity, String day, String hour) {
        return """
                <ConstraintActivityPreferredStartingTime><Weight_Percentage>100</Weight_Percentage>
                <Activity_Id>%d</Activity_Id><Preferred_Day>%s</Preferred_Day><Preferred_Hour>%s</Preferred_Hour>
                <Active>true</Active></ConstraintActivityPreferredStartingTime>
                """.formatted(activity, day, hour);
    }
}

package org.lectern.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lectern.demo.DemoNames.Name;

/**
 * Everybody at the school: who they are, which form they are in, how they sign in. Five accounts can be used at once,
 * all others wait for their invitation.
 */
final class DemoPeople {

    /** How many students the forms 7-A, 7-B … 12-D have. */
    private static final int[] FORM_SIZES = {
        28, 27, 27, 26, 27, 27, 26, 26, 27, 27, 26, 26, 28, 27, 26, 26, 25, 25, 24, 24, 19, 19, 18, 19
    };

    /** Teachers with what they teach and the room that is theirs. */
    private static final String STAFF = """
            Ines Calder f MATH 214; Adrian Whitcombe m MATH 211; Nasreen Qureshi f MATH 212; Tomasz Zieliński m MATH 213;
            Joy Appiah f MATH 215; Gareth Llewellyn m MATH 216; Ruth Hartley f ENG 106; Sofia Lund f ENG 101;
            Marcus Bell m ENG 102; Orla Fitzgerald f ENG 103; Kwabena Danso m ENG 104; Margaret Ashdown f BIOL Lab 3;
            Yusra Khalil f BIOL Lab 4; Peter Loxley m BIOL Lab 5; Lena Brandt f CHEM Lab 1; Owen Prys-Jones m CHEM Lab 6;
            Shirin Farrokh f CHEM Lab 7; Daniel Osei m PHYS Lab 2; Aoife Brennan f PHYS Lab 8; Viktor Halász m PHYS Lab 9;
            Petr Novák m HIST 109; Charlotte Eames f HIST 108; Babajide Alabi m HIST 107; Efua Mensah f GEOG 112;
            Stuart Rigby m GEOG 113; Paul Laurent m FREN 121; Mathilde Garnier f FREN 122; Denise Okoye f FREN 123;
            Vikram Rao m COMP IT 1; Hye-jin Seo f COMP IT 2; Kerry Malone f PE Gym; Dwayne Roberts m PE Sports hall;
            Silvia Ferrante f PE Field; Camille Verdier f ART Studio 1; Jonathan Pike m ART Studio 2;
            Eluned Rhys f MUS Music room; Marek Sobczak m MUS Drama studio; Pilar Santamaría f SPAN 124;
            Rajesh Menon m ECON 125; Ingrid Solheim f PSY 126""";

    private final List<Teacher> teachers = new ArrayList<>();
    private final List<Student> students = new ArrayList<>();
    private final Map<Long, String> usernames = new HashMap<>();

    /**
     * A teacher.
     *
     * @param id of the person
     * @param subject the main one
     * @param room the code of the teacher's own
     */
    record Teacher(long id, Name name, DemoSubject subject, String room) {}

    /**
     * A student.
     *
     * @param id of the person
     * @param form 0 for 7-A to 23 for 12-D
     * @param joined the first day
     */
    record Student(long id, Name name, int form, LocalDate joined) {

        /** 7 to 12. */
        int year() {
            return year(form);
        }

        /** The year of a form. */
        static int year(int form) {
            return 7 + form / 4;
        }
    }

    /**
     * @param calendar of the year
     * @param today in the school's zone
     */
    DemoPeople(DemoCalendar calendar, LocalDate today) {
        var names = new DemoNames();
        var id = 2L;
        for (var line : STAFF.split(";\\s+")) {
            var parts = line.split(" ", 5);
            var name = Name.parse(parts[0] + " " + parts[1] + " " + parts[2]);
            names.reserve(name);
            teachers.add(new Teacher(id++, name, DemoSubject.valueOf(parts[3]), parts[4]));
        }
        DemoNames.FORM_10_A.forEach(line -> names.reserve(Name.parse(line)));
        for (var form = 0; form < FORM_SIZES.length; form++) {
            for (var i = 0; i < FORM_SIZES[form]; i++) {
                var name = code(form).equals("10-A") ? Name.parse(DemoNames.FORM_10_A.get(i)) : names.invent();
                var isNew = name.full().equals("Emi Sato");
                students.add(new Student(id++, name, form, isNew ? newcomersDay(calendar, today) : calendar.start()));
            }
        }
        usernames.put(1L, "admin");
        teachers.forEach(each -> usernames.put(each.id, username(names, each)));
        students.forEach(each -> usernames.put(each.id, username(names, each)));
    }

    /** The latest Monday on which there were lessons. */
    private static LocalDate newcomersDay(DemoCalendar calendar, LocalDate today) {
        return calendar.schoolDays().stream()
                .filter(day -> day.getDayOfWeek().getValue() == 1 && !day.isAfter(today))
                .reduce((first, second) -> second)
                .orElse(calendar.start());
    }

    private String username(DemoNames names, Teacher teacher) {
        return switch (teacher.name.full()) {
            case "Ines Calder" -> "teacher";
            case "Petr Novák" -> "teacher2";
            default -> names.username(teacher.name);
        };
    }

    private String username(DemoNames names, Student student) {
        if (student.name.full().equals("Maya Fairweather")) {
            return "student";
        }
        // the first of 9-D, whom the demo teacher does not teach
        var isFirstOf9D = code(student.form).equals("9-D") && !usernames.containsValue("student2");
        return isFirstOf9D ? "student2" : names.username(student.name);
    }

    /** The code of a form, for example {@code 10-A}. */
    static String code(int form) {
        return Student.year(form) + "-" + "ABCD".charAt(form % 4);
    }

    /** How many forms there are. */
    static int forms() {
        return FORM_SIZES.length;
    }

    /** All teachers; the first is the one with the account {@code teacher}. */
    List<Teacher> teachers() {
        return teachers;
    }

    /** All students, form by form. */
    List<Student> students() {
        return students;
    }

    /** The student with the account {@code student}. */
    Student demoStudent() {
        return studentWith("student");
    }

    /** The student with the account {@code student2}. */
    Student otherStudent() {
        return studentWith("student2");
    }

    private Student studentWith(String username) {
        return students.stream()
                .filter(each -> usernames.get(each.id).equals(username))
                .findFirst()
                .orElseThrow();
    }

    /** What a person signs in with. */
    String username(long personId) {
        return usernames.get(personId);
    }

    /**
     * Writes people, roles, forms and accounts.
     *
     * @param hashes password hashes by username, of those accounts that are active
     * @throws SQLException when the database refuses one
     */
    void write(Connection connection, DemoCalendar calendar, Map<String, String> hashes, Instant now)
            throws SQLException {
        var people = new DemoTable(
                "person", "id, given_name, family_name, identifier, email, phone, birth_date, sex, grades, org_id");
        var roles = new DemoTable("person_role", "person_id, role");
        var accounts = new DemoTable(
                "account", "id, person_id, username, password_hash, state, password_changed_at, language");
        person(people, 1, new Name("Helen", "Marsh", true), "S-001", "+44 1632 960100", null, null);
        roles.add(1L, "ADMIN");
        for (var teacher : teachers) {
            var number = (int) teacher.id;
            person(
                    people,
                    teacher.id,
                    teacher.name,
                    "S-%03d".formatted(number),
                    "+44 1632 960%03d".formatted(100 + number),
                    null,
                    null);
            roles.add(teacher.id, "TEACHER");
            if (teacher.name.full().equals("Sofia Lund")) {
                roles.add(teacher.id, "ADMIN");
            }
        }
        var firstYear = calendar.schoolYear() - 1;
        for (var student : students) {
            var youngest = LocalDate.of(firstYear - student.year() - 5, 9, 1);
            var born = youngest.plusDays(DemoRandom.of("birthday", student.id).between(0, 364));
            person(
                    people,
                    student.id,
                    student.name,
                    "MP%02d%04d".formatted((firstYear - student.year() + 7) % 100, student.id),
                    null,
                    born,
                    "%02d".formatted(student.year()));
            roles.add(student.id, "STUDENT");
        }
        for (var id = 1L; id <= people.count(); id++) {
            var hash = hashes.get(username(id));
            accounts.add(
                    id,
                    id,
                    username(id),
                    hash,
                    hash == null ? "INVITED" : "ACTIVE",
                    hash == null ? null : now,
                    hash == null ? null : "en");
        }
        people.writeWithIds(connection);
        roles.write(connection);
        accounts.writeWithIds(connection);
        writeForms(connection);
    }

    private void person(
            DemoTable table, long id, Name name, String number, String phone, LocalDate born, String grade) {
        var address =
                new StringBuilder(DemoNames.plain(name.given())).append('.').append(DemoNames.plain(name.family()));
        table.add(
                id,
                name.given(),
                name.family(),
                number,
                address.append("@marlowe-park.example"),
                phone,
                born,
                name.female() ? "female" : "male",
                grade,
                1);
    }

    private void writeForms(Connection connection) throws SQLException {
        var groups = new DemoTable("student_group", "id, code, title, kind, grade_level");
        var members = new DemoTable("student_group_member", "id, student_group_id, student_id, from_date");
        for (var form = 0; form < forms(); form++) {
            groups.add(form + 1, code(form), "Form " + code(form), "FORM", Student.year(form));
        }
        for (var student : students) {
            members.add(members.count() + 1, student.form + 1, student.id, student.joined);
        }
        groups.writeWithIds(connection);
        members.writeWithIds(connection);
    }
}

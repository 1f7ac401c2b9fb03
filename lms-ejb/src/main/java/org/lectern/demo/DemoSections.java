package org.lectern.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lectern.demo.DemoPeople.Student;
import org.lectern.demo.DemoPeople.Teacher;

/**
 * What is taught to whom by whom: every form has all subjects of its year, years 11 and 12 choose one option besides,
 * and there are clubs for everybody.
 */
final class DemoSections {

    private static final List<String> OF_THE_DEMO_TEACHER = List.of("10-A", "9-B", "8-C");

    /** The hash of the key "gearbox"; its salt is always the same, so that the school is. */
    private static final String GEARBOX =
            "PBKDF2WithHmacSHA256:10000:bGVjdGVyZGVtb2dlYXJibw==:d38p02l08MEgvKNXjCYxWQah+1Yf6k5JG4z6Wjt6VPU=";

    private final List<Section> sections = new ArrayList<>();
    private final Map<Teacher, Integer> load = new HashMap<>();
    private final DemoPeople people;

    /** Nobody is in two clubs, because some meet at the same time; the demo student sings. */
    private final Set<Student> inClubs = new HashSet<>();

    /**
     * A section.
     *
     * @param id of the row
     * @param year 7 to 12; 0 for a club
     * @param form 0 to 23; -1 where students of several forms meet
     * @param weekly lessons a week
     * @param capacity at most so many students
     * @param students those who are in
     * @param waiting those who would like to be, in order
     */
    record Section(
            int id,
            String code,
            String title,
            DemoSubject subject,
            int year,
            int form,
            Teacher teacher,
            int weekly,
            int capacity,
            List<Student> students,
            List<Student> waiting) {}

    DemoSections(DemoPeople people) {
        this.people = people;
        for (var form = 0; form < DemoPeople.forms(); form++) {
            for (var subject : DemoSubject.values()) {
                if (subject.weekly(Student.year(form)) > 0) {
                    addForForm(form, subject);
                }
            }
        }
        options(11, List.of(DemoSubject.FMATH, DemoSubject.SPAN, DemoSubject.COMP, DemoSubject.ART, DemoSubject.DRAM));
        options(12, List.of(DemoSubject.STAT, DemoSubject.ECON, DemoSubject.PSY, DemoSubject.COMP));
        inClubs.addAll(List.of(people.demoStudent(), people.otherStudent()));
        club("CLINIC", "Maths clinic", teacherOf(DemoSubject.MATH, 0), 2, 12);
        club("CHOIR", "Choir", teacherOf(DemoSubject.MUS, 0), 1, 32);
        club("ROBOTICS", "Robotics club", teacherOf(DemoSubject.PHYS, 0), 1, 16);
        club("CHESS", "Chess club", teacherOf(DemoSubject.COMP, 0), 1, 18);
        club("DEBATE", "Debating society", teacherOf(DemoSubject.ENG, 2), 1, 15);
        club("RUNNING", "Running club", teacherOf(DemoSubject.PE, 1), 1, 20);
    }

    private void addForForm(int form, DemoSubject subject) {
        var code = DemoPeople.code(form);
        var inForm =
                people.students().stream().filter(each -> each.form() == form).toList();
        var weekly = subject.weekly(Student.year(form));
        // drama and design share the other subject's teacher and place in the week
        var sameAs = subject.isAlternate() ? sections.get(sections.size() - 1).teacher : null;
        var teacher = sameAs != null ? sameAs : teacherFor(subject, code, weekly);
        add(code, subject.name(), subject.title(), subject, form, teacher, weekly, 30, inForm, List.of());
    }

    private Teacher teacherFor(DemoSubject subject, String form, int weekly) {
        var colleagues = people.teachers().stream()
                .filter(each -> each.subject() == subject)
                .toList();
        var free = subject != DemoSubject.MATH
                ? colleagues
                : OF_THE_DEMO_TEACHER.contains(form)
                        ? colleagues.subList(0, 1)
                        : colleagues.subList(1, colleagues.size());
        var teacher = free.stream()
                .min(Comparator.comparingInt(each -> load.getOrDefault(each, 0)))
                .orElseThrow();
        load.merge(teacher, weekly, Integer::sum);
        return teacher;
    }

    private Teacher teacherOf(DemoSubject subject, int index) {
        return people.teachers().stream()
                .filter(each -> each.subject() == subject)
                .skip(index)
                .findFirst()
                .orElseThrow();
    }

    private void options(int year, List<DemoSubject> subjects) {
        var chosen = new EnumMap<DemoSubject, List<Student>>(DemoSubject.class);
        subjects.forEach(each -> chosen.put(each, new ArrayList<>()));
        var wanted = new ArrayList<Student>();
        var first = subjects.get(0);
        var seats = first == DemoSubject.FMATH ? 14 : 19;
        for (var student : people.students()) {
            if (student.year() == year) {
                var random = DemoRandom.of("option", student.id());
                if (random.chance(0.3) && chosen.get(first).size() < seats) {
                    chosen.get(first).add(student);
                } else {
                    chosen.get(random.pick(subjects.subList(1, subjects.size())))
                            .add(student);
                    if (chosen.get(first).size() == seats && wanted.size() < 3 && random.chance(0.2)) {
                        wanted.add(student);
                    }
                }
            }
        }
        var letters = year == 11 ? "XYZVW" : "STUV";
        for (var i = 0; i < subjects.size(); i++) {
            var subject = subjects.get(i);
            var teacher = switch (subject) {
                case FMATH, STAT -> people.teachers().get(0);
                case DRAM -> teacherOf(DemoSubject.MUS, 1);
                case ART -> teacherOf(DemoSubject.ART, 1);
                default -> teacherOf(subject, 0);
            };
            var full = chosen.get(subject).size() == seats && i == 0;
            add(
                    year + "-" + letters.charAt(i),
                    subject.name(),
                    subject.title(),
                    subject,
                    -1,
                    teacher,
                    4,
                    full ? seats : 30,
                    chosen.get(subject),
                    full ? wanted : List.of());
        }
    }

    private void club(String code, String title, Teacher teacher, int weekly, int members) {
        var joined = new ArrayList<Student>();
        var step = people.students().size() / members;
        var offset = DemoRandom.of("club " + code).between(0, step - 1);
        for (var i = 0; i < members; i++) {
            var student = people.students().get(offset + i * step);
            if (inClubs.add(student)) {
                joined.add(student);
            }
        }
        if (code.equals("CHOIR")) {
            joined.add(people.demoStudent());
        }
        // everybody wants to play chess: it is full, and the demo student is second in the line
        var waiting = code.equals("CHESS")
                ? List.of(
                        people.students().stream()
                                .filter(each -> !inClubs.contains(each))
                                .findFirst()
                                .orElseThrow(),
                        people.demoStudent(),
                        people.otherStudent())
                : List.<Student>of();
        sections.add(new Section(
                sections.size() + 1,
                code,
                title,
                DemoSubject.CLUB,
                0,
                -1,
                teacher,
                weekly,
                waiting.isEmpty() ? members + 4 : joined.size(),
                joined,
                waiting));
    }

    private void add(
            String students,
            String code,
            String title,
            DemoSubject subject,
            int form,
            Teacher teacher,
            int weekly,
            int capacity,
            List<Student> inIt,
            List<Student> waiting) {
        var year = Integer.parseInt(students.substring(0, students.indexOf('-')));
        sections.add(new Section(
                sections.size() + 1,
                students + "-" + code,
                students + " " + title,
                subject,
                year,
                form,
                teacher,
                weekly,
                capacity,
                inIt,
                waiting));
    }

    /** All sections; their ids count from 1. */
    List<Section> all() {
        return sections;
    }

    /**
     * Writes courses, sections, teacher assignments and enrollments.
     *
     * @param session id of the school year
     * @throws SQLException when the database refuses one
     */
    void write(Connection connection, DemoCalendar calendar, int session) throws SQLException {
        var courses = writeCourses(connection);
        var rows = new DemoTable(
                "section",
                "id, course_id, academic_session_id, student_group_id, org_id, code, title, capacity, seats_taken, "
                        + "policy, enrollment_key_hash, waitlist");
        var assignments = new DemoTable("teacher_assignment", "id, section_id, teacher_id, role, from_date, to_date");
        var enrollments = new DemoTable(
                "enrollment", "id, section_id, student_id, status, begin_date, end_date, waitlist_position");
        for (var section : sections) {
            var key = section.code.equals("ROBOTICS") ? GEARBOX : null;
            var policy = key != null ? "BY_KEY" : section.form >= 0 ? "BY_GROUP" : "OPEN";
            rows.add(
                    section.id,
                    courses.get(courseCode(section)),
                    session,
                    section.form < 0 ? null : section.form + 1,
                    1,
                    section.code,
                    section.title,
                    section.capacity,
                    section.students.size(),
                    policy,
                    key,
                    section.form < 0);
            assignments.add(
                    assignments.count() + 1,
                    section.id,
                    section.teacher.id(),
                    "LEAD",
                    calendar.start(),
                    calendar.end());
            for (var student : section.students) {
                enroll(enrollments, section, student, "ACTIVE", student.joined(), null);
            }
            for (var student : section.waiting) {
                enroll(enrollments, section, student, "WAITLISTED", null, section.waiting.indexOf(student) + 1);
            }
        }
        rows.writeWithIds(connection);
        assignments.writeWithIds(connection);
        enrollments.writeWithIds(connection);
    }

    private static void enroll(
            DemoTable table, Section section, Student student, String status, LocalDate begin, Integer position) {
        table.add(table.count() + 1, section.id, student.id(), status, begin, null, position);
    }

    private static String courseCode(Section section) {
        return section.year == 0 ? section.code : section.subject.name() + "-" + section.year;
    }

    private Map<String, Integer> writeCourses(Connection connection) throws SQLException {
        var ids = new HashMap<String, Integer>();
        var courses = new DemoTable("course", "id, code, title, org_id");
        var prerequisites = new DemoTable("course_prerequisite", "course_id, requires_id");
        for (var section : sections) {
            var code = courseCode(section);
            if (!ids.containsKey(code)) {
                ids.put(code, courses.count() + 1);
                var title = section.year == 0 ? section.title : section.subject.title() + ", year " + section.year;
                courses.add(ids.get(code), code, title, 1);
                var before = ids.get(section.subject.name() + "-" + (section.year - 1));
                if (before != null) {
                    prerequisites.add(ids.get(code), before);
                }
            }
        }
        courses.writeWithIds(connection);
        prerequisites.write(connection);
        return ids;
    }
}

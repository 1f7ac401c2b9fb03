package org.lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lectern.runner.Lectern;
import org.lectern.runner.Settings;

/** Measures a whole Lectern on this computer against the PostgreSQL behind it: {@code mvn -Pbench}. */
public final class Bench {

    /** What the gradebook is measured by. */
    static final String GRADEBOOK = "a gradebook of 1,000 × 100";

    /** What entering grades is measured by. */
    static final String COLUMN = "a column of 1,000 grades";

    /** What a student's page is measured by. */
    static final String OWN_GRADES = "a student's grades";

    private static final int MOST = 64;

    private final Duration warmUp = seconds("LMS_BENCH_WARM_UP", 60);
    private final Duration measured = seconds("LMS_BENCH_SECONDS", 15);
    private final Report report = new Report();
    private final Lectern lectern;
    private final Load load;
    private BenchSchool school;
    private URI server;

    private Bench(Lectern lectern, Path data) throws IOException {
        this.lectern = lectern;
        this.load = new Load(ProcessorTime.ofServer(), ProcessorTime.ofDatabase(data));
    }

    /**
     * Runs everything and prints the figures.
     *
     * @param arguments none
     * @throws Exception when Lectern does not start or a measurement cannot be made
     */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("lectern.home", "."))
                .toAbsolutePath()
                .normalize();
        Path data = home.resolve("config/bench/target/data");
        delete(data);
        Settings asked = Settings.from(home, System.getenv());
        Settings settings = new Settings(home, 0, data, true, Optional.empty(), asked.heap(), asked.javaOptions());
        try (Lectern lectern = new Lectern(settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(lectern::close, "lectern-shutdown"));
            lectern.start(System.out::println);
            new Bench(lectern, data).run();
        }
    }

    private void run() throws Exception {
        server = lectern.uri();
        school = BenchSchool.make(lectern.database(), MOST);
        try (var http = new Http(server, MOST)) {
            warmUp(http);
            report.printHead();
            if (wanted("empty")) {
                empty(http);
            }
            if (wanted("attendance")) {
                ownAttendance(http);
            }
            if (wanted("timetable")) {
                timetable(http);
            }
            if (wanted("register")) {
                register(http);
            }
            if (wanted("login")) {
                login(http);
            }
            if (wanted("gradebook")) {
                gradebook(http);
            }
            if (wanted("growth")) {
                growth(http); // the last one: it takes other marks away
            }
            report.printTargets();
        }
    }

    private void warmUp(Http http) throws Exception {
        System.out.println("Warming up for " + 3 * warmUp.toSeconds() + " s");
        load.run(registers(http, school.warmUpLessons(), 16), warmUp);
        load.run(students(http, 16), warmUp);
        load.run(registers(http, school.warmUpLessons(), 16), warmUp.dividedBy(2));
        load.run(keys(http, 16), warmUp.dividedBy(2));
    }

    private void empty(Http http) throws Exception {
        report.add("empty, with a token", 16, load.run(keys(http, 16), measured), null);
    }

    private void ownAttendance(Http http) throws Exception {
        var clients = students(http, MOST);
        try (var plain = PlainSql.ownAttendance(lectern.database(), school, MOST)) {
            compare(http, "a student's attendance", clients, plain.clients());
        }
    }

    private void timetable(Http http) throws Exception {
        List<Client> clients = new ArrayList<>();
        for (var student : school.students()) {
            var token = http.login(student.username());
            clients.add(() -> http.get("/api/student/timetable", token));
        }
        load.run(clients.subList(0, 16), warmUp.dividedBy(2));
        try (var plain = PlainSql.timetable(lectern.database(), school, MOST)) {
            compare(http, "a student's week timetable", clients, plain.clients());
        }
    }

    private void register(Http http) throws Exception {
        var clients = registers(http, school.lessons(), MOST);
        try (var plain = PlainSql.registers(lectern.database(), school, MOST)) {
            compare(http, "a register of 30", clients, plain.clients());
        }
    }

    private void login(Http http) throws Exception {
        List<Client> clients = new ArrayList<>();
        for (var teacher : school.teachers()) {
            clients.add(() -> http.login(teacher.username()));
        }
        try (var plain = PlainSql.logins(lectern.database(), school, MOST)) {
            compare(http, "login", clients, plain.clients());
        }
    }

    /** A gradebook of 1,000 students and 100 items: opened, a column of it written, and what its students see. */
    private void gradebook(Http http) throws Exception {
        var book = GradebookSchool.make(
                lectern.database(),
                "BENCH-GRADES",
                school.teachers().get(0).personId(),
                school.students(),
                1000,
                100);
        var teacher = http.login(school.teachers().get(0).username());
        List<Client> opening = new ArrayList<>();
        List<Client> writing = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            opening.add(() -> http.get("/api/teacher/sections/" + book.section() + "/gradebook", teacher));
            writing.add(book.columns(http, teacher, i));
        }
        List<Client> reading = new ArrayList<>();
        for (var student : school.students().subList(0, 8)) {
            var token = http.login(student.username());
            reading.add(() -> http.get("/api/student/grades", token));
        }
        for (int round = 0; round < 2; round++) {
            load.run(opening.subList(0, 2), measured.dividedBy(2));
            load.run(writing.subList(0, 2), measured.dividedBy(2));
            load.run(reading, measured.dividedBy(2));
        }
        for (int clients : new int[] {1, 8}) {
            http.closeIdle();
            report.add(GRADEBOOK, clients, load.run(opening.subList(0, clients), measured), null);
            report.add(COLUMN, clients, load.run(writing.subList(0, clients), measured), null);
            report.add(OWN_GRADES, clients, load.run(reading.subList(0, clients), measured), null);
        }
    }

    /** What the same requests take while there come to be more and more marks and grades of others. */
    private void growth(Http http) throws Exception {
        var students = school.students().subList(0, 8);
        var book = GradebookSchool.make(
                lectern.database(), "BENCH-GROWTH", school.teachers().get(1).personId(), students, 30, 24);
        var teacher = http.login(school.teachers().get(1).username());
        Map<String, List<Client>> requests = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            var student = http.login(students.get(i).username());
            add(requests, "a student's grades", () -> http.get("/api/student/grades", student));
            add(requests, "a student's attendance", () -> http.get("/api/student/attendance", student));
            add(requests, "a student's week timetable", () -> http.get("/api/student/timetable", student));
            add(requests, "a gradebook of 30 × 24", () -> http.get(
                    "/api/teacher/sections/" + book.section() + "/gradebook", teacher));
            add(requests, "a column of 30 grades", book.columns(http, teacher, i));
        }
        var others = new OtherMarks(lectern.database(), students, book.section());
        for (var request : requests.values()) {
            load.run(request, measured);
        }
        for (int marks : new int[] {10_000, 100_000, 1_000_000}) {
            others.growTo(marks);
            for (var request : requests.entrySet()) {
                http.closeIdle();
                load.run(request.getValue(), measured.dividedBy(5));
                report.addGrown(request.getKey(), marks, 8, load.run(request.getValue(), measured));
            }
        }
    }

    private static void add(Map<String, List<Client>> requests, String what, Client client) {
        requests.computeIfAbsent(what, none -> new ArrayList<>()).add(client);
    }

    private void compare(Http http, String what, List<Client> lectern, List<Client> plain) throws Exception {
        load.run(plain.subList(0, 16), measured.dividedBy(3));
        for (int clients : clients()) {
            var yardstick = load.run(plain.subList(0, clients), measured);
            http.closeIdle();
            report.add(what, clients, load.run(lectern.subList(0, clients), measured), yardstick);
        }
    }

    private List<Client> keys(Http http, int count) throws IOException {
        List<Client> clients = new ArrayList<>();
        for (var student : school.students().subList(0, count)) {
            var token = http.login(student.username());
            clients.add(() -> http.get("/api/auth/keys", token));
        }
        return clients;
    }

    private List<Client> students(Http http, int count) throws IOException {
        List<Client> clients = new ArrayList<>();
        for (var student : school.students().subList(0, count)) {
            var token = http.login(student.username());
            clients.add(() -> http.get("/api/student/attendance", token));
        }
        return clients;
    }

    private List<Client> registers(Http http, BenchSchool.Lessons lessons, int count) throws IOException {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(new RegisterClient(
                    http, http.login(school.teachers().get(i).username()), lessons.ofTeacher(i)));
        }
        return clients;
    }

    private static boolean wanted(String name) {
        var only = System.getenv("LMS_BENCH_ONLY");
        return only == null || List.of(only.split(",")).contains(name);
    }

    private static int[] clients() {
        var only = System.getenv("LMS_BENCH_CLIENTS");
        return only == null
                ? new int[] {1, 16, 64}
                : Stream.of(only.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    private static Duration seconds(String variable, int otherwise) {
        var value = System.getenv(variable);
        return Duration.ofSeconds(value == null ? otherwise : Integer.parseInt(value));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> {
                    try {
                        Files.delete(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
        Files.createDirectories(folder);
    }

    /** Does one request and waits for its answer; used by one thread. */
    interface Client {

        /** @throws IOException when the answer is not the expected one */
        void request() throws IOException, SQLException;
    }
}

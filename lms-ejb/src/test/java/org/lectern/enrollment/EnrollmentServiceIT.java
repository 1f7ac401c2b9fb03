package org.lectern.enrollment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.courses.SeatsChanged;
import org.lectern.enrollment.Obstacle.ObstacleReason;
import org.lectern.notifications.Notification;
import org.lectern.notifications.NotificationService;
import org.lectern.security.PasswordHash;
import org.lectern.shared.Caller;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class EnrollmentServiceIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private static final LocalDate TODAY = LocalDate.now(java.time.ZoneOffset.UTC);

    private static int count;

    private Caller office;
    private long term;
    private long course;

    @BeforeEach
    void school() {
        database.execute("insert into setting (name, value) values ('school.time-zone', 'UTC') on conflict do nothing");
        office = person("Helen", "Marsh", "ADMIN");
        term = id(
                "academic_session (title, type, start_date, end_date) values ('Autumn', 'TERM', ?, ?)",
                TODAY.minusDays(60),
                TODAY.plusDays(60));
        course = course("Chess");
    }

    // ------------------------------------------------------------------------------------------ seats and the line

    @Test
    void ofTwoHundredAtOnceThirtyGetTheThirtySeatsAndTheOthersWaitInOrder() throws Exception {
        long section = section("OPEN", 30);
        var students = IntStream.range(0, 200)
                .mapToObj(i -> person("Pupil", "Number " + i, "STUDENT"))
                .toList();
        own(students.get(0)); // the services are ready before the rush begins
        var gate = new CountDownLatch(1);
        var rush = Executors.newFixedThreadPool(students.size());
        try {
            var tasks = students.stream()
                    .map(student -> rush.submit((Callable<OwnEnrollment>) () -> {
                        gate.await();
                        return enroll(student, section);
                    }))
                    .toList();
            gate.countDown();
            var places = new ArrayList<Integer>();
            int seated = 0;
            for (var task : tasks) {
                var enrollment = task.get();
                if (enrollment.status() == EnrollmentStatus.ACTIVE) {
                    seated++;
                } else {
                    places.add(enrollment.waitlistPlace());
                }
            }

            assertEquals(30, seated);
            assertEquals(
                    IntStream.rangeClosed(1, 170).boxed().toList(),
                    places.stream().sorted().toList());
            assertEquals("30", database.value("select seats_taken from section where id = ?", section));
            assertEquals(
                    "30 170",
                    database.value(
                            "select count(*) filter (where status = 'ACTIVE') || ' '"
                                    + " || count(*) filter (where status = 'WAITLISTED') from enrollment where section_id = ?",
                            section));
        } finally {
            rush.shutdownNow();
        }
    }

    @Test
    void ofTwoSeatsAtTheSameHourThatAreFreeAtOnceWhoWaitsForBothGetsOne() throws Exception {
        var rush = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                long one = section("OPEN", 1);
                slot(one, 2, "10:00", "10:45", "EVERY");
                long other = section("OPEN", 1);
                slot(other, 2, "10:30", "11:15", "EVERY");
                var ada = student("Ada");
                var bo = student("Bo");
                var cy = student("Cy");
                long bos = enroll(bo, one).id();
                long cys = enroll(cy, other).id();
                enroll(ada, one);
                enroll(ada, other);
                var gate = new CyclicBarrier(2);

                var first = rush.submit(() -> dropAt(gate, bo, bos));
                var second = rush.submit(() -> dropAt(gate, cy, cys));
                first.get();
                second.get();

                assertEquals(
                        "ACTIVE WAITLISTED",
                        database.value(
                                "select string_agg(status, ' ' order by status) from enrollment where student_id = ?",
                                ada.personId()));
            }
        } finally {
            rush.shutdownNow();
        }
    }

    private static Void dropAt(CyclicBarrier gate, Caller student, long enrollment) throws Exception {
        gate.await();
        drop(student, enrollment);
        return null;
    }

    @Test
    void dropGivesTheSeatToTheFirstInTheLineAndTellsThatStudent() {
        long section = section("OPEN", 1);
        var ada = student("Ada");
        var bo = student("Bo");
        var cy = student("Cy");
        var adas = enroll(ada, section);
        assertEquals(1, enroll(bo, section).waitlistPlace());
        assertEquals(2, enroll(cy, section).waitlistPlace());

        drop(ada, adas.id());

        assertEquals(
                List.of("DROPPED", "ACTIVE", "WAITLISTED"),
                Stream.of(ada, bo, cy).map(each -> status(each, section)).toList());
        assertEquals(1, own(cy).items().get(0).waitlistPlace());
        var told = notifications(bo);
        assertEquals(List.of("seat-free"), told.stream().map(Notification::kind).toList());
        assertEquals(
                "A seat in Chess is yours: you were first on the waitlist.",
                told.get(0).text());
        assertEquals(List.of(), notifications(cy));
        assertEquals(
                "notification", database.value("select topic from outbox_event where person_id = ?", bo.personId()));
        assertEquals("1", database.value("select seats_taken from section where id = ?", section));
    }

    @Test
    void whoGivesUpAPlaceInTheLineMovesOthersUpAndFreesNoSeat() {
        long section = section("OPEN", 1);
        enroll(student("Ada"), section);
        var bo = student("Bo");
        var cy = student("Cy");
        var bos = enroll(bo, section);
        enroll(cy, section);

        drop(bo, bos.id());

        assertEquals(1, own(cy).items().get(0).waitlistPlace());
        assertEquals("1", database.value("select seats_taken from section where id = ?", section));
    }

    @Test
    void whoLeavesOnTheFirstDayWasNeverOnTheRosterAndMayComeBack() {
        long section = section("OPEN", 5);
        var ada = student("Ada");
        drop(ada, enroll(ada, section).id());

        assertNull(database.value("select end_date from enrollment where student_id = ?", ada.personId()));
        assertEquals(EnrollmentStatus.ACTIVE, enroll(ada, section).status());
        assertEquals("1", database.value("select seats_taken from section where id = ?", section));
    }

    @Test
    void fullSectionWithoutAWaitlistIsRefused() {
        long section = section("OPEN", 1);
        database.execute("update section set waitlist = false where id = ?", section);
        enroll(student("Ada"), section);

        refused(ProblemType.SECTION_FULL, () -> enroll(student("Bo"), section));
    }

    @Test
    void seatGoesPastWhoWouldBeInTwoLessonsAtOnceAndTheNextGetsIt() {
        long section = section("OPEN", 1);
        slot(section, 2, "10:00", "10:45", "EVERY");
        long chosen = section("OPEN", 5);
        slot(chosen, 2, "10:30", "11:15", "EVERY");
        var ada = student("Ada");
        var bo = student("Bo");
        var cy = student("Cy");
        var adas = enroll(ada, section);
        enroll(bo, section);
        enroll(cy, section);
        long inTheWay = asOffice(service -> service.enroll(chosen, new RosterEntry(List.of(bo.personId()), null, null)))
                .items()
                .get(0)
                .id();

        drop(ada, adas.id());

        assertEquals(
                List.of("WAITLISTED", "ACTIVE"),
                Stream.of(bo, cy).map(each -> status(each, section)).toList());
        assertEquals(
                1,
                own(bo).items().stream()
                        .filter(each -> each.section().id() == section)
                        .findFirst()
                        .orElseThrow()
                        .waitlistPlace());
        var told = notifications(bo).stream()
                .filter(each -> each.kind().equals("seat-passed"))
                .toList();
        assertEquals(1, told.size());
        assertTrue(told.get(0).text().startsWith("A seat in Chess would be yours, but it meets at the same time as "));

        // who comes later gets the seat that nobody before can take, and who makes room gets one that is free
        database.execute("update section set capacity = 2 where id = ?", section);
        var di = student("Di");
        assertEquals(EnrollmentStatus.ACTIVE, enroll(di, section).status());
        assertEquals(
                1,
                notifications(bo).stream()
                        .filter(each -> each.kind().equals("seat-passed"))
                        .count());
        database.execute("update section set capacity = 3 where id = ?", section);
        drop(bo, inTheWay);
        assertEquals("ACTIVE", status(bo, section));
        assertEquals("3", database.value("select seats_taken from section where id = ?", section));
    }

    @Test
    void whereClashesAreWarnedOfTheSeatComesWithAWarning() {
        long section = section("OPEN", 1);
        slot(section, 2, "10:00", "10:45", "EVERY");
        long chosen = section("OPEN", 5);
        slot(chosen, 2, "10:30", "11:15", "EVERY");
        var ada = student("Ada");
        var bo = student("Bo");
        var adas = enroll(ada, section);
        enroll(bo, section);
        asOffice(service -> service.enroll(chosen, new RosterEntry(List.of(bo.personId()), null, null)));
        clash("WARN");
        try {
            drop(ada, adas.id());
        } finally {
            clash("REFUSE");
        }

        assertEquals("ACTIVE", status(bo, section));
        assertTrue(notifications(bo).get(0).text().contains(" It meets at the same time as "));
    }

    @Test
    void raisedCapacityIsFilledFromTheLine() {
        long section = section("OPEN", 1);
        enroll(student("Ada"), section);
        var bo = student("Bo");
        enroll(bo, section);
        database.execute("update section set capacity = 9 where id = ?", section);

        asOffice(service -> {
            service.fillSeats(new SeatsChanged(section));
            return null;
        });

        assertEquals("ACTIVE", status(bo, section));
    }

    // ------------------------------------------------------------------------------------------ what is refused

    @Test
    void sectionsThatAreClosedOrOfAGroupAreForTheOffice() {
        refused(ProblemType.ENROLLMENT_CLOSED, () -> enroll(student("Ada"), section("CLOSED", 5)));
        refused(ProblemType.ENROLLMENT_CLOSED, () -> enroll(student("Ada"), section("BY_GROUP", 5)));
    }

    @Test
    void enrollingIsPossibleBetweenItsDatesOnly() {
        long early = section("OPEN", 5);
        database.execute("update section set enroll_from = now() + interval '1 hour' where id = ?", early);
        long late = section("OPEN", 5);
        database.execute("update section set enroll_until = now() - interval '1 hour' where id = ?", late);

        refused(ProblemType.ENROLLMENT_CLOSED, () -> enroll(student("Ada"), early));
        refused(ProblemType.ENROLLMENT_CLOSED, () -> enroll(student("Ada"), late));
    }

    @Test
    void keyMustBeRight() {
        long section = keyed("gearbox");
        var ada = student("Ada");

        for (var key : new String[] {null, "", "gearbo", "gearboxx", "Gearbox"}) {
            refused(ProblemType.WRONG_ENROLLMENT_KEY, () -> enroll(ada, section, key));
        }
        assertEquals(EnrollmentStatus.ACTIVE, enroll(ada, section, " gearbox ").status());
        assertNull(database.value("select failures from enrollment_key_guess where student_id = ?", ada.personId()));
    }

    @Test
    void whoGuessesKeysWaitsLongerAfterEachOneAndOthersDoNot() {
        long section = keyed("gearbox");
        var ada = student("Ada");
        for (int i = 0; i < 6; i++) {
            refused(ProblemType.WRONG_ENROLLMENT_KEY, () -> enroll(ada, section, "guess"));
        }

        var shut = assertThrows(Problem.class, () -> enroll(ada, section, "gearbox"));

        assertEquals(ProblemType.TOO_MANY_ATTEMPTS, shut.type());
        assertEquals(1, shut.retryAfter().orElseThrow().toSeconds());
        assertEquals(
                EnrollmentStatus.ACTIVE,
                enroll(student("Bo"), section, "gearbox").status());
        database.execute(
                "update enrollment_key_guess set failures = 30, blocked_until = now() - interval '1 second'"
                        + " where student_id = ?",
                ada.personId());
        refused(ProblemType.WRONG_ENROLLMENT_KEY, () -> enroll(ada, section, "guess"));
        assertEquals(
                "5 minutes at most",
                database.value(
                        "select case when blocked_until between now() + interval '4 minutes' and now() + interval '5 minutes'"
                                + " then '5 minutes at most' end from enrollment_key_guess where student_id = ?",
                        ada.personId()));
    }

    private long keyed(String key) {
        long section = section("OPEN", 5);
        database.execute(
                "update section set policy = 'BY_KEY', enrollment_key_hash = ? where id = ?",
                PasswordHash.hash(key.toCharArray(), 10),
                section);
        return section;
    }

    private static OwnEnrollment enroll(Caller student, long section, String key) {
        return services.call(
                student, EnrollmentService.class, service -> service.enroll(new EnrollmentRequest(section, key), null));
    }

    @Test
    void requiredCourseMustBeCompletedBefore() {
        long before = course("Beginners");
        database.execute("insert into course_prerequisite (course_id, requires_id) values (?, ?)", course, before);
        long section = section("OPEN", 5);
        var ada = student("Ada");
        var listed = catalogue(ada, section);
        assertFalse(listed.mayEnroll());
        assertEquals(
                List.of(ObstacleReason.PREREQUISITES),
                listed.obstacles().stream().map(Obstacle::reason).toList());
        refused(ProblemType.PREREQUISITES_MISSING, () -> enroll(ada, section));

        long old = sectionOf(before, "CLOSED", null);
        database.execute(
                "insert into enrollment (section_id, student_id, status) values (?, ?, 'COMPLETED')",
                old,
                ada.personId());

        assertTrue(catalogue(ada, section).prerequisites().get(0).met());
        assertEquals(EnrollmentStatus.ACTIVE, enroll(ada, section).status());
    }

    @Test
    void requiredCourseMayAskForAGradeAndTheCatalogueSaysWhatIsMissing() {
        long before = course("Beginners");
        database.execute(
                "insert into course_prerequisite (course_id, requires_id, minimum_percent) values (?, ?, 60)",
                course,
                before);
        long section = section("OPEN", 5);
        long old = sectionOf(before, "CLOSED", null);
        var ada = student("Ada");
        assertTrue(catalogue(ada, section).prerequisites().get(0).why().contains("with at least 60 % before."));
        database.execute(
                "insert into enrollment (section_id, student_id, status) values (?, ?, 'COMPLETED')",
                old,
                ada.personId());
        assertTrue(catalogue(ada, section)
                .prerequisites()
                .get(0)
                .why()
                .endsWith("; there is no final grade of yours yet."));
        long item = id("grade_item (section_id, title, maximum) values (?, 'Test', 20)", old);
        long grade = id("grade (item_id, student_id, points) values (?, ?, 11.5)", item, ada.personId());

        var listed = catalogue(ada, section);

        assertFalse(listed.mayEnroll());
        assertFalse(listed.prerequisites().get(0).met());
        assertTrue(
                listed.obstacles().get(0).message().endsWith("with at least 60 % before; you have 57.5 %."),
                listed::toString);
        refused(ProblemType.PREREQUISITES_MISSING, () -> enroll(ada, section));

        database.execute("update grade set points = 12 where id = ?", grade);
        assertTrue(catalogue(ada, section).prerequisites().get(0).met());
        assertEquals(EnrollmentStatus.ACTIVE, enroll(ada, section).status());
    }

    @Test
    void courseWhoseTermIsOverCountsAsCompletedByThoseWhoStayed() {
        long before = course("Beginners");
        database.execute("insert into course_prerequisite (course_id, requires_id) values (?, ?)", course, before);
        long old = sectionOf(before, "CLOSED", null);
        long lastTerm = id(
                "academic_session (title, type, start_date, end_date) values ('Spring', 'TERM', ?, ?)",
                TODAY.minusDays(200),
                TODAY.minusDays(100));
        database.execute("update section set academic_session_id = ? where id = ?", lastTerm, old);
        var ada = student("Ada");
        var bo = student("Bo");
        database.execute("insert into enrollment (section_id, student_id) values (?, ?)", old, ada.personId());
        database.execute(
                "insert into enrollment (section_id, student_id, status) values (?, ?, 'DROPPED')", old, bo.personId());
        long section = section("OPEN", 5);

        assertEquals(EnrollmentStatus.ACTIVE, enroll(ada, section).status());
        refused(ProblemType.PREREQUISITES_MISSING, () -> enroll(bo, section));
    }

    @Test
    void clashingTimetableIsRefusedOrWarnedAsTheSettingSays() {
        long first = section("OPEN", 5);
        slot(first, 2, "10:00", "10:45", "A");
        long second = section("OPEN", 5);
        slot(second, 2, "10:30", "11:15", "EVERY");
        long other = section("OPEN", 5);
        slot(other, 2, "10:30", "11:15", "B");
        long next = section("OPEN", 5);
        slot(next, 2, "10:45", "11:30", "A");
        var ada = student("Ada");
        enroll(ada, first);

        refused(ProblemType.ENROLLMENT_CLASH, () -> enroll(ada, second));
        assertEquals(EnrollmentStatus.ACTIVE, enroll(ada, other).status());
        assertEquals(EnrollmentStatus.ACTIVE, enroll(ada, next).status());

        clash("WARN");
        try {
            var bo = student("Bo");
            enroll(bo, first);
            assertEquals(List.of(), catalogue(bo, second).obstacles());
            assertEquals(1, catalogue(bo, second).warnings().size());
            assertEquals(
                    List.of(ObstacleReason.CLASH),
                    enroll(bo, second).warnings().stream().map(Obstacle::reason).toList());
        } finally {
            clash("REFUSE");
        }
    }

    @Test
    void lessonThatWasMovedClashesAsWellAsAWeeklyOne() {
        long first = section("OPEN", 5);
        long second = section("OPEN", 5);
        var begin = TODAY.plusDays(9).atTime(9, 0).atOffset(java.time.ZoneOffset.UTC);
        database.execute(
                "insert into lesson (section_id, starts_at, ends_at, status, original_starts_at, original_ends_at)"
                        + " values (?, ?, ?, 'MOVED', ?, ?)",
                first,
                begin,
                begin.plusHours(1),
                begin.plusDays(1),
                begin.plusDays(1).plusHours(1));
        database.execute(
                "insert into lesson (section_id, starts_at, ends_at) values (?, ?, ?)",
                second,
                begin.plusMinutes(30),
                begin.plusHours(2));
        var ada = student("Ada");
        enroll(ada, first);

        refused(ProblemType.ENROLLMENT_CLASH, () -> enroll(ada, second));
        database.execute("update lesson set status = 'CANCELLED' where section_id = ?", second);
        assertEquals(EnrollmentStatus.ACTIVE, enroll(ada, second).status());
    }

    @Test
    void whoIsInOrWaitsIsNotTakenTwice() {
        long section = section("OPEN", 1);
        var ada = student("Ada");
        var bo = student("Bo");
        enroll(ada, section);
        enroll(bo, section);

        refused(ProblemType.CONFLICT, () -> enroll(ada, section));
        refused(ProblemType.CONFLICT, () -> enroll(bo, section));
    }

    @Test
    void enrolmentsOfOthersAndOfTheOfficeCannotBeGivenUp() {
        long section = section("CLOSED", 5);
        var ada = student("Ada");
        var bo = student("Bo");
        long adas = asOffice(service -> service.enroll(section, new RosterEntry(List.of(ada.personId()), null, null)))
                .items()
                .get(0)
                .id();

        refused(ProblemType.NOT_FOUND, () -> drop(bo, adas));
        refused(ProblemType.ENROLLMENT_CLOSED, () -> drop(ada, adas));
    }

    // ------------------------------------------------------------------------------------------ the catalogue

    @Test
    void catalogueHasWhatStudentsChooseWithItsSeatsAndIsReadInPages() {
        var word = "zugzwang" + ++count;
        var ada = student("Ada");
        List<Long> sections = new ArrayList<>();
        for (var policy : List.of("OPEN", "CLOSED", "OPEN", "BY_GROUP", "OPEN")) {
            long section = section(policy, 3);
            database.execute("update section set title = ? where id = ?", "Club " + word, section);
            if (policy.equals("OPEN")) {
                sections.add(section);
            }
        }
        enroll(student("Bo"), sections.get(0));

        var first = services.call(ada, EnrollmentService.class, service -> service.catalogue("CLUB " + word, 2, null));
        var second = services.call(
                ada, EnrollmentService.class, service -> service.catalogue("CLUB " + word, 2, first.next()));

        assertEquals(
                sections,
                Stream.concat(first.items().stream(), second.items().stream())
                        .map(each -> each.section().id())
                        .toList());
        assertNull(second.next());
        var item = first.items().get(0);
        assertEquals(3, item.capacity());
        assertEquals(2, item.seatsLeft());
        assertTrue(item.mayEnroll());
        assertFalse(item.wouldWait());
    }

    // ------------------------------------------------------------------------------------------ the office

    @Test
    void officeFillsSeatsInTheOrderOfTheListAndTheRestWaits() {
        long section = section("CLOSED", 2);
        var students = Stream.of("Ada", "Bo", "Cy").map(this::student).toList();
        var entry = new RosterEntry(students.stream().map(Caller::personId).toList(), null, null);

        var lines = asOffice(service -> service.enroll(section, entry)).items();

        assertEquals(
                List.of("Ada ACTIVE null", "Bo ACTIVE null", "Cy WAITLISTED 1"),
                lines.stream()
                        .map(line -> line.givenName() + " " + line.status() + " " + line.waitlistPlace())
                        .toList());
        assertEquals(lines, asOffice(service -> service.enroll(section, entry)).items());
        assertEquals(
                "3",
                database.value(
                        "select count(*) from audit_entry where entity = 'enrollment' and entity_id in"
                                + " (select id from enrollment where section_id = ?)",
                        section));

        asOffice(service -> service.enroll(section, new RosterEntry(entry.studentIds(), null, true)));
        assertEquals("ACTIVE", status(students.get(2), section));
        assertEquals("3", database.value("select seats_taken from section where id = ?", section));
    }

    @Test
    void strangersAreNamedAndNobodyIsEnrolled() {
        long section = section("CLOSED", 9);
        var entry = new RosterEntry(List.of(student("Ada").personId(), 987_654_321L, office.personId()), null, null);

        var problem = refused(ProblemType.VALIDATION, () -> asOffice(service -> service.enroll(section, entry)));

        assertEquals(
                List.of("studentIds[1]", "studentIds[2]"),
                problem.errors().stream().map(Problem.FieldError::field).toList());
        assertEquals("0", database.value("select count(*) from enrollment where section_id = ?", section));
    }

    @Test
    void transferFreesTheSeatOfTheOldSectionAndTakesOneOfTheNew() {
        long from = section("OPEN", 1);
        long to = section("CLOSED", 1);
        var ada = student("Ada");
        var bo = student("Bo");
        long adas = enroll(ada, from).id();
        enroll(bo, from);

        var moved = asOffice(service -> service.transfer(adas, new TransferEntry(to, null)));

        assertEquals(EnrollmentStatus.ACTIVE, moved.status());
        assertEquals(
                List.of("DROPPED", "ACTIVE", "ACTIVE"), List.of(status(ada, from), status(ada, to), status(bo, from)));
        assertEquals(
                List.of("enrolled"),
                notifications(ada).stream().map(Notification::kind).toList());
        refused(ProblemType.CONFLICT, () -> asOffice(service -> service.transfer(adas, new TransferEntry(to, null))));
    }

    @Test
    void officeTakesAStudentOutAndTheFirstInTheLineGetsTheSeat() {
        long section = section("OPEN", 1);
        var ada = student("Ada");
        var bo = student("Bo");
        long adas = enroll(ada, section).id();
        enroll(bo, section);
        database.execute("update enrollment set begin_date = ? where id = ?", TODAY.minusDays(9), adas);

        asOffice(service -> {
            service.dropByOffice(adas);
            return null;
        });

        assertEquals(
                TODAY.minusDays(1).toString(), database.value("select end_date from enrollment where id = ?", adas));
        assertEquals("ACTIVE", status(bo, section));
        assertEquals(
                List.of("dropped"),
                notifications(ada).stream().map(Notification::kind).toList());
    }

    @Test
    void groupIsAdmittedToManySectionsAndReleasedFromThem() {
        var sections = List.of(section("BY_GROUP", 1), section("BY_GROUP", null));
        var students = Stream.of("Ada", "Bo", "Cy")
                .map(this::student)
                .map(Caller::personId)
                .toList();

        assertEquals(6, changed(service -> service.admit(sections, students, TODAY.minusDays(3))));
        assertEquals(0, changed(service -> service.admit(sections, students, TODAY)));
        assertEquals(
                "6",
                database.value(
                        "select sum(seats_taken) from section where id in (?, ?)", sections.get(0), sections.get(1)));

        assertEquals(4, changed(service -> service.release(sections, students.subList(0, 2), TODAY)));
        assertEquals(
                "2",
                database.value(
                        "select sum(seats_taken) from section where id in (?, ?)", sections.get(0), sections.get(1)));
    }

    @Test
    void rosterIsReadInPagesByNameAndByStatus() {
        long section = section("OPEN", 2);
        for (var name : List.of("Ada", "Bo", "Cy", "Di", "Ed")) {
            enroll(student(name), section);
        }

        var first = asOffice(service -> service.roster(section, null, 3, null));
        var second = asOffice(service -> service.roster(section, null, 3, first.next()));

        assertEquals(
                List.of("Ada", "Bo", "Cy", "Di", "Ed"),
                Stream.concat(first.items().stream(), second.items().stream())
                        .map(RosterLine::givenName)
                        .toList());
        assertEquals(
                List.of(1, 2, 3),
                asOffice(service -> service.roster(section, EnrollmentStatus.WAITLISTED, null, null)).items().stream()
                        .map(RosterLine::waitlistPlace)
                        .toList());
    }

    // ------------------------------------------------------------------------------------------ notifications

    @Test
    void notificationIsMarkedAsReadByItsOwnerOnly() {
        long section = section("OPEN", 1);
        var ada = student("Ada");
        var bo = student("Bo");
        drop(ada, enrollTwo(ada, bo, section));
        long told = notifications(bo).get(0).id();

        refused(ProblemType.NOT_FOUND, () -> {
            services.call(ada, NotificationService.class, service -> {
                service.markRead(told);
                return null;
            });
        });
        services.call(bo, NotificationService.class, service -> {
            service.markRead(told);
            return null;
        });

        assertEquals(
                List.of(),
                services.call(bo, NotificationService.class, service -> service.list(true, null, null))
                        .items());
        assertEquals(1, notifications(bo).size());
    }

    // ------------------------------------------------------------------------------------------ helpers

    private long enrollTwo(Caller first, Caller second, long section) {
        long id = enroll(first, section).id();
        enroll(second, section);
        return id;
    }

    private static Problem refused(ProblemType type, Runnable request) {
        var problem = assertThrows(Problem.class, request::run);
        assertEquals(type, problem.type(), problem::getMessage);
        return problem;
    }

    private <R> R asOffice(Function<RosterService, R> work) {
        return services.call(office, RosterService.class, work);
    }

    private int changed(ToIntFunction<RosterService> work) {
        return asOffice(work::applyAsInt);
    }

    private static OwnEnrollment enroll(Caller student, long section) {
        return services.call(
                student,
                EnrollmentService.class,
                service -> service.enroll(new EnrollmentRequest(section, null), null));
    }

    private static void drop(Caller student, long enrollment) {
        Consumer<EnrollmentService> work = service -> service.drop(enrollment);
        services.call(student, EnrollmentService.class, service -> {
            work.accept(service);
            return null;
        });
    }

    private static Page<OwnEnrollment> own(Caller student) {
        return services.call(student, EnrollmentService.class, service -> service.own());
    }

    private static CatalogueSection catalogue(Caller student, long section) {
        return services
                .call(student, EnrollmentService.class, service -> service.catalogue(null, 500, null))
                .items()
                .stream()
                .filter(item -> item.section().id() == section)
                .findFirst()
                .orElseThrow();
    }

    private static List<Notification> notifications(Caller student) {
        return services.call(student, NotificationService.class, service -> service.list(false, null, null))
                .items();
    }

    private static String status(Caller student, long section) {
        return database.value(
                "select status from enrollment where student_id = ? and section_id = ? order by id desc limit 1",
                student.personId(),
                section);
    }

    private static void clash(String rule) {
        database.execute(
                "insert into setting (name, value) values ('enrollment.clash', ?)"
                        + " on conflict (name) do update set value = excluded.value",
                rule);
    }

    private Caller student(String givenName) {
        return person(givenName, "Noor", "STUDENT");
    }

    private static Caller person(String givenName, String familyName, String role) {
        long id = id("person (given_name, family_name) values (?, ?)", givenName, familyName);
        database.execute("insert into person_role (person_id, role) values (?, ?)", id, role);
        var username = givenName + ++count;
        return new Caller(id("account (person_id, username) values (?, ?)", id, username), id, username);
    }

    private static long course(String title) {
        return id("course (code, title) values (?, ?)", "C" + ++count, title);
    }

    private long section(String policy, Integer capacity) {
        return sectionOf(course, policy, capacity);
    }

    private long sectionOf(long ofCourse, String policy, Integer capacity) {
        return id(
                "section (course_id, academic_session_id, code, title, policy, capacity) values (?, ?, ?, 'Chess', ?, ?)",
                ofCourse,
                term,
                "S%05d".formatted(++count),
                policy,
                capacity);
    }

    private static void slot(long section, int weekday, String start, String end, String cycle) {
        database.execute(
                "insert into timetable_slot (section_id, weekday, start_time, end_time, week_cycle) values (?, ?, ?, ?, ?)",
                section,
                weekday,
                LocalTime.parse(start),
                LocalTime.parse(end),
                cycle);
    }

    private static long id(String intoAndValues, Object... values) {
        return Long.parseLong(database.value("insert into " + intoAndValues + " returning id", values));
    }
}

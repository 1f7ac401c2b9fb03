package org.lectern.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lectern.notifications.NotificationTopic;
import org.lectern.security.Client;
import org.lectern.security.OwnSessionService;
import org.lectern.security.PasswordHash;
import org.lectern.security.PasswordService;
import org.lectern.shared.Caller;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.testing.SmallSchool;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class ProfileServiceIT {

    private static final Client CLIENT = new Client("192.0.2.17", "test");

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    @TempDir
    static Path data;

    private SmallSchool school;
    private Caller student;

    @BeforeEach
    void signedIn() {
        services.configure("LMS_DATA", data.toString());
        school = new SmallSchool(database);
        student = school.person("Ada", "Noor", "STUDENT");
        services.callAs(student, "STUDENT");
    }

    @Test
    void changesWhatTheSchoolLetsAndNothingElse() {
        var seen = get();
        var changed = change(
                seen,
                new ProfileFacts(null, "+44 20 7946 0018", "ar", List.of(wants(NotificationTopic.GRADES, false))));

        assertEquals("+44 20 7946 0018", changed.phone());
        assertEquals("ar", changed.language());
        assertFalse(changed.notifications().get(0).wanted());
        assertTrue(changed.notifications().get(1).wanted());
        assertProblem(ProblemType.STALE_VERSION, () -> change(seen, new ProfileFacts(null, "1", null, List.of())));
        var problem = assertThrows(
                Problem.class, () -> change(changed, new ProfileFacts("new@example.org", null, null, List.of())));
        assertEquals(ProblemType.NOT_YOURS_TO_CHANGE, problem.type());
        assertEquals("email", problem.errors().get(0).field());
    }

    @Test
    void pictureIsDrawnAnewAsASmallSquare() throws IOException {
        var png = png(900, 400);
        services.run(
                PictureService.class, pictures -> pictures.change(new ByteArrayInputStream(png), (long) png.length));

        var content = services.call(PictureService.class, pictures -> pictures.get(student.personId()));
        assertEquals("image/jpeg", content.head().contentType());
        var picture = ImageIO.read(content.content().toFile());
        assertEquals("256 256", picture.getWidth() + " " + picture.getHeight());
        assertTrue(get().hasPicture());

        services.callAs(school.person("Ines", "Calder", "TEACHER"), "TEACHER");
        services.call(PictureService.class, pictures -> pictures.get(student.personId()));
        services.callAs(school.person("Bo", "Lind", "STUDENT"), "STUDENT");
        assertProblem(
                ProblemType.NOT_FOUND,
                () -> services.call(PictureService.class, pictures -> pictures.get(student.personId())));
    }

    @Test
    void pictureThatWouldFillTheMemoryIsRefusedByItsHead() throws IOException {
        // a PNG whose head says 50,000 × 50,000 points
        var bomb = png(2, 2);
        for (int at : new int[] {16, 20}) {
            bomb[at] = 0;
            bomb[at + 1] = 0;
            bomb[at + 2] = (byte) 0xc3;
            bomb[at + 3] = 0x50;
        }

        var problem = assertThrows(
                Problem.class,
                () -> services.run(
                        PictureService.class,
                        pictures -> pictures.change(new ByteArrayInputStream(bomb), (long) bomb.length)));
        assertEquals(ProblemType.FILE_TYPE_NOT_ALLOWED, problem.type());
        var text = "no picture".getBytes(StandardCharsets.UTF_8);
        assertProblem(
                ProblemType.FILE_TYPE_NOT_ALLOWED,
                () -> services.run(
                        PictureService.class,
                        pictures -> pictures.change(new ByteArrayInputStream(text), (long) text.length)));
    }

    @Test
    void newPasswordNeedsTheOldOneAndEndsOtherSessions() {
        database.execute(
                "update account set state = 'ACTIVE', password_hash = ? where id = ?",
                PasswordHash.hash("four grey herons".toCharArray()),
                student.accountId());
        database.execute(
                "insert into auth_session (account_id, expires_at) values (?, now() + interval '1 day')",
                student.accountId());

        assertProblem(ProblemType.WRONG_PASSWORD, () -> password("five grey herons", "nine green frogs"));
        assertProblem(ProblemType.WEAK_PASSWORD, () -> password("four grey herons", "short"));
        password("four grey herons", "nine green frogs");

        assertTrue(PasswordHash.matches(
                "nine green frogs".toCharArray(),
                database.value("select password_hash from account where id = ?", student.accountId())));
        assertEquals(
                "PASSWORD_CHANGED",
                database.value("select end_reason from auth_session where account_id = ?", student.accountId()));
    }

    @Test
    void ownSessionsAreListedAndEndedAndOthersAreNot() {
        var own = Long.parseLong(database.value(
                "insert into auth_session (account_id, expires_at, address)"
                        + " values (?, now() + interval '1 day', '192.0.2.1') returning id",
                student.accountId()));
        var teacher = school.person("Ines", "Calder", "TEACHER");
        var others = Long.parseLong(database.value(
                "insert into auth_session (account_id, expires_at) values (?, now() + interval '1 day') returning id",
                teacher.accountId()));

        assertEquals(
                List.of(own),
                services.call(OwnSessionService.class, sessions -> sessions.list(null, null)).items().stream()
                        .map(OwnSessionService.OwnSession::id)
                        .toList());
        assertProblem(
                ProblemType.NOT_FOUND, () -> services.run(OwnSessionService.class, sessions -> sessions.end(others)));
        services.run(OwnSessionService.class, sessions -> sessions.end(own));

        assertEquals("ENDED_BY_OWNER", database.value("select end_reason from auth_session where id = ?", own));
    }

    @Test
    void allOwnSessionsAreEndedAtOnceAndNobodyElses() {
        var teacher = school.person("Ines", "Calder", "TEACHER");
        for (var caller : List.of(student, student, teacher)) {
            database.execute(
                    "insert into auth_session (account_id, expires_at) values (?, now() + interval '1 day')",
                    caller.accountId());
        }

        services.run(OwnSessionService.class, OwnSessionService::endOthers);
        services.run(OwnSessionService.class, OwnSessionService::endOthers);

        assertEquals(
                "2",
                database.value(
                        "select count(*) from auth_session where account_id = ? and end_reason = 'ENDED_BY_OWNER'",
                        student.accountId()));
        assertEquals(
                "1",
                database.value(
                        "select count(*) from auth_session where account_id = ? and ended_at is null",
                        teacher.accountId()));
        assertEquals(
                "{\"sessions\": 2}",
                database.value(
                        "select after from audit_entry where action = 'other sessions ended' and entity_id = ?",
                        student.accountId()));
    }

    @Test
    void recordHasEveryPartAndNoSecret() throws IOException {
        database.execute(
                "update account set state = 'ACTIVE', password_hash = 'secret' where id = ?", student.accountId());
        var archive = services.call(RecordService.class, RecordService::own);
        var out = new ByteArrayOutputStream();
        archive.write(out);

        assertEquals("Record of Ada Noor.zip", archive.name());
        assertTrue(archive.entries()
                .containsAll(List.of(
                        "person.json",
                        "account.json",
                        "sign-ins.json",
                        "attendance.json",
                        "grades.json",
                        "submissions.json")));
        var read = new StringBuilder();
        try (var zip = new java.util.zip.ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            while (zip.getNextEntry() != null) {
                read.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertTrue(read.toString().contains("\"family_name\": \"Noor\""), read.toString());
        assertFalse(read.toString().contains("secret"), read.toString());
        assertProblem(
                ProblemType.NOT_FOUND, () -> services.call(RecordService.class, records -> records.of(999_999_999L)));
    }

    private Profile get() {
        return services.call(ProfileService.class, ProfileService::get);
    }

    private Profile change(Profile seen, ProfileFacts facts) {
        return services.call(
                ProfileService.class, profiles -> profiles.change(new ExpectedVersion(seen.version()), facts));
    }

    private void password(String old, String next) {
        services.run(PasswordService.class, passwords -> passwords.change(old, next, CLIENT));
    }

    private static ProfileFacts.Choice wants(NotificationTopic topic, boolean wanted) {
        return new ProfileFacts.Choice(topic, wanted);
    }

    private static byte[] png(int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    private static void assertProblem(ProblemType type, org.junit.jupiter.api.function.Executable action) {
        assertEquals(type, assertThrows(Problem.class, action).type());
    }
}

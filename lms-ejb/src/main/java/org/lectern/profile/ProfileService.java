package org.lectern.profile;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.lectern.audit.AuditTrail;
import org.lectern.files.FileHead;
import org.lectern.files.FileKeeping;
import org.lectern.files.FileStore;
import org.lectern.notifications.NotificationTopic;
import org.lectern.people.Account;
import org.lectern.people.Person;
import org.lectern.settings.ProfileField;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** What people see and change of themselves, as far as the school lets them. Administrators may change all of it. */
@Stateless
@RolesAllowed({Roles.ADMIN, Roles.TEACHER, Roles.STUDENT})
public class ProfileService {

    @Inject
    private EntityManager entityManager;

    @Inject
    private Statements statements;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private FileKeeping files;

    @Inject
    private AuditTrail audit;

    @Inject
    private Settings settings;

    /** The caller's own profile. */
    public Profile get() {
        return view(account(LockModeType.NONE));
    }

    private Account account(LockModeType lock) {
        return entityManager.find(Account.class, currentCaller.get().accountId(), lock);
    }

    private Profile view(Account account) {
        var person = account.person();
        var facts = person.facts();
        return new Profile(
                person.id(),
                person.displayName(),
                account.username(),
                facts.roles(),
                facts.email(),
                facts.phone(),
                account.language(),
                statements
                        .find("select 1 from person_picture where person_id = ?", row -> true, person.id())
                        .isPresent(),
                choices(person.id()),
                changeable().stream().sorted().toList(),
                // either is only ever counted up, and so is the sum
                person.version() + account.version());
    }

    private List<Profile.Notification> choices(long personId) {
        Map<NotificationTopic, Boolean> wanted = new EnumMap<>(NotificationTopic.class);
        statements.list(
                "select topic, wanted from notification_choice where person_id = ?",
                row -> wanted.put(NotificationTopic.valueOf(row.getString(1)), row.getBoolean(2)),
                personId);
        return Arrays.stream(NotificationTopic.values())
                .map(topic -> new Profile.Notification(topic, wanted.getOrDefault(topic, true)))
                .toList();
    }

    private Set<ProfileField> changeable() {
        return currentCaller.isIn(Roles.ADMIN)
                ? EnumSet.allOf(ProfileField.class)
                : settings.current().profileFields();
    }

    /**
     * Changes the caller's own profile.
     *
     * @param expected the version that the caller has seen
     * @param facts what holds now
     * @throws Problem of type PRECONDITION_REQUIRED or STALE_VERSION, NOT_YOURS_TO_CHANGE when something differs that the
     *     school keeps
     */
    public Profile change(ExpectedVersion expected, @NotNull @Valid ProfileFacts facts) {
        var account = account(LockModeType.PESSIMISTIC_WRITE);
        var person = entityManager.find(Person.class, account.person().id(), LockModeType.PESSIMISTIC_WRITE);
        var before = view(account);
        ExpectedVersion.require(expected, before.version());
        requireChangeable(ProfileField.EMAIL, "email", before.email(), facts.email());
        requireChangeable(ProfileField.PHONE, "phone", before.phone(), facts.phone());
        requireChangeable(ProfileField.LANGUAGE, "language", before.language(), facts.language());
        person.changeContact(facts.email(), facts.phone());
        account.speak(facts.language());
        if (!facts.notifications().isEmpty()) {
            choose(person.id(), facts.notifications());
            // so that who has seen the choices of before is told
            entityManager.lock(account, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        }
        entityManager.flush();
        var after = view(account);
        audit.record("profile changed", "person", person.id(), person.id(), told(before), told(after));
        return after;
    }

    private void requireChangeable(ProfileField field, String name, String before, String now) {
        if (!Objects.equals(before, now) && !changeable().contains(field)) {
            throw keepsIt(name);
        }
    }

    private static Problem keepsIt(String name) {
        return Problem.ofField(
                ProblemType.NOT_YOURS_TO_CHANGE, name, "The school keeps this; ask an administrator to change it.");
    }

    private void choose(long personId, List<ProfileFacts.Choice> choices) {
        Map<NotificationTopic, Boolean> wanted = new EnumMap<>(NotificationTopic.class);
        choices.forEach(choice -> wanted.put(choice.topic(), choice.wanted()));
        statements.update(
                """
                insert into notification_choice (person_id, topic, wanted)
                select ?, choice.topic, choice.wanted from unnest(?, ?) choice (topic, wanted)
                on conflict (person_id, topic) do update set wanted = excluded.wanted""",
                personId,
                new Statements.Array(
                        "text", wanted.keySet().stream().map(Enum::name).toArray()),
                new Statements.Array("boolean", wanted.values().toArray()));
    }

    private static Map<String, Object> told(Profile profile) {
        return Map.of(
                "email", Objects.requireNonNullElse(profile.email(), ""),
                "phone", Objects.requireNonNullElse(profile.phone(), ""),
                "language", Objects.requireNonNullElse(profile.language(), ""),
                "notifications",
                        profile.notifications().stream()
                                .filter(Profile.Notification::wanted)
                                .map(each -> each.topic().name())
                                .toList());
    }

    /**
     * Requires that the caller may have another picture.
     *
     * @throws Problem of type NOT_YOURS_TO_CHANGE when the school keeps it
     */
    public void requirePictureChangeable() {
        if (!changeable().contains(ProfileField.PICTURE)) {
            throw keepsIt("picture");
        }
    }

    /**
     * Gives the caller another picture.
     *
     * @param arrived the picture as it is to be shown
     * @param contentType its type
     */
    public void picture(FileStore.Arrived arrived, String contentType) {
        requirePictureChangeable();
        var person = currentCaller.get().personId();
        var file = files.keep(arrived, null, "picture.jpg", contentType);
        statements.update("""
                insert into person_picture (person_id, file_id) values (?, ?)
                on conflict (person_id) do update set file_id = excluded.file_id, changed_at = now()""", person, file.id());
        audit.record("picture changed", "person", person, person, null, file);
    }

    /**
     * Takes the caller's picture away. One that is not there is no failure.
     *
     * @throws Problem of type NOT_YOURS_TO_CHANGE when the school keeps it
     */
    public void removePicture() {
        requirePictureChangeable();
        var person = currentCaller.get().personId();
        if (statements.update("delete from person_picture where person_id = ?", person) > 0) {
            audit.record("picture removed", "person", person, person, null, null);
        }
    }

    /**
     * Somebody's picture: one's own; staff may see everybody's.
     *
     * @param personId the person
     * @throws Problem of type NOT_FOUND when there is none that the caller may see
     */
    public FileHead pictureOf(long personId) {
        boolean mayLook = currentCaller.get().personId() == personId
                || currentCaller.isIn(Roles.ADMIN)
                || currentCaller.isIn(Roles.TEACHER);
        return statements
                .find(
                        """
                        select f.id, f.name, f.content_type, f.size, f.sha256
                        from person_picture p join stored_file f on f.id = p.file_id where p.person_id = ?""",
                        row -> new FileHead(
                                row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5)),
                        personId)
                .filter(picture -> mayLook)
                .orElseThrow(() ->
                        new Problem(ProblemType.NOT_FOUND, "There is no picture of person " + personId + " for you."));
    }
}

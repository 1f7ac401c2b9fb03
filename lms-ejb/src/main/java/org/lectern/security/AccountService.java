package org.lectern.security;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.audit.AuditTrail;
import org.lectern.people.Account;
import org.lectern.people.AccountState;
import org.lectern.people.Person;
import org.lectern.people.Role;
import org.lectern.security.AuthSession.EndReason;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;

/** What administrators do with accounts. Passwords are hashed by {@link PasswordService}, outside of transactions. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class AccountService {

    /** Where administrators choose their password. */
    static final String CONSOLE_PAGE = "/admin/invitation.xhtml";

    @Inject
    private EntityManager entityManager;

    @Inject
    private AuditTrail audit;

    @Inject
    private CurrentCaller caller;

    @Inject
    private SessionService sessions;

    @Inject
    private Settings settings;

    @Inject
    @ConfigProperty(name = "LMS_URL")
    private Optional<String> publicUrl;

    /**
     * An account as administrators see it.
     *
     * @param id the account
     * @param personId whose it is
     * @param username the name to sign in with
     * @param state whether it can be used
     */
    @Schema(name = "Account")
    public record AccountView(long id, long personId, String username, AccountState state) {}

    /**
     * A link for the owner of an account.
     *
     * @param url where to choose a password; works once. Begins with the path where {@code LMS_URL} is not set
     * @param expiresAt until when, in the school's zone
     */
    @Schema(name = "InvitationLink")
    public record Link(String url, OffsetDateTime expiresAt) {}

    /**
     * Names that are no secret in connection with an account.
     *
     * @param accountId the account; null while it does not exist
     * @param names of the account, the person and the school
     */
    public record KnownNames(Long accountId, List<String> names) {}

    /**
     * Gives a person an account.
     *
     * @param personId the person
     * @param username the name to sign in with
     * @param passwordHash its password, hashed; null for an account that waits for an invitation
     * @throws Problem of type NOT_FOUND when there is no such person, CONFLICT when the person has an account or
     *     somebody else has the name
     */
    public AccountView create(long personId, String username, String passwordHash) {
        var person = person(personId);
        var taken = entityManager
                .createQuery(
                        "select a.person.id from Account a where a.person.id = :person or lower(a.username) = :name",
                        Long.class)
                .setParameter("person", personId)
                .setParameter("name", username == null ? "" : Account.canonical(username))
                .getResultList();
        if (taken.contains(personId)) {
            throw new Problem(ProblemType.CONFLICT, "This person has an account already.");
        }
        if (!taken.isEmpty()) {
            throw Problem.ofField(ProblemType.CONFLICT, "username", "Somebody else has this user name.");
        }
        var account = new Account(person, username);
        if (passwordHash != null) {
            account.setPassword(passwordHash, Instant.now());
        }
        entityManager.persist(account);
        entityManager.flush();
        audit.record("account created", "account", account.id(), personId, null, view(account));
        return view(account);
    }

    private Person person(long personId) {
        var person = entityManager.find(Person.class, personId);
        if (person == null) {
            throw Problem.notFound("person", personId);
        }
        return person;
    }

    /**
     * What a password of a person's account must not contain.
     *
     * @param personId the person
     * @param username the name to sign in with
     * @throws Problem of type NOT_FOUND when there is no such person
     */
    public KnownNames knownNames(long personId, String username) {
        return new KnownNames(null, names(person(personId), username));
    }

    private List<String> names(Person person, String username) {
        var facts = person.facts();
        return List.of(
                username == null ? "" : username,
                facts.givenName(),
                facts.familyName(),
                settings.current().schoolName());
    }

    /**
     * Makes a link by which the owner chooses a (new) password. Earlier links stop working.
     *
     * @param accountId the account
     * @throws Problem of type NOT_FOUND when there is none, CONFLICT when it is disabled
     */
    public Link invite(long accountId) {
        var account = locked(accountId);
        if (account.state() == AccountState.DISABLED) {
            throw new Problem(ProblemType.CONFLICT, "The account is disabled; enable it first.");
        }
        var now = Instant.now();
        closeInvitations(accountId, now);
        var secret = Secret.next();
        var invitation = new Invitation(accountId, secret, now);
        entityManager.persist(invitation);
        audit.record(
                "account invited",
                "account",
                accountId,
                account.person().id(),
                null,
                Map.of("expiresAt", invitation.expiresAt().toString()));
        return new Link(
                publicUrl.orElse("") + page(account.person()) + "#" + secret,
                invitation.expiresAt().atZone(settings.timeZone()).toOffsetDateTime());
    }

    private void closeInvitations(long accountId, Instant now) {
        entityManager
                .createQuery(
                        "update Invitation i set i.usedAt = :now where i.accountId = :account and i.usedAt is null")
                .setParameter("now", now)
                .setParameter("account", accountId)
                .executeUpdate();
    }

    /** Each works in another part of Lectern, which may be reachable for its people only. */
    private static String page(Person person) {
        if (person.roles().contains(Role.ADMIN)) {
            return CONSOLE_PAGE;
        }
        return person.roles().contains(Role.TEACHER) ? "/teacher/invitation" : "/student/invitation";
    }

    /**
     * Nobody may sign in any more, and whoever is signed in is signed out at once.
     *
     * @param accountId the account
     * @throws Problem of type NOT_FOUND when there is none, CONFLICT when it is the caller's own, so that one
     *     administrator is always left
     */
    public AccountView disable(long accountId) {
        if (caller.get().accountId() == accountId) {
            throw new Problem(ProblemType.CONFLICT, "This is your own account; ask another administrator.");
        }
        var account = locked(accountId);
        var before = view(account);
        account.disable();
        entityManager.flush();
        sessions.endAll(accountId, EndReason.DISABLED);
        audit.record("account disabled", "account", accountId, before.personId(), before, view(account));
        return view(account);
    }

    /**
     * Lets a disabled account be used again.
     *
     * @param accountId the account
     * @throws Problem of type NOT_FOUND when there is none
     */
    public AccountView enable(long accountId) {
        var account = locked(accountId);
        var before = view(account);
        account.enable();
        entityManager.flush();
        audit.record("account enabled", "account", accountId, before.personId(), before, view(account));
        return view(account);
    }

    /**
     * What the password that an invitation asks for must not contain.
     *
     * @param token the secret of the link
     * @throws Problem of type NOT_FOUND when the link is unknown, used or too old
     */
    @PermitAll
    public KnownNames invited(String token) {
        var account = entityManager.find(Account.class, invitation(token).accountId());
        return new KnownNames(account.id(), names(account.person(), account.username()));
    }

    /**
     * Uses a link up and sets the password. Whoever was signed in with the old one is signed out.
     *
     * @param token the secret of the link
     * @param passwordHash the password, hashed
     * @throws Problem of type NOT_FOUND when the link is unknown, used or too old
     */
    @PermitAll
    public void accept(String token, String passwordHash) {
        var account = locked(invitation(token).accountId());
        // read again now that others who hold the same link have to wait
        var invitation = invitation(token);
        entityManager.refresh(invitation);
        var now = Instant.now();
        if (!invitation.isOpen(now) || account.state() == AccountState.DISABLED) {
            throw unusable();
        }
        closeInvitations(account.id(), now);
        account.setPassword(passwordHash, now);
        entityManager.flush();
        sessions.endAll(account.id(), EndReason.PASSWORD_CHANGED);
        audit.recordAs(
                account.username(),
                "password set by invitation",
                "account",
                account.id(),
                account.person().id(),
                null,
                null);
    }

    /**
     * The caller's own account, before the password is looked at.
     *
     * @param username of the account
     * @param passwordHash what the password must match; null when there is none
     * @param names what a new password must not contain
     */
    public record OwnAccount(String username, String passwordHash, List<String> names) {}

    /** The caller's own account. */
    @RolesAllowed({Roles.ADMIN, Roles.TEACHER, Roles.STUDENT})
    public OwnAccount own() {
        var account = entityManager.find(Account.class, caller.get().accountId());
        var hash = entityManager
                .createQuery("select a.passwordHash from Account a where a.id = :id", String.class)
                .setParameter("id", account.id())
                .getSingleResult();
        return new OwnAccount(account.username(), hash, names(account.person(), account.username()));
    }

    /**
     * Gives the caller's account a new password, and signs it out everywhere else.
     *
     * @param passwordHash the password, hashed
     */
    @RolesAllowed({Roles.ADMIN, Roles.TEACHER, Roles.STUDENT})
    public void changeOwnPassword(String passwordHash) {
        var account = locked(caller.get().accountId());
        var now = Instant.now();
        closeInvitations(account.id(), now);
        account.setPassword(passwordHash, now);
        entityManager.flush();
        int others = sessions.endOthers(account.id(), caller.session().orElse(null), EndReason.PASSWORD_CHANGED);
        audit.record(
                "password changed",
                "account",
                account.id(),
                account.person().id(),
                null,
                Map.of("otherSessionsEnded", others));
    }

    private Invitation invitation(String token) {
        return entityManager
                .createQuery("from Invitation where tokenHash = :hash", Invitation.class)
                .setParameter("hash", Secret.hash(token))
                .getResultStream()
                .filter(invitation -> invitation.isOpen(Instant.now()))
                .findFirst()
                .orElseThrow(AccountService::unusable);
    }

    private static Problem unusable() {
        return new Problem(ProblemType.NOT_FOUND, "This invitation is unknown, used or too old. Ask for a new one.");
    }

    private Account locked(long accountId) {
        var account = entityManager.find(Account.class, accountId, LockModeType.PESSIMISTIC_WRITE);
        if (account == null) {
            throw Problem.notFound("account", accountId);
        }
        return account;
    }

    private static AccountView view(Account account) {
        return new AccountView(account.id(), account.person().id(), account.username(), account.state());
    }
}

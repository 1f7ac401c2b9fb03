package org.lectern.security;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.lectern.audit.AuditTrail;
import org.lectern.people.Account;
import org.lectern.people.Person;
import org.lectern.people.PersonFacts;
import org.lectern.people.Role;
import org.lectern.settings.Settings;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;

/**
 * Lets somebody in where no administrator can sign in: in a new installation, or after the last one was lost. Whoever
 * can read the server's log, or set its environment, is trusted with that.
 */
@Stateless
@PermitAll
public class FirstAdministratorService {

    private static final Logger LOG = Logger.getLogger(FirstAdministratorService.class.getName());

    /** Any number that nothing else locks. */
    private static final long LOCK = 0x4C65_6374_6572_6E02L;

    private static final String USERNAME = "admin";

    @Inject
    private EntityManager entityManager;

    @Inject
    private AuditTrail audit;

    @Inject
    private PasswordRules rules;

    @Inject
    private Settings settings;

    @Inject
    @ConfigProperty(name = "LMS_DEMO", defaultValue = "false")
    private boolean demo;

    @Inject
    @ConfigProperty(name = "LMS_ADMIN_PASSWORD")
    private Optional<String> password;

    @Inject
    @ConfigProperty(name = "LMS_URL")
    private Optional<String> publicUrl;

    @Inject
    @ConfigProperty(name = "LMS_PORT")
    private Optional<String> port;

    /**
     * Makes an account for an administrator unless one can sign in: with the password of {@code LMS_ADMIN_PASSWORD}, or
     * with a one-time link that is written to the log. Called when a server starts. Of several servers that start at
     * once one makes the account; each writes a link, and the first that is used ends the others. Demo mode has
     * accounts of its own.
     */
    public void admit() {
        if (demo || isAdministered()) {
            return;
        }
        entityManager
                .createNativeQuery("select cast(pg_advisory_xact_lock(:lock) as text)")
                .setParameter("lock", LOCK)
                .getSingleResult();
        if (isAdministered()) {
            return;
        }
        var account = waiting().orElseGet(this::create);
        if (!takePassword(account)) {
            invite(account);
        }
    }

    private boolean isAdministered() {
        return !entityManager
                .createQuery("""
                        select a.id from Account a join a.person p join p.roles r
                        where r = ADMIN and a.state = ACTIVE and p.status = ACTIVE""", Long.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** What an earlier start has made, and nobody has used. */
    private Optional<Account> waiting() {
        return entityManager
                .createQuery("""
                        select a from Account a join fetch a.person p join p.roles r
                        where r = ADMIN and a.state = INVITED and p.status = ACTIVE
                          and lower(a.username) like :name order by a.id""", Account.class)
                .setParameter("name", USERNAME + "%")
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    private Account create() {
        var person = new Person(new PersonFacts(
                "First",
                null,
                "Administrator",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                LifeStatus.ACTIVE,
                List.of(Role.ADMIN)));
        entityManager.persist(person);
        var account = new Account(person, freeName());
        entityManager.persist(account);
        entityManager.flush();
        record("person created", "person", person.id(), person, person.facts());
        record("account created", "account", account.id(), person, Map.of("username", account.username()));
        return account;
    }

    /** An import may have given the usual name to somebody else. */
    private String freeName() {
        var taken = entityManager
                .createQuery("select lower(a.username) from Account a where lower(a.username) like :name", String.class)
                .setParameter("name", USERNAME + "%")
                .getResultList();
        return Stream.concat(
                        Stream.of(USERNAME), IntStream.iterate(2, n -> n + 1).mapToObj(n -> USERNAME + n))
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElseThrow();
    }

    private boolean takePassword(Account account) {
        if (password.isEmpty()) {
            return false;
        }
        var chosen = password.get().toCharArray();
        try {
            rules.check(chosen, List.of(account.username(), settings.current().schoolName()));
        } catch (Problem weak) {
            LOG.log(Level.SEVERE, "LMS_ADMIN_PASSWORD is not taken: {0}", weak.getMessage());
            return false;
        }
        account.setPassword(PasswordHash.hash(chosen), Instant.now());
        record("password set by LMS_ADMIN_PASSWORD", "account", account.id(), account.person(), null);
        LOG.log(Level.INFO, "The administrator {0} signs in with LMS_ADMIN_PASSWORD", account.username());
        return true;
    }

    private void invite(Account account) {
        var secret = Secret.next();
        var invitation = new Invitation(account.id(), secret, Instant.now());
        entityManager.persist(invitation);
        record(
                "account invited",
                "account",
                account.id(),
                account.person(),
                Map.of("expiresAt", invitation.expiresAt().toString()));
        LOG.log(
                Level.WARNING,
                "No administrator can sign in yet. Choose the password of {0} once, until {1}, at {2}",
                new Object[] {account.username(), invitation.expiresAt(), address() + "#" + secret});
    }

    private String address() {
        return publicUrl
                        .or(() -> port.map(number -> "http://localhost:" + number))
                        .orElse("")
                + AccountService.CONSOLE_PAGE;
    }

    private void record(String action, String entity, long id, Person person, Object after) {
        audit.recordAs("start of the server", action, entity, id, person.id(), null, after);
    }
}

package org.lectern.security;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.lectern.people.Account;
import org.lectern.people.Role;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Problem;
import org.lectern.shared.Roles;

/** Tells those who signed in who they are. */
@Stateless
@RolesAllowed({Roles.ADMIN, Roles.TEACHER, Roles.STUDENT})
public class MeService {

    @Inject
    private EntityManager entityManager;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private Settings settings;

    /**
     * The caller and the school.
     *
     * @param accountId the account
     * @param personId whose account it is
     * @param username the name it signs in with
     * @param name the name to call the person by
     * @param roles what the person may do now
     * @param school where
     */
    public record Me(long accountId, long personId, String username, String name, List<Role> roles, School school) {}

    /**
     * The school.
     *
     * @param name shown on every page
     * @param timeZone IANA name of the zone of its lessons, for example {@code Europe/London}
     */
    public record School(String name, String timeZone) {}

    /** The caller. */
    public Me get() {
        var caller = currentCaller.get();
        var account = entityManager
                .createQuery(
                        "from Account a join fetch a.person p left join fetch p.roles where a.id = :id", Account.class)
                .setParameter("id", caller.accountId())
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("account", caller.accountId()));
        var school = settings.current();
        return new Me(
                account.id(),
                account.person().id(),
                account.username(),
                account.person().displayName(),
                account.person().roles().stream().sorted().toList(),
                new School(school.schoolName(), school.timeZone().getId()));
    }
}

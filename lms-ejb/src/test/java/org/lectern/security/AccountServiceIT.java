package org.lectern.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.people.AccountState;
import org.lectern.shared.Caller;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class AccountServiceIT {

    @RegisterExtension
    final TestDatabase database = new TestDatabase();

    @RegisterExtension
    final TestServices services = new TestServices(database);

    @BeforeEach
    void threePeopleOfWhomOneSignsIn() {
        database.execute("""
                insert into person (id, given_name, family_name)
                values (-1, 'Helen', 'Marsh'), (-2, 'Ines', 'Calder'), (-3, 'Ada', 'Noor')""");
        database.execute(
                "insert into person_role (person_id, role) values (-1, 'ADMIN'), (-1, 'TEACHER'), (-2, 'TEACHER'), (-3, 'STUDENT')");
        database.execute("insert into account (id, person_id, username, password_hash, state)"
                + " values (-1, -1, 'h.marsh', 'hash', 'ACTIVE')");
        services.callAs(new Caller(-1, -1, "h.marsh"));
    }

    @Test
    void invitationLeadsToThePartOfLecternThatThePersonWorksIn() {
        assertEquals("/admin/invitation.xhtml", page(-1));
        assertEquals("/teacher/invitation", page(create(-2, "i.calder")));
        assertEquals("/student/invitation", page(create(-3, "ada")));
    }

    @Test
    void invitationWorksOnceAndANewOneEndsThoseBefore() {
        var account = create(-2, "i.calder");
        var first = secret(account);
        var second = secret(account);

        assertThrows(Problem.class, () -> accept(first));
        accept(second);
        assertThrows(Problem.class, () -> accept(second));
        assertEquals("ACTIVE", database.value("select state from account where id = ?", account));
    }

    @Test
    void userNameOfSomebodyElseIsRefusedInAnyCase() {
        var problem = assertThrows(Problem.class, () -> create(-2, "H.Marsh"));

        assertEquals(ProblemType.CONFLICT, problem.type());
        assertEquals("username", problem.errors().get(0).field());
    }

    @Test
    void nobodyDisablesTheOwnAccount() {
        var problem = assertThrows(
                Problem.class, () -> services.call(AccountService.class, accounts -> accounts.disable(-1)));

        assertEquals(ProblemType.CONFLICT, problem.type());
        assertEquals("ACTIVE", database.value("select state from account where id = -1"));
    }

    @Test
    void disabledAccountIsEnabledAsItWas() {
        var account = create(-2, "i.calder");

        var disabled = services.call(AccountService.class, accounts -> accounts.disable(account));
        assertThrows(Problem.class, () -> secret(account));
        var enabled = services.call(AccountService.class, accounts -> accounts.enable(account));

        assertEquals(AccountState.DISABLED, disabled.state());
        assertEquals(AccountState.INVITED, enabled.state());
    }

    private long create(long personId, String username) {
        return services.call(AccountService.class, accounts -> accounts.create(personId, username, null))
                .id();
    }

    private String page(long accountId) {
        return link(accountId).replaceAll("#.*", "");
    }

    private String secret(long accountId) {
        return link(accountId).replaceAll(".*#", "");
    }

    private String link(long accountId) {
        return services.call(AccountService.class, accounts -> accounts.invite(accountId))
                .url();
    }

    private void accept(String secret) {
        services.run(AccountService.class, accounts -> accounts.accept(secret, "hash"));
    }
}

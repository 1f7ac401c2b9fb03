package org.lectern.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.shared.Problem;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class FirstAdministratorServiceIT {

    private static final Pattern LINK = Pattern.compile("/admin/invitation\\.xhtml#([\\w-]{43})");
    private static final Logger LOG = Logger.getLogger(FirstAdministratorService.class.getName());

    @RegisterExtension
    final TestDatabase database = new TestDatabase();

    @RegisterExtension
    final TestServices services = new TestServices(database);

    private final List<String> secrets = new ArrayList<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            for (var parameter : entry.getParameters() == null ? new Object[0] : entry.getParameters()) {
                var link = LINK.matcher(parameter.toString());
                if (link.find()) {
                    secrets.add(link.group(1));
                }
            }
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(handler);
    }

    @Test
    void emptyDatabaseGetsAnAdministratorWhoChoosesThePasswordByALinkOfTheLog() {
        start();

        assertEquals(1, secrets.size());
        assertEquals("admin INVITED ADMIN", accounts());
        accept(secrets.get(0));
        assertEquals("admin ACTIVE ADMIN", accounts());
        assertEquals(
                "person created, account created, account invited, password set by invitation",
                database.value("select string_agg(action, ', ' order by id) from audit_entry"));
    }

    @Test
    void everyStartGivesALinkUntilOneIsUsedAndThenNone() {
        start();
        start();

        assertEquals("admin INVITED ADMIN", accounts());
        accept(secrets.get(1));
        assertThrows(Problem.class, () -> accept(secrets.get(0)));
        start();
        assertEquals(2, secrets.size());
    }

    @Test
    void nameThatSomebodyElseHasIsLeftToThem() {
        database.execute("insert into person (id, given_name, family_name) values (-1, 'Ada', 'Noor')");
        database.execute("insert into account (person_id, username) values (-1, 'Admin')");

        start();

        assertEquals("Admin INVITED, admin2 INVITED ADMIN", accounts());
    }

    @Test
    void disabledAdministratorIsNotEnabledButReplaced() {
        start();
        database.execute("update account set state = 'DISABLED'");

        start();

        assertEquals("admin DISABLED ADMIN, admin2 INVITED ADMIN", accounts());
    }

    private void start() {
        services.run(FirstAdministratorService.class, FirstAdministratorService::admit);
    }

    private void accept(String secret) {
        services.run(AccountService.class, accounts -> accounts.accept(secret, "hash"));
    }

    private String accounts() {
        return database.value("""
                select string_agg(a.username || ' ' || a.state || coalesce(' ' || r.role, ''), ', ' order by a.id)
                from account a left join person_role r on r.person_id = a.person_id""");
    }
}

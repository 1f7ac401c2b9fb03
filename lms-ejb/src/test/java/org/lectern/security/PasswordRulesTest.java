package org.lectern.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

class PasswordRulesTest {

    private static final List<String> KNOWN = List.of("ines.calder", "Ines", "Calder", "Marlowe Park School");

    private final PasswordRules rules = new PasswordRules(false);

    @Test
    void longPhraseIsGood() {
        assertDoesNotThrow(() -> rules.check("a fine long phrase".toCharArray(), KNOWN));
    }

    @Test
    void shortCommonAndKnownPasswordsAreRefused() {
        for (var weak :
                List.of("nine char", "Password2026!", "lectern-demo", "1234567890", "aaaaaaaaaaaa", "calder-rocks-9")) {
            var problem = assertThrows(Problem.class, () -> rules.check(weak.toCharArray(), KNOWN), weak);
            assertEquals(ProblemType.WEAK_PASSWORD, problem.type());
            assertEquals("password", problem.errors().get(0).field());
        }
    }

    @Test
    void demoModeTakesCommonPasswords() {
        assertDoesNotThrow(() -> new PasswordRules(true).check("lectern-demo".toCharArray(), KNOWN));
    }
}

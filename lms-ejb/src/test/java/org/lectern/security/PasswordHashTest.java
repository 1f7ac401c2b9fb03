package org.lectern.security;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PasswordHashTest {

    @Test
    void onlyTheSamePasswordMatches() {
        var stored = PasswordHash.hash("correct horse battery".toCharArray());
        assertTrue(PasswordHash.matches("correct horse battery".toCharArray(), stored));
        assertFalse(PasswordHash.matches("correct horse batterY".toCharArray(), stored));
    }

    @Test
    void samePasswordGivesAnotherHashEachTime() {
        assertNotEquals(
                PasswordHash.hash("lectern-demo".toCharArray()), PasswordHash.hash("lectern-demo".toCharArray()));
    }

    @Test
    void hashTellsAlgorithmAndRounds() {
        assertTrue(PasswordHash.hash("lectern-demo".toCharArray())
                .matches("PBKDF2WithHmacSHA256:600000:[A-Za-z0-9+/]{22}==:[A-Za-z0-9+/]{43}="));
    }

    /** RFC 7914, section 11: the test vector of PBKDF2-HMAC-SHA-256 with 80,000 rounds, cut to 32 bytes. */
    @Test
    void agreesWithThePublishedVector() {
        assertTrue(PasswordHash.matches(
                "Password".toCharArray(),
                "PBKDF2WithHmacSHA256:80000:TmFDbA==:TdzY9guYviGDDO5e8icB+WQaRBjQTAQUrv8Ih2s0q1Y="));
    }

    @Test
    void composedAndDecomposedLettersAreTheSamePassword() {
        var stored = PasswordHash.hash("caf\u00e9-cafeteria".toCharArray());
        assertTrue(PasswordHash.matches("cafe\u0301-cafeteria".toCharArray(), stored));
    }

    @Test
    void nothingMatchesWhereThereIsNoHash() {
        assertFalse(PasswordHash.matches("lectern-demo".toCharArray(), null));
    }

    @Test
    void brokenHashIsAnErrorAndNotAMismatch() {
        assertThrows(IllegalArgumentException.class, () -> PasswordHash.matches("x".toCharArray(), "plain"));
    }
}

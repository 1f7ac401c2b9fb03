package org.lectern.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final SessionPrincipal TEACHER =
            new SessionPrincipal(7, 70, "ines.calder", 700, Set.of("TEACHER", "ADMIN"));

    @TempDir
    static Path folder;

    private static SigningKeys keys;
    private static RSAKey foreign;

    private final MovableClock clock = new MovableClock();
    private final AccessTokens tokens = new AccessTokens(keys, AccessTokens.ISSUER, clock);

    @BeforeAll
    static void makeKeys() {
        keys = new SigningKeys(folder.resolve("signing.json"));
        foreign = SigningKeys.generate();
    }

    @Test
    void issuedTokenTellsWhoSignedIn() {
        var principal = tokens.verify(tokens.issue(TEACHER)).orElseThrow();
        assertEquals(7, principal.caller().accountId());
        assertEquals(70, principal.caller().personId());
        assertEquals("ines.calder", principal.getName());
        assertEquals(700, principal.sessionId());
        assertEquals(Set.of("TEACHER", "ADMIN"), principal.roles());
    }

    @Test
    void issuedTokenHasTheClaimsOfMicroProfile() throws ParseException {
        var token = SignedJWT.parse(tokens.issue(TEACHER));
        assertEquals(JWSAlgorithm.RS256, token.getHeader().getAlgorithm());
        assertEquals(JOSEObjectType.JWT, token.getHeader().getType());
        assertEquals(keys.signing().getKeyID(), token.getHeader().getKeyID());
        var claims = token.getJWTClaimsSet();
        assertEquals("https://lectern.org", claims.getIssuer());
        assertEquals(List.of("lectern-api"), claims.getAudience());
        assertEquals("7", claims.getSubject());
        assertEquals("ines.calder", claims.getStringClaim("upn"));
        assertEquals(Date.from(Instant.parse("2026-11-24T09:15:00Z")), claims.getExpirationTime());
        assertEquals(36, claims.getJWTID().length());
    }

    @Test
    void tokenIsGoodUntilFifteenMinutesAreOver() {
        var token = tokens.issue(TEACHER);
        clock.now = NOW.plusSeconds(899);
        assertTrue(tokens.verify(token).isPresent());
        clock.now = NOW.plusSeconds(900);
        assertFalse(tokens.verify(token).isPresent());
    }

    @Test
    void expiredTokenIsRefusedWhenSeenForTheFirstTime() {
        var token = tokens.issue(TEACHER);
        clock.now = NOW.plusSeconds(901);
        assertFalse(tokens.verify(token).isPresent());
    }

    @Test
    void unsignedTokenIsRefused() {
        assertFalse(tokens.verify(new PlainJWT(claims().build()).serialize()).isPresent());
    }

    @Test
    void unsignedTokenUnderTheHeaderOfSignedOnesIsRefused() {
        var parts = tokens.issue(TEACHER).split("\\.");
        assertFalse(tokens.verify(parts[0] + "." + parts[1] + ".").isPresent());
    }

    @Test
    void publicKeyIsNoSharedSecret() throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(JOSEObjectType.JWT)
                .keyID(keys.signing().getKeyID())
                .build();
        var secret = keys.signing().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        assertFalse(tokens.verify(sign(header, claims().build(), new MACSigner(secret)))
                .isPresent());
    }

    @Test
    void otherRsaAlgorithmIsRefused() throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.PS256)
                .type(JOSEObjectType.JWT)
                .keyID(keys.signing().getKeyID())
                .build();
        assertFalse(tokens.verify(sign(header, claims().build(), new RSASSASigner(keys.signing())))
                .isPresent());
    }

    @Test
    void foreignKeyIsRefusedUnderItsOwnName() throws JOSEException {
        assertFalse(tokens.verify(sign(header(foreign.getKeyID()).build(), claims().build(), new RSASSASigner(foreign)))
                .isPresent());
    }

    @Test
    void foreignKeyIsRefusedUnderOurName() throws JOSEException {
        assertFalse(tokens.verify(
                        sign(header(keys.signing().getKeyID()).build(), claims().build(), new RSASSASigner(foreign)))
                .isPresent());
    }

    @Test
    void keyInsideTheTokenIsNotBelieved() throws JOSEException {
        var header = header(foreign.getKeyID()).jwk(foreign.toPublicJWK()).build();
        assertFalse(tokens.verify(sign(header, claims().build(), new RSASSASigner(foreign)))
                .isPresent());
    }

    @Test
    void tokenWithoutKeyIdIsRefused() throws JOSEException {
        assertFalse(tokens.verify(sign(header(null).build(), claims().build(), new RSASSASigner(keys.signing())))
                .isPresent());
    }

    @Test
    void otherTypeOfTokenIsRefused() throws JOSEException {
        var header = header(keys.signing().getKeyID())
                .type(new JOSEObjectType("logout+jwt"))
                .build();
        assertFalse(tokens.verify(sign(header, claims().build(), new RSASSASigner(keys.signing())))
                .isPresent());
    }

    @Test
    void otherIssuerIsRefused() throws JOSEException {
        assertFalse(verifies(claims().issuer("https://example.org")));
    }

    @Test
    void otherAudienceIsRefused() throws JOSEException {
        assertFalse(verifies(claims().audience("another-api")));
    }

    @Test
    void missingClaimIsRefused() throws JOSEException {
        assertFalse(verifies(claims().claim("sid", null)));
        assertFalse(verifies(claims().claim("person", null)));
        assertFalse(verifies(claims().expirationTime(null)));
    }

    @Test
    void tokenOfTheFutureIsRefused() throws JOSEException {
        assertFalse(verifies(claims().notBeforeTime(Date.from(NOW.plusSeconds(5)))));
    }

    @Test
    void sameClaimsWithOurKeyAreGood() throws JOSEException {
        assertTrue(verifies(claims()));
    }

    @Test
    void changedClaimsAreRefused() {
        var parts = tokens.issue(TEACHER).split("\\.");
        var other = tokens.issue(new SessionPrincipal(1, 10, "admin", 700, Set.of("ADMIN")))
                .split("\\.");
        assertFalse(tokens.verify(parts[0] + "." + other[1] + "." + parts[2]).isPresent());
    }

    @Test
    void tokenWithALetterTooManyIsRefused() {
        var token = tokens.issue(TEACHER);
        assertFalse(tokens.verify(token + "x").isPresent());
        assertFalse(tokens.verify(token + "=").isPresent());
        assertTrue(tokens.verify(token).isPresent());
    }

    @Test
    void garbageIsRefused() {
        for (var garbage : List.of("", ".", "..", "a.b.c", "Bearer", "\u0000", "eyJhbGciOiJub25lIn0.e30.", "{}")) {
            assertFalse(tokens.verify(garbage).isPresent(), garbage);
        }
    }

    @Test
    void rotatedKeySignsAndTheOldOneStillVerifies() throws IOException {
        var file = folder.resolve("rotated.json");
        var old = SigningKeys.generate();
        Files.writeString(file, new JWKSet(List.of(old)).toString(false));
        var rotating = new SigningKeys(file);
        var server = new AccessTokens(rotating, AccessTokens.ISSUER, clock);
        var before = server.issue(TEACHER);

        var fresh = SigningKeys.generate();
        replace(file, new JWKSet(List.of(fresh, old)));
        rotating.refresh();
        assertTrue(server.verify(before).isPresent());
        var after = server.issue(TEACHER);
        assertTrue(server.verify(after).isPresent());

        replace(file, new JWKSet(fresh));
        rotating.refresh();
        assertFalse(server.verify(before).isPresent());
        assertTrue(server.verify(after).isPresent());
    }

    private static void replace(Path file, JWKSet set) throws IOException {
        var before = Files.getLastModifiedTime(file).toInstant();
        Files.writeString(file, set.toString(false));
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(before.plusSeconds(2)));
    }

    private boolean verifies(JWTClaimsSet.Builder claims) throws JOSEException {
        return tokens.verify(sign(
                        header(keys.signing().getKeyID()).build(), claims.build(), new RSASSASigner(keys.signing())))
                .isPresent();
    }

    private static JWSHeader.Builder header(String keyId) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(keyId);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://lectern.org")
                .audience("lectern-api")
                .subject("1")
                .claim("upn", "admin")
                .claim("groups", List.of("ADMIN"))
                .claim("person", 10)
                .claim("sid", 100)
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(900)))
                .jwtID("1");
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static final class MovableClock extends Clock {

        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
